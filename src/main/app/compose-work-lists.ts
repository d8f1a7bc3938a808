import { app, type BrowserWindow } from 'electron'
import { join } from 'node:path'
import { isDue } from '../../shared/callbacks/callbacks'
import { messages } from '../../shared/messages'
import { succeeded } from '../../shared/platform/result'
import { resultName } from '../../shared/results/results'
import type { NamesOfNumbers } from '../contacts/names/names-of-numbers'
import type { Log } from '../desktop/log'
import { chooseContactFile } from '../desktop/windows/contact-dialog'
import { createFileDialogs } from '../desktop/windows/file-dialogs'
import { systemClock } from '../platform/clock'
import type { DroppedFiles } from '../platform/dropped-files'
import type { StateStore } from '../platform/state-store'
import { createZones } from '../records/records-zone'
import { createAccountLifecycle } from '../session/account-lifecycle'
import { createSourceFiles } from '../work-lists/files/source-files'
import { callbackRows } from '../work-lists/callback-rows'
import type { WorkListsDeps } from '../work-lists/work-lists'
import type { WorkSources } from '../work-lists/work-sources'
import { createWorkListsCommands, type WorkListsCommands } from '../work-lists/work-lists-commands'
import type { WorkLists } from '../work-lists/work-lists'
import { openAccountWorkLists, type AccountWorkLists } from './account-work-lists'
import type { OutputMask } from './ipc/output-mask'
import type { UserFiles } from './user-files/user-files'

/** The work lists of the signed-in account. */
export interface ComposedWorkLists {
  commands: WorkListsCommands
  /** Null while signed out. */
  lists(): Promise<WorkLists | null>
  windowShown(): void
  windowClosed(): void
  close(): Promise<void>
}

/** Wires work lists together. `program`: path of their built process. */
export function composeWorkLists(deps: {
  state: StateStore
  log: Log
  files: UserFiles
  mask: Pick<OutputMask, 'fileName'>
  userData: string
  program: string
  /** Sources that other topics write. */
  sources: Omit<WorkSources, 'callbacks'>
  isDoNotCall: WorkListsDeps['isDoNotCall']
  namesOf: NamesOfNumbers
  dropped: DroppedFiles
  openWindow: () => void
  window: () => BrowserWindow | null
}): ComposedWorkLists {
  const { state, log, files } = deps
  const words = () => messages[state.get('environment').locale].workListFiles
  const documents = (): string => app.getPath('documents')
  const dialogs = createFileDialogs({
    parent: deps.window,
    kindOf: (extension) => (extension === 'xlsx' ? words().fileKinds.xlsx : words().fileKinds.csv),
    folderTitle: () => words().choose,
    files: files.folders.exports,
    recordings: files.folders.recordings,
    shownName: deps.mask.fileName,
    documents
  })
  const zones = createZones({
    timeZone: () => new Intl.DateTimeFormat().resolvedOptions().timeZone,
    now: () => systemClock.now()
  })
  const sourceFiles = createSourceFiles(join(deps.userData, 'work-list-sources'))
  const callbacks: WorkSources['callbacks'] = () => async (path) => {
    const due = state.get('callbacks').filter((callback) => isDue(callback, systemClock.now()))
    const names = await deps.namesOf(due.map(({ number }) => number)).catch(() => new Map<string, string>())
    const { text, columns } = callbackRows(due, names, words().table)
    const written = await sourceFiles.write(path, text)
    return written.ok ? succeeded(columns) : written
  }

  const lifecycle = createAccountLifecycle<AccountWorkLists>({
    state,
    open: (account) =>
      openAccountWorkLists(
        {
          state,
          log,
          userFiles: files,
          program: deps.program,
          sourceFiles,
          sources: { ...deps.sources, callbacks },
          isDoNotCall: deps.isDoNotCall,
          dialogs,
          chooseFile: () =>
            chooseContactFile({
              parent: deps.window(),
              words: words(),
              folder: files.folders.lists,
              documents
            }),
          words() {
            const { making, table, stem } = words()
            const { results } = table
            const named = state.get('settings').results.map((one) => ({
              id: one.id,
              name: resultName(one, results)
            }))
            return { ...making, stem, table: { ...table, results: named } }
          },
          zone: () => zones.current()
        },
        account
      ),
    leave: (opened, isForGood) => opened.leave(isForGood),
    // Work lists are kept when the user signs out, like call-backs.
    sweep: () => Promise.resolve(),
    keptAccount: () => files.restoredAccount(),
    onFault: (problem) => log.error('work lists', problem)
  })
  const lists = async (): Promise<WorkLists | null> => (await lifecycle.current())?.lists ?? null

  return {
    commands: createWorkListsCommands({ lists, openWindow: deps.openWindow, dropped: deps.dropped }),
    lists,
    windowShown: () => void lists().then((opened) => opened?.show()),
    windowClosed: () => undefined,
    close: () => lifecycle.close()
  }
}
