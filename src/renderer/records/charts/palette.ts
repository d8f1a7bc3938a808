/** The design tokens used by charts; colours as CSS colours, sizes in px. */
export interface Palette {
  text: string
  textMuted: string
  hairline: string
  surface: string
  sunken: string
  accent: string
  accentFill: string
  quiet: string
  /** Ascending. */
  steps: HeatStep[]
  fontFamily: string
  fontPx: number
}

/** A colour step of the heat map: background and readable text colour. */
export interface HeatStep {
  ground: string
  text: string
}

type Rgb = readonly [number, number, number]

/** Share of the accent in the background. Between 0.5 and 0.8 neither text colour is readable. */
const shares = [0.12, 0.28, 0.46, 0.84, 1] as const

/** Parses `#rrggbb` or `rgb(r, g, b)`; black for anything else. */
export function readColour(colour: string): Rgb {
  const hex = /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i.exec(colour)
  if (hex !== null)
    return [hex[1], hex[2], hex[3]].map((part) => parseInt(part ?? '0', 16)) as [number, number, number]
  const parts = /^rgba?\(\s*([\d.]+)[,\s]+([\d.]+)[,\s]+([\d.]+)/.exec(colour)
  return [Number(parts?.[1] ?? 0), Number(parts?.[2] ?? 0), Number(parts?.[3] ?? 0)]
}

function luminance(colour: Rgb): number {
  const [red = 0, green = 0, blue = 0] = colour.map((part) => {
    const value = part / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** Contrast ratio of two colours, 1 to 21 (WCAG 2.2, 1.4.3). */
export function contrast(one: Rgb, other: Rgb): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

/** Heat map steps from `surface` to `accent`, each with the text colour of higher contrast. */
export function heatSteps(surface: string, accent: string, text: string): HeatStep[] {
  const from = readColour(surface)
  const to = readColour(accent)
  return shares.map((share) => {
    const part = (index: 0 | 1 | 2) => Math.round(from[index] + (to[index] - from[index]) * share)
    const ground: Rgb = [part(0), part(1), part(2)]
    const isTextBetter = contrast(ground, readColour(text)) >= contrast(ground, from)
    return { ground: `rgb(${ground.join(', ')})`, text: isTextBetter ? text : surface }
  })
}

/**
 * Reads the tokens as resolved at `place`; `scheme` overrides the current theme. Custom properties keep
 * `light-dark(…)` unresolved, so each is applied to an element for a moment to get its colour.
 */
export function readPalette(place: HTMLElement, scheme?: 'light' | 'dark'): Palette {
  const probe = document.createElement('span')
  if (scheme !== undefined) probe.style.colorScheme = scheme
  probe.style.setProperty('forced-color-adjust', 'none')
  probe.style.fontFamily = 'var(--font)'
  probe.style.fontSize = 'var(--size-small)'
  place.append(probe)
  const style = getComputedStyle(probe)
  const colour = (token: string): string => {
    probe.style.color = `var(--${token})`
    return style.color
  }
  const surface = colour('surface')
  const accent = colour('accent')
  const text = colour('text')
  const palette: Palette = {
    text,
    textMuted: colour('text-muted'),
    hairline: colour('hairline'),
    surface,
    sunken: colour('surface-sunken'),
    accent,
    accentFill: colour('accent-fill'),
    quiet: colour('control-line'),
    steps: heatSteps(surface, accent, text),
    fontFamily: style.fontFamily,
    fontPx: Number.parseFloat(style.fontSize)
  }
  probe.remove()
  return palette
}
