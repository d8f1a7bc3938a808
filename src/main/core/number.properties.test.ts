import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findNumbers } from './number'
import { areaCode, digits, local, mobile } from './number-arbitraries'
import { numberCases } from './number.cases'

const dials = (text: string): string[] => findNumbers(text).map(({ dial }) => dial)

const invisible = fc.constantFrom('', '', '', '\u200b', '\u200e', '\u202d', '\u2060', '\ufeff', '\u00ad')
const mark = fc.constantFrom(
  ...[
    ' ',
    '\u00a0',
    '\u3000',
    '\u2009',
    '\u202f',
    '-',
    '–',
    '—',
    '－',
    '\u2011',
    '−',
    '·',
    '(',
    ')',
    '（',
    '）',
    '[',
    ']'
  ]
)
/** One to three marks between groups; a lone dot would make decimals of two groups. */
const separator = fc
  .array(fc.tuple(mark, invisible), { minLength: 1, maxLength: 3 })
  .map((marks) => marks.flat().join(''))
const toFullWidth = (text: string): string =>
  text.replace(/[0-9]/g, (digit) => String.fromCharCode(0xff10 + Number(digit)))
const width = fc.boolean().map((isFull) => (isFull ? toFullWidth : (text: string) => text))
const prefix = fc.constantFrom(
  '',
  '+86',
  '86',
  '0086',
  '+86 ',
  '+86-',
  '0086 ',
  '(+86)',
  '（+86）',
  '＋86 ',
  '86-',
  '0',
  '17951'
)
/** What can stand around a number in a sentence or a table without being a part of it. */
const before = fc.constantFrom(
  '',
  '张三',
  '电话：',
  'Tel: ',
  'TEL',
  '请拨 ',
  '"',
  "'",
  '="',
  '客户,',
  '\t',
  '\n',
  '☎',
  '（',
  '【'
)
const after = fc.constantFrom('', '张三', '。', ' 先生', '"', ',北京', '\t', '\n', '；', '）', '】', '/', '!')

describe('finding gives back a number', () => {
  it('a mobile number, whatever its separators, prefix and digits', () => {
    fc.assert(
      fc.property(
        mobile,
        prefix,
        separator,
        separator,
        width,
        before,
        after,
        (dial, start, one, two, widen, left, right) => {
          const written = `${start}${dial.slice(0, 3)}${one}${dial.slice(3, 7)}${two}${dial.slice(7)}`
          fc.pre(start !== '17951')
          expect(findNumbers(left + widen(written) + right)).toMatchObject([{ dial, kind: 'mobile' }])
        }
      )
    )
  })

  it('a mobile number in one group, after any prefix', () => {
    fc.assert(
      fc.property(mobile, prefix, width, before, after, (dial, start, widen, left, right) => {
        expect(findNumbers(left + widen(start + dial) + right)).toMatchObject([{ dial, kind: 'mobile' }])
      })
    )
  })

  it('a fixed line of every area code, whatever its separators', () => {
    fc.assert(
      fc.property(
        areaCode,
        local,
        separator,
        separator,
        width,
        before,
        after,
        (area, rest, one, two, widen, left, right) => {
          const written = `${area}${one}${rest.slice(0, -4)}${two}${rest.slice(-4)}`
          expect(findNumbers(left + widen(written) + right)).toMatchObject([
            { dial: area + rest, kind: 'fixed' }
          ])
        }
      )
    )
  })

  it('a fixed line after +86, without its 0', () => {
    fc.assert(
      fc.property(areaCode, local, separator, (area, rest, one) => {
        expect(dials(`+86 ${area.slice(1)}${one}${rest}`)).toEqual([area + rest])
      })
    )
  })

  it('with its extension, however that is written', () => {
    const extensionMark = fc.constantFrom(
      '转',
      ' 转 ',
      '-',
      '分机',
      ' 分机：',
      'ext',
      ' ext. ',
      ' Ext:',
      'x',
      ' x',
      '#',
      '（转'
    )
    fc.assert(
      fc.property(areaCode, local, extensionMark, digits(1, 5), (area, rest, by, extension) => {
        expect(findNumbers(`${area}-${rest}${by}${extension}`)).toMatchObject([
          { dial: area + rest, extension }
        ])
      })
    )
  })

  it('a mobile number alone, wherever its digits are parted by spaces and dashes: the dial, perhaps with a doubt', () => {
    const marks = fc.array(fc.constantFrom('', '', ' ', '-'), { minLength: 10, maxLength: 10 })
    fc.assert(
      fc.property(mobile, marks, (dial, between) => {
        const written = Array.from(dial, (digit, index) => digit + (between[index] ?? '')).join('')
        // 1990-03-07 1234 begins with a date.
        fc.pre(!/^(?:1[3-9]\d\d|\d\d?)[ -]\d\d?(?:[ -]|$)/.test(written))
        expect(dials(written)).toEqual([dial])
      })
    )
  })
})

describe('finding never makes a number up', () => {
  const anyNumber = fc.oneof(
    mobile,
    fc.tuple(areaCode, local).map((parts) => parts.join('-'))
  )
  const parting = fc.constantFrom(
    ...[
      ' ',
      '\n',
      '\r\n',
      '\t',
      ',',
      '，',
      '、',
      ';',
      '；',
      '/',
      '|',
      ' - ',
      '  ',
      '\u3000',
      '\u00a0',
      ' 或 ',
      '和',
      '·',
      '(',
      '+',
      '。'
    ]
  )

  it('two numbers are never joined, whatever parts them', () => {
    fc.assert(
      fc.property(anyNumber, anyNumber, parting, (first, second, by) => {
        const expected = [...new Set([first, second].map((number) => number.replace('-', '')))]
        expect(dials(first + by + second)).toEqual(expected)
      })
    )
  })

  it('two numbers in groups, parted by what parts the groups, are both found', () => {
    const grouped = mobile.map((dial) => [dial.slice(0, 3), dial.slice(3, 7), dial.slice(7)])
    fc.assert(
      fc.property(grouped, grouped, fc.constantFrom(' ', '-', '\u00a0', '–'), (first, second, by) => {
        expect(dials([...first, ...second].join(by))).toEqual([...new Set([first.join(''), second.join('')])])
      })
    )
  })

  it('glued numbers give nothing', () => {
    fc.assert(
      fc.property(mobile, mobile, invisible, (first, second, by) => {
        expect(dials(first + by + second)).toEqual([])
      })
    )
  })

  it('digits of a longer run give nothing', () => {
    fc.assert(
      fc.property(digits(1, 8), mobile, digits(1, 8), (left, dial, right) => {
        expect(dials(`号 ${left}1${dial}${right} 号`)).toEqual([])
      })
    )
  })

  it('letters glued to digits give nothing', () => {
    const word = fc.constantFrom('SKU', 'a', 'IMG_', 'id', 'é', 'Ｘ')
    fc.assert(
      fc.property(mobile, word, fc.boolean(), (dial, letters, isBefore) => {
        expect(dials(isBefore ? letters + dial : dial + letters)).toEqual([])
      })
    )
  })

  it('bank cards in groups of four give nothing', () => {
    const card = fc.tuple(fc.constantFrom('4', '5', '6'), digits(15, 18)).map((parts) => parts.join(''))
    fc.assert(
      fc.property(card, fc.constantFrom(' ', '-'), (number, by) => {
        expect(dials(`卡 ${(number.match(/.{1,4}/g) ?? []).join(by)}`)).toEqual([])
      })
    )
  })

  it('dates, times, amounts and addresses give nothing', () => {
    const two = fc.integer({ min: 1, max: 12 }).map((value) => String(value).padStart(2, '0'))
    const year = fc.integer({ min: 1900, max: 2099 }).map(String)
    const date = fc
      .tuple(year, two, two, fc.constantFrom('-', '/', '.', ''))
      .map(([y, m, d, by]) => [y, m, d].join(by))
    const time = fc.tuple(two, two, two).map((parts) => parts.join(':'))
    const amount = fc.tuple(digits(1, 11), digits(2)).map(([whole, cents]) => `￥${whole}.${cents}`)
    const byte = fc.integer({ min: 1, max: 255 }).map(String)
    const address = fc.tuple(byte, byte, byte, byte).map((parts) => parts.join('.'))
    const part = fc.oneof(date, time, amount, address)
    fc.assert(
      fc.property(
        fc.array(part, { minLength: 1, maxLength: 4 }),
        fc.constantFrom(' ', ' ', ', ', '\n'),
        (parts, by) => {
          expect(dials(parts.join(by))).toEqual([])
        }
      )
    )
  })
})

describe('finding is well-behaved on any text', () => {
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

  it('never throws, and every dial is digits that were seen', () => {
    fc.assert(
      fc.property(text, (copied) => {
        for (const { raw, dial } of findNumbers(copied)) {
          // The (0) of +44 (0)20 is seen and not sent.
          const seen = raw.normalize('NFKC').replace('(0)', '').replace(/\D/g, '')
          expect(dial).toMatch(/^\d{3,17}$/)
          expect(seen).toContain(dial.replace(/^00?/, ''))
        }
      }),
      { numRuns: 500 }
    )
  })

  it('raw is a part of a plain text', () => {
    fc.assert(
      fc.property(text, (copied) => {
        fc.pre(!/[<&]/.test(copied))
        for (const { raw } of findNumbers(copied)) expect(copied).toContain(raw)
      })
    )
  })

  it('finding in what was found gives the same dial', () => {
    fc.assert(
      fc.property(text, (copied) => {
        for (const { raw, dial } of findNumbers(copied)) expect(dials(raw)).toEqual([dial])
      }),
      { numRuns: 500 }
    )
  })

  it('no number is given twice', () => {
    fc.assert(
      fc.property(text, (copied) => {
        const keys = findNumbers(copied).map(({ dial, extension }) => `${dial};${extension ?? ''}`)
        expect(new Set(keys).size).toBe(keys.length)
      })
    )
  })

  it('a text twice has the numbers of the text once', () => {
    fc.assert(
      fc.property(text, (copied) => {
        // Not whole: what is all there is of a text isn't any more when it is there twice.
        const once = `客户 ${copied} 完\n`
        expect(dials(once + once)).toEqual(dials(once))
      })
    )
  })
})
