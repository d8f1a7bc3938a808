// The places of the records window that a key can go to from anywhere in it.
let table: HTMLElement | null = null
let search: HTMLInputElement | null = null

/** Where the focus can be sent, and the attachments that name these places. */
export const tableFocus = {
  attach: (element: HTMLElement) => {
    table = element
    return () => {
      table = null
    }
  },
  attachSearch: (element: HTMLInputElement) => {
    search = element
    return () => {
      search = null
    }
  },
  table(): void {
    table?.focus({ preventScroll: true })
  },
  search(): void {
    search?.focus()
    search?.select()
  }
}
