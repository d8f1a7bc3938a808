import type { AskContacts } from './contacts-operations'

/** The store of one tenant's contacts, kept in a separate process. */
export interface ContactsStore {
  ask: AskContacts
  /** False: there are no contacts, and nothing needs to be started to know it. */
  isThere(): boolean
}
