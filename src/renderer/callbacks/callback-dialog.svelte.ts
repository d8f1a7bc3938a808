import type { Callback } from '../../shared/callbacks/schema'
import { keepView } from '../platform/kept-view'

/** What the dialog is about: a call of the list, a number to type, or a call-back to edit. */
export type CallbackDialogFor =
  | { kind: 'call'; key: string; number: string }
  | { kind: 'number' }
  | { kind: 'edit'; callback: Callback }

let asked = $state.raw<CallbackDialogFor | null>(null)

keepView(
  'callback-dialog',
  () => asked,
  (kept: CallbackDialogFor | null) => (asked = kept)
)

/** The dialog for a new call-back, or for editing one. */
export const callbackDialog = {
  /** Null: not shown. */
  get asked(): CallbackDialogFor | null {
    return asked
  },
  open(about: CallbackDialogFor): void {
    asked = about
  },
  close(): void {
    asked = null
  }
}
