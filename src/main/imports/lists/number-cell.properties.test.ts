import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cellCodes, doubtCodes, invalidCodes, validCodes } from '../../../shared/imports/imports'
import { findNumbers } from '../../numbers/number'
import { areaCode, digits, local, mobile } from '../../numbers/testing/number-arbitraries'
import { readCell, readNumberCell } from './number-cell'
import { plainNumber } from './plain-number'

const fixedLine = fc.tuple(areaCode, local).map(([area, rest]) => area + rest)
const number = fc.oneof(mobile, fixedLine)
const isOneOf = (codes: readonly string[], code: string): boolean => codes.includes(code)

describe('the fast path', () => {
  it('agrees with the number finder on digits', () => {
    const anyArea = digits(2, 3).map((rest) => `0${rest}`)
    const near = fc.oneof(
      number,
      digits(1, 14),
      fc.tuple(anyArea, local).map(([area, rest]) => area + rest),
      fc.tuple(areaCode, digits(5, 10)).map(([area, rest]) => area + rest),
      digits(8, 11).map((rest) => `1${rest}`)
    )
    fc.assert(
      fc.property(near, (text) => {
        const sure = findNumbers(text).filter(({ kind, dial }) => kind !== 'doubtful' && dial === text)
        expect(plainNumber(text)).toBe(sure[0]?.kind)
      }),
      { numRuns: 3000 }
    )
  })
})

describe('a cell', () => {
  it('gives the finder’s results whenever there are any and no digits are left over', () => {
    const before = fc.constantFrom('', ' ', '张三', 'Tel: ', '+86 ', "'", '="', '（')
    const after = fc.constantFrom('', ' ', '"', '先生', '）', ' 转801', '#')
    fc.assert(
      fc.property(before, number, after, (left, dial, right) => {
        const text = left + dial + right
        const found = findNumbers(text)
        fc.pre(found.length > 0)
        const kinds = found.map(({ kind, doubt, extension }) => (extension ? 'extension' : (doubt ?? kind)))
        expect(readCell(text).map(({ code }) => code)).toEqual(kinds)
        expect(readCell(text).map((reading) => reading.dial)).toEqual(found.map((one) => one.dial))
      })
    )
  })

  it('never sends any part of an invalid cell, and suggests only certain numbers', () => {
    const marks = fc.constantFrom(...'0123456789.-+,/、()eE "\'=元张\ufffd\u200b０ '.split(''))
    const text = fc.oneof(
      fc.string(),
      fc.array(marks, { maxLength: 40 }).map((units) => units.join(''))
    )
    fc.assert(
      fc.property(text, fc.boolean(), (given, isNumeric) => {
        const readings = isNumeric ? readNumberCell(given) : readCell(given)
        expect(readings.length).toBeGreaterThan(0)
        for (const { code, dial, suggestion } of readings) {
          expect(isOneOf(cellCodes, code)).toBe(true)
          expect(dial === null).toBe(isOneOf(invalidCodes, code))
          if (isOneOf(validCodes, code)) expect(plainNumber(dial ?? '')).toBe(code)
          if (isOneOf(doubtCodes, code)) expect(dial).toMatch(/^\d+$/)
          if (suggestion !== null) expect(plainNumber(suggestion)).toBeDefined()
        }
      }),
      { numRuns: 3000 }
    )
  })

  it('names the damage of any number and suggests the original', () => {
    fc.assert(
      fc.property(number, (dial) => {
        const zeros = { code: 'decimal', dial: null, suggestion: dial }
        expect(readCell(`${dial}.0`)).toEqual([zeros])
        expect(readCell(`${dial}.`)).toEqual([zeros])
      })
    )
    fc.assert(
      fc.property(
        fixedLine.filter((dial) => dial.length > 10),
        (dial) => {
          expect(readCell(dial.slice(1))).toEqual([{ code: 'zero-lost', dial: null, suggestion: dial }])
          expect(readNumberCell(dial.slice(1))).toEqual(readCell(dial.slice(1)))
        }
      )
    )
  })

  it('treats scientific notation as damage, and suggests the number when all its digits are there', () => {
    fc.assert(
      fc.property(mobile, fc.integer({ min: 0, max: 10 }), (dial, kept) => {
        const written = `${dial.slice(0, 1)}.${dial.slice(1, 1 + kept)}E+10`
        const value = dial.slice(0, 1 + kept).padEnd(11, '0')
        const isExact = !value.endsWith('0000')
        expect(readCell(written)).toEqual([
          { code: 'scientific', dial: null, suggestion: isExact ? value : null }
        ])
        // A numeric cell is exact, unless it ends in so many zeros that it was most likely rounded.
        const isRounded = value.endsWith('00000')
        const code = isRounded ? 'scientific' : 'mobile'
        expect(readNumberCell(written)).toMatchObject([{ code, dial: isRounded ? null : value }])
      })
    )
  })

  it('extracts no number from concatenated numbers', () => {
    fc.assert(
      fc.property(fc.array(number, { minLength: 2, maxLength: 5 }), (dials) => {
        expect(readCell(dials.join(''))).toEqual([{ code: 'joined', dial: null, suggestion: null }])
      })
    )
  })

  it('keeps every number that is separated from the others', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(number, { minLength: 1, maxLength: 5 }),
        fc.constantFrom('/', '、', ';', '，', ' / ', '\n'),
        (dials, between) => {
          expect(readCell(dials.join(between)).map(({ dial }) => dial)).toEqual(dials)
        }
      )
    )
  })
})
