import { describe, expect, it } from 'vitest'
import { entriesEn } from '../../../../shared/messages/en/entries'
import { listsEn } from '../../../../shared/messages/en/lists'
import { lineOf, tableOf } from '../testing/draft'
import { reasonNote } from './entry-words'

const words = { lists: listsEn, entries: entriesEn }
const tables = new Map([tableOf(1), tableOf(2)].map((table) => [table.id, table]))

describe('notes on a reason', () => {
  it('a repeated number shows its first occurrence, with the list’s name if it is in another list', () => {
    const repeated = { reason: 'repeated', code: 'mobile' } as const
    const near = lineOf(1, { ...repeated, first: { tableId: 1, line: 1_204 } })
    const far = lineOf(1, { ...repeated, first: { tableId: 2, line: 3 } })
    expect(reasonNote(near, tables, words)).toBe('first in line 1,204')
    expect(reasonNote(far, tables, words)).toBe('first in list-2.csv, line 3')
  })

  it('damage is explained; self-explanatory reasons have no note', () => {
    expect(reasonNote(lineOf(1, { reason: 'zero-lost' }), tables, words)).toMatch(/leading 0/)
    expect(reasonNote(lineOf(1, { reason: 'too-short' }), tables, words)).toBeUndefined()
  })
})
