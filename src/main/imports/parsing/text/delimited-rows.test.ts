import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { listDelimiters, type ListDelimiter } from '../../../../shared/imports/imports'
import { delimiterCharacters } from '../../lists/delimiter'
import { mostColumns } from './delimited-rows'
import type { ListRow } from '../../lists/list-types'
import { textOfCell } from '../../lists/list-cell'
import { rowsOfText } from './text-rows'

const csv = (text: string) => rowsOfText(text, 'comma')
const cells = (text: string, delimiter: ListDelimiter = 'comma') =>
  rowsOfText(text, delimiter).map((row) => row.cells)
const textsOf = ({ cells }: Pick<ListRow, 'cells'>) => cells.map(textOfCell)
const broken = (text: string) =>
  csv(text)
    .filter(({ isBroken }) => isBroken)
    .map(({ line }) => line)

describe('Rows of a text', () => {
  it.each<[string, string, string[][]]>([
    [
      'cells without quotes',
      'a,b\n,\n',
      [
        ['a', 'b'],
        ['', '']
      ]
    ],
    [
      'quoted cells',
      '"a,b",c\n"",""',
      [
        ['a,b', 'c'],
        ['', '']
      ]
    ],
    ['doubled quotes', '"a ""b""",c', [['a "b"', 'c']]],
    [
      'a quote inside of a cell is a character',
      '5" pipe,b\nc,d',
      [
        ['5" pipe', 'b'],
        ['c', 'd']
      ]
    ],
    ['text after a closing quote leaves both quotes standing', '"a"b,c', [['"a"b', 'c']]],
    ['blanks before a quote', 'a, "b,c"', [['a', 'b,c']]],
    ['a formula around a number', '="13800138000",x', [['="13800138000"', 'x']]],
    ['a line break in a cell', 'a,"b\nc",d\ne', [['a', 'b\nc', 'd'], ['e']]],
    ['CR and CRLF in a cell', 'a,"b\r\nc\rd"\r\ne', [['a', 'b\nc\nd'], ['e']]],
    [
      'two cells with line breaks',
      '"a\nb","c\nd"\ne,f',
      [
        ['a\nb', 'c\nd'],
        ['e', 'f']
      ]
    ],
    ['an empty line in a cell', '"a\n\nb",c', [['a\n\nb', 'c']]],
    ['an empty line is a row with an empty cell', 'a\n\nb', [['a'], [''], ['b']]],
    [
      'NUL is a character',
      'a\0b,c\0\n"\0",d',
      [
        ['a\0b', 'c\0'],
        ['\0', 'd']
      ]
    ]
  ])('%s', (_, text, rows) => {
    expect(cells(text)).toEqual(rows)
    expect(broken(text)).toEqual([])
  })

  it('A row has the number of its first line', () => {
    expect(csv('a\n"b\nc\nd",e\n\nf').map(({ line }) => line)).toEqual([1, 2, 5, 6])
  })

  it('Without a delimiter a line is one cell, unquoted when all of it is quoted', () => {
    expect(cells('13800138000, 13900139000\n"a ""b"""\n"a" and "b"\n"\n ""\n', 'none')).toEqual([
      ['13800138000, 13900139000'],
      ['a "b"'],
      ['"a" and "b"'],
      ['"'],
      ['']
    ])
  })

  it('Only the chosen delimiter separates cells', () => {
    expect(cells('a;b,c|d\te', 'semicolon')).toEqual([['a', 'b,c|d\te']])
    expect(cells('a;b,c|d\te', 'pipe')).toEqual([['a;b,c', 'd\te']])
    expect(cells('\t"a\tb"\t \tc', 'tab')).toEqual([['', 'a\tb', '', 'c']])
  })

  it('10,000 columns are read; columns beyond a sheet’s limit are dropped, and the row is marked broken', () => {
    const columns = (count: number) => Array.from({ length: count }, (_, at) => String(at))
    expect(csv(columns(10_000).join(','))).toMatchObject([{ cells: columns(10_000), isBroken: false }])
    for (const quote of ['', '"']) {
      const [row] = csv(
        columns(20_000)
          .map((cell) => `${quote}${cell}${quote}`)
          .join(',')
      )
      expect(row?.cells).toEqual(columns(mostColumns))
      expect(row?.isBroken).toBe(true)
    }
  })

  it('Rows with undecodable characters are marked, on whichever of their lines they are', () => {
    expect(csv('a\ufffd,b\nc,"d\ne\ufffd"\nf').map(({ isUndecodable }) => isUndecodable)).toEqual([
      true,
      true,
      false
    ])
  })
})

describe('Unclosed quotes', () => {
  const numbers = Array.from({ length: 300 }, (_, at) => `1380013${String(8000 + at)},name ${at},x`)

  it('In csv-parse the rest of the file is lost with them', () => {
    const text = ['a,"b,c', ...numbers].join('\n')
    expect(() => parse(text, { relax_quotes: true, relax_column_count: true })).toThrow('Quote Not Closed')
  })

  it.each([
    ['at the beginning', 0],
    ['in the middle', 150],
    ['at the end', 300]
  ])('%s, no other line is lost', (_, at) => {
    const stray = '13900139000,"Anna "X,y'
    const open = '13900139001,"Anna,y'
    const text = [...numbers.slice(0, at), open, stray, open, ...numbers.slice(at)].join('\n')
    const rows = csv(text)
    expect(rows.map(({ line }) => line)).toEqual(Array.from({ length: 303 }, (_, index) => index + 1))
    expect(broken(text)).toEqual([at + 1, at + 3])
    expect(rows[at]?.cells).toEqual(['13900139001', '"Anna', 'y'])
    expect(rows[at + 1]?.cells).toEqual(['13900139000', '"Anna "X', 'y'])
    expect(rows.filter(({ isBroken }) => !isBroken).map((row) => row.cells.length)).toEqual(
      Array(301).fill(3)
    )
  })

  it('A stray quote on each of many lines loses none of them', () => {
    const text = numbers.map((line) => line.replace('name', '"name')).join('\n')
    expect(csv(text).map((row) => row.cells[0])).toEqual(numbers.map((line) => line.slice(0, 11)))
    expect(broken(text)).toHaveLength(300)
  })

  it('Two stray quotes don’t merge the rows between them into one cell', () => {
    const text = ['0,n,m', '1,"a,x', ...numbers.slice(0, 5), '2,b,y"', '3,"c",z'].join('\n')
    expect(parse(text, { relax_quotes: true, relax_column_count: true })).toHaveLength(3)
    expect(csv(text)).toHaveLength(9)
    expect(broken(text)).toEqual([2])
    // csv-parse loses the second row silently.
    const pair = 'number,name,note\n13800138000,a,"5 inch\n13800138001,b,"7 inch'
    expect(parse(pair, { relax_quotes: true, relax_column_count: true })).toHaveLength(2)
    expect(csv(pair).map((row) => row.cells[0])).toEqual(['number', '13800138000', '13800138001'])
  })

  it('A cell spans at most 100 lines and 64 KiB', () => {
    const cellOf = (lines: number, line: string) =>
      `"${Array.from({ length: lines }, () => line).join('\n')}",end\nnext`
    expect(csv(cellOf(100, 'x'))).toHaveLength(2)
    expect(broken(cellOf(100, 'x'))).toEqual([])
    expect(csv(cellOf(101, 'x'))).toHaveLength(102)
    expect(broken(cellOf(101, 'x'))).toEqual([1])
    expect(broken(cellOf(60, 'x'.repeat(1_000)))).toEqual([])
    expect(csv(cellOf(70, 'x'.repeat(1_000)))).toHaveLength(71)
  })

  it('No cell is read from an overlong line with quotes', () => {
    const [cut, rest, next] = csv(`a,"b${'x'.repeat(2_000_000)}",c\nd,e`)
    expect(cut).toMatchObject({ line: 1, isBroken: true, isTorn: true })
    expect(rest).toMatchObject({ line: 1, isRest: true, isTorn: true })
    expect(next).toMatchObject({ line: 2, cells: ['d', 'e'], isBroken: false })
  })
})

describe('For any text', () => {
  const unit = fc.constantFrom(
    'a',
    '1',
    '中',
    '"',
    '""',
    ',',
    ' ',
    '\t',
    ';',
    '|',
    ':',
    '~',
    '\n',
    '\r',
    '\r\n',
    '\0'
  )
  const anyText = fc.string({ unit, maxLength: 300 })
  const anyDelimiter = fc.constantFrom(...listDelimiters)

  it('Every line is in exactly one row, and every character but quotes, blanks and delimiters in a cell', () => {
    const solid = (text: string): string => text.replaceAll(/["\s,;|:^~]/g, '')
    fc.assert(
      fc.property(anyText, anyDelimiter, (text, delimiter) => {
        const lines = rowsOfText(text, 'none').map((row) => solid(textsOf(row).join('')))
        const rows = rowsOfText(text, delimiter)
        const begins = rows.map(({ line }) => line)
        expect(begins).toEqual([...new Set(begins)].sort((a, b) => a - b))
        expect(begins[0] ?? 1).toBe(1)
        rows.forEach(({ line, cells }, at) => {
          const end = rows[at + 1]?.line ?? lines.length + 1
          expect(solid(textsOf({ cells }).join(''))).toBe(lines.slice(line - 1, end - 1).join(''))
        })
      }),
      { numRuns: 2_000 }
    )
  })

  it('A line without quotes has a cell for each part between delimiters', () => {
    const line = fc.string({ unit: fc.constantFrom('1', '3', ' ', ',', ';', '\t', '张', '😀') })
    fc.assert(
      fc.property(line, anyDelimiter, (text, delimiter) => {
        const character = delimiterCharacters[delimiter]
        const parts = character === null ? [text] : text.split(character)
        expect(cells(`x\n${text}\ny`, delimiter)[1]).toEqual(parts)
      })
    )
  })

  it('A table written by the rules of RFC 4180 round-trips', () => {
    const cell = fc.string({
      unit: fc.constantFrom('a', '1', '中', '"', ',', ';', '|', '\t', ' ', '\n', '\0'),
      maxLength: 12
    })
    const column = fc.constantFrom(...listDelimiters.filter((delimiter) => delimiter !== 'none'))
    fc.assert(
      fc.property(
        fc
          .integer({ min: 2, max: 5 })
          .chain((width) =>
            fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 8 })
          ),
        column,
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.boolean(),
        (table, delimiter, lineBreak, isAllQuoted) => {
          const character = delimiterCharacters[delimiter] ?? ''
          const written = (text: string): string =>
            isAllQuoted || /["\s]/.test(text) || text.includes(character)
              ? `"${text.replaceAll('"', '""')}"`
              : text
          // Except prose that looks like a row of this table, which is deliberately read differently.
          const isRowLike = (text: string): boolean =>
            text.includes('\n') && text.split('\n').some((line) => line.includes(character))
          fc.pre(!table.flat().some(isRowLike))
          const text = table.map((row) => row.map(written).join(character)).join(lineBreak)
          const rows = rowsOfText(text, delimiter)
          expect(rows.map((row) => row.cells)).toEqual(table)
          expect(rows.every(({ isBroken }) => !isBroken)).toBe(true)
        }
      ),
      { numRuns: 1_000 }
    )
  })
})
