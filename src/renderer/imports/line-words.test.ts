import { describe, expect, it } from 'vitest'
import { importsEn } from '../../shared/messages/en/imports'
import { columnLetters, placeText } from './line-words'

describe('locations of entries', () => {
  it('columns are lettered as in a spreadsheet', () => {
    expect([0, 25, 26, 701, 702, 16_383].map(columnLetters)).toEqual(['A', 'Z', 'AA', 'ZZ', 'AAA', 'XFD'])
  })

  it('the line number comes first, as it is what the user looks for', () => {
    const place = (name: string, sheet: string | null) =>
      placeText({ name, sheet, line: 1_200 }, importsEn.table, 'Pasted numbers')
    expect(place('a.xlsx', 'Sheet1')).toBe('Line 1,200 · Sheet1 · a.xlsx')
    expect(place('', null)).toBe('Line 1,200 · Pasted numbers')
  })
})
