/** Number of rows rendered per batch; more are added when the end comes into view. */
export const rowBatch = 60

/** Attachment for the end of a list: calls `grow` when it comes close to the visible area. */
export const growAtEnd = (grow: () => void) => (end: HTMLElement) => {
  const observer = new IntersectionObserver(
    (entries) => {
      if (entries.some((entry) => entry.isIntersecting)) grow()
    },
    { rootMargin: '600px' }
  )
  observer.observe(end)
  return () => observer.disconnect()
}
