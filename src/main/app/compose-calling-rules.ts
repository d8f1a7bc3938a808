import { app, type BrowserWindow } from 'electron'
import { messages } from '../../shared/messages'
import { failed, succeeded, type Result } from '../../shared/platform/result'
import type { Account } from '../../shared/session/schema'
import { AccountRules, type OpenedRules } from '../calling-rules/account-rules'
import { AttemptLog } from '../calling-rules/attempt-log'
import {
  createCallingRulesCommands,
  type CallingRulesCommands
} from '../calling-rules/calling-rules-commands'
import { DoNotCall } from '../calling-rules/do-not-call'
import type { DoNotCallList } from '../calling-rules/do-not-call-list'
import { BlockedNumbersFile } from '../calling-rules/files/blocked-numbers'
import { RuleDecisions } from '../calling-rules/rule-decisions'
import { createFileDialogs } from '../desktop/windows/file-dialogs'
import { createListDialogs } from '../desktop/windows/list-dialogs'
import type { DoNotCallNumbers } from '../imports/do-not-call-store'
import { systemClock } from '../platform/clock'
import { chosenFile, writeAtomicSync } from '../platform/files/atomic-file'
import { diskError } from '../platform/files/disk-errors'
import { blockedFileOf } from '../platform/files/number-file'
import type { CallService } from '../platform/ports'
import type { StateStore } from '../platform/state-store'
import type { ServiceClock } from '../service/service-clock'
import { accountKey } from '../session/account'
import type { ComposedImports } from './compose-imports'
import type { OutputMask } from './ipc/output-mask'
import type { UserFiles } from './user-files/user-files'

/** The calling rules of the signed-in account. */
export interface ComposedCallingRules {
  commands: CallingRulesCommands
  /** Opens the rules of an account that is signing in. */
  open(
    account: Account,
    service: Pick<CallService, 'queryByPeriod'>,
    clock: ServiceClock,
    calls: ConstructorParameters<typeof AttemptLog>[0]['calls']
  ): OpenedRules
  /** The numbers that imports of the account leave out. */
  numbersOf(account: Account): DoNotCallNumbers
  /** True while the rule holds and the number is on the list or in its file. */
  isDoNotCall(number: string): boolean
  /** The do-not-call list of the signed-in account; null while signed out. */
  list(): DoNotCallList | null
  /** Removes the decisions of the account before a time, epoch ms. */
  forgetDecisions: (beforeMs: number) => void
  close(): void
}

interface OpenedAccount {
  account: Account
  logs: ReturnType<UserFiles['rulesOf']>
  doNotCall: DoNotCall
  blocked: BlockedNumbersFile
  decisions: RuleDecisions
}

function writeFile(path: string, text: string): Promise<Result<undefined>> {
  try {
    writeAtomicSync(path, text, chosenFile)
    return Promise.resolve(succeeded(undefined))
  } catch (problem) {
    return Promise.resolve(failed(diskError(problem)))
  }
}

/** The system's dialogs for the do-not-call list. */
function openDialogs(
  { state, files, mask }: { state: StateStore; files: UserFiles; mask: Pick<OutputMask, 'fileName'> },
  window: () => BrowserWindow | null
) {
  const words = () => messages[state.get('environment').locale].exports
  const documents = (): string => app.getPath('documents')
  const dialogs = createFileDialogs({
    parent: window,
    kindOf: () => words().fileKinds.csv,
    folderTitle: () => words().chooseFolder,
    files: files.folders.exports,
    recordings: files.folders.recordings,
    shownName: mask.fileName,
    documents
  })
  const lists = createListDialogs({
    parent: window,
    words() {
      const { chooseLists, chooseBlockList, listKinds, allFiles } = words()
      return { lists: chooseLists, blockList: chooseBlockList, kinds: listKinds, all: allFiles }
    },
    folder: files.folders.lists,
    documents
  })
  return {
    saveFile: (suggested: { stem: string; extension: string }) => dialogs.saveFile(suggested),
    chooseList: () => lists.chooseBlockList()
  }
}

/** The demo keeps nothing. Its rules and its list are closed one after the other, and either may write until then. */
function removeDemo({ account, logs }: OpenedAccount): void {
  if (account.isDemo) for (const log of Object.values(logs)) log.remove()
}

/** Wires calling rules together. `imports`: only called once they are composed. */
export function composeCallingRules(deps: {
  state: StateStore
  files: UserFiles
  mask: Pick<OutputMask, 'fileName'>
  imports: () => Pick<ComposedImports, 'refreshBlockList' | 'readNumbers' | 'doNotCallChanged'>
  window: () => BrowserWindow | null
}): ComposedCallingRules {
  const { state, files, imports } = deps
  const dialogs = openDialogs(deps, deps.window)
  let current: OpenedAccount | null = null

  const leave = (): void => {
    current?.doNotCall.close()
    current?.blocked.close()
    if (current !== null) removeDemo(current)
    current = null
  }
  const openAccount = (account: Account): OpenedAccount => {
    if (current !== null && accountKey(current.account) === accountKey(account)) return current
    leave()
    const logs = files.rulesOf(account)
    const decisions = new RuleDecisions({ log: logs.decisions, clock: systemClock })
    const blocked = new BlockedNumbersFile({
      file: blockedFileOf(files.databaseOf('imports', account).file),
      clock: systemClock,
      refresh: () => imports().refreshBlockList(),
      onChange: () => doNotCall.showFile()
    })
    const doNotCall = new DoNotCall({
      state,
      clock: systemClock,
      log: logs.doNotCall,
      blocked,
      decisions,
      dialogs,
      words: () => messages[state.get('environment').locale].ruleFiles,
      readNumbers: (path) => imports().readNumbers(path),
      writeFile,
      onChange: () => imports().doNotCallChanged()
    })
    current = { account, logs, doNotCall, blocked, decisions }
    return current
  }
  const off = state.onChange((topic) => {
    if (topic === 'imports') current?.doNotCall.showFile()
    if (topic === 'session' && state.get('session').kind === 'signed-out') leave()
  })

  return {
    commands: createCallingRulesCommands(() => current?.doNotCall ?? null),
    open(account, service, clock, calls) {
      const opened = openAccount(account)
      const rules = new AccountRules({
        settings: () => state.get('settings').callingRules,
        clock,
        service,
        list: opened.doNotCall.list,
        blocked: opened.blocked,
        attempts: new AttemptLog({ log: opened.logs.attempts, clock, calls }),
        decisions: opened.decisions
      })
      return {
        check: (number) => rules.check(number),
        totalDays: () => rules.totalDays(),
        decided: (decision) => rules.decided(decision),
        onCall: (call) => rules.onCall(call),
        close() {
          rules.close()
          removeDemo(opened)
        }
      }
    },
    numbersOf(account) {
      const { doNotCall } = openAccount(account)
      return { revision: () => doNotCall.revision(), numbers: () => doNotCall.list.numbers() }
    },
    isDoNotCall(number) {
      if (current === null || state.get('settings').callingRules.doNotCall.action === 'off') return false
      return current.doNotCall.list.find(number) !== null || current.blocked.has(number)
    },
    forgetDecisions: (beforeMs) => current?.decisions.forgetBefore(beforeMs),
    list: () => current?.doNotCall.list ?? null,
    close() {
      off()
      leave()
    }
  }
}
