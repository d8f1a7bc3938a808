let search: HTMLInputElement | null = null
let page: HTMLElement | null = null

/** Focus targets of the contacts window. */
export const contactFocus = {
  attachSearch: (element: HTMLInputElement) => {
    search = element
    return () => {
      search = null
    }
  },
  attachPage: (element: HTMLElement) => {
    page = element
    return () => {
      page = null
    }
  },
  search(): void {
    search?.focus()
    search?.select()
  },
  list(): void {
    page?.querySelector<HTMLElement>('[role="grid"]')?.focus()
  },
  /** Focuses the first control of the details. */
  details(): void {
    page?.querySelector<HTMLElement>('[data-details] :is(button, input):not(:disabled)')?.focus()
  }
}
