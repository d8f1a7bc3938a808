import { keepView } from '../platform/kept-view'

let isOpen = $state(false)

keepView(
  'palette',
  () => isOpen,
  (kept: boolean) => (isOpen = kept)
)

/** The dialog that finds contacts, calls, settings and commands. */
export const palette = {
  get isOpen() {
    return isOpen
  },
  open(): void {
    isOpen = true
  },
  close(): void {
    isOpen = false
  }
}
