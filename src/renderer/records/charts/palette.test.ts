import { describe, expect, it } from 'vitest'
// Vitest empties imported stylesheets; the fragment makes this one plain text.
import css from '../../tokens.css#text?raw'
import { contrast, heatSteps, readColour } from './palette'

const token = (name: string, theme: 1 | 2): string =>
  new RegExp(`--${name}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)`).exec(css)?.[theme] ?? 'missing'

describe.each([
  ['light', 1],
  ['dark', 2]
] as const)('heat map in the %s theme', (_name, theme) => {
  const surface = token('surface', theme)
  const steps = heatSteps(surface, token('accent', theme), token('text', theme))

  it('the number in a cell is legible on every step (4.5:1)', () => {
    for (const { ground, text } of steps) {
      expect(contrast(readColour(ground), readColour(text))).toBeGreaterThanOrEqual(4.5)
    }
  })

  it('more calls have a stronger contrast', () => {
    const distances = steps.map(({ ground }) => contrast(readColour(ground), readColour(surface)))
    expect(distances).toEqual([...distances].sort((one, other) => one - other))
    expect(new Set(distances).size).toBe(5)
  })
})

it('colours are parsed in the notations of styles and tokens', () => {
  expect(readColour('#2353bd')).toEqual([35, 83, 189])
  expect(readColour('rgb(35, 83, 189)')).toEqual([35, 83, 189])
  expect(readColour('rgba(35, 83, 189, 0.5)')).toEqual([35, 83, 189])
  expect(readColour('none')).toEqual([0, 0, 0])
})
