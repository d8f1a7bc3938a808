import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { recordColumns } from '../../../shared/records/records'
import { defaultSettings } from '../../../shared/app/settings'
import { gridTracks, leastRem, movedColumn, nextSort, withColumn } from './columns'

const usual = defaultSettings.records.columns

describe('columns', () => {
  it('a column that is shown appears at its default position', () => {
    expect(withColumn(['startedAtMs', 'outcome'], 'calleeNumber', true)).toEqual([
      'startedAtMs',
      'calleeNumber',
      'outcome'
    ])
    expect(withColumn(['startedAtMs'], 'id', true)).toEqual(['startedAtMs', 'id'])
  })

  it('the last column can’t be hidden', () => {
    expect(withColumn(['cost'], 'cost', false)).toEqual(['cost'])
  })

  it('moving never loses or duplicates a column', () => {
    fc.assert(
      fc.property(
        fc.subarray([...recordColumns], { minLength: 1 }),
        fc.constantFrom(...recordColumns),
        fc.constantFrom(1 as const, -1 as const),
        (columns, column, step) => {
          expect([...movedColumn(columns, column, step)].sort()).toEqual([...columns].sort())
        }
      )
    )
    expect(movedColumn(['cost', 'id', 'note'], 'id', 1)).toEqual(['cost', 'note', 'id'])
    expect(movedColumn(['cost', 'id', 'note'], 'cost', -1)).toEqual(['cost', 'id', 'note'])
  })

  it('the default columns fit into a window of the default width', () => {
    expect(leastRem(usual) * 13).toBeLessThan(1_000 - 40)
    expect(gridTracks(usual).split(' ').length).toBeGreaterThan(usual.length)
  })
})

describe('sorting', () => {
  it('the first press on a column sorts in its preferred direction, the second reverses it', () => {
    const byStart = { column: 'startedAtMs', direction: 'descending' } as const
    const byCost = nextSort(byStart, 'cost')
    expect(byCost).toEqual({ column: 'cost', direction: 'descending' })
    expect(nextSort(byCost, 'cost')).toEqual({ column: 'cost', direction: 'ascending' })
    expect(nextSort(byCost, 'calleeNumber')).toEqual({ column: 'calleeNumber', direction: 'ascending' })
  })
})
