import { contactsContract } from '../../shared/contacts/contract'
import type { Handlers } from '../../shared/app/contract'
import { failed, succeeded } from '../../shared/platform/result'

/** The commands of contacts. */
export type ContactsCommands = Pick<Handlers, keyof typeof contactsContract>

/** Contacts without a store: the window opens, and every other command fails. */
export function composeContacts(deps: { openWindow: () => void }) {
  const failing = () => failed({ code: 'contacts-failed' })
  const commands = {
    ...Object.fromEntries(Object.keys(contactsContract).map((name) => [name, failing])),
    'contacts:open': () => {
      deps.openWindow()
      return succeeded(undefined)
    }
  } as unknown as ContactsCommands
  return { commands, windowShown: () => undefined, windowClosed: () => undefined }
}
