import { app, type BrowserWindow } from 'electron'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { HistoryLoss } from '../../shared/platform/history-loss'
import { messages } from '../../shared/messages'
import { succeeded } from '../../shared/platform/result'
import type { Account } from '../../shared/session/session'
import { createAccountLifecycle } from '../session/account-lifecycle'
import type { Recordings } from '../recordings/recordings'
import { createRecordings } from '../recordings/recordings'
import { createTopicPublisher } from '../platform/topic-publisher'
import { createRecordingsCommands, type RecordingsCommands } from '../recordings/recordings-commands'
import { createRecords } from '../records/records'
import { createRecordsCommands, type RecordsCommands, type RecordsDesk } from '../records/records-commands'
import { createRecordsExports } from '../records/records-export'
import { followedOf } from '../records/records-followed'
import { createZones } from '../records/records-zone'
import type { SessionManager } from '../session/session-manager'
import type { StateStore } from '../platform/state-store'
import { systemClock } from '../platform/clock'
import { createFileDialogs } from '../desktop/windows/file-dialogs'
import type { Log } from '../desktop/log'
import { saveFile } from '../platform/files/saved-file'
import { removeDatabaseFiles } from '../platform/database/database-files'
import { readLoss } from '../platform/database/history-loss'
import { startUtilityProcess } from '../platform/process/utility-process'
import { createNotes } from '../records/store/notes'
import { createRecordsClient, type RecordsClient } from '../records/store/records-client'
import { isOwnHost } from '../recordings/files/own-machine'
import { recordingsPath } from '../recordings/files/serve-recording'
import { ownPage } from '../platform/security/app-protocol'
import { fileNameOf } from './user-files/former-files'
import type { UserFiles } from './user-files/user-files'

/** Records and recordings of the signed-in account. */
export interface ComposedRecords {
  commands: RecordsCommands & RecordingsCommands
  /** Answers a page's request for a cached recording; null: the path is not one of the cache's. */
  serve(request: Request): Promise<Response | null>
  /** Loads what the records window shows besides its rows. */
  windowShown(): void
  /** Stops playback. */
  windowClosed(): void
  close(): Promise<void>
}

/** The records of one account, with their process. */
interface OpenedRecords extends RecordsDesk {
  /** Creates the recordings on first use. */
  recordings(): Promise<Recordings>
  /** Releases the recording that is being played, if any. */
  release(): Promise<void>
  leave(isForGood: boolean): Promise<void>
}

const recordsFileName = /^(records-[\da-f]{16}\.duckdb)/

/** Removes the records files in `folder` except `kept`. Files that can't be removed are retried next time. */
async function sweepFiles(folder: string, kept: string | null): Promise<void> {
  const names = await readdir(folder).catch(() => [])
  const files = new Set(names.flatMap((name) => recordsFileName.exec(name)?.[1] ?? []))
  for (const file of files) {
    if (file !== kept) removeDatabaseFiles(join(folder, file))
  }
}

/** Loaded on first use of recordings, so that undici and the fetching code don't slow the start. */
async function openTools(userData: string, maxBytes: number, canReachThisMachine: () => boolean) {
  const [
    { createRecordingCache },
    { defaultRecordingLimits, openRecordingConnections },
    queue,
    fetching,
    serving
  ] = await Promise.all([
    import('../recordings/files/recording-cache'),
    import('../recordings/files/recording-request'),
    import('../recordings/files/downloads/download-queue'),
    import('../recordings/files/recording-fetch'),
    import('../recordings/files/serve-recording')
  ])
  const limits = defaultRecordingLimits
  // Three downloads and one playback.
  const connections = openRecordingConnections(limits, 4, canReachThisMachine)
  const fetch = {
    connections,
    limits,
    maxBytes: fetching.defaultMaxRecordingBytes,
    now: () => systemClock.now()
  }
  // Not "cache": Chromium has a folder "Cache", the same name on case-insensitive file systems.
  const cache = createRecordingCache({ folder: join(userData, 'recordings-cache'), maxBytes, fetch })
  return {
    cache,
    openQueue: (account: Pick<Parameters<typeof queue.createDownloadQueue>[0], 'file' | 'freshAddress'>) =>
      queue.createDownloadQueue({ fetch, clock: systemClock, ...account }),
    serve: (request: Request) => serving.serveRecording(cache, request),
    async close() {
      await cache.close()
      await connections.dispatcher.destroy()
    }
  }
}

/** Runs `make` on first use, and returns the same promise from then on. */
function once<T>(make: () => Promise<T>): { get: () => Promise<T>; made: () => Promise<T> | null } {
  let made: Promise<T> | null = null
  return { get: () => (made ??= make()), made: () => made }
}

/** Wires the records together. `program`: path of the built records process. */
export function composeRecords(deps: {
  state: StateStore
  log: Log
  files: UserFiles
  userData: string
  program: string
  sessionManager: SessionManager
  openWindow: (id: string | null) => void
  window: () => BrowserWindow | null
}): ComposedRecords {
  const { state, log, files, userData, sessionManager } = deps
  const words = () => messages[state.get('environment').locale].exports
  const zones = createZones({
    timeZone: () => new Intl.DateTimeFormat().resolvedOptions().timeZone,
    now: () => systemClock.now()
  })
  const dialogs = createFileDialogs({
    parent: deps.window,
    kindOf: (extension) => Object.entries(words().fileKinds).find(([kind]) => kind === extension)?.[1] ?? '',
    folderTitle: () => words().chooseFolder,
    files: files.folders.exports,
    recordings: files.folders.recordings,
    documents: () => app.getPath('documents')
  })
  const maxCacheBytes = (): number => state.get('settings').records.maxCacheBytes
  /** Whether the current account's service runs on this computer: the demo line, or a simulator. */
  let isServiceHere = false
  const tools = once(() => openTools(userData, maxCacheBytes(), () => isServiceHere))
  let cacheBytes = maxCacheBytes()
  const offSettings = state.onChange((topic) => {
    if (topic !== 'settings' || maxCacheBytes() === cacheBytes) return
    cacheBytes = maxCacheBytes()
    void tools.made()?.then(({ cache }) => cache.setMaxBytes(cacheBytes))
  })

  const fileOf = (account: Account): string => join(userData, `${fileNameOf('records', account)}.duckdb`)
  const openClient = (account: Account, onLoss: (loss: HistoryLoss | null) => void): RecordsClient =>
    createRecordsClient({
      start: startUtilityProcess(deps.program, 'Deskline records'),
      file: files.databaseOf('records', account).file,
      notes: createNotes(files.notesOf(account)),
      followed: () => followedOf(state.get('calls')),
      now: () => systemClock.now(),
      onLoss
    })

  const open = (account: Account): OpenedRecords => {
    const { server } = account
    isServiceHere =
      server.kind === 'custom' && URL.canParse(server.apiPrefix) && isOwnHost(new URL(server.apiPrefix))
    const client = openClient(account, (loss) => {
      if (loss !== null) log.warn('records lost', loss.keptAs ?? '')
      records.showLoss(loss)
    })
    const records = createRecords({
      state,
      clock: systemClock,
      serviceNow: () => (sessionManager.current()?.clock ?? systemClock).now(),
      store: client,
      service: () => sessionManager.current()?.connection.service ?? null
    })
    records.showLoss(readLoss(fileOf(account)))
    const exports = createRecordsExports({
      store: records.store,
      publisher: records.publisher,
      dialogs,
      zone: () => zones.current(),
      labels: () => words().labels,
      writeFile: saveFile
    })
    const kept = files.downloadsOf(account)
    const recordings = once(async (): Promise<Recordings> => {
      const { cache, openQueue } = await tools.get()
      const freshAddress = (id: string): Promise<string | null> => records.freshRecordUrl(id)
      return createRecordings({
        store: records.store,
        publisher: createTopicPublisher('recordings', { state, clock: systemClock }),
        cache,
        queue: openQueue({ file: kept, freshAddress }),
        freshAddress,
        dialogs,
        readFile,
        pageOf: (key) => ownPage(`${recordingsPath.slice(1)}${key}`),
        agentWord: () => words().agent
      })
    })
    // Resume downloads that were unfinished when the program ended.
    if (kept.initial !== null && kept.initial.items.length > 0) void recordings.get()

    return {
      records,
      exports,
      recordings: recordings.get,
      release: async () => (await recordings.made())?.release(),
      async leave(isForGood) {
        exports.close()
        await records.close()
        const removed = isForGood ? client.removeAll() : succeeded(null)
        await client.close()
        const made = await recordings.made()
        if (!isForGood) await made?.close()
        else {
          // The cache can hold recordings of an earlier run even if none was requested in this one.
          await (made === null ? (await tools.get()).cache.clear() : made.closeForGood())
          kept.write(null)
        }
        if (!(await removed).ok) log.warn('records not removed')
      }
    }
  }

  const lifecycle = createAccountLifecycle<OpenedRecords>({
    state,
    open,
    leave: (opened, isForGood) => opened.leave(isForGood),
    sweep: (account) =>
      sweepFiles(userData, account === null ? null : `${fileNameOf('records', account)}.duckdb`),
    keptAccount() {
      const account = files.account.read()
      return account?.isSignedIn === true ? account.account : null
    },
    onFault: (problem) => log.error('records', problem)
  })

  return {
    commands: {
      ...createRecordsCommands({
        desk: () => lifecycle.current(),
        zone: () => zones.current(),
        openWindow: deps.openWindow
      }),
      ...createRecordingsCommands({
        recordings: async () => (await lifecycle.current())?.recordings() ?? null
      })
    },
    async serve(request) {
      if (!new URL(request.url).pathname.startsWith(recordingsPath)) return null
      return (await tools.get()).serve(request)
    },
    windowShown: () => void lifecycle.current().then((desk) => desk?.recordings()),
    windowClosed: () => void lifecycle.current().then((desk) => desk?.release()),
    async close() {
      offSettings()
      await lifecycle.close()
      await (await tools.made())?.close()
    }
  }
}
