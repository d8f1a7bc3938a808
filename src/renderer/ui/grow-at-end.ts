/** Rows drawn at once; more come as the end is neared. */
export const rowBatch = 60

/** Attached to what stands at the end of a list: calls `grow` when the person comes near it. */
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
