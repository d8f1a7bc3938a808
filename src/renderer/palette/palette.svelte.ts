let isOpen = $state(false)

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
