import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  inputOf,
  rowsOf,
  withDefaultAt,
  withMoved,
  withoutRow,
  withRestored,
  type CallerRow
} from './caller-list'

const rows: CallerRow[] = rowsOf({
  numbers: ['1', '2', '3'].map((number) => ({ number, label: `label ${number}` })),
  defaultNumber: '2',
  regionChoices: []
})
const numbersOf = (some: readonly CallerRow[]) =>
  some.map(({ number, isDefault }) => number + (isDefault ? '*' : ''))

it('rows and the command’s input name the same default', () => {
  expect(numbersOf(rows)).toEqual(['1', '2*', '3'])
  expect(inputOf(rows)).toMatchObject({
    defaultIndex: 1,
    entries: [{ number: '1', label: 'label 1' }, {}, {}]
  })
  expect(inputOf(withDefaultAt(rows, null)).defaultIndex).toBeNull()
})

it('a removed default is replaced by the first row, and restored with its row', () => {
  const rest = withoutRow(rows, 1)
  const [, removed] = rows
  if (removed === undefined) throw new Error('no row')
  expect(numbersOf(rest)).toEqual(['1*', '3'])
  expect(withRestored(rest, removed, 1)).toEqual(rows)
  expect(numbersOf(withoutRow(rows, 0))).toEqual(['2*', '3'])
})

it('moving keeps every row and the default; at an end nothing moves', () => {
  const by = fc.constantFrom<(-1 | 1)[]>(-1, 1)
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(3), by), { maxLength: 20 }), (moves) => {
      const moved = moves.reduce<CallerRow[]>((some, [index, step]) => withMoved(some, index, step), rows)
      expect(new Set(moved)).toEqual(new Set(rows))
      expect(moved).toHaveLength(rows.length)
    })
  )
  expect(withMoved(rows, 0, -1)).toEqual(rows)
  expect(withMoved(rows, 2, 1)).toEqual(rows)
  expect(numbersOf(withMoved(rows, 1, 1))).toEqual(['1', '3', '2*'])
})
