// The place of an import's page that a key can go to from anywhere in the window.
let search: HTMLInputElement | null = null

/** Where the focus can be sent, and the attachment that names this place. */
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
