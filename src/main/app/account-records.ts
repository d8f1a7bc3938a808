import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locale, messages } from '../../shared/messages'
import { resultName } from '../../shared/results/results'
import { succeeded } from '../../shared/platform/result'
import type { Account } from '../../shared/session/schema'
import type { NamesOfNumbers } from '../contacts/names/names-of-numbers'
import type { Log } from '../desktop/log'
import { systemClock } from '../platform/clock'
import { removeDatabaseFiles } from '../platform/database/database-files'
import { readLoss } from '../platform/database/history-loss'
import type { FileDialogs } from '../platform/file-dialogs'
import { saveFile } from '../platform/files/saved-file'
import { startUtilityProcess } from '../platform/process/utility-process'
import { ownPage } from '../platform/security/app-protocol'
import type { StateStore } from '../platform/state-store'
import { createTopicPublisher } from '../platform/topic-publisher'
import type { DownloadQueueDeps } from '../recordings/files/downloads/download-queue'
import { recordingsPath } from '../recordings/files/serve-recording'
import { createRecordings, type Recordings } from '../recordings/recordings'
import { createRecords, type Records } from '../records/records'
import type { RecordsDesk } from '../records/records-commands'
import { createRecordsExports } from '../records/records-export'
import { followedOf } from '../records/records-followed'
import type { Zones } from '../records/records-zone'
import { createRecordsNames } from '../records/records-names'
import { createRecordsClient } from '../records/store/records-client'
import type { SessionManager } from '../session/session-manager'
import { once, type Once } from './once'
import type { RecordingTools } from './recording-tools'
import { fileNameOf } from './user-files/former-files'
import type { UserFiles } from './user-files/user-files'

/** The records and recordings of one account, with their process. */
export interface AccountRecords extends RecordsDesk {
  /** Creates the recordings on first use. */
  recordings(): Promise<Recordings>
  /** The records window was opened or closed. */
  setShown(isShown: boolean): void
  /** Releases the recording that is being played, if any. */
  release(): Promise<void>
  /** `isForGood`: removes the account's records. */
  leave(isForGood: boolean): Promise<void>
}

/** Dependencies of one account's records. */
export interface AccountRecordsDeps {
  state: StateStore
  log: Log
  files: UserFiles
  /** Path of the built records process. */
  program: string
  sessionManager: SessionManager
  dialogs: FileDialogs
  zones: Zones
  words: () => (typeof messages)[Locale]['exports']
  tools: Once<RecordingTools>
  namesOf: NamesOfNumbers
}

/** Opens the records of an account. Their process starts on first use. */
export function openAccountRecords(deps: AccountRecordsDeps, account: Account): AccountRecords {
  const { state, log, files, sessionManager, tools } = deps
  const { file } = files.databaseOf('records', account)
  let isShown = false
  const client = createRecordsClient({
    start: startUtilityProcess(deps.program, 'Deskline records'),
    file,
    notes: files.notesOf(account),
    followed: () => followedOf(state.get('calls')),
    clock: systemClock,
    isShown: () => isShown,
    onOpened({ loss, unreadableNotes }) {
      if (unreadableNotes > 0) log.warn('notes left out', unreadableNotes)
      if (loss !== null) log.warn('records lost', loss.keptAs ?? '')
      records.showLoss(loss)
      names.opened()
    }
  })
  const records = createRecords({
    state,
    clock: systemClock,
    serviceNow: () => (sessionManager.current()?.clock ?? systemClock).now(),
    store: client,
    service: () => sessionManager.current()?.connection.service ?? null
  })
  records.showLoss(readLoss(file))
  const names = createRecordsNames({
    state,
    clock: systemClock,
    store: records.store,
    publisher: records.publisher,
    namesOf: deps.namesOf
  })
  const exports = createRecordsExports({
    store: records.store,
    publisher: records.publisher,
    dialogs: deps.dialogs,
    zone: () => deps.zones.current(),
    isMasked: () => state.get('settings').privacy.isNumberMasked,
    labels() {
      const { results, ...labels } = deps.words().labels
      const names = state.get('settings').results.map((one) => [one.id, resultName(one, results)] as const)
      return { ...labels, results: Object.fromEntries(names) }
    },
    writeFile: saveFile
  })
  const downloadsFile = files.downloadsOf(account)
  const recordings = once(() => openRecordings(deps, records, downloadsFile))
  // Resume downloads that were unfinished when the program ended.
  if (downloadsFile.initial !== null && downloadsFile.initial.items.length > 0) void recordings.get()

  return {
    records,
    exports,
    recordings: recordings.get,
    setShown(isShownNow) {
      isShown = isShownNow
      names.setShown(isShownNow)
    },
    release: async () => (await recordings.made())?.release(),
    async leave(isForGood) {
      exports.close()
      names.close()
      await records.close()
      const removed = isForGood ? client.removeAll() : succeeded(null)
      await client.close()
      const made = await recordings.made()
      if (!isForGood) await made?.close()
      else {
        // The cache can hold recordings of an earlier run even if none was requested in this one.
        await (made === null ? (await tools.get()).cache.clear() : made.closeForGood())
        downloadsFile.write(null)
      }
      if (!(await removed).ok) log.warn('records not removed')
    }
  }
}

async function openRecordings(
  { state, dialogs, words, tools }: AccountRecordsDeps,
  records: Records,
  downloadsFile: DownloadQueueDeps['file']
): Promise<Recordings> {
  const { cache, openQueue } = await tools.get()
  const freshAddress = (id: string): Promise<string | null> => records.freshRecordUrl(id)
  return createRecordings({
    store: records.store,
    publisher: createTopicPublisher('recordings', { state, clock: systemClock }),
    cache,
    queue: openQueue({ file: downloadsFile, freshAddress }),
    freshAddress,
    dialogs,
    readFile,
    pageOf: (key) => ownPage(`${recordingsPath.slice(1)}${key}`),
    agentWord: () => words().agent,
    isMasked: () => state.get('settings').privacy.isNumberMasked
  })
}

const recordsFileName = /^(records-[\da-f]{16}\.duckdb)/

/** Removes the records files in `folder` except that of `account`. Files that can't be removed are retried next time. */
export async function sweepRecords(folder: string, account: Account | null): Promise<void> {
  const kept = account === null ? null : `${fileNameOf('records', account)}.duckdb`
  const names = await readdir(folder).catch(() => [])
  const files = new Set(names.flatMap((name) => recordsFileName.exec(name)?.[1] ?? []))
  for (const file of files) {
    if (file !== kept) removeDatabaseFiles(join(folder, file))
  }
}
