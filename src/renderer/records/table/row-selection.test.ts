import { describe, expect, it } from 'vitest'
import { rowOf } from '../testing/record'
import { maxSelected, noRows, selectedRange, selectionOf, withToggled } from './row-selection'

describe('selected rows', () => {
  it('a row can be added and removed again', () => {
    const one = withToggled(noRows, rowOf(1))
    const two = withToggled(one, rowOf(2))
    expect([...two.keys()]).toEqual(['call-1', 'call-2'])
    expect([...withToggled(two, rowOf(1)).keys()]).toEqual(['call-2'])
    expect(noRows.size).toBe(0)
  })

  it('a full selection accepts no more rows but still allows removal', () => {
    const full = selectionOf(Array.from({ length: maxSelected }, (_, index) => rowOf(index)))
    expect(withToggled(full, rowOf(-1))).toBe(full)
    expect(withToggled(full, rowOf(0)).size).toBe(maxSelected - 1)
  })

  it('a range works in both directions and includes its ends', () => {
    expect(selectedRange(3, 7)).toEqual({ from: 3, to: 8, isTooMany: false })
    expect(selectedRange(7, 3)).toEqual({ from: 3, to: 8, isTooMany: false })
    expect(selectedRange(5, 5)).toEqual({ from: 5, to: 6, isTooMany: false })
  })

  it('a range that is too long keeps the rows nearest to its start', () => {
    expect(selectedRange(100, 999_999)).toEqual({ from: 100, to: 100 + maxSelected, isTooMany: true })
    expect(selectedRange(999_999, 0)).toEqual({
      from: 1_000_000 - maxSelected,
      to: 1_000_000,
      isTooMany: true
    })
    expect(selectedRange(0, maxSelected - 1).isTooMany).toBe(false)
  })
})
