import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findNumbers } from './number'
import { dials } from './testing/dials'
import { cut, areaCode, digits, local, mobile, northAmerican, invisible } from './testing/number-arbitraries'

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
