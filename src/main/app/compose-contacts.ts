import { showContactNames } from '../contacts/names'
import type { Log } from '../desktop/log'
import { systemClock } from '../platform/clock'
import type { StateStore } from '../platform/state-store'
import { createAccountLifecycle } from '../session/account-lifecycle'
import type { ComposedLookUp } from './compose-look-up'
import type { UserFiles } from './user-files/user-files'

/** The contacts of the signed-in tenant, and the names of the numbers that are shown. */
export interface ComposedContacts {
  close(): Promise<void>
}

/** Wires contacts together. */
export function composeContacts(deps: {
  state: StateStore
  log: Log
  files: Pick<UserFiles, 'restoredAccount'>
  lookUp: Pick<ComposedLookUp, 'open'>
}): ComposedContacts {
  const { state, log, files, lookUp } = deps
  const lifecycle = createAccountLifecycle<{ close: () => void }>({
    state,
    open(account) {
      const atServer = lookUp.open(account, () => names.refresh())
      // The sources are asked in this order.
      const names = showContactNames({ state, clock: systemClock, sources: [atServer.ask] })
      return {
        close() {
          names.close()
          atServer.close()
        }
      }
    },
    leave(names) {
      names.close()
      return Promise.resolve()
    },
    sweep: () => Promise.resolve(),
    keptAccount: () => files.restoredAccount(),
    onFault: (problem) => log.error('contacts', problem)
  })
  return { close: () => lifecycle.close() }
}
