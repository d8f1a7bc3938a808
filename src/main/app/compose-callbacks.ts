import { randomUUID } from 'node:crypto'
import { postponedTimes } from '../../shared/callbacks/callbacks'
import type { Callback } from '../../shared/callbacks/schema'
import type { DialOutcome } from '../../shared/dialling/schema'
import type { Result } from '../../shared/platform/result'
import { openCallbacks, type AccountCallbacks } from '../callbacks/callbacks'
import { createCallbacksCommands, type CallbacksCommands } from '../callbacks/callbacks-commands'
import type { Log } from '../desktop/log'
import { watchPower } from '../desktop/power'
import { systemClock } from '../platform/clock'
import type { StateStore } from '../platform/state-store'
import { createAccountLifecycle } from '../session/account-lifecycle'
import type { UserFiles } from './user-files/user-files'
import type { CallbackActions } from './views/notifications'

/** The call-backs of the signed-in account. */
export interface ComposedCallbacks {
  commands: CallbacksCommands
  /** The buttons of notifications. */
  actions: CallbackActions
  /** Null while signed out. */
  current(): Promise<AccountCallbacks | null>
  close(): Promise<void>
}

/** Wires call-backs together. */
export function composeCallbacks(deps: {
  state: StateStore
  log: Log
  files: Pick<UserFiles, 'callbacksOf' | 'restoredAccount'>
  announce: (due: readonly Callback[]) => void
  /** Shows the list with one selected. */
  show: (id: string) => void
  /** Dials as the window does, and shows the window for a question. */
  dial: (number: string) => Promise<Result<DialOutcome>>
  /** Dials as everything outside the window does. */
  dialFromOutside: (number: string) => void
}): ComposedCallbacks {
  const { state, log, files, show } = deps
  const lifecycle = createAccountLifecycle<AccountCallbacks>({
    state,
    open: (account) =>
      openCallbacks({
        state,
        clock: systemClock,
        file: files.callbacksOf(account),
        newId: randomUUID,
        timeZone: () => new Intl.DateTimeFormat().resolvedOptions().timeZone,
        announce: deps.announce
      }),
    // Unlike records, call-backs can't be loaded again: signing out at the end of the day keeps them.
    leave(opened) {
      opened.close()
      return Promise.resolve()
    },
    sweep: () => Promise.resolve(),
    keptAccount: () => files.restoredAccount(),
    onFault: (problem) => log.error('callbacks', problem)
  })
  watchPower(() => void lifecycle.current().then((callbacks) => callbacks?.check()))

  return {
    commands: createCallbacksCommands({ callbacks: () => lifecycle.current(), dial: deps.dial }),
    actions: {
      call(id) {
        void lifecycle.current().then((callbacks) => {
          const number = callbacks?.calling(id)
          if (number?.ok === true) deps.dialFromOutside(number.value)
          // It is done or removed by now.
          else show(id)
        })
      },
      postpone(id) {
        void lifecycle.current().then((callbacks) => {
          const result = callbacks?.change(id, postponedTimes['in-10-min'], null)
          if (result?.ok !== true) show(id)
        })
      }
    },
    current: () => lifecycle.current(),
    close: () => lifecycle.close()
  }
}
