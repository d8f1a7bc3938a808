import { describe, expect, it } from 'vitest'
import { resultColours } from '../shared/results/limits'
// Vitest empties imported stylesheets; the fragment makes this one plain text.
import css from './tokens.css#text?raw'

/** Each colour token as [light, dark]. */
const colours = new Map(
  [...css.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map((match) => [
    match[1] ?? '',
    [match[2] ?? '', match[3] ?? ''] as const
  ])
)

/** Relative luminance of an sRGB colour (WCAG 2.2). */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const value = parseInt(hex.slice(start, start + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

function colour(name: string, theme: 0 | 1): string {
  const value = colours.get(name)?.[theme]
  if (value === undefined) throw new Error(`no token --${name}`)
  return value
}

const grounds = ['ground', 'surface', 'surface-hover', 'surface-selected', 'surface-sunken']
const textOnGround = ['text', 'text-muted'].flatMap((text) =>
  grounds.map((ground) => [text, ground] as const)
)
const results = resultColours.map((name) => `result-${name}`)
const statusOnGround = ['accent', 'ok', 'wait', 'bad', 'demo', ...results].flatMap((text) =>
  ['ground', 'surface', 'surface-hover', 'surface-selected'].map((ground) => [text, ground] as const)
)
const onSoft = ['ok', 'wait', 'bad', 'demo'].flatMap((status) =>
  [status, 'text', 'text-muted'].map((text) => [text, `${status}-soft`] as const)
)
const onFill = [
  ['on-accent', 'accent-fill'],
  ['on-accent', 'accent-fill-hover']
] as const

describe.each([
  ['light', 0],
  ['dark', 1]
] as const)('%s theme', (_name, theme) => {
  it.each([...textOnGround, ...statusOnGround, ...onSoft, ...onFill])(
    '%s is legible on %s (4.5:1)',
    (text, ground) => {
      expect(contrast(colour(text, theme), colour(ground, theme))).toBeGreaterThanOrEqual(4.5)
    }
  )

  it.each(['ground', 'surface'])('the borders of a control are visible on %s (3:1)', (ground) => {
    expect(contrast(colour('control-line', theme), colour(ground, theme))).toBeGreaterThanOrEqual(3)
  })
})

it('the contrast formula yields the reference values of its standard', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5)
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2)
})
