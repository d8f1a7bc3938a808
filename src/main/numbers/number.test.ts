import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findNumbers, longestText, readDialInput } from './number'
import { areaCode, local, mobile, shortCode } from './testing/number-arbitraries'
import { numberCases } from './testing/cases'

const dials = (text: string): string[] => findNumbers(text).map(({ dial }) => dial)

describe('findNumbers reads copied text', () => {
  it.each(numberCases)('$name', ({ text, numbers }) => {
    const found = findNumbers(text).map(({ dial, kind, extension, doubt }) => ({
      dial,
      kind,
      ...(extension === undefined ? {} : { extension }),
      ...(doubt === undefined ? {} : { doubt })
    }))
    expect(found).toEqual(numbers)
  })

  it('returns the characters the number was read from, including its +, brackets and extension', () => {
    const raws = findNumbers('请拨（0755）2345 6789 转 8001，或 +86 138-0013-8000。').map(({ raw }) => raw)
    expect(raws).toEqual(['（0755）2345 6789 转 8001', '+86 138-0013-8000'])
  })
})

describe('findNumbers in long text', () => {
  it('omits a number that the length limit cuts, and reports those before it', () => {
    const filler = '张'.repeat(longestText - 20)
    expect(dials(`${filler}13800138000 139001390001`)).toEqual(['13800138000'])
    expect(dials(`${'张'.repeat(longestText - 11)}138001380001`)).toEqual([])
    expect(dials(`${'张'.repeat(longestText)}13800138000`)).toEqual([])
    expect(dials(`${'张'.repeat(longestText - 11)}13800138000`)).toEqual(['13800138000'])
  })

  it('reports nothing from a tag that the length limit cuts', () => {
    const text = `<p>${'张'.repeat(longestText - 40)}<a title="13800138000" name="${'x'.repeat(60)}">`
    expect(dials(text)).toEqual([])
  })

  it('terminates on many numbers that only count when they are the whole text', () => {
    expect(dials('8601088888888 '.repeat(30_000) + ' '.repeat(500_000))).toEqual([])
  })

  // On these, a non-linear search exceeds the test's time limit.
  it.each(
    [
      '1',
      '13800138000',
      ' ',
      '1 ',
      '1 3 ',
      '138 0013 ',
      '<',
      '<a ',
      '<a "',
      '<a "<b \'',
      '<!-- ',
      '<script>',
      '&',
      '&#1'
    ].concat([
      '+86',
      '+86 ',
      '+',
      '1-2 3.4(',
      '\u200b',
      '1\u200b',
      '17951 ',
      '86 ',
      'a',
      'a1',
      'a.b:1',
      'a@',
      'http:/',
      ' /a',
      'tel:',
      'tel:%20',
      'tel:%2B%E6',
      '1Fax:',
      'QQ1',
      '1p1*1',
      '、/或1',
      '1-800-',
      '021-96'
    ])
  )('terminates on a million characters of %j and finds nothing', (unit) => {
    expect(dials(unit.repeat(longestText / unit.length).slice(0, longestText))).toEqual([])
  })
})

describe('readDialInput', () => {
  it.each([
    ['', { kind: 'empty' }],
    [' \t', { kind: 'empty' }],
    ['1', { kind: 'partial', digits: '1' }],
    ['138 0013', { kind: 'partial', digits: '1380013' }],
    ['１３８', { kind: 'partial', digits: '138' }],
    ['+86 138', { kind: 'partial', digits: '+86138' }],
    ['+', { kind: 'partial', digits: '+' }],
    ['010-888', { kind: 'partial', digits: '010888' }],
    ['400-12', { kind: 'partial', digits: '40012' }],
    ['010-1', { kind: 'partial', digits: '0101' }],
    ['010-13', { kind: 'none' }],
    ['010-10086', { kind: 'number', number: { dial: '01010086', doubt: 'short-code' } }],
    ['138001380001', { kind: 'none' }],
    ['110101199003071234', { kind: 'none' }],
    ['张三', { kind: 'none' }],
    ['SKU13800138000', { kind: 'none' }],
    ['138-0013-8000', { kind: 'number', number: { dial: '13800138000', kind: 'mobile' } }],
    ['手机：138 0013 8000', { kind: 'number', number: { dial: '13800138000' } }],
    ['10086', { kind: 'number', number: { dial: '10086', kind: 'doubtful', doubt: 'short-code' } }],
    [
      '13800138000 13900139000',
      { kind: 'several', numbers: [{ dial: '13800138000' }, { dial: '13900139000' }] }
    ]
  ])('%j', (text, expected) => {
    expect(readDialInput(text)).toMatchObject(expected)
  })

  it('classifies every prefix of a number as partial or as a number', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          mobile,
          fc.tuple(areaCode, local).map((parts) => parts.join('')),
          fc.tuple(areaCode, shortCode).map((parts) => parts.join('-'))
        ),
        (dial) => {
          for (let length = 1; length <= dial.length; length += 1)
            expect(['partial', 'number']).toContain(readDialInput(dial.slice(0, length)).kind)
        }
      )
    )
  })
})
