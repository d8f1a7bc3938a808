import { describe, expect, it } from 'vitest'
import { entriesEn } from '../../../../shared/messages/entries.en'
import { listsEn } from '../../../../shared/messages/lists.en'
import { lineOf, tableOf } from '../testing/draft'
import { reasonNote } from './entry-words'

const words = { lists: listsEn, entries: entriesEn }
const tables = new Map([tableOf(1), tableOf(2)].map((table) => [table.id, table]))

describe('what is said of a reason', () => {
  it('a repeated number says where it stands first, with the list when it is another one', () => {
    const repeated = { reason: 'repeated', code: 'mobile' } as const
    const near = lineOf(1, { ...repeated, first: { tableId: 1, line: 1_204 } })
    const far = lineOf(1, { ...repeated, first: { tableId: 2, line: 3 } })
    expect(reasonNote(near, tables, words)).toBe('first in line 1,204')
    expect(reasonNote(far, tables, words)).toBe('first in list-2.csv, line 3')
  })

  it('damage says what happened; what speaks for itself says no more', () => {
    expect(reasonNote(lineOf(1, { reason: 'zero-lost' }), tables, words)).toMatch(/leading 0/)
    expect(reasonNote(lineOf(1, { reason: 'too-short' }), tables, words)).toBeUndefined()
  })
})
