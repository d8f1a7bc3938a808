import { randomUUID } from 'node:crypto'
import { messages } from '../../shared/messages'
import { failed, succeeded, type Result } from '../../shared/platform/result'
import { resultName } from '../../shared/results/results'
import type { AccountCallbacks } from '../callbacks/callbacks'
import type { DoNotCallList } from '../calling-rules/do-not-call-list'
import type { Log } from '../desktop/log'
import { watchPresence } from '../desktop/presence'
import type { Prompter } from '../dialling/prompt/prompt'
import { systemClock } from '../platform/clock'
import type { StateStore } from '../platform/state-store'
import { createAccountLifecycle } from '../session/account-lifecycle'
import { openWorkRun, type AccountWorkRun } from '../work-lists/run/work-run'
import { createWorkRunCommands, type WorkRunCommands } from '../work-lists/run/work-run-commands'
import type { WorkRunStore } from '../work-lists/run/work-run-store'
import type { UserFiles } from './user-files/user-files'

/** Working through the work lists of the signed-in account. */
export interface ComposedWorkRun {
  commands: WorkRunCommands
  /** The window of work lists was shown, or is hidden, minimised or closed. */
  windowVisible(isVisible: boolean): void
  close(): Promise<void>
}

/** The store of the account that is signed in at each operation. */
function currentStore(store: () => Promise<WorkRunStore | null>): WorkRunStore {
  const on = async <T>(act: (opened: WorkRunStore) => Promise<Result<T>>): Promise<Result<T>> => {
    const opened = await store()
    return opened === null ? failed({ code: 'signed-out' }) : act(opened)
  }
  return {
    next: (asked) => on((opened) => opened.next(asked)),
    get: (ref) => on((opened) => opened.get(ref)),
    claim: (asked) => on((opened) => opened.claim(asked)),
    release: (asked) => on((opened) => opened.release(asked)),
    accepted: (asked) => on((opened) => opened.accepted(asked)),
    doubt: (asked) => on((opened) => opened.doubt(asked)),
    settle: (asked) => on((opened) => opened.settle(asked)),
    unsettle: (ref) => on((opened) => opened.unsettle(ref)),
    update: (call) => on((opened) => opened.update(call)),
    claimed: () => on((opened) => opened.claimed()),
    progress: (listId) => on((opened) => opened.progress(listId))
  }
}

/** Wires working through a list together. */
export function composeWorkRun(deps: {
  state: StateStore
  log: Log
  files: Pick<UserFiles, 'workRunOf' | 'restoredAccount'>
  prompter: Pick<Prompter, 'dialClaimed' | 'cancel'>
  /** Null while signed out, as the others. */
  store: () => Promise<WorkRunStore | null>
  callbacks: () => Promise<AccountCallbacks | null>
  doNotCall: () => DoNotCallList | null
  openWindow: () => void
}): ComposedWorkRun {
  const { state, log, files, prompter } = deps
  const signedOut = failed({ code: 'signed-out' })
  const presence = watchPresence((change) => void lifecycle.current().then((run) => run?.onPresence(change)))
  let isWindowVisible = false

  const neverReason = (id: string): string => {
    const { wrapUpResults, neverReason: reason } = messages[state.get('environment').locale].workRun
    const result = state.get('settings').results.find((one) => one.id === id)
    return result === undefined ? '' : reason(resultName(result, wrapUpResults))
  }
  const lifecycle = createAccountLifecycle<AccountWorkRun>({
    state,
    open(account) {
      const run = openWorkRun({
        state,
        clock: systemClock,
        store: currentStore(deps.store),
        file: files.workRunOf(account),
        dial: (claimed) => prompter.dialClaimed(claimed),
        cancelDial: () => prompter.cancel(),
        callbacks: {
          add: async (entered) => (await deps.callbacks())?.add(entered) ?? signedOut,
          remove: async (id) => (await deps.callbacks())?.remove(id) ?? signedOut
        },
        doNotCall: {
          add(number, reason) {
            const added = deps.doNotCall()?.add([number], { reason, untilMs: null }) ?? signedOut
            return Promise.resolve(added.ok ? succeeded({ changeId: added.value.changeId }) : added)
          },
          undo: (changeId) => Promise.resolve(deps.doNotCall()?.undo(changeId) ?? signedOut)
        },
        neverReason,
        presence,
        newKey: randomUUID,
        timeZone: () => new Intl.DateTimeFormat().resolvedOptions().timeZone
      })
      run.setWindowVisible(isWindowVisible)
      return run
    },
    leave(run) {
      run.close()
      return Promise.resolve()
    },
    sweep: () => Promise.resolve(),
    keptAccount: () => files.restoredAccount(),
    onFault: (problem) => log.error('work run', problem)
  })

  return {
    commands: createWorkRunCommands({ run: () => lifecycle.current(), openWindow: deps.openWindow }),
    windowVisible(isVisible) {
      isWindowVisible = isVisible
      void lifecycle.current().then((run) => run?.setWindowVisible(isVisible))
    },
    close: () => lifecycle.close()
  }
}
