import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bandAt, movedTo } from './movement'

const bars = (length: number) => ({ layout: 'columns' as const, columns: length, points: { length } })
const rows = (length: number) => ({ layout: 'rows' as const, columns: 1, points: { length } })
const cells = { layout: 'cells' as const, columns: 24, points: { length: 168 } }

describe('keyboard navigation in a chart', () => {
  it('starts at the first point', () => {
    expect(movedTo('ArrowRight', null, bars(3))).toBe(0)
    expect(movedTo('ArrowUp', null, rows(3))).toBe(0)
  })

  it('moves left and right along bars and stops at the ends', () => {
    expect(movedTo('ArrowRight', 0, bars(3))).toBe(1)
    expect(movedTo('ArrowRight', 2, bars(3))).toBe(2)
    expect(movedTo('ArrowLeft', 0, bars(3))).toBe(0)
  })

  it('leaves the other arrow keys to the page', () => {
    expect(movedTo('ArrowDown', 0, bars(3))).toBeNull()
    expect(movedTo('ArrowLeft', 0, rows(3))).toBeNull()
    expect(movedTo('Tab', 0, cells)).toBeNull()
  })

  it('moves through cells in all directions without wrapping at row ends', () => {
    expect(movedTo('ArrowDown', 5, cells)).toBe(29)
    expect(movedTo('ArrowUp', 5, cells)).toBe(5)
    expect(movedTo('ArrowRight', 23, cells)).toBe(23)
    expect(movedTo('ArrowLeft', 24, cells)).toBe(24)
  })

  it('moves to the ends with Home and End, and nowhere in an empty chart', () => {
    expect(movedTo('Home', 100, cells)).toBe(0)
    expect(movedTo('End', null, cells)).toBe(167)
    expect(movedTo('End', null, bars(0))).toBeNull()
  })

  it('never leaves the chart, even if it has shrunk', () => {
    const keys = fc.constantFrom('ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End')
    const charts = fc.oneof(
      fc.integer({ min: 1, max: 50 }).map(bars),
      fc.integer({ min: 1, max: 9 }).map(rows)
    )
    fc.assert(
      fc.property(keys, fc.option(fc.nat(200)), fc.oneof(charts, fc.constant(cells)), (key, from, chart) => {
        const to = movedTo(key, from, chart) ?? 0
        expect(to).toBeGreaterThanOrEqual(0)
        expect(to).toBeLessThan(chart.points.length)
      })
    )
  })
})

describe('the band under the pointer', () => {
  const bands = { firstPx: 50, stepPx: 20, count: 3 }

  it('extends half a step to both sides', () => {
    expect(bandAt(40, bands)).toBe(0)
    expect(bandAt(59, bands)).toBe(0)
    expect(bandAt(61, bands)).toBe(1)
    expect(bandAt(99, bands)).toBe(2)
  })

  it('is null outside the bars or without any', () => {
    expect(bandAt(39, bands)).toBeNull()
    expect(bandAt(101, bands)).toBeNull()
    expect(bandAt(50, { ...bands, count: 0 })).toBeNull()
  })
})
