import { describe, expect, it } from 'vitest'
import { noRows, selectedRange, selectionOf, withToggled } from './row-selection'

const maxSelected = 100
const rowOf = (index: number) => ({ id: `call-${index}` })

describe('selected rows', () => {
  it('a row can be added and removed again', () => {
    const one = withToggled(selectionOf<{ id: string }>([]), rowOf(1), maxSelected)
    const two = withToggled(one, rowOf(2), maxSelected)
    expect([...two.keys()]).toEqual(['call-1', 'call-2'])
    expect([...withToggled(two, rowOf(1), maxSelected).keys()]).toEqual(['call-2'])
    expect(noRows.size).toBe(0)
  })

  it('a full selection accepts no more rows but still allows removal', () => {
    const full = selectionOf(Array.from({ length: maxSelected }, (_, index) => rowOf(index)))
    expect(withToggled(full, rowOf(-1), maxSelected)).toBe(full)
    expect(withToggled(full, rowOf(0), maxSelected).size).toBe(maxSelected - 1)
  })

  it('a range works in both directions and includes its ends', () => {
    expect(selectedRange(3, 7, maxSelected)).toEqual({ from: 3, to: 8, isTooMany: false })
    expect(selectedRange(7, 3, maxSelected)).toEqual({ from: 3, to: 8, isTooMany: false })
    expect(selectedRange(5, 5, maxSelected)).toEqual({ from: 5, to: 6, isTooMany: false })
  })

  it('a range that is too long keeps the rows nearest to its start', () => {
    expect(selectedRange(100, 999_999, maxSelected)).toEqual({
      from: 100,
      to: 100 + maxSelected,
      isTooMany: true
    })
    expect(selectedRange(999_999, 0, maxSelected)).toEqual({
      from: 1_000_000 - maxSelected,
      to: 1_000_000,
      isTooMany: true
    })
    expect(selectedRange(0, maxSelected - 1, maxSelected).isTooMany).toBe(false)
  })
})
