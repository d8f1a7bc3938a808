/** Where the context menu of a row opens, in px of the window: at the pointer, or below the row for the menu key. */
export function menuPlace(event: MouseEvent): { x: number; y: number } {
  const isByKey = event.clientX === 0 && event.clientY === 0
  if (!isByKey || !(event.target instanceof Element)) return { x: event.clientX, y: event.clientY }
  const row = event.target.getBoundingClientRect()
  return { x: row.left + 40, y: row.bottom }
}
