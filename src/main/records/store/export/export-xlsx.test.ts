import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import readExcelFile, { readSheet } from 'read-excel-file/node'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openPromise } from 'yauzl'
import { chosenFile, writeAtomic } from '../../../platform/files/atomic-file'
import { writeXlsx, type SheetColumn, type WrittenWorkbook, type XlsxExport } from './export-xlsx'
import { cell, cellText, columnName, excelDays, maxCellLength, xmlText } from './export-xlsx-cells'
import { sheetName } from './export-xlsx-parts'

interface Row {
  text: string | null
  number: number | string | null
  time: number | null
  money: string | null
}

const columns: SheetColumn<Row>[] = [
  { header: '号码', kind: 'text', value: (row) => row.text },
  { header: '秒', kind: 'number', value: (row) => row.number },
  { header: '开始', kind: 'time', value: (row) => row.time },
  { header: '费用 <元>', kind: 'money', value: (row) => row.money }
]
const rowOf = (text: string | null): Row => ({ text, number: null, time: null, money: null })

async function* inBatches<R>(rows: readonly R[], size = 1_000): AsyncGenerator<readonly R[]> {
  for (let at = 0; at < rows.length; at += size) yield Promise.resolve(rows.slice(at, at + size))
}

/** Like an export: written to a temporary file that replaces the target once complete. */
const exportXlsx = (
  job: Omit<XlsxExport<Row>, 'offsetMs'> & Partial<XlsxExport<Row>>
): Promise<WrittenWorkbook> =>
  writeAtomic(job.path, chosenFile, (path) => writeXlsx({ offsetMs: () => 0, ...job, path }))

async function testPath(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'export-xlsx-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return join(folder, 'calls.xlsx')
}

async function written(rows: readonly Row[], options: Partial<XlsxExport<Row>> = {}): Promise<string> {
  const path = await testPath()
  await exportXlsx({ path, title: '通话', columns, batches: inBatches(rows), ...options })
  return path
}

/** The parts of a package by path, in their order. */
async function partsOf(path: string): Promise<Map<string, string>> {
  const zip = await openPromise(path)
  const parts = new Map<string, string>()
  for await (const entry of zip.eachEntry()) {
    const chunks: Uint8Array[] = []
    for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Uint8Array)
    parts.set(entry.fileName, Buffer.concat(chunks).toString())
  }
  return parts
}

describe('a workbook, read back by another parser', () => {
  it('contains text as text, numbers as numbers and times as local times', async () => {
    const startedAtMs = Date.UTC(2026, 10, 22, 6, 5, 30)
    const path = await written(
      [
        { text: '013800138000', number: 65, time: startedAtMs, money: '0.15' },
        { text: '=1+1', number: '007', time: null, money: '免费' },
        { text: "-1+cmd|' /C calc'!A0", number: 'NaN', time: 8.64e15, money: '12345678901234567890' },
        { text: '@SUM(A1)', number: 0, time: -1, money: '-0.5' },
        { text: '<c t="str"><f>1</f></c>', number: Infinity, time: NaN, money: '1e3' },
        { text: '6214830123456789012', number: '65', time: 0, money: null }
      ],
      { offsetMs: () => 8 * 3_600_000 }
    )
    const rows = await readSheet(path)
    // A day isn't an exact binary fraction: round to seconds, as Excel displays it.
    const shown = rows.map((row) =>
      row.map((value) =>
        value instanceof Date ? new Date(Math.round(value.getTime() / 1_000) * 1_000) : value
      )
    )
    expect(shown).toEqual([
      ['号码', '秒', '开始', '费用 <元>'],
      ['013800138000', 65, new Date(Date.UTC(2026, 10, 22, 14, 5, 30)), 0.15],
      ['=1+1', 7, null, '免费'],
      ["-1+cmd|' /C calc'!A0", 'NaN', '8640000000000000', '12345678901234567890'],
      ['@SUM(A1)', 0, new Date(Date.UTC(1970, 0, 1, 8)), -0.5],
      ['<c t="str"><f>1</f></c>', 'Infinity', 'NaN', '1e3'],
      ['6214830123456789012', 65, new Date(Date.UTC(1970, 0, 1, 8)), null]
    ])
  })

  it('any text round-trips, except what XML or Excel can’t hold', async () => {
    const texts = fc.sample(
      fc.oneof(
        fc.string({ unit: 'binary', maxLength: 50 }),
        fc.string({ unit: 'grapheme', maxLength: 50 }),
        fc.string({
          unit: fc.constantFrom('&', '<', '>', '"', "'", ']', ' ', '\n', '\t', '\r', '😀', '录', '='),
          maxLength: 20
        })
      ),
      500
    )
    const path = await written(texts.map(rowOf).map((row) => ({ ...row, number: 1 })))
    const readable = (text: string): string | null =>
      text
        .replace(/\r\n?/g, '\n')
        .replace(/(?![\t\n])[\p{Cc}\p{Cs}\ufffe\uffff]/gu, '\ufffd')
        // The parser trims cells.
        .trim() || null
    const rows = await readSheet(path)
    expect(rows.slice(1).map(([text]) => text)).toEqual(texts.map(readable))
  })

  it('has further sheets when one is full, each with the header, and every row once', async () => {
    const rows = Array.from({ length: 2_500 }, (_, at) => rowOf(`row ${at}`))
    const path = await written(rows, { maxSheetRows: 1_001 })
    const sheets = await readExcelFile(path)
    expect(sheets.map(({ sheet, data }) => [sheet, data.length])).toEqual([
      ['通话', 1_001],
      ['通话 2', 1_001],
      ['通话 3', 501]
    ])
    const found = sheets.flatMap(({ data }) => data.slice(1).map(([text]) => text))
    expect(found).toEqual(rows.map(({ text }) => text))
  })

  it('a full sheet isn’t followed by an empty one; without rows there is only a header', async () => {
    const full = await written(
      Array.from({ length: 1_000 }, (_, at) => rowOf(String(at))),
      { maxSheetRows: 1_001 }
    )
    expect((await readExcelFile(full)).map(({ data }) => data.length)).toEqual([1_001])
    expect(await readSheet(await written([]))).toEqual([['号码', '秒', '开始', '费用 <元>']])
  })
})

describe('the parts of a workbook', () => {
  it('freeze the header, set widths, filter all rows, and hold no formula', async () => {
    const parts = await partsOf(await written([rowOf('=1+1'), rowOf('x')], { title: "it's [1]" }))
    const sheet = parts.get('xl/worksheets/sheet1.xml') ?? ''
    expect(sheet).toContain('<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>')
    expect(sheet).toContain('<col min="1" max="1" width="16" customWidth="1"/>')
    expect(sheet).toContain('<autoFilter ref="A1:D3"/>')
    expect(sheet).not.toMatch(/<f[ >]|<hyperlink/)
    const workbook = parts.get('xl/workbook.xml') ?? ''
    expect(workbook).toContain('<sheet name="it\'s  1" sheetId="1" r:id="rId1"/>')
    expect(workbook).toContain("'it''s  1'!$A$1:$D$3</definedName>")
    expect([...parts.keys()]).toEqual([
      'xl/worksheets/sheet1.xml',
      '[Content_Types].xml',
      '_rels/.rels',
      'xl/workbook.xml',
      'xl/_rels/workbook.xml.rels',
      'xl/styles.xml'
    ])
  })

  it.each([
    ['通话', 1, '通话'],
    ['', 1, 'Sheet'],
    ["'a'", 2, 'a 2'],
    ['a/b:c*d?e[f]g\\h', 1, 'a b c d e f g h'],
    ['x'.repeat(99), 12, `${'x'.repeat(15)} 12`]
  ])('a sheet of %j, number %i, is named %j', (title, number, name) =>
    expect(sheetName(title, number)).toBe(name)
  )
})

describe('a cell', () => {
  const at = (kind: Parameters<typeof cell>[1], value: Parameters<typeof cell>[2]): string =>
    cell('A1', kind, value, () => 0)

  it('holds at most 32,767 characters and marks where it was cut', () => {
    const cut = cellText('x'.repeat(1_000_000))
    expect([cut.length, cut.at(-1)]).toEqual([maxCellLength, '…'])
    const pairs = cellText(`x${'😀'.repeat(20_000)}`)
    expect(pairs.length).toBeLessThanOrEqual(maxCellLength)
    expect(pairs).not.toMatch(/\p{Cs}/u)
    expect(cellText('y'.repeat(maxCellLength))).toHaveLength(maxCellLength)
  })

  it('text that looks like an Excel escape is unchanged (ECMA-376-1, 22.9.2.19)', () => {
    expect(xmlText('_x0041_ _x41_ a_b')).toBe('_x005F_x0041_ _x41_ a_b')
  })

  it('a number keeps its digits, or becomes text', () => {
    expect(at('money', '0.10')).toBe('<c r="A1" s="5"><v>0.10</v></c>')
    for (const text of ['0x10', '1e5', '１２', '1,5', ' 1', '12345678901234567', '.5', '--1', '']) {
      expect(at('number', text), text).not.toContain('<v>')
    }
    expect(at('text', 13800138000)).toContain('t="inlineStr"')
  })

  it('a time is rounded to the second; a time outside Excel’s calendar is null', () => {
    expect(excelDays(Date.UTC(2026, 10, 22), () => 0)).toBe(46_348)
    expect(excelDays(Date.UTC(2026, 10, 22, 12) + 400, () => 0)).toBe(46_348.5)
    for (const atMs of [Date.UTC(1900, 1, 28), Date.UTC(10_000, 0, 1), NaN, Infinity, 1e300]) {
      expect(
        excelDays(atMs, () => 0),
        String(atMs)
      ).toBeNull()
    }
  })

  it('columns are named A to Z, AA, AB, …', () => {
    expect([0, 25, 26, 27, 701, 702].map(columnName)).toEqual(['A', 'Z', 'AA', 'AB', 'ZZ', 'AAA'])
  })
})

describe('an unfinished export leaves the existing file unchanged', () => {
  async function failing(options: Partial<XlsxExport<Row>>): Promise<{ path: string; outcome: unknown }> {
    const path = await testPath()
    await writeFile(path, 'the old one')
    const outcome = await exportXlsx({
      path,
      title: 'x',
      columns,
      batches: inBatches([rowOf('x')]),
      ...options
    }).catch((error: unknown) => error)
    expect(await readFile(path, 'utf8')).toBe('the old one')
    expect(await readdir(dirname(path))).toEqual(['calls.xlsx'])
    return { path, outcome }
  }

  it('when it is cancelled half-way, and the row source is closed', async () => {
    const ending = new AbortController()
    let isReturned = false
    async function* endless(): AsyncGenerator<readonly Row[]> {
      try {
        for (;;) yield await Promise.resolve(Array.from({ length: 1_000 }, () => rowOf('x')))
      } finally {
        isReturned = true
      }
    }
    let most = 0
    const { outcome } = await failing({
      batches: endless(),
      signal: ending.signal,
      onProgress(rows) {
        most = rows
        if (rows > 5_000) ending.abort()
      }
    })
    expect(outcome).toMatchObject({ name: 'AbortError' })
    expect(isReturned).toBe(true)
    expect(most).toBeGreaterThan(5_000)
  })

  it('when it is cancelled before it begins', async () => {
    expect((await failing({ signal: AbortSignal.abort() })).outcome).toMatchObject({ name: 'AbortError' })
  })

  it('when the row source fails, and its error is passed on', async () => {
    async function* broken(): AsyncGenerator<readonly Row[]> {
      yield await Promise.resolve([rowOf('x')])
      throw new Error('the database is gone')
    }
    expect((await failing({ batches: broken() })).outcome).toEqual(new Error('the database is gone'))
  })

  it('when a value can’t be computed', async () => {
    const value = (): never => {
      throw new Error('bad row')
    }
    const { outcome } = await failing({ columns: [{ header: 'x', kind: 'text', value }] })
    expect(outcome).toEqual(new Error('bad row'))
  })

  it('when the folder is missing', async () => {
    const path = join(await testPath(), 'gone', 'calls.xlsx')
    const result = exportXlsx({ path, title: 'x', columns, batches: inBatches([rowOf('x')]) })
    await expect(result).rejects.toMatchObject({ code: 'ENOENT' })
  })
})

it('replaces the existing file, and returns the number of rows written', async () => {
  const path = await testPath()
  await writeFile(path, 'the old one')
  const told: number[] = []
  const rows = Array.from({ length: 3_000 }, (_, at) => rowOf(`row ${at}`))
  const result = await exportXlsx({
    path,
    title: 'x',
    columns,
    batches: inBatches(rows, 7),
    onProgress: (count) => told.push(count)
  })
  expect(result).toEqual({ rows: 3_000, sheets: 1 })
  expect(told.at(-1)).toBe(3_000)
  expect(told).toEqual(told.toSorted((a, b) => a - b))
  expect((await stat(path)).size).toBeGreaterThan(1_000)
})
