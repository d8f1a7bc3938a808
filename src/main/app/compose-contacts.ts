import { showContactNames, type ShownNames } from '../contacts/names'
import type { Log } from '../desktop/log'
import { systemClock } from '../platform/clock'
import type { StateStore } from '../platform/state-store'
import { createAccountLifecycle } from '../session/account-lifecycle'
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
}): ComposedContacts {
  const { state, log, files } = deps
  const lifecycle = createAccountLifecycle<ShownNames>({
    state,
    // The sources are asked in this order.
    open: () => showContactNames({ state, clock: systemClock, sources: [] }),
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
