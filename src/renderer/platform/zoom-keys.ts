import { nextZoom } from '../../shared/app/zoom'

/**
 * The size after a key with Ctrl (⌘ on a Mac): + larger, - smaller, 0 the usual one; null: it isn't one of these keys.
 */
export function zoomAfter(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>,
  zoom: number,
  isMac: boolean
): number | null {
  if (event.altKey || !(isMac ? event.metaKey : event.ctrlKey)) return null
  // "=" is the key of "+" without Shift.
  if (event.key === '+' || event.key === '=') return nextZoom(zoom, 1)
  if (event.key === '-') return nextZoom(zoom, -1)
  return event.key === '0' ? 1 : null
}
