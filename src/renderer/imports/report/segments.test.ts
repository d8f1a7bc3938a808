import { describe, expect, it } from 'vitest'
import { importOf } from '../testing/import'
import { segmentsOf } from './segments'

describe('segments of the bar', () => {
  it('every entry of the lists belongs to exactly one segment', () => {
    const one = importOf({ total: 100, sent: 60, refused: 5, unknown: 10, waiting: 25, leftOut: 20 })
    const segments = segmentsOf(one)
    expect(segments.map(({ part, count }) => [part, count])).toEqual([
      ['sent', 60],
      ['refused', 5],
      ['unknown', 10],
      ['waiting', 25],
      ['left-out', 20]
    ])
    expect(segments.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1)
  })

  it('numbers that were never tried count as left out, as in the report', () => {
    const one = importOf({ total: 100, sent: 60, waiting: 0, cancelled: 40, leftOut: 20 })
    expect(segmentsOf(one).at(-1)).toEqual({ part: 'left-out', count: 60, share: 0.5 })
  })

  it('an empty import has no shares', () => {
    expect(segmentsOf(importOf({ total: 0, waiting: 0 })).every(({ share }) => share === 0)).toBe(true)
  })
})
