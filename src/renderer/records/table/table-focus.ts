// Focus targets that are reachable from anywhere in the records window.
let table: HTMLElement | null = null
let search: HTMLInputElement | null = null

/** Moves the focus to these targets, and provides the attachments that register them. */
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
