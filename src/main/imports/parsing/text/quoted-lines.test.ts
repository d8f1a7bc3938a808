import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cellsOfQuotedRows, spanOfRow } from './quoted-lines'

const relaxed = { record_delimiter: '\n', relax_quotes: true, relax_column_count: true, ltrim: true }

function rowsByLibrary(text: string, delimiter: string): string[][] | null {
  try {
    return parse(text, { ...relaxed, delimiter })
  } catch {
    return null
  }
}

const line = fc.string({
  unit: fc.constantFrom('a', '中', '"', '""', ',', ',"', '",', ' ', '\u3000', '\t', '\0')
})
const delimiters = fc.constantFrom(',', '\t')
const spanOf = (lines: readonly string[], delimiter: string) =>
  spanOfRow(
    lines.map((text) => ({ text, isCut: false, isRest: false })),
    0,
    { delimiter, width: 0, isEnd: true }
  )

describe('The end of a row with quotes', () => {
  it('A line is a complete row exactly when csv-parse makes one row of it', () => {
    fc.assert(
      fc.property(line, delimiters, (text, delimiter) => {
        fc.pre(text.includes('"'))
        expect(spanOf([text], delimiter) === 1).toBe(rowsByLibrary(text, delimiter)?.length === 1)
      }),
      { numRuns: 5_000 }
    )
  })

  it('Lines joined into one row are one row for csv-parse', () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 2, maxLength: 5 }), delimiters, (lines, delimiter) => {
        const span = spanOf(lines, delimiter)
        fc.pre(span !== 'never' && span !== 1)
        expect(
          rowsByLibrary(lines.slice(0, typeof span === 'number' ? span : 0).join('\n'), delimiter)
        ).toHaveLength(1)
      }),
      { numRuns: 2_000 }
    )
  })

  it('Rows parsed together equal the rows parsed one by one', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), delimiters, (lines, delimiter) => {
        const whole = lines.filter((text) => text.includes('"') && spanOf([text], delimiter) === 1)
        expect(cellsOfQuotedRows(whole, delimiter)).toEqual(
          whole.map((text) => rowsByLibrary(text, delimiter)?.[0])
        )
      }),
      { numRuns: 2_000 }
    )
  })

  it('More lines are awaited while the text hasn’t ended', () => {
    const lines = ['"a', 'b'].map((text) => ({ text, isCut: false, isRest: false }))
    expect(spanOfRow(lines, 0, { delimiter: ',', width: 0, isEnd: false })).toBe('wait')
    expect(spanOfRow(lines, 0, { delimiter: ',', width: 0, isEnd: true })).toBe('never')
  })
})
