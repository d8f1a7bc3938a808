import { readPalette, type Palette } from './palette'

/** Gives the tokens as they are now, and again whenever the theme changes; gives back what ends it. */
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
  // The person's text size is the root's.
  const size = new ResizeObserver(read)
  size.observe(place)
  read()
  return () => {
    dark.removeEventListener('change', read)
    theme.disconnect()
    size.disconnect()
  }
}
