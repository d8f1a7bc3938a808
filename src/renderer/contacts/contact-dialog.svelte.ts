import { keepView } from '../platform/kept-view'

/** What the dialog is about: a number that is added, or a contact that is edited. */
export type ContactDialogFor = { kind: 'number'; number: string } | { kind: 'edit'; id: string }

let asked = $state.raw<ContactDialogFor | null>(null)

keepView(
  'contact-dialog',
  () => asked,
  (kept: ContactDialogFor | null) => (asked = kept)
)

/** The dialog of the main window for adding a number to the contacts, or for editing a contact. */
export const contactDialog = {
  /** Null: not shown. */
  get asked(): ContactDialogFor | null {
    return asked
  },
  open(about: ContactDialogFor): void {
    asked = about
  },
  close(): void {
    asked = null
  }
}
