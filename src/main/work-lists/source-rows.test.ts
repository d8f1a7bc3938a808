import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { workListLimits } from '../../shared/work-lists/limits'
import { lineText } from '../contacts/contact-text'
import { readContacts } from '../contacts/parsing/contact-file'
import { csvLine, spreadsheetText } from '../platform/csv'
import { runSize } from '../platform/testing/run-size'
import { noCardWords } from '../contacts/contacts-operations'
import { entriesOf, fieldNamesOf, type NewEntry } from './source-rows'
import { readColumns, writtenTable } from './work-sources'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'deskline-source-rows-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Texts that a file keeps: what is cut or cleaned in them is cut and cleaned already. */
const text = fc
  .oneof(
    fc.string({ unit: 'grapheme', maxLength: 12 }),
    fc.constantFrom(
      '=1+1',
      '-1',
      '@x',
      '00123',
      '138 0013',
      '1-2',
      'a;b',
      "'quoted",
      '“引号”,',
      '"x"',
      '张,三'
    )
  )
  .map((value) => lineText(value))
  // Exports add an apostrophe before a formula, so reading one back can't distinguish it from one in the source.
  .filter((value) => !/(^|[;\t]\s*)'/.test(value))

const number = fc.constantFrom('13800138000', '02188886666', '95588', '')

it('any table becomes the entries that it has', async () => {
  let run = 0
  const columns = readColumns([
    { kind: 'name', label: '姓名' },
    { kind: 'number', label: '手机' },
    { kind: 'number', label: '电话' },
    { kind: 'field', label: '城市' },
    { kind: 'ignore', label: '不用' },
    { kind: 'company', label: '公司' }
  ])
  const names = fieldNamesOf(columns)
  expect(names).toEqual(['城市'])
  const row = fc.tuple(text, number, number, text, text, text)
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 5 }), async (rows) => {
      const path = join(folder, `${(run += 1)}.csv`)
      const lines = [columns.map(({ label }) => label), ...rows].map((cells) =>
        csvLine(cells.map(spreadsheetText))
      )
      writeFileSync(path, lines.join(''))
      const read: NewEntry[] = []
      for await (const batch of entriesOf(readContacts(path, writtenTable, columns, noCardWords), names))
        read.push(...batch)
      const expected = rows
        .filter((cells) => cells.some((cell) => cell.trim() !== ''))
        .map(([name, mobile, phone, city, , company]) => ({
          name,
          number: [mobile, phone].find((one) => one !== '') ?? null,
          company,
          values: [city]
        }))
      expect(read).toEqual(expected)
    }),
    { numRuns: runSize(60, 1_000) }
  )
})

it('names of fields are each there once, and not more than a list can have', () => {
  const fields = Array.from({ length: 80 }, (_, at) => ({ kind: 'field' as const, label: `f${at % 60}` }))
  expect(fieldNamesOf([...fields, { kind: 'field', label: ' ' }])).toHaveLength(workListLimits.maxFields)
})
