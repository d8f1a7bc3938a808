import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findNumbers } from './number'
import { areaCode, digits, local, mobile, northAmerican, shortCode } from './testing/number-arbitraries'
import { isCompactDate, isNorthAmerican } from './number-groupings'
import { numberCases } from './testing/cases'

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
const cut = (text: string, sizes: readonly number[]): string[] => {
  let from = 0
  return sizes.map((size) => text.slice(from, (from += size)))
}
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

describe('findNumbers never makes a number up', () => {
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

  it('two numbers are never joined, whatever separates them', () => {
    fc.assert(
      fc.property(anyNumber, anyNumber, parting, (first, second, by) => {
        const expected = [...new Set([first, second].map((number) => number.replace('-', '')))]
        expect(dials(first + by + second)).toEqual(expected)
      })
    )
  })

  it('two grouped numbers are both found when separated like their groups', () => {
    const grouped = mobile.map((dial) => [dial.slice(0, 3), dial.slice(3, 7), dial.slice(7)])
    fc.assert(
      fc.property(grouped, grouped, fc.constantFrom(' ', '-', '\u00a0', '–'), (first, second, by) => {
        expect(dials([...first, ...second].join(by))).toEqual([...new Set([first.join(''), second.join('')])])
      })
    )
  })

  it('numbers glued together give nothing', () => {
    fc.assert(
      fc.property(mobile, mobile, invisible, (first, second, by) => {
        expect(dials(first + by + second)).toEqual([])
      })
    )
  })

  it('digits inside a longer run give nothing', () => {
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

  it('letters that aren’t a label, and hashes, give nothing', () => {
    const hash = fc.stringMatching(/^[a-f][0-9a-f]{0,11}$/)
    // No label consists of these letters.
    const letters = fc.stringMatching(/^[bdgjkyz]{1,12}$/)
    fc.assert(
      fc.property(
        mobile,
        fc.oneof(hash, letters),
        fc.constantFrom('before', 'behind', 'both'),
        (dial, by, where) => {
          const left = where === 'behind' ? '' : by
          const right = where === 'before' ? '' : by
          expect(dials(`编 ${left}${dial}${right} 完`)).toEqual([])
        }
      )
    )
  })

  it('digits after a label of another kind give nothing, and a number touching that label is found', () => {
    fc.assert(
      fc.property(
        mobile,
        fc.constantFrom(
          'QQ：',
          'QQ:',
          'qq',
          'QQ号：',
          'QQ群：',
          '身份证：',
          '订单号：',
          '账号:',
          'Email:',
          'Skype:'
        ),
        fc.oneof(mobile, digits(5, 11)),
        (dial, label, labelled) => {
          expect(dials(`${dial}${label}${labelled}`)).toEqual([dial])
        }
      )
    )
  })

  it('no foreign number in its national format passes for a certain domestic one', () => {
    const label = fc.constantFrom('', '', 'Tel: ', '电话：', 'US: ', 'Call ', '张三 ')
    const [space, dash] = [fc.constantFrom(' ', '-', '.'), fc.constantFrom(' ', '-')]
    const home = fc.oneof(
      fc.tuple(northAmerican, space, space).map(([[a, b, c], by, to]) => `1${to}${a}${by}${b}${by}${c}`),
      fc.tuple(northAmerican, dash).map(([[a, b, c], by]) => `1${by}(${a}) ${b}${by}${c}`),
      fc.tuple(northAmerican, dash).map(([[a, b, c], by]) => `1${a}${by}${b}${by}${c}`),
      fc.tuple(northAmerican, dash).map(([[a, b, c], by]) => `1${a}${by}${b}${c}`),
      fc.tuple(northAmerican, dash).map(([[a, b, c], by]) => `1${by}${a}${by}${b}${c}`),
      fc.tuple(northAmerican, dash).map(([[a, b, c], by]) => `1${by}${a}${b}${c}`),
      fc.tuple(northAmerican, space).map(([[a, b, c], by]) => `(${a})${by}${b}${by}${c}`),
      fc.tuple(northAmerican, space).map(([[a, b, c], by]) => [a, b, c].join(by)),
      // Mexico, Britain, Japan, Taiwan, Australia, France, Turkey, India, Hong Kong.
      fc.tuple(northAmerican, dash).map(([parts, by]) => ['01', ...parts].join(by)),
      digits(9).map((rest) => `07${rest.slice(0, 3)} ${rest.slice(3)}`),
      fc
        .tuple(fc.constantFrom('7', '8', '9'), digits(8), dash)
        .map(([a, rest, by]) => ['0' + a + '0', ...cut(rest, [4, 4])].join(by)),
      fc
        .tuple(digits(9), dash)
        .map(([rest, by]) => ['0' + rest.slice(0, 1), ...cut(rest.slice(1), [4, 4])].join(by)),
      fc
        .tuple(digits(7), dash)
        .map(([rest, by]) => ['09' + rest.slice(0, 2), rest.slice(1, 4), rest.slice(4)].join(by)),
      digits(9).map((rest) => `(0${rest.slice(0, 1)}) ${rest.slice(1, 5)} ${rest.slice(5)}`),
      digits(9).map((rest) => [`0${rest.slice(0, 1)}`, ...cut(rest.slice(1), [2, 2, 2, 2])].join(' ')),
      fc
        .tuple(digits(10), dash)
        .map(([rest, by]) => [`0${rest.slice(0, 3)}`, ...cut(rest.slice(3), [3, 2, 2])].join(by)),
      fc
        .tuple(fc.constantFrom('06', '07', '08', '09'), digits(9))
        .map(([start, rest]) => `${start}${rest.slice(0, 4)} ${rest.slice(4)}`),
      fc.tuple(local, dash).map(([rest, by]) => `${rest.slice(0, 4)}${by}${rest.slice(4)}`)
    )
    fc.assert(
      fc.property(label, home, fc.constantFrom('', '', ' now', '。'), (left, written, right) => {
        const sure = findNumbers(left + written + right).filter(({ kind }) => kind !== 'doubtful')
        expect(sure).toEqual([])
      }),
      { numRuns: 1_000 }
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
