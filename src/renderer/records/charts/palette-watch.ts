import { readPalette, type Palette } from './palette'

/** Calls `onPalette` with the current tokens and on every theme change; returns a cancel function. */
export function watchPalette(place: HTMLElement, onPalette: (palette: Palette) => void): () => void {
  let known = ''
  const read = () => {
    const palette = readPalette(place)
    const text = JSON.stringify(palette)
    if (text === known) return
    known = text
    onPalette(palette)
  }
  const dark = matchMedia('(prefers-color-scheme: dark)')
  const theme = new MutationObserver(read)
  dark.addEventListener('change', read)
  theme.observe(document.documentElement, { attributeFilter: ['data-theme'] })
  // The root's font size follows the user's text size.
  const size = new ResizeObserver(read)
  size.observe(place)
  read()
  return () => {
    dark.removeEventListener('change', read)
    theme.disconnect()
    size.disconnect()
  }
}
