import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findNumbers } from './number'
import { isCompactDate, isNorthAmerican } from './number-groupings'
import { dials } from './testing/dials'
import { areaCode, cut, digits, local, mobile, shortCode, invisible } from './testing/number-arbitraries'

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
/** One to three marks between groups; a single dot would turn two groups into a decimal. */
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
/** All Chinese groupings of a mobile number, by group sizes. */
const homeGroupings = [
  [11],
  [3, 8],
  [3, 4, 4],
  [3, 3, 5],
  [4, 4, 3],
  [5, 6],
  [5, 3, 3],
  [6, 5],
  [7, 4],
  [8, 3]
]
/** Labels that touch a number before or after it. */
const labelBefore = fc.constantFrom('Tel', 'TEL', 'Mobile', 'phone', 'Ｔｅｌ', 'T:', 'M：', '电话', '手机：')
const labelBehind = fc.constantFrom(
  ...[
    'Fax:',
    'T:',
    'F：',
    'Email:',
    'E-mail:',
    'email',
    'QQ：',
    'qq',
    'VX',
    'vx同号',
    'WeChat:',
    'V信',
    'Mob',
    'www.a.cn'
  ],
  ...['传真', '邮箱：', '微信', '同号', '（微信同号）', '转Email:']
)
/** Text around a number in a sentence or table that isn't part of it. */
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

describe('findNumbers finds', () => {
  it('a mobile number with any separators, prefix and digit width', () => {
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

  it('a fixed line of every area code, with any separators', () => {
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

  it('a fixed line after +86 without its 0', () => {
    fc.assert(
      fc.property(areaCode, local, separator, (area, rest, one) => {
        expect(dials(`+86 ${area.slice(1)}${one}${rest}`)).toEqual([area + rest])
      })
    )
  })

  it('a number with its extension, however that is written', () => {
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
      '（转',
      'p',
      'P',
      'w',
      '*',
      '＊'
    )
    fc.assert(
      fc.property(areaCode, local, extensionMark, digits(1, 5), (area, rest, by, extension) => {
        expect(findNumbers(`${area}-${rest}${by}${extension}`)).toMatchObject([
          { dial: area + rest, extension }
        ])
      })
    )
  })

  it('a lone mobile number split anywhere by spaces and dashes, perhaps as doubtful', () => {
    const marks = fc.array(fc.constantFrom('', '', ' ', '-'), { minLength: 10, maxLength: 10 })
    fc.assert(
      fc.property(mobile, marks, (dial, between) => {
        const written = Array.from(dial, (digit, index) => digit + (between[index] ?? '')).join('')
        // 1990-03-07 1234 begins with a date.
        fc.pre(!/^(?:1[3-9]\d\d|\d\d?)[ -]\d\d?(?:[ -]|$)/.test(written))
        const [found, ...more] = findNumbers(written)
        expect(more).toEqual([])
        // In a North American grouping, it is found as such and is doubtful.
        if (found?.doubt === 'foreign') {
          expect(isNorthAmerican(dial)).toBe(true)
          expect(found.dial).toBe(`00${dial}`)
        } else if (found?.doubt === 'service-number') {
          // 1 800-1234567: a row number and an 800 number.
          expect([`1${found.dial}`, written.startsWith('1 ')]).toEqual([dial, true])
        } else expect(found?.dial).toBe(dial)
      })
    )
  })

  it('a mobile number in every grouping used in China as certain, anywhere in a text', () => {
    fc.assert(
      fc.property(
        mobile,
        fc.constantFrom(...homeGroupings),
        fc.constantFrom(' ', '-', '\u00a0', '–'),
        width,
        before,
        after,
        (dial, sizes, by, widen, left, right) => {
          // 1998 2003 123 are years.
          fc.pre(sizes[0] !== 4 || !dial.startsWith('19'))
          const written = widen(cut(dial, sizes).join(by))
          expect(findNumbers(left + written + right)).toMatchObject([{ dial, kind: 'mobile' }])
        }
      )
    )
  })

  it('a number that touches a label, before or after it, without making it doubtful', () => {
    const number = fc.oneof(
      mobile,
      fc.tuple(areaCode, local).map((parts) => parts.join('-'))
    )
    fc.assert(
      fc.property(fc.option(labelBefore, { nil: '' }), number, labelBehind, (left, written, right) => {
        const [found, ...more] = findNumbers(left + written + right)
        expect(found).toMatchObject({ dial: written.replace('-', '') })
        expect(found?.kind).not.toBe('doubtful')
        expect(more).toEqual([])
      })
    )
  })

  it('a telephone that touches a fax number first and as certain, the fax as doubtful', () => {
    fc.assert(
      fc.property(
        mobile,
        areaCode,
        local,
        fc.constantFrom('Fax:', 'FAX', '传真：', 'F:'),
        (dial, area, rest, by) => {
          expect(findNumbers(`${dial}${by}${area}-${rest}`)).toMatchObject([
            { dial, kind: 'mobile' },
            { dial: area + rest, kind: 'doubtful', doubt: 'fax' }
          ])
        }
      )
    )
  })

  it('the same in a percent-encoded link as in a plain one', () => {
    const encode = (text: string, isEncoded: readonly boolean[]): string =>
      Array.from(text, (character, index) =>
        isEncoded[index % isEncoded.length] === true || !/[\d+-]/.test(character)
          ? `%${character.charCodeAt(0).toString(16).padStart(2, '0')}`
          : character
      ).join('')
    fc.assert(
      fc.property(
        fc.constantFrom('tel:', 'callto:', 'TEL:', 'sip:', 'callto://'),
        mobile,
        fc.constantFrom('', '+86', '+86 ', '0086-'),
        fc.constantFrom('', ' ', '-', '(', ') '),
        fc.array(fc.boolean(), { minLength: 1, maxLength: 7 }),
        (scheme, dial, start, by, isEncoded) => {
          const written = start + cut(dial, [3, 4, 4]).join(by)
          expect(findNumbers(scheme + encode(written, isEncoded))).toMatchObject([{ dial, kind: 'mobile' }])
        }
      )
    )
  })

  it('every local number of a list with one area code, all but the first as doubtful', () => {
    const by = fc.constantFrom(
      '、',
      '/',
      ',',
      ';',
      '；',
      ' / ',
      ' 或 ',
      '或者',
      ' or ',
      ' and ',
      '，',
      '|',
      '和',
      '&'
    )
    const locals = fc.uniqueArray(
      local.filter((rest) => !isCompactDate(rest)),
      { minLength: 2, maxLength: 4 }
    )
    fc.assert(
      fc.property(areaCode, locals, by, before, (area, [first = '', ...others], parting, left) => {
        expect(findNumbers(left + [`${area}-${first}`, ...others].join(parting))).toMatchObject([
          { dial: area + first, kind: 'fixed' },
          ...others.map((dial) => ({ dial, doubt: 'no-area-code' }))
        ])
      })
    )
  })

  it('a short code after an area code or +86, as doubtful', () => {
    fc.assert(
      fc.property(areaCode, shortCode, before, after, (area, code, left, right) => {
        const doubt = { kind: 'doubtful', doubt: 'short-code' }
        expect(findNumbers(`${left}${area}-${code}${right}`)).toMatchObject([{ ...doubt, dial: area + code }])
        expect(findNumbers(`${left}+86-${code}${right}`)).toMatchObject([{ ...doubt, dial: code }])
      })
    )
  })
})
