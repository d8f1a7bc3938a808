import { failed, succeeded, type Result } from '../../shared/platform/result'
import type { Account } from '../../shared/session/schema'
import { openContacts, type Contacts, type ContactsDeps } from '../contacts/contacts'
import { showContactNames } from '../contacts/names/names'
import { createNamesOf, type NamesOfNumbers } from '../contacts/names/names-of-numbers'
import { createContactsClient } from '../contacts/store/contacts-client'
import type { Log } from '../desktop/log'
import { systemClock } from '../platform/clock'
import { removeDamagedFiles } from '../platform/database/database-files'
import { readLoss } from '../platform/database/history-loss'
import { startUtilityProcess } from '../platform/process/utility-process'
import type { StateStore } from '../platform/state-store'
import type { ComposedLookUp } from './compose-look-up'
import type { UserFiles } from './user-files/user-files'

/** The contacts of the signed-in account's tenant, with their process. */
export interface AccountContacts {
  contacts: Contacts
  /** Who the callee numbers of records belong to, as far as it is known already. */
  namesOf: NamesOfNumbers
  /** Removes all contacts from this computer. */
  removeAll(): Promise<Result<undefined>>
  /** `isForGood`: signed out; contacts are kept, except those of the demo. */
  leave(isForGood: boolean): Promise<void>
}

/** Dependencies of one tenant's contacts. */
export interface AccountContactsDeps {
  state: StateStore
  log: Log
  files: Pick<UserFiles, 'databaseOf'>
  lookUp: Pick<ComposedLookUp, 'open'>
  /** Path of the contacts' built process. */
  program: string
  dialogs: ContactsDeps['dialogs']
  words: ContactsDeps['words']
}

/** Opens the contacts of an account's tenant, and names the numbers that are shown. Their process starts on first use. */
export function openAccountContacts(deps: AccountContactsDeps, account: Account): AccountContacts {
  const { state, log } = deps
  const { file } = deps.files.databaseOf('contacts', account)
  const client = createContactsClient({
    start: startUtilityProcess(deps.program, 'Deskline contacts'),
    file,
    clock: systemClock,
    onOpened(opened) {
      if (opened.loss !== null) log.warn('contacts lost', opened.loss.keptAs ?? '')
      contacts.opened(opened)
    }
  })
  const contacts = openContacts({
    state,
    clock: systemClock,
    store: client,
    dialogs: deps.dialogs,
    words: deps.words
  })
  contacts.showLoss(readLoss(file))
  const atServer = deps.lookUp.open(account, () => names.refresh())
  // The sources are asked in this order.
  const names = showContactNames({
    state,
    clock: systemClock,
    sources: [contacts.names, atServer.ask]
  })

  return {
    contacts,
    namesOf: createNamesOf([contacts.names, atServer.known]),
    async removeAll() {
      contacts.emptying()
      const removed = await client.removeAll()
      if (!removed.ok) return failed(removed.error)
      contacts.emptied()
      return succeeded(undefined)
    },
    async leave(isForGood) {
      names.close()
      atServer.close()
      contacts.close()
      if (account.isDemo && !(await client.removeAll()).ok) log.warn('contacts not removed')
      await client.close()
      // Copies of damaged files contain numbers too; remove them once the user was notified of the loss.
      if (isForGood && readLoss(file) === null) removeDamagedFiles(file)
    }
  }
}
