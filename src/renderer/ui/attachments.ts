/** Attachment: focuses the element once it is there. */
export const takeFocus = (element: HTMLElement): void => element.focus()

/** Attachment: scrolls the element into view. */
export const stayInView = (element: HTMLElement): void => element.scrollIntoView({ block: 'nearest' })
