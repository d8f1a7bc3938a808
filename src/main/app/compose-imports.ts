import { app, type BrowserWindow } from 'electron'
import { messages } from '../../shared/messages'
import { failed, succeeded, type Result } from '../../shared/platform/result'
import type { ImportSummary } from '../../shared/imports/state-schema'
import type { Settings } from '../../shared/app/schema'
import type { ZoneOffsets } from '../../shared/records/filter-schema'
import type { Account } from '../../shared/session/schema'
import type { NotReachedChoice } from '../../shared/imports/progress'
import type { WriteSource } from '../work-lists/work-sources'
import { createAccountLifecycle } from '../session/account-lifecycle'
import type { CampaignCalls } from '../imports/campaign-calls'
import type { ImportAlert } from '../imports/sending/import-runs'
import type { DroppedFiles } from '../platform/dropped-files'
import type { Imports } from '../imports/imports'
import { localTimes } from '../platform/local-time'
import { createImportsCommands, type ImportsCommands } from '../imports/imports-commands'
import type { SessionManager } from '../session/session-manager'
import type { StateStore } from '../platform/state-store'
import { systemClock } from '../platform/clock'
import { createFileDialogs } from '../desktop/windows/file-dialogs'
import { createListDialogs } from '../desktop/windows/list-dialogs'
import type { Log } from '../desktop/log'
import { openAccountImports, type AccountImports, type AccountImportsDeps } from './account-imports'
import type { OutputMask } from './ipc/output-mask'
import type { UserFiles } from './user-files/user-files'

/** Lists and imports of the signed-in account. */
export interface ComposedImports {
  commands: ImportsCommands
  /** Loads what the campaigns window shows. */
  windowShown(): void
  /** Ends the process of the imports once it is idle. */
  windowClosed(): void
  /** Reads the block list's file again if it has changed, and ends the process again. */
  refreshBlockList(): Promise<void>
  /** Reads the numbers of a file, each once. */
  readNumbers(path: string): Promise<Result<{ name: string; numbers: string[]; skipped: number }>>
  /** The do-not-call list has changed. */
  doNotCallChanged(): void
  /** The import that is sending or will resume by itself; null: none. */
  underWay(): Promise<ImportSummary | null>
  /** Writes the numbers of an import that weren't reached. */
  writeNotReached(importId: string, choice: NotReachedChoice): WriteSource
  /** Pauses all imports, and waits for the replies to requests in flight. */
  pauseAll(): Promise<void>
  /** Like `pauseAll`, for the end of the program. */
  close(): Promise<void>
}

/** Wires lists and imports together. `program`: path of their built process. */
export function composeImports(deps: {
  state: StateStore
  log: Log
  files: UserFiles
  mask: Pick<OutputMask, 'fileName'>
  program: string
  sessionManager: SessionManager
  openWindow: (id: string | null) => void
  dropped: DroppedFiles
  window: () => BrowserWindow | null
  keepSettings: (settings: Settings) => void
  onAlert: (alert: ImportAlert) => void
  callsOf: (account: Account) => Promise<CampaignCalls | null>
  zone: () => ZoneOffsets
  doNotCall: AccountImportsDeps['doNotCall']
}): ComposedImports {
  const { state, log, files } = deps
  const words = () => messages[state.get('environment').locale]
  const documents = (): string => app.getPath('documents')
  const dialogs = createFileDialogs({
    parent: deps.window,
    kindOf: () => words().exports.fileKinds.csv,
    folderTitle: () => words().exports.chooseFolder,
    files: files.folders.exports,
    recordings: files.folders.recordings,
    shownName: deps.mask.fileName,
    documents
  })
  const listDialogs = createListDialogs({
    parent: deps.window,
    words() {
      const { chooseLists, chooseBlockList, listKinds, allFiles } = words().exports
      return { lists: chooseLists, blockList: chooseBlockList, kinds: listKinds, all: allFiles }
    },
    folder: files.folders.lists,
    documents
  })

  const lifecycle = createAccountLifecycle<AccountImports>({
    state,
    open: (account) =>
      openAccountImports({ ...deps, dialogs, words, isWindowOpen: () => deps.window() !== null }, account),
    leave: (opened, isForGood) => opened.leave(isForGood),
    sweep: () => Promise.resolve(),
    keptAccount: () => files.restoredAccount(),
    onFault: (problem) => log.error('imports', problem)
  })
  const opened = async (): Promise<Imports | null> => {
    const account = await lifecycle.current()
    await account?.load()
    return account?.imports ?? null
  }

  return {
    commands: createImportsCommands({
      imports: opened,
      dialogs: listDialogs,
      dropped: deps.dropped,
      day: () => localTimes()(systemClock.now())?.slice(0, 10) ?? '',
      openWindow: deps.openWindow
    }),
    windowShown: () => void opened(),
    windowClosed: () => void lifecycle.current().then((account) => account?.rest()),
    async refreshBlockList() {
      await (await opened())?.refreshBlockList()
      ;(await lifecycle.current())?.rest()
    },
    async readNumbers(path) {
      const account = await lifecycle.current()
      if (account === null) return failed({ code: 'signed-out' })
      const read = await account.imports.store.ask('readNumbers', { path })
      account.rest()
      return read
    },
    doNotCallChanged: () => void lifecycle.current().then((account) => account?.imports.doNotCallChanged()),
    writeNotReached: (id, choice) => async (path, signal) => {
      const written = await (await opened())?.progress.writeNotReached({ id, choice, path }, signal)
      if (written === undefined) return failed({ code: 'signed-out' })
      if (!written.ok) return written
      const { text, file } = words().entries.column
      return succeeded([
        { kind: 'number', label: '' },
        { kind: 'field', label: text },
        { kind: 'field', label: file }
      ])
    },
    underWay: async () => (await lifecycle.current())?.imports.underWay() ?? null,
    async pauseAll() {
      await (await lifecycle.current())?.imports.runs.pauseAll()
    },
    close: () => lifecycle.close()
  }
}
