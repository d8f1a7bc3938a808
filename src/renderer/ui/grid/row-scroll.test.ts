import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRowScroll, maxSpacerPx } from './row-scroll'

const sized = (rowCount: number, rowHeightPx = 28, viewHeightPx = 560) => {
  const scroll = createRowScroll()
  scroll.resize({ rowCount, rowHeightPx, viewHeightPx })
  return scroll
}
const aMillion = 1_000_000

describe('a list that fits', () => {
  it('scrolls exactly with the element', () => {
    const scroll = sized(1_000)
    scroll.scrolled(2_813)
    expect(scroll.topPx).toBe(2_813)
    expect(scroll.range()).toEqual({ first: 100, end: 121, offsetPx: -13 })
  })

  it('that is shorter than its viewport shows all rows and doesn’t scroll', () => {
    const scroll = sized(3)
    scroll.scrolled(50)
    expect(scroll.range()).toEqual({ first: 0, end: 3, offsetPx: 0 })
  })

  it('that has shrunk ends at its last row', () => {
    const scroll = sized(1_000)
    scroll.goTo(27_000)
    scroll.resize({ rowCount: 100, rowHeightPx: 28, viewHeightPx: 560 })
    expect(scroll.range()).toEqual({ first: 80, end: 100, offsetPx: 0 })
  })

  it('shows no rows if it has none', () => {
    expect(sized(0).range()).toEqual({ first: 0, end: 0, offsetPx: 0 })
  })
})

describe('a list beyond the browser’s height limit', () => {
  it('is capped at the maximum element height', () => {
    expect(sized(aMillion).spacerPx).toBe(maxSpacerPx)
    expect(sized(aMillion, 60).spacerPx).toBe(maxSpacerPx)
  })

  it('shows its first and last row at the ends of the element, for any text size', () => {
    for (const rowHeightPx of [20, 28, 45, 90]) {
      const scroll = sized(aMillion, rowHeightPx)
      scroll.scrolled(maxSpacerPx)
      expect(scroll.range().end).toBe(aMillion)
      scroll.scrolled(0)
      expect(scroll.range().first).toBe(0)
    }
  })

  it('scrolls small steps pixel by pixel, at any position', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: aMillion * 28 }),
        fc.array(fc.integer({ min: -300, max: 300 }), { maxLength: 50 }),
        (startPx, steps) => {
          const scroll = sized(aMillion)
          let at = scroll.goTo(startPx)
          for (const step of steps) {
            const before = scroll.topPx
            const next = at + step
            if (Math.abs(step) < 1 || next <= 0 || next >= maxSpacerPx - 560) continue
            scroll.scrolled(next)
            at = next
            expect(scroll.topPx).toBeCloseTo(Math.max(0, Math.min(before + step, aMillion * 28 - 560)), 3)
          }
        }
      )
    )
  })

  it('can be scrolled to any row, and rounding by the element doesn’t move it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: aMillion - 1 }),
        fc.double({ min: -0.5, max: 0.5, noNaN: true }),
        (index, rounding) => {
          const scroll = sized(aMillion)
          const at = scroll.goTo(scroll.topWith(index))
          const shown = scroll.range()
          expect(shown.first <= index && index < shown.end).toBe(true)
          scroll.scrolled(at + rounding)
          expect(Math.abs(scroll.range().first - shown.first)).toBeLessThanOrEqual(1)
        }
      )
    )
  })

  it('shows the same rows once the element’s scroll position is corrected', () => {
    const scroll = sized(aMillion)
    let at = scroll.goTo(14_000_000)
    for (let step = 0; step < 1_000; step += 1) scroll.scrolled((at += 100))
    const shown = scroll.range()
    const aligned = scroll.alignedScrollPx()
    expect(aligned).toBeLessThan(at)
    scroll.scrolled(aligned)
    expect(scroll.range()).toEqual(shown)
  })

  it('jumps to the matching fraction of the list', () => {
    const scroll = sized(aMillion)
    scroll.scrolled((maxSpacerPx - 560) / 2)
    expect(scroll.range().first / aMillion).toBeCloseTo(0.5, 3)
  })
})

describe('scrolling to a row', () => {
  it('does nothing if it is fully visible, else brings it to the bottom or top edge', () => {
    const scroll = sized(1_000)
    scroll.goTo(280)
    expect(scroll.topWith(10)).toBe(280)
    expect(scroll.topWith(29)).toBe(280)
    expect(scroll.topWith(30)).toBe(308)
    expect(scroll.topWith(9)).toBe(252)
    expect(scroll.pageRows).toBe(20)
  })
})
