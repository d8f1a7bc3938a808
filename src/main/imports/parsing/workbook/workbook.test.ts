import { mkdtempSync, rmSync, truncateSync, writeFileSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { codeOfListFailure } from '../failure'
import type { ListCell } from '../../lists/list-types'
import { probeWorkbook, workbookRows } from './workbook'
import { fixture } from '../testing/lists'
import { writeWorkbookOfTest, type WorkbookOfTest } from '../testing/workbook'

const folder = mkdtempSync(join(tmpdir(), 'deskline-workbook-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const never = new AbortController().signal

let written = 0
async function write(book: WorkbookOfTest): Promise<string> {
  written += 1
  const path = join(folder, `${written}.xlsx`)
  await writeWorkbookOfTest(path, book)
  return path
}

async function cellsOf(path: string, sheetIndex = 0): Promise<(readonly ListCell[])[]> {
  const rows: (readonly ListCell[])[] = []
  for await (const batch of workbookRows(path, sheetIndex, never)) {
    for (const row of batch.rows) rows.push(row.cells)
  }
  return rows
}
const linesOf = async (path: string): Promise<number[]> => {
  const lines: number[] = []
  for await (const batch of workbookRows(path, 0, never)) lines.push(...batch.rows.map(({ line }) => line))
  return lines
}
const codeOf = async (path: string, sheetIndex = 0): Promise<unknown> =>
  cellsOf(path, sheetIndex).then(() => null, codeOfListFailure)

test('a workbook written by LibreOffice is read as displayed, without its hidden sheet', async () => {
  const path = fixture('libreoffice.xlsx')
  const look = await probeWorkbook(path, never)
  expect(look.ok && look.value.sheets.map(({ index, name }) => [index, name])).toEqual([
    [0, '一月'],
    [2, 'Feb & March']
  ])
  expect(await cellsOf(path)).toEqual([
    ['姓名', '手机', '固话'],
    ['张三', { number: '13800138000' }, '010-88888888'],
    ['李四', '139 0013 9000', { number: '75588886666' }],
    ['', { number: '13700137000' }, { number: '13800138000.5' }]
  ])
  expect(await linesOf(path)).toEqual([1, 2, 5, 6])
  expect(await cellsOf(path, 2)).toEqual([['13500135000']])
})

describe('cells', () => {
  test('of every type are read as the file stores them', async () => {
    const path = await write({
      sheets: [
        {
          name: '客户',
          data:
            '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>手机</t></is></c></row>' +
            '<row r="2"><c r="A2" t="str"><f>A1</f><v>李四</v></c><c r="B2"><v>13800138000</v></c>' +
            '<c r="C2" t="b"><v>1</v></c><c r="D2" t="e"><v>#N/A</v></c><c r="E2"><v>1.38E10</v></c></row>'
        }
      ],
      sharedTexts: ['<t>姓名</t>']
    })
    expect(await cellsOf(path)).toEqual([
      ['姓名', '手机'],
      ['李四', { number: '13800138000' }, 'TRUE', '#N/A', { number: '1.38E10' }]
    ])
  })

  test.each([
    ['an empty shared text', '<c t="s"><v></v></c>', ''],
    ['a shared text without a value', '<c t="s"/>', ''],
    ['a shared text of white space', '<c t="s"><v> </v></c>', ''],
    ['a shared text that isn’t there', '<c t="s"><v>7</v></c>', ''],
    ['an inline text with a value beside it', '<c t="inlineStr"><v>0</v><is><t>139</t></is></c>', '139'],
    ['an inline text in the value', '<c t="inlineStr"><v>139</v></c>', '139'],
    ['a number with an inline text beside it', '<c><v>139</v><is><t>no</t></is></c>', { number: '139' }],
    ['a result of no characters', '<c t="str"><f>A1</f><v></v></c>', ''],
    ['a formula without a result', '<c><f>"138"&amp;B1</f><v></v></c>', { formula: '"138"&B1' }],
    ['a shared formula without a result', '<c><f t="shared" si="0"/></c>', { formula: '' }],
    ['a formula with one', '<c><f>1+1</f><v>2</v></c>', { number: '2' }],
    ['a raw control character', '<c t="inlineStr"><is><t>张\x0b三</t></is></c>', '张\ufffd三'],
    ['a reference to a control character', '<c t="inlineStr"><is><t>张&#x1F;三</t></is></c>', '张\ufffd三'],
    ['digits that a control character parts', '<c t="str"><v>138&#0;00138000</v></c>', '138\ufffd00138000']
  ])('%s', async (_name, cell, expected) => {
    const path = await write({
      sheets: [{ name: 'a', data: `<row>${cell}<c><v>5</v></c></row>` }],
      sharedTexts: ['<t>4008123123</t>']
    })
    expect(await cellsOf(path)).toEqual([[expected, { number: '5' }]])
  })

  test('that are hidden are marked: rows hidden by hand, by a filter or by zero height; columns', async () => {
    const path = await write({
      sheets: [{ name: 'a', data: '' }],
      parts: {
        'xl/worksheets/sheet1.xml':
          '<worksheet><cols><col min="1" max="1" width="9"/><col min="2" max="3" hidden="1"/>' +
          '<col min="5" max="5" hidden="true"/><col min="7" max="7" width="0"/></cols><sheetData>' +
          '<row r="1"><c><v>1</v></c></row><row r="2" hidden="1"><c><v>2</v></c></row>' +
          '<row r="3" hidden="true"/><row r="4" ht="0"/><row r="5" hidden="0" ht="15"/></sheetData></worksheet>'
      }
    })
    const look = await probeWorkbook(path, never)
    if (!look.ok) throw new Error(look.error.code)
    const [sheet] = look.value.sheets
    expect(sheet?.rows.map(({ isHidden }) => isHidden)).toEqual([false, true, true, true, false])
    expect(sheet?.hiddenColumns).toEqual([
      { first: 1, last: 2 },
      { first: 4, last: 4 },
      { first: 6, last: 6 }
    ])
  })

  test('that are missing are empty, so that the others keep their columns', async () => {
    const path = await write({
      sheets: [{ name: 'a', data: '<row r="3"><c r="C3"><v>1</v></c><c r="AA3"><v>2</v></c></row>' }]
    })
    const [cells] = await cellsOf(path)
    expect(cells?.length).toBe(27)
    expect([cells?.[0], cells?.[2], cells?.[26]]).toEqual(['', { number: '1' }, { number: '2' }])
    expect(await linesOf(path)).toEqual([3])
  })

  test('without references follow one after the other', async () => {
    const path = await write({
      sheets: [{ name: 'a', data: '<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>' }]
    })
    expect(await cellsOf(path)).toEqual([[{ number: '1' }, { number: '2' }], [{ number: '3' }]])
    expect(await linesOf(path)).toEqual([1, 2])
  })

  test('of rich text are whole, without phonetic readings', async () => {
    const path = await write({
      sheets: [{ name: 'a', data: '<row><c t="s"><v>0</v></c></row>' }],
      sharedTexts: ['<r><t>138 </t></r><r><t>0013 8000</t></r><rPh sb="0" eb="1"><t>イチ</t></rPh>']
    })
    expect(await cellsOf(path)).toEqual([['138 0013 8000']])
  })

  test('with escaped characters are unescaped', async () => {
    const path = await write({
      sheets: [{ name: 'a', data: '<row><c t="inlineStr"><is><t>a_x000A_b&amp;c</t></is></c></row>' }]
    })
    expect(await cellsOf(path)).toEqual([['a\nb&c']])
  })

  test('of formulas give their cached result; nothing is calculated', async () => {
    const path = await write({
      sheets: [
        {
          name: 'a',
          data:
            '<row><c t="str"><f>HYPERLINK("http://evil.example","x")</f><v>13800138000</v></c>' +
            '<c><f>1+1</f></c></row>'
        }
      ]
    })
    expect(await cellsOf(path)).toEqual([['13800138000', { formula: '1+1' }]])
  })
})

describe('sheets', () => {
  test('are found in order with their names, without hidden ones', async () => {
    const data = '<row><c><v>1</v></c></row>'
    const path = await write({
      sheets: [
        { name: '一月 "A&B"', data },
        { name: '旧数据', data, state: 'hidden' },
        { name: '二月', data }
      ]
    })
    const look = await probeWorkbook(path, never)
    expect(look.ok && look.value.sheets.map(({ index, name }) => [index, name])).toEqual([
      [0, '一月 "A&B"'],
      [2, '二月']
    ])
    expect(look.ok && look.value.hiddenSheets).toEqual(['旧数据'])
    expect(await codeOf(path, 1)).toBe('not-found')
  })

  test('are probed only in their first rows', async () => {
    const path = await write({
      sheets: [
        {
          name: 'a',
          *data() {
            for (let row = 1; row <= 50_000; row += 1) yield `<row r="${row}"><c><v>${row}</v></c></row>`
          }
        }
      ]
    })
    const look = await probeWorkbook(path, never)
    expect(look.ok && look.value.sheets[0]?.rows.length).toBe(200)
    expect((await cellsOf(path)).length).toBe(50_000)
  })
})

describe('damaged and malicious workbooks', () => {
  test('a zip bomb is rejected by its declared size', async () => {
    const path = await write({
      sheets: [
        {
          name: 'a',
          *data() {
            const block = ' '.repeat(1_048_576)
            for (let piece = 0; piece < 100; piece += 1) yield block
          }
        }
      ]
    })
    expect(statSync(path).size).toBeLessThan(1_000_000)
    expect(await codeOf(path)).toBe('list-too-large')
    expect(await probeWorkbook(path, never)).toEqual({ ok: false, error: { code: 'list-too-large' } })
  })

  test('nested entities are rejected, not expanded', async () => {
    const path = await write({
      sheets: [{ name: 'a', data: '' }],
      parts: {
        'xl/worksheets/sheet1.xml':
          '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><worksheet><sheetData><row><c t="str"><v>&b;</v></c></row></sheetData></worksheet>'
      }
    })
    expect(await codeOf(path)).toBe('list-damaged')
  })

  test('a part outside the workbook isn’t followed', async () => {
    const path = await write({
      sheets: [{ name: 'a', data: '' }],
      parts: {
        'xl/_rels/workbook.xml.rels':
          '<Relationships><Relationship Id="s0" Type="x/worksheet" Target="file:///etc/passwd"/></Relationships>'
      }
    })
    expect(await codeOf(path)).toBe('list-damaged')
  })

  test('truncated XML is damaged, and what came before it isn’t taken as complete', async () => {
    const path = await write({
      sheets: [{ name: 'a', data: '' }],
      parts: { 'xl/worksheets/sheet1.xml': '<worksheet><sheetData><row><c><v>1</v></c></row>' }
    })
    expect(await codeOf(path)).toBe('list-damaged')
  })

  test('a truncated file is damaged', async () => {
    const path = await write({ sheets: [{ name: 'a', data: '<row><c><v>1</v></c></row>' }] })
    truncateSync(path, statSync(path).size - 40)
    expect(await codeOf(path)).toBe('list-damaged')
  })

  test('a zip of something else isn’t supported', async () => {
    const path = await write({
      sheets: [],
      parts: { '_rels/.rels': '<Relationships/>', 'xl/workbook.xml': '<x' }
    })
    expect(await codeOf(path)).toBe('list-damaged')
    const other = join(folder, 'empty.xlsx')
    writeFileSync(other, Buffer.from('504b0506000000000000000000000000000000000000', 'hex'))
    expect(await codeOf(other)).toBe('list-unsupported')
  })

  test('a row of the maximum width is read, but no cell beyond it', async () => {
    const path = await write({
      sheets: [{ name: 'a', data: '<row><c r="XFD1"><v>1</v></c><c r="XFE1"><v>2</v></c></row>' }]
    })
    const [cells] = await cellsOf(path)
    expect(cells?.length).toBe(16_384)
    expect(cells?.at(-1)).toEqual({ number: '1' })
  })
})
