/** Asks the user in a dialog. Returns null if the user cancelled, or another dialog is open, which it would cover. */
export type AskInDialog = <T>(ask: () => Promise<T | null>) => Promise<T | null>

/** Lets one dialog be open at a time. */
export function createOneDialog(): AskInDialog {
  let isOpen = false
  return async (ask) => {
    if (isOpen) return null
    isOpen = true
    try {
      return await ask()
    } finally {
      isOpen = false
    }
  }
}
