import { app, type BrowserWindow } from 'electron'
import { messages } from '../../shared/messages'
import type { ContactColumn } from '../../shared/contacts/schema'
import { failed, succeeded, type Result } from '../../shared/platform/result'
import type { RecordColumn } from '../../shared/records/records'
import type { NoteChange } from '../../shared/records/row-schema'
import type { ZoneOffsets } from '../../shared/records/filter-schema'
import type { Account } from '../../shared/session/schema'
import { createFileDialogs } from '../desktop/windows/file-dialogs'
import type { NamesOfNumbers } from '../contacts/names/names-of-numbers'
import type { Log } from '../desktop/log'
import { systemClock } from '../platform/clock'
import type { RecordsOfAgent } from '../../shared/records/filter-schema'
import type { StateStore } from '../platform/state-store'
import { isOwnHost } from '../recordings/files/own-machine'
import { recordingsPath } from '../recordings/files/serve-recording'
import { createRecordingsCommands, type RecordingsCommands } from '../recordings/recordings-commands'
import { createRecordsCommands, type RecordsCommands } from '../records/records-commands'
import { createZones } from '../records/records-zone'
import type { TenantCalls } from '../records/tenant-calls'
import { tenantKey } from '../session/account'
import { createAccountLifecycle } from '../session/account-lifecycle'
import type { SessionManager } from '../session/session-manager'
import { openAccountRecords, sweepRecords, type AccountRecords } from './account-records'
import { once } from './once'
import { openRecordingTools } from './recording-tools'
import type { OutputMask } from './ipc/output-mask'
import type { UserFiles } from './user-files/user-files'
import type { WriteSource } from '../work-lists/work-sources'

/** The columns of records that become a work list, and what they become. */
const numberColumns: [RecordColumn, ContactColumn['kind']][] = [
  ['calleeNumber', 'number'],
  ['contactName', 'name'],
  ['startedAtMs', 'field'],
  ['outcome', 'field'],
  ['result', 'field'],
  ['note', 'field']
]

/** Records and recordings of the signed-in account. */
export interface ComposedRecords {
  commands: RecordsCommands & RecordingsCommands
  /** Answers a page's request for a cached recording; null: the path is not one of the cache's. */
  serve(request: Request): Promise<Response | null>
  /** Removes cached recordings that were last played before a time, epoch ms. */
  forgetRecordings(beforeMs: number): Promise<void>
  /** Loads what the records window shows besides its rows. */
  windowShown(): void
  /** Stops playback. */
  windowClosed(): void
  /** Writes the callee numbers of a view of the records, with what is known of the calls. */
  writeNumbers(viewId: number): WriteSource
  /** Shows a saved change of a call's note. */
  showNote(change: NoteChange): void
  /** All calls of the account's tenant; null while another one is signed in. */
  callsOf(account: Account): Promise<TenantCalls | null>
  /** The user's time zone. */
  zone(): ZoneOffsets
  close(): Promise<void>
}

/** Wires the records together. `program`: path of the built records process. */
export function composeRecords(deps: {
  state: StateStore
  log: Log
  files: UserFiles
  mask: Pick<OutputMask, 'fileName'>
  userData: string
  program: string
  sessionManager: SessionManager
  openWindow: (id: string | null, calls: RecordsOfAgent | null) => void
  window: () => BrowserWindow | null
  /** Saves a change of a call's note. */
  note: (change: NoteChange) => Promise<Result<undefined>>
  /** Who numbers belong to, as far as it is known already. */
  namesOf: NamesOfNumbers
}): ComposedRecords {
  const { state, log, files, userData } = deps
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
    shownName: deps.mask.fileName,
    documents: () => app.getPath('documents')
  })
  const maxCacheBytes = (): number => state.get('settings').records.maxCacheBytes
  /** Whether the current account's service runs on this computer: the demo line, or a simulator. */
  let isServiceHere = false
  const tools = once(() => openRecordingTools(userData, maxCacheBytes(), () => isServiceHere))
  let cacheBytes = maxCacheBytes()
  const offSettings = state.onChange((topic) => {
    if (topic !== 'settings' || maxCacheBytes() === cacheBytes) return
    cacheBytes = maxCacheBytes()
    void tools.made()?.then(({ cache }) => cache.setMaxBytes(cacheBytes))
  })

  let isShown = false
  const lifecycle = createAccountLifecycle<AccountRecords & { tenant: string }>({
    state,
    open(account) {
      const { server } = account
      isServiceHere =
        server.kind === 'custom' && URL.canParse(server.apiPrefix) && isOwnHost(new URL(server.apiPrefix))
      const opened = openAccountRecords({ ...deps, dialogs, zones, words, tools }, account)
      opened.setShown(isShown)
      return { ...opened, tenant: tenantKey(account) }
    },
    leave: (opened, isForGood) => opened.leave(isForGood),
    sweep: (account) => sweepRecords(userData, account),
    keptAccount: () => files.restoredAccount(),
    onFault: (problem) => log.error('records', problem)
  })

  return {
    commands: {
      ...createRecordsCommands({
        desk: () => lifecycle.current(),
        zone: () => zones.current(),
        resultOrder: () => state.get('settings').results.map(({ id }) => id),
        note: deps.note,
        openWindow: deps.openWindow
      }),
      ...createRecordingsCommands({
        recordings: async () => (await lifecycle.current())?.recordings() ?? null
      })
    },
    async forgetRecordings(beforeMs) {
      await (await tools.get()).cache.removeUsedBefore(beforeMs)
    },
    async serve(request) {
      if (!new URL(request.url).pathname.startsWith(recordingsPath)) return null
      return (await tools.get()).serve(request)
    },
    windowShown() {
      isShown = true
      void lifecycle.current().then((opened) => {
        opened?.setShown(isShown)
        return opened?.recordings()
      })
    },
    windowClosed() {
      isShown = false
      void lifecycle.current().then((opened) => {
        opened?.setShown(isShown)
        return opened?.release()
      })
    },
    writeNumbers: (viewId) => async (path, signal) => {
      const opened = await lifecycle.current()
      if (opened === null) return failed({ code: 'signed-out' })
      const columns = numberColumns.map(([column]) => column)
      const written = await opened.exports.writeTable({ viewId, columns }, path, signal)
      if (!written.ok) return written
      return succeeded(
        numberColumns.map(([column, kind]) => ({ kind, label: words().labels.columns[column] }))
      )
    },
    showNote: (change) => void lifecycle.current().then((opened) => opened?.records.showNote(change)),
    async callsOf(account) {
      const opened = await lifecycle.current()
      return opened?.tenant === tenantKey(account) ? opened.records.calls : null
    },
    zone: () => zones.current(),
    async close() {
      offSettings()
      await lifecycle.close()
      await (await tools.made())?.close()
    }
  }
}
