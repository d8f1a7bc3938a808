import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ListDelimiter, ListEncoding } from '../../../shared/imports/imports'
import { sourceProbeSchema } from '../../../shared/imports/schema'
import { foundChoice } from '../lists/list-types'
import { createListFolder, encoded, fixture, rowsOf, type ListFolder } from './testing/lists'
import { probeSource } from './source-probe'
import { textOfCell } from '../lists/list-cell'

let folder: ListFolder
beforeEach(() => {
  folder = createListFolder()
})
afterEach(() => folder.remove())

const anything = foundChoice
const probe = (content: string | Uint8Array, name = 'list.csv', choice = anything) =>
  probeSource({ kind: 'file', path: folder.write(name, content) }, choice)
const codeOf = (probed: Promise<unknown>): Promise<unknown> =>
  probed.then(
    () => 'none',
    (failure: unknown) => (failure instanceof Error && 'code' in failure ? failure.code : failure)
  )

const fixtures: [string, ListEncoding, ListDelimiter][] = [
  ['excel-utf8.csv', 'utf-8', 'comma'],
  ['excel-utf8-bom.csv', 'utf-8', 'comma'],
  ['excel-gbk.csv', 'gb18030', 'comma'],
  ['unix-gb18030.csv', 'gb18030', 'comma'],
  ['excel-tab-utf16.txt', 'utf-16le', 'tab'],
  ['pipe-utf16be.txt', 'utf-16be', 'pipe'],
  ['semicolon-nonnumeric-utf8.csv', 'utf-8', 'semicolon'],
  ['cr-only-gbk.csv', 'gb18030', 'comma'],
  ['big5.csv', 'big5', 'comma']
]

describe('Lists written by other programs', () => {
  it.each(fixtures)('%s is %s, delimited by %s', async (name, encoding, delimiter) => {
    const probed = await probeSource({ kind: 'file', path: fixture(name) }, anything)
    expect(probed).toMatchObject({ format: 'text', name })
    expect(probed.tables).toMatchObject([
      {
        sheet: null,
        sheetIndex: null,
        columnCount: 3,
        found: { encoding, delimiter, headerLine: 1, isHiddenIncluded: false, numberColumns: [1] }
      }
    ])
    expect(sourceProbeSchema.parse(probed)).toEqual(probed)
  })

  it.each(fixtures.filter(([name]) => name !== 'big5.csv'))(
    'The rows of %s match those of its writer',
    async (name, encoding, delimiter) => {
      const written: unknown = JSON.parse(readFileSync(fixture('rows.json'), 'utf8'))
      const rows = await rowsOf({ kind: 'file', path: fixture(name) }, encoding, delimiter)
      // csv-parse omits blanks before a quote; there must be no other difference.
      const trimmed = (table: unknown): string => JSON.stringify(table).replaceAll('" ', '"')
      expect(trimmed(rows.map(({ cells }) => cells.map(textOfCell)))).toBe(trimmed(written))
      expect(rows.every(({ isBroken, isUndecodable }) => !isBroken && !isUndecodable)).toBe(true)
    }
  )
})

describe('Probing a list', () => {
  it('Shows its first non-blank rows, and only the name from its path', async () => {
    const probed = await probe('\n\n姓名,手机\n张三,13800138000\n,\n李四,13900139000')
    expect(probed).toMatchObject({ name: 'list.csv', sizeBytes: 55 })
    expect(probed.tables).toMatchObject([
      {
        preview: [
          { line: 3, cells: ['姓名', '手机'] },
          { line: 4, cells: ['张三', '13800138000'] },
          { line: 6, cells: ['李四', '13900139000'] }
        ],
        columns: [{ title: '姓名' }, { title: '手机', numberShare: 1 }]
      }
    ])
  })

  it('Shows 20 rows, 200 columns and 100 characters of a cell, and names at most 200 columns', async () => {
    const row = Array.from({ length: 10_000 }, (_, at) => (at === 0 ? 'x'.repeat(150) : `c${at}`)).join(',')
    const probed = await probe(Array.from({ length: 60 }, () => row).join('\n'))
    const [table] = probed.tables
    expect(table?.columnCount).toBe(10_000)
    expect(table?.columns.length).toBeLessThanOrEqual(200)
    expect(table?.preview.length).toBeLessThanOrEqual(20)
    expect(table?.preview[0]?.cells).toHaveLength(200)
    expect(table?.preview[0]?.cells[0]).toBe('x'.repeat(100))
    sourceProbeSchema.parse(probed)
  })

  it('Applies the chosen options and reports the detected ones', async () => {
    const text = encoded('张三;13800138000\n李四;13900139000\n', 'GBK')
    const probed = await probe(text, 'a.csv', {
      ...anything,
      encoding: 'utf-8',
      delimiter: 'none'
    })
    expect(probed.tables[0]?.found).toMatchObject({ encoding: 'gb18030' })
    expect(probed.tables[0]?.columnCount).toBe(1)
    expect(probed.tables[0]?.preview[0]?.cells[0]).toContain('\ufffd')
  })

  it('An empty list has no table', async () => {
    for (const nothing of ['', '\ufeff', '\n\r\n \t\u3000\n']) {
      expect((await probe(nothing)).tables).toEqual([])
    }
    expect((await probeSource({ kind: 'text', text: '' }, anything)).tables).toEqual([])
  })

  it('The line that declares the delimiter for spreadsheets isn’t a row', async () => {
    const probed = await probe('sep=;\r\n姓名;手机\r\n张,三;13800138000\r\n')
    expect(probed.tables).toMatchObject([
      {
        found: { delimiter: 'semicolon', headerLine: 2, isHiddenIncluded: false, numberColumns: [1] },
        columnCount: 2
      }
    ])
    expect(probed.tables[0]?.preview[0]).toEqual({ line: 2, cells: ['姓名', '手机'] })
  })

  it.each<[string, string, number | null, number[]]>([
    [
      'a title in the first cell',
      '客户名单（2026年11月）,,\n姓名,手机号,订单号\n张三,13800138000,13012345678\n',
      2,
      [1]
    ],
    [
      'a title, a blank line',
      '客户名单\n\n姓名,手机号,订单号\n张三,13800138000,13012345678\n李四,13900139000,x\n',
      3,
      [1]
    ],
    [
      'English titles of numbers of other kinds',
      'Contact Name,Contact Number,Ref Number,Customer Number\nA,13800138000,13012345678,13112345678\n',
      1,
      [1]
    ],
    ['no titles', '张三,13800138000\n李四,13900139000\n', null, [1]],
    ['two tables', '姓名,手机\n张三,13800138000\n\n店铺,城市,电话\n甲,北京,01088888888\n', 1, [1, 2]],
    [
      'two tables, and the first calls the second’s column something else',
      '姓名,手机,订单号\n张三,13800138000,13012345678\n\n店铺,城市,电话\n甲,北京,01088888888\n',
      1,
      [1]
    ]
  ])('The header and the number columns are found: %s', async (_, text, headerLine, numberColumns) => {
    expect((await probe(text)).tables[0]?.found).toMatchObject({
      delimiter: 'comma',
      headerLine,
      numberColumns
    })
  })

  it('A chosen header supplies the titles; the detected one is still reported', async () => {
    const text = '客户名单,\n姓名,手机\n张三,13800138000\n'
    const titles = async (header: number | null) => {
      const [table] = (await probe(text, 'a.csv', { ...anything, header })).tables
      expect(table?.found.headerLine).toBe(2)
      return table?.columns.map(({ title }) => title)
    }
    expect(await titles(2)).toEqual(['姓名', '手机'])
    expect(await titles(1)).toEqual(['客户名单', ''])
    expect(await titles(null)).toEqual(['', ''])
    expect(await titles(99)).toEqual(['', ''])
  })

  it('Pasted text has neither a name nor an encoding', async () => {
    const probed = await probeSource({ kind: 'text', text: '\ufeff张三\t13800138000\n' }, anything)
    expect(probed).toMatchObject({ format: 'pasted', name: '' })
    expect(probed.tables).toMatchObject([{ found: { encoding: null, delimiter: 'tab', numberColumns: [1] } }])
    expect(probed.tables[0]?.preview).toEqual([{ line: 1, cells: ['张三', '13800138000'] }])
  })

  it('The last probed line of a longer list is complete', async () => {
    const probed = await probe('13800138000,x\n'.repeat(40_000))
    expect(probed.tables[0]).toMatchObject({ columnCount: 2, found: { numberColumns: [0] } })
    const long = await probe(`13800138000,${'x'.repeat(1_000_000)}`)
    expect(long.tables[0]).toMatchObject({ columnCount: 2 })
  })

  const plain = Buffer.from('13800138000,\n'.repeat(60_000))
  const chinese = encoded('13800138000,张三在北京\n'.repeat(200), 'GBK')
  it.each<[string, Buffer[]]>([
    ['in the middle', [plain, chinese, plain]],
    ['at the end', [plain, plain, chinese]],
    ['anywhere', [plain, plain, plain, chinese, plain, plain, plain, plain]]
  ])('The first name of a long list, %s, determines its encoding', async (_, parts) => {
    expect((await probe(Buffer.concat(parts))).tables[0]?.found.encoding).toBe('gb18030')
  })

  it('A long list on one line has the encoding of its beginning', async () => {
    const text = encoded('13800138000、张三，'.repeat(60_000), 'GBK')
    expect((await probe(text)).tables[0]?.found.encoding).toBe('gb18030')
  })

  it.each<[string, string, number[]]>([
    ['a picture', 'a.csv', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a]],
    ['an old workbook', 'a.xls', [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]],
    ['another zip', 'a.zip', [0x50, 0x4b, 3, 4, 20, 0, 0, 0]],
    ['bytes of no meaning', 'a.txt', Array.from({ length: 5_000 }, (_, at) => (at * 7 + (at >> 3)) % 256)]
  ])('%s is not a list', async (_, name, bytes) => {
    expect(await codeOf(probe(Uint8Array.from(bytes), name))).toBe('list-unsupported')
  })

  it('A missing file and a folder are unreadable', async () => {
    const at = (path: string) => codeOf(probeSource({ kind: 'file', path }, anything))
    expect(await at(folder.path('gone'))).toBe('ENOENT')
    expect(await at(folder.path('.'))).toBe('list-unreadable')
  })
})
