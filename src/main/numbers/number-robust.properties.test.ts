import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findNumbers } from './number'
import { numberCases } from './testing/cases'
import { dials } from './testing/dials'
import { digits } from './testing/number-arbitraries'

describe('findNumbers is robust against any text', () => {
  const piece = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...numberCases.map(({ text }) => text)) },
    {
      weight: 2,
      arbitrary: fc.constantFrom(
        ' ',
        '\n',
        ',',
        '-',
        '.',
        '张三',
        'abc',
        '+',
        '(',
        ')',
        '转',
        '<b>',
        '&nbsp;',
        '1',
        '86'
      )
    },
    { weight: 1, arbitrary: digits(1, 12) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) }
  )
  const text = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''))

  it('never throws, and every dial string consists of visible digits', () => {
    fc.assert(
      fc.property(text, (copied) => {
        for (const { raw, dial } of findNumbers(copied)) {
          // The (0) of +44 (0)20 is visible but not dialled.
          const seen = raw.normalize('NFKC').replace('(0)', '').replace(/\D/g, '')
          expect(dial).toMatch(/^\d{3,17}$/)
          expect(seen).toContain(dial.replace(/^00?/, ''))
        }
      }),
      { numRuns: 500 }
    )
  })

  it('raw is a substring of a plain text', () => {
    fc.assert(
      fc.property(text, (copied) => {
        fc.pre(!/[<&%]/.test(copied))
        for (const { raw } of findNumbers(copied)) expect(copied).toContain(raw)
      })
    )
  })

  it('searching the raw text of a result gives the same dial string', () => {
    fc.assert(
      fc.property(text, (copied) => {
        for (const { raw, dial } of findNumbers(copied)) expect(dials(raw)).toEqual([dial])
      }),
      { numRuns: 500 }
    )
  })

  it('no number is returned twice', () => {
    fc.assert(
      fc.property(text, (copied) => {
        const keys = findNumbers(copied).map(({ dial, extension }) => `${dial};${extension ?? ''}`)
        expect(new Set(keys).size).toBe(keys.length)
      })
    )
  })

  it('a text repeated gives the same numbers as the text once', () => {
    fc.assert(
      fc.property(text, (copied) => {
        // Surrounded by other text, because a number that is the whole text is judged differently.
        const once = `客户 ${copied} 完\n`
        expect(dials(once + once)).toEqual(dials(once))
      })
    )
  })
})
