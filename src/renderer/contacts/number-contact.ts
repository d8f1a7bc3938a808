import { contactNameOf } from '../../shared/contacts/shown-name'
import { app } from '../platform/state.svelte.ts'
import { contactDialog } from './contact-dialog.svelte.ts'

/** The id of the contact that a number belongs to; null: none, or only a look-up knows the number. */
export const contactIdOf = (number: string): string | null =>
  contactNameOf(app.contactNames, number)?.contactId ?? null

/** Opens the dialog for the contact of a number, or for adding the number. */
export function openContactOf(number: string): void {
  const id = contactIdOf(number)
  contactDialog.open(id === null ? { kind: 'number', number } : { kind: 'edit', id })
}
