import { describe, expect, it } from 'vitest'
import { entriesEn } from '../../../../shared/messages/en/entries'
import { listsEn } from '../../../../shared/messages/en/lists'
import { columnLetters, columnName, tableName } from './table-words'

describe('table names', () => {
  it('columns are lettered as in a spreadsheet', () => {
    expect([0, 25, 26, 51, 52, 701, 702, 16_383].map(columnLetters)).toEqual([
      'A',
      'Z',
      'AA',
      'AZ',
      'BA',
      'ZZ',
      'AAA',
      'XFD'
    ])
  })

  it('a column is named by its title, or by its letters if it has none', () => {
    const table = {
      columns: [
        { index: 0, title: 'Phone', numberShare: 1 },
        { index: 1, title: '', numberShare: 0 }
      ]
    }
    expect(columnName(table, 0, listsEn)).toBe('Phone')
    expect(columnName(table, 1, listsEn)).toBe('Column B')
    expect(columnName(table, 300, listsEn)).toBe('Column KO')
    expect(columnName(undefined, 2, listsEn)).toBe('Column C')
  })

  it('a table is named by its file and sheet, and pasted text is labelled as such', () => {
    expect(tableName({ name: 'crm.csv', sheet: null }, entriesEn)).toBe('crm.csv')
    expect(tableName({ name: 'crm.xlsx', sheet: 'March' }, entriesEn)).toBe('crm.xlsx · March')
    expect(tableName({ name: '', sheet: null }, entriesEn)).toBe('Pasted numbers')
    expect(tableName({ name: 'gpj.\u202evsc', sheet: null }, entriesEn)).toBe('gpj.vsc')
  })
})
