import { parse } from 'csv-parse/sync'
import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { columnLetters } from '../csv-file'
import type { DraftExport } from './draft-export'
import { filterOf, openDraft, type DraftUnderTest } from '../testing/draft'
import type { ImportsProgress } from '../../imports-operations'

let bench: DraftUnderTest
beforeEach(async () => {
  bench = await openDraft()
})
afterEach(() => bench.close())

const nothing = (): void => undefined
const asked = (given: Partial<DraftExport> = {}): DraftExport => ({
  filter: filterOf(),
  isDoubtfulIncluded: false,
  isMasked: false,
  path: join(bench.folder, 'out.csv'),
  labels: { 'column.file': '文件', 'column.line': 'Line', repeated: 'twice', empty: 'nothing in it' },
  tables: { 1: 'list.csv', 2: '=book.xlsx · Sheet1' },
  ...given
})
const rowsIn = (path: string): string[][] => parse(readFileSync(path), { bom: true, relaxColumnCount: false })
const parts = (): string[] => readdirSync(bench.folder).filter((name) => name.endsWith('.part'))

describe('the exported file', () => {
  beforeEach(async () => {
    await bench.table(1, [
      { code: 'mobile', dial: '13800138000', column: 1 },
      { code: 'mobile', dial: '13800138000', text: '138, "0013"\n8000', column: 27 },
      { code: 'foreign', dial: '0014155550100' }
    ])
    await bench.table(2, [
      { code: 'empty' },
      { code: 'no-digits', text: '=HYPERLINK("http://x")' },
      { code: 'zero-lost', text: '1088888888', suggestion: '01088888888' }
    ])
    await bench.draft.compare({ tableIds: [1, 2], campaignId: null })
  })

  it('contains the requested entries, with digits kept and formulas neutralised', async () => {
    const progress: ImportsProgress[] = []
    const input = asked()
    expect(await bench.draft.export(input, (told) => progress.push(told))).toEqual({ rows: 5 })
    expect(readFileSync(input.path, 'utf8').startsWith('\ufeff文件,Line,column,')).toBe(true)
    expect(rowsIn(input.path)).toEqual([
      ['文件', 'Line', 'column', 'text', 'number', 'reason', 'suggestion'],
      ['list.csv', '2', 'AB', '138, "0013"\n8000', '13800138000', 'twice', ''],
      ['list.csv', '3', 'A', '\t0014155550100', '\t0014155550100', 'foreign', ''],
      ["'=book.xlsx · Sheet1", '1', 'A', '', '', 'nothing in it', ''],
      ["'=book.xlsx · Sheet1", '2', 'A', '\'=HYPERLINK("http://x")', '', 'no-digits', ''],
      ["'=book.xlsx · Sheet1", '3', 'A', '1088888888', '', 'zero-lost', '\t01088888888']
    ])
    expect(progress.at(-1)).toEqual({ done: 5, total: 5, lines: 5 })
    expect(parts()).toEqual([])
  })

  it('gives no reason for a doubtful number that is sent', async () => {
    const input = asked({ filter: filterOf({ part: 'to-send' }), isDoubtfulIncluded: true })
    await bench.draft.export(input, nothing)
    expect(rowsIn(input.path).map((row) => row[5])).toEqual(['reason', '', ''])
  })

  it('has only a header when nothing matches', async () => {
    const input = asked({ filter: filterOf({ search: 'nowhere' }) })
    expect(await bench.draft.export(input, nothing)).toEqual({ rows: 0 })
    expect(rowsIn(input.path)).toHaveLength(1)
  })

  it('isn’t created when its folder is missing or a folder has its name', async () => {
    const failed = { code: 'export-failed' }
    await expect(
      bench.draft.export(asked({ path: join(bench.folder, 'none', 'x.csv') }), nothing)
    ).rejects.toMatchObject(failed)
    mkdirSync(join(bench.folder, 'taken.csv'))
    await expect(
      bench.draft.export(asked({ path: join(bench.folder, 'taken.csv') }), nothing)
    ).rejects.toMatchObject(failed)
    expect(parts()).toEqual([])
    // The database is still usable.
    expect(await bench.draft.export(asked(), nothing)).toEqual({ rows: 5 })
  })
})

describe('many entries', () => {
  const count = 45_000
  beforeEach(async () => {
    const dials = Array.from({ length: count }, (_, at) => String(13_000_000_000 + at))
    await bench.table(
      1,
      dials.map((dial) => ({ code: 'mobile', dial }))
    )
    await bench.draft.compare({ tableIds: [1], campaignId: null })
  })
  const all = (): DraftExport => asked({ filter: filterOf({ part: 'to-send' }) })

  it('are written in order', async () => {
    await bench.draft.export(all(), nothing)
    expect(
      rowsIn(all().path)
        .slice(1)
        .map((row) => row[1])
    ).toEqual(Array.from({ length: count }, (_, at) => String(at + 1)))
  })

  it('leave no file behind when the export is cancelled half-way', async () => {
    const ending = new AbortController()
    const progress: number[] = []
    await expect(
      bench.draft.export(
        all(),
        ({ done }) => {
          progress.push(done)
          ending.abort()
        },
        ending.signal
      )
    ).rejects.toThrow(/interrupt/i)
    expect(progress).toEqual([20_000])
    expect(readdirSync(bench.folder).filter((name) => name.endsWith('.csv'))).toEqual([])
    expect(parts()).toEqual([])
  })

  it('are one snapshot, whatever is fixed, compared and removed meanwhile', async () => {
    let changes: Promise<unknown> | undefined
    const exported = await bench.draft.export(all(), () => {
      changes ??= bench.draft
        .fix({ n: count - 1, text: 'nobody' })
        .then(() => bench.draft.compare({ tableIds: [1], campaignId: null }))
        .then(() => bench.draft.clear())
    })
    await expect(changes).resolves.toBeUndefined()
    expect(exported).toEqual({ rows: count })
    expect(rowsIn(all().path).at(-1)?.[4]).toBe(String(13_000_000_000 + count - 1))
  })
})

it('names columns as spreadsheets do', () => {
  expect([0, 25, 26, 51, 52, 701, 702, 16_383].map(columnLetters)).toEqual([
    ...['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA', 'XFD']
  ])
})
