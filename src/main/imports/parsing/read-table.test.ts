import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { cellCodes } from '../../../shared/imports/imports'
import type { ReadTotals, ListOptions } from '../../../shared/imports/schema'
import fc from 'fast-check'
import { entriesOfBatch } from './entry-batches'
import type { EntryBatch, ListSource } from '../lists/list-types'
import { createListFolder, type ListFolder } from './testing/lists'
import { readTable } from './read-table'
import { isBlankRow } from './shown-text'
import { rowsOfText } from './text/text-rows'

let folder: ListFolder
beforeEach(() => {
  folder = createListFolder()
})
afterEach(() => folder.remove())

const comma: ListOptions = {
  encoding: null,
  delimiter: 'comma',
  headerLine: null,
  isHiddenIncluded: false,
  numberColumns: [0]
}
const { signal } = new AbortController()

async function batchesOf(source: ListSource, options: Partial<ListOptions> = {}, isEveryCell = false) {
  const batches: EntryBatch[] = []
  const places: number[] = []
  const totals: ReadTotals = await readTable(
    { source, sheetIndex: null, options: { ...comma, ...options }, isEveryCell },
    {
      batch: (batch) => {
        batches.push(batch)
        return Promise.resolve()
      },
      progress: ({ done }) => places.push(done)
    },
    signal
  )
  return { batches, totals, places }
}

/** Entries as `line:column code dial text suggestion`. */
async function entriesOf(text: string, options: Partial<ListOptions> = {}) {
  const { batches, totals } = await batchesOf({ kind: 'text', text }, options)
  const entries = batches.flatMap(({ lines, columns, codes, dials, texts, suggestions }) =>
    Array.from(lines, (line, at) =>
      [
        `${line}:${columns[at] ?? ''}`,
        cellCodes[codes[at] ?? -1],
        dials[at],
        texts[at],
        suggestions[at]
      ].join(' ')
    )
  )
  return { entries, totals }
}

describe('The entries of a table', () => {
  it('Each cell of a number column gives its numbers, or the reason why it has none', async () => {
    const { entries, totals } = await entriesOf(
      '13800138000,x\n139-0013-9000,x\n13600136000/13500135000,x\nabc,x\n,x\n'
    )
    expect(entries).toEqual([
      '1:0 mobile 13800138000  ',
      '2:0 mobile 13900139000 139-0013-9000 ',
      '3:0 mobile 13600136000 13600136000/13500135000 ',
      '3:0 mobile 13500135000 13600136000/13500135000 ',
      '4:0 no-digits  abc ',
      '5:0 empty   '
    ])
    expect(totals).toEqual({ lines: 5, blankLines: 0, undecodableLines: 0, brokenLines: 0 })
  })

  it('A missing cell is empty', async () => {
    const { entries } = await entriesOf('a\n', { numberColumns: [0, 5] })
    expect(entries).toEqual(['1:0 no-digits  a ', '1:5 empty   '])
  })

  it('The header gives no entry; blank rows are counted, and line numbers stay correct', async () => {
    const { entries, totals } = await entriesOf('\n , \u3000\n号码,x\n\n13800138000,x\n,\n', {
      headerLine: 3
    })
    expect(entries).toEqual(['5:0 mobile 13800138000  '])
    expect(totals).toEqual({ lines: 1, blankLines: 4, undecodableLines: 0, brokenLines: 0 })
  })

  it('A row above the header is left out with that reason, and none of its numbers is used', async () => {
    const { entries, totals } = await entriesOf(
      '客户名单 热线 01088886666,\n13700137000,x\n号码,x\n13800138000,x\n',
      {
        headerLine: 3
      }
    )
    expect(entries).toEqual([
      '1:0 above-header  客户名单 热线 01088886666 ',
      '2:0 above-header  13700137000 ',
      '4:0 mobile 13800138000  '
    ])
    expect(totals).toMatchObject({ lines: 3, blankLines: 0 })
  })

  it('Every cell can be read, whatever the columns and the header; only numbers give entries', async () => {
    const { batches } = await batchesOf(
      { kind: 'text', text: '号码,13700137000\nx,,13800138000,1.3900139E+10\n13600136000\n' },
      { headerLine: 1, isHiddenIncluded: false, numberColumns: [0] },
      true
    )
    expect(
      batches.flatMap(({ dials, suggestions }) => dials.map((dial, at) => dial || suggestions[at]))
    ).toEqual(['13700137000', '13800138000', '13900139000', '13600136000'])
  })

  it('A further table after a blank line has its own titles; columns they call something else are skipped', async () => {
    const { entries } = await entriesOf(
      '姓名,手机\n张三,13800138000\n\n订单,订单号,电话\nA,13012345678,13900139000\nB,x,\n\n名称,联系电话\nC,13700137000',
      { headerLine: 1, isHiddenIncluded: false, numberColumns: [1, 2] }
    )
    expect(entries.filter((entry) => !entry.includes(' empty '))).toEqual([
      '2:1 mobile 13800138000  ',
      '4:1 no-digits  订单号 ',
      '4:2 no-digits  电话 ',
      '5:1 no-number  13012345678 ',
      '5:2 mobile 13900139000  ',
      '6:1 no-digits  x ',
      '8:1 no-digits  联系电话 ',
      '9:1 mobile 13700137000  '
    ])
  })

  it('A damaged cell has a suggestion', async () => {
    const { entries } = await entriesOf('1.3800138E+10\n')
    expect(entries).toEqual(['1:0 scientific  1.3800138E+10 13800138000'])
  })

  it('A broken row without a number gives one entry that says so; one with a number gives the number', async () => {
    const { entries, totals } = await entriesOf('x,"a,b\n13800138000,"a,b', { numberColumns: [0, 1] })
    expect(entries[0]).toBe('1:0 line-broken  x ')
    expect(entries[1]).toBe('2:0 mobile 13800138000  ')
    expect(entries).toHaveLength(3)
    expect(totals).toMatchObject({ lines: 2, brokenLines: 2 })
  })

  it('Rows with undecodable characters are counted', async () => {
    const { totals } = await entriesOf('13800138000,\ufffd\n13900139000,x\n1380\ufffd13,x\n')
    expect(totals).toMatchObject({ lines: 3, undecodableLines: 2 })
  })

  it('Cell text is cut to 200 characters, never within a character or a number, and NUL is shown', async () => {
    const { entries } = await entriesOf(
      `${'a'.repeat(198)}𠮷bc\n12\0\n${'a'.repeat(185)} 13800138000123456\n`
    )
    expect(entries[0]).toBe(`1:0 no-digits  ${'a'.repeat(198)}… `)
    expect(entries[2]).toContain(`${'a'.repeat(185)}…`)
    expect(entries[1]).toContain(' 12␀ ')
  })

  it('Batches are full except the last one, and are consumed one at a time', async () => {
    const lines = Array.from({ length: 20_000 }, (_, at) => `138${String(at).padStart(8, '0')}`)
    const source: ListSource = { kind: 'file', path: folder.write('list', lines.join('\n')) }
    let inHand = 0
    const sizes: number[] = []
    const dials: string[] = []
    const totals = await readTable(
      { source, sheetIndex: null, options: { ...comma, encoding: 'utf-8' } },
      {
        async batch(batch) {
          inHand += 1
          expect(inHand).toBe(1)
          await Promise.resolve()
          sizes.push(batch.lines.length)
          dials.push(...batch.dials)
          inHand -= 1
        },
        progress: () => undefined
      },
      signal
    )
    expect(sizes).toEqual([entriesOfBatch, entriesOfBatch, 20_000 - 2 * entriesOfBatch])
    expect(dials).toEqual(lines)
    expect(totals.lines).toBe(20_000)
  })

  it('A cell with more numbers than a batch keeps all of them', async () => {
    const numbers = Array.from(
      { length: entriesOfBatch + 10 },
      (_, at) => `138${String(at).padStart(8, '0')}`
    )
    const { batches } = await batchesOf({ kind: 'text', text: numbers.join(' ') }, { delimiter: 'none' })
    expect(batches.flatMap(({ dials }) => dials)).toEqual(numbers)
    expect(batches.map(({ codes }) => codes.length)).toEqual([entriesOfBatch, 10])
  })

  it('Reading can be cancelled, and a missing file is reported', async () => {
    const request = { source: { kind: 'text', text: '1' } as const, sheetIndex: null, options: comma }
    const nobody = { batch: () => Promise.resolve(), progress: () => undefined }
    await expect(readTable(request, nobody, AbortSignal.abort())).rejects.toMatchObject({
      name: 'AbortError'
    })
    const gone: ListSource = { kind: 'file', path: folder.path('gone') }
    await expect(readTable({ ...request, source: gone }, nobody, signal)).rejects.toMatchObject({
      code: 'ENOENT'
    })
  })

  it('In any text each row is blank, the header or a line, and each line has an entry per number column', async () => {
    const unit = fc.constantFrom('13800138000', 'a', '中', '"', ',', ' ', '\n', '\r\n', '\r', '\ufffd')
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit, maxLength: 60 }),
        fc.option(fc.integer({ min: 1, max: 6 })),
        async (text, headerLine) => {
          const rows = rowsOfText(text, 'comma')
          const { entries, totals } = await entriesOf(text, { headerLine, numberColumns: [0, 1] })
          const isHeaderThere = rows.some((row) => row.line === headerLine && !isBlankRow(row))
          expect(totals.lines + totals.blankLines + (isHeaderThere ? 1 : 0)).toBe(rows.length)
          const places = new Set(entries.map((entry) => entry.split(' ')[0]))
          const unread = new Set(entries.filter((entry) => /line-broken|above-header/.test(entry)))
          expect(places.size).toBe((totals.lines - unread.size) * 2 + unread.size)
        }
      ),
      { numRuns: 500 }
    )
  })
})
