import { app, type BrowserWindow } from 'electron'
import { randomInt, randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { demoCampaigns } from '../../shared/session/demo'
import { messages } from '../../shared/messages'
import type { ImportSummary } from '../../shared/imports/imports-state'
import type { Account } from '../../shared/session/session'
import type { Settings } from '../../shared/app/settings'
import { serviceOf } from '../session/account-service'
import { createAccountLifecycle } from '../session/account-lifecycle'
import type { ImportAlert } from '../imports/import-runs'
import { createDroppedFiles } from '../imports/dropped-files'
import { createImports, type Imports } from '../imports/imports'
import { localTimes } from '../platform/local-time'
import { createImportsCommands, type ImportsCommands } from '../imports/imports-commands'
import type { SessionManager } from '../session/session-manager'
import type { StateStore } from '../platform/state-store'
import { systemClock } from '../platform/clock'
import { createFileDialogs } from '../desktop/windows/file-dialogs'
import { createListDialogs } from '../desktop/windows/list-dialogs'
import { removeDamagedFiles, wasDatabase } from '../platform/database/database-files'
import { readLoss } from '../platform/database/history-loss'
import type { Log } from '../desktop/log'
import { createImportsClient } from '../imports/store/imports-client'
import { openListFile } from '../imports/parsing/list-file'
import { startUtilityProcess } from '../platform/process/utility-process'
import { entryLabels } from './entry-labels'
import type { UserFiles } from './user-files/user-files'

/** Lists and imports of the signed-in account. */
export interface ComposedImports {
  commands: ImportsCommands
  /** Loads what the campaigns window shows. */
  windowShown(): void
  /** Ends the process of the imports once it is idle. */
  windowClosed(): void
  /** The import that is sending or will resume by itself; null: none. */
  underWay(): Promise<ImportSummary | null>
  /** Pauses all imports, and waits for the replies to requests in flight. */
  pauseAll(): Promise<void>
  /** Like `pauseAll`, for the end of the program. */
  close(): Promise<void>
}

/** The imports of one account, with their process. */
interface OpenedImports {
  imports: Imports
  /** Loads the stored imports; once. */
  takeUp(): Promise<void>
  rest(): void
  leave(isForGood: boolean): Promise<void>
}

/** Delay between sign-in and the check for interrupted imports, in ms, so that the check doesn't slow the start. */
const lookAfterMs = 3_000
/** Idle time after which the process of a closed window is ended, in ms. */
const restAfterMs = 5_000

/** Wires lists and imports together. `program`: path of their built process. */
export function composeImports(deps: {
  state: StateStore
  log: Log
  files: UserFiles
  program: string
  sessionManager: SessionManager
  openWindow: (id: string | null) => void
  window: () => BrowserWindow | null
  keepSettings: (settings: Settings) => void
  onAlert: (alert: ImportAlert) => void
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

  const open = (account: Account): OpenedImports => {
    const { file, formerFiles } = files.databaseOf('imports', account)
    const client = createImportsClient({
      start: startUtilityProcess(deps.program, 'Deskline imports'),
      file,
      formerFiles,
      now: () => systemClock.now(),
      onLoss(loss) {
        if (loss !== null) log.warn('imports lost', loss.keptAs ?? '')
        imports.showLoss(loss)
      }
    })
    const imports = createImports({
      state,
      clock: systemClock,
      store: client,
      service: () => serviceOf(account, deps),
      dialogs,
      labels: () => entryLabels(words().entries),
      keepSettings: deps.keepSettings,
      newId: randomUUID,
      onAlert: deps.onAlert
    })
    imports.showLoss(readLoss(file))
    let isNamed = !account.isDemo
    const takeUp = async (): Promise<void> => {
      await imports.open()
      if (isNamed) return
      isNamed = true
      for (const id of demoCampaigns) await imports.labelCampaign(id, words().desktop.demoCampaigns[id])
    }
    /** Ends the process while the window is closed and no import runs, to free its memory. */
    const rest = (): void => {
      if (deps.window() === null && imports.isIdle()) void client.rest()
    }
    // An import can outlast its window, so check again after each change.
    let callOffRest = (): void => undefined
    const unwatch = state.onChange((topic) => {
      if (topic !== 'imports') return
      callOffRest()
      callOffRest = systemClock.after(restAfterMs, rest)
    })
    // No database, now or earlier: this account never imported, so don't start the process.
    const callOff = wasDatabase(file)
      ? systemClock.after(lookAfterMs, () => void takeUp().then(rest))
      : () => undefined

    return {
      imports,
      takeUp,
      rest,
      async leave(isForGood) {
        callOff()
        unwatch()
        callOffRest()
        await imports.close()
        // On sign-out, delete the numbers of finished imports but remember that they were sent. A demo keeps nothing.
        if (account.isDemo) await client.removeAll()
        else if (isForGood && existsSync(file)) {
          const forgotten = await client.ask('forgetDetails', {})
          if (!forgotten.ok) log.warn('imports not forgotten', forgotten.error.code)
        }
        await client.close()
        // Copies of damaged files contain numbers too; remove them once the user was notified of the loss.
        if (isForGood && readLoss(file) === null) removeDamagedFiles(file)
      }
    }
  }

  const lifecycle = createAccountLifecycle<OpenedImports>({
    state,
    open,
    leave: (opened, isForGood) => opened.leave(isForGood),
    sweep: () => Promise.resolve(),
    keptAccount() {
      const account = files.account.read()
      return account?.isSignedIn === true ? account.account : null
    },
    onFault: (problem) => log.error('imports', problem)
  })
  const opened = async (): Promise<Imports | null> => {
    const account = await lifecycle.current()
    await account?.takeUp()
    return account?.imports ?? null
  }

  return {
    commands: createImportsCommands({
      imports: opened,
      dialogs: listDialogs,
      dropped: createDroppedFiles({
        clock: systemClock,
        open: openListFile,
        randomBelow: (limit) => randomInt(limit),
        newId: randomUUID
      }),
      day: () => localTimes()(systemClock.now())?.slice(0, 10) ?? '',
      openWindow: deps.openWindow
    }),
    windowShown: () => void opened(),
    windowClosed: () => void lifecycle.current().then((account) => account?.rest()),
    underWay: async () => (await lifecycle.current())?.imports.underWay() ?? null,
    async pauseAll() {
      await (await lifecycle.current())?.imports.runs.pauseAll()
    },
    close: () => lifecycle.close()
  }
}
