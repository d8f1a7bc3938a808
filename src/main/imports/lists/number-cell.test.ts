import { describe, expect, it } from 'vitest'
import { readCell, readNumberCell } from './number-cell'
import type { CellReading } from './number-cell'
import { damage, faults, numbers, numericCells, several } from './testing/number-cell-cases'
import type { CellCase } from './testing/number-cell-cases'

const expected = ([, ...readings]: CellCase): CellReading[] =>
  readings.map(([code, dial = null, suggestion = null]) => ({ code, dial, suggestion }))
const named = (cases: readonly CellCase[]): [string, CellCase][] =>
  cases.map((given) => [JSON.stringify(given[0]), given])

describe('a cell of text', () => {
  it.each(named(numbers))('holds the number: %s', (_, given) => {
    expect(readCell(given[0])).toEqual(expected(given))
  })

  it.each(named(several))('gives one reading per number: %s', (_, given) => {
    expect(readCell(given[0])).toEqual(expected(given))
  })

  it.each(named(damage))('names the damage and sends nothing of the cell: %s', (_, given) => {
    expect(readCell(given[0])).toEqual(expected(given))
  })

  it.each(named(faults))('says why it holds no number: %s', (_, given) => {
    expect(readCell(given[0])).toEqual(expected(given))
  })
})

describe('a numeric cell of a workbook', () => {
  it.each(named(numericCells))('is read as its file stores it: %s', (_, given) => {
    expect(readNumberCell(given[0])).toEqual(expected(given))
  })
})
