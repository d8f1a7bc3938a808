import type { Input, WebContents } from 'electron'
import { nextZoom } from '../../../shared/app/zoom'

/** The size of everything in the windows, which all pages share. */
export interface Zoom {
  current(): number
  /** Applies a new size to every window and remembers it. */
  change(zoom: number): void
}

/** The size after a key; null: the key isn't one of the zoom. */
export function zoomAfter(
  input: Pick<Input, 'type' | 'key' | 'control' | 'meta' | 'alt'>,
  zoom: number
): number | null {
  const isMod = process.platform === 'darwin' ? input.meta : input.control
  if (input.type !== 'keyDown' || !isMod || input.alt) return null
  switch (input.key) {
    case '+':
    // The same key without Shift.
    case '=':
      return nextZoom(zoom, 1)
    case '-':
      return nextZoom(zoom, -1)
    case '0':
      return 1
    default:
      return null
  }
}

/** Zooms by Ctrl (⌘ on a Mac) with +, - and 0, and by Ctrl with the mouse wheel. */
export function zoomByKeys(contents: WebContents, zoom: Zoom): void {
  contents.on('before-input-event', (event, input) => {
    const next = zoomAfter(input, zoom.current())
    if (next === null) return
    event.preventDefault()
    zoom.change(next)
  })
  contents.on('zoom-changed', (_event, direction) => {
    zoom.change(nextZoom(zoom.current(), direction === 'in' ? 1 : -1))
  })
}
