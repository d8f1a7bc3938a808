// A focus target of the import page that is reachable from anywhere in the window.
let search: HTMLInputElement | null = null

/** Moves the focus to this target, and provides the attachment that registers it. */
export const reportFocus = {
  attachSearch: (element: HTMLInputElement) => {
    search = element
    return () => {
      search = null
    }
  },
  search(): void {
    search?.focus()
    search?.select()
  }
}
