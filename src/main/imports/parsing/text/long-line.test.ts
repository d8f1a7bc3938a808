import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cellCodes, type ListDelimiter } from '../../../../shared/imports/imports'
import { textOfCell } from '../../lists/list-cell'
import { readCell } from '../../lists/number-cell'
import { createRowSplitter } from './delimited-rows'
import type { ListRow } from '../../lists/list-types'
import { readTable } from '../read-table'
import { cutText } from '../shown-text'
import { longestLine, type TextLine } from './text-lines'

/** Cuts a line at these positions. */
function piecesOf(text: string, places: readonly number[]): TextLine[] {
  const cuts = [...new Set(places.filter((at) => at > 0 && at < text.length))].sort((a, b) => a - b)
  const bounds = [0, ...cuts, text.length]
  return bounds.slice(1).map((end, at) => ({
    text: text.slice(bounds[at], end),
    isCut: end < text.length,
    isRest: at > 0
  }))
}

function rowsOfPieces(pieces: readonly TextLine[], delimiter: ListDelimiter): ListRow[] {
  const rows = createRowSplitter(delimiter)
  return [...pieces.flatMap((piece) => rows.push([piece])), ...rows.end()]
}

const readRows = (rows: readonly ListRow[]): string[] =>
  rows
    .filter(({ isTorn }) => isTorn !== true)
    .flatMap(({ cells }) => cells.flatMap((cell) => readCell(textOfCell(cell))))
    .flatMap(({ dial }) => dial ?? [])

/** Whether a text contains the number's digits without further digits before or after them. */
const isWholeIn = (text: string, dial: string): boolean =>
  new RegExp(`(?<!\\d)${dial.split('').join('[-\\s()]*')}(?!\\d)`).test(text)

async function entriesOf(text: string, delimiter: ListDelimiter) {
  const dials: string[] = []
  const reasons: string[] = []
  const totals = await readTable(
    {
      source: { kind: 'text', text },
      sheetIndex: null,
      options: { encoding: null, delimiter, headerLine: null, isHiddenIncluded: false, numberColumns: [0] }
    },
    {
      batch: (batch) => {
        dials.push(...batch.dials.filter((dial) => dial !== ''))
        for (const code of batch.codes) if (code > 1) reasons.push(cellCodes[code] ?? '')
        return Promise.resolve()
      },
      progress: () => undefined
    },
    new AbortController().signal
  )
  return { dials, reasons, totals }
}

const numbersOf = (first: number, count: number, area = ''): string[] =>
  Array.from({ length: count }, (_, at) => area + String(first + at))

describe('An overlong line', () => {
  it('is read to its end, and so is the next line', async () => {
    const some = numbersOf(23_456_000, 90_000, '0755')
    const { dials, reasons, totals } = await entriesOf(`${some.join(',')}\n13900139000`, 'none')
    expect(some.join(',').length).toBeGreaterThan(longestLine)
    expect(dials.join()).toBe([...some, '13900139000'].join())
    expect(reasons).toEqual([])
    expect(totals).toEqual({ lines: 2, blankLines: 0, undecodableLines: 0, brokenLines: 0 })
  })

  it.each([',', '，', '、', ';', ', ', ' / ', '\t'])(
    'loses no number, wherever it is cut, when separated by %j',
    (between) => {
      const some = [...numbersOf(13_800_138_000, 100), ...numbersOf(2_345_000, 100, '0755-')]
      const text = some.join(between)
      const digits = some.map((number) => number.replace('-', ''))
      for (let at = 100; at < 300; at += 3) {
        const pieces = piecesOf(text, [at, at + 400, at + 900, at + 1_500])
        expect(readRows(rowsOfPieces(pieces, 'none'))).toEqual(digits)
      }
    }
  )

  it('is left out around a cut where nothing is certain, and marked broken', async () => {
    const text = `${'1380013800,'.repeat(96_000)}13900139000`
    const { dials, reasons, totals } = await entriesOf(text, 'none')
    expect(dials).toEqual(['13900139000'])
    expect(reasons).toContain('line-broken')
    expect(totals).toMatchObject({ lines: 1, brokenLines: 1 })
  })

  it('with columns gives the cells before the cut and reports the rest as left out', async () => {
    const { dials, reasons, totals } = await entriesOf(
      `13800138000,${'x'.repeat(longestLine)},13900139000\n13700137000,y`,
      'comma'
    )
    expect(dials).toEqual(['13800138000', '13700137000'])
    expect(reasons).toEqual(['line-broken'])
    expect(totals).toMatchObject({ lines: 2, brokenLines: 1 })
  })
})

describe('Cut anywhere', () => {
  const written = fc.constantFrom(
    ...[
      '13800138000',
      '139-0013-9000',
      '075523456789',
      '0755-2345678',
      '010-62345678',
      '010-62345678/62345679'
    ],
    ...[
      '+86 13800138000',
      '1380013800',
      '13,800,138,000',
      '138 0013 8000',
      '4001234567',
      '88886666',
      '张三',
      'x'
    ],
    ...['1.38E+10', '110101199003071234', '0571-87654321', '13800138000-12', '(0755)23456789', '12']
  )
  const between = fc.constantFrom(',', '，', '、', ';', ' ', '/', '\t', '|', ', ', ' / ', '')
  const line = fc
    .array(fc.tuple(written, between), { minLength: 1, maxLength: 12 })
    .map((parts) => parts.flat().join(''))
  const places = fc.array(fc.nat(150), { maxLength: 4 })

  it('no line gives a number that it doesn’t contain', () => {
    fc.assert(
      fc.property(
        line,
        places,
        fc.constantFrom<ListDelimiter>('none', 'comma', 'semicolon'),
        (text, cuts, delimiter) => {
          const whole = readRows(rowsOfPieces(piecesOf(text, []), delimiter))
          const cut = readRows(rowsOfPieces(piecesOf(text, cuts), delimiter))
          // A number without an area code isn't read next to one with an area code, but is read in a row of its own.
          expect(cut.filter((dial) => !whole.includes(dial) && !isWholeIn(text, dial))).toEqual([])
        }
      ),
      { numRuns: 1_500 }
    )
  })

  it('no truncated cell text contains a number that the cell doesn’t', () => {
    const dialsOf = (text: string): string[] =>
      readCell(text).flatMap(({ dial }) => (dial === null ? [] : [dial]))
    fc.assert(
      fc.property(line, fc.integer({ min: 5, max: 60 }), (text, longest) => {
        const shown = dialsOf(cutText(text, longest))
        expect(shown.filter((dial) => !dialsOf(text).includes(dial) && !isWholeIn(text, dial))).toEqual([])
      }),
      { numRuns: 1_500 }
    )
  })

  it('every character of a single-cell line is in a row, or in what is left out', () => {
    fc.assert(
      fc.property(line, places, (text, cuts) => {
        const rows = rowsOfPieces(piecesOf(text, cuts), 'none')
        expect(rows.flatMap(({ cells }) => cells.map(textOfCell)).join('')).toBe(text)
        expect(rows.filter(({ isRest }) => isRest !== true)).toHaveLength(1)
      })
    )
  })
})
