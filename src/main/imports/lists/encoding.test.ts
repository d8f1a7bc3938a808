import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ListEncoding } from '../../../shared/imports/imports'
import { digits } from '../../numbers/testing/number-arbitraries'
import { findEncoding } from './encoding'

const bytes = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'))

// Encoded by iconv and by Python's codecs, with the same result.
/** 姓名,手机 / 张三,13800138000 */
const gb18030 = bytes('d0 d5 c3 fb 2c ca d6 bb fa 0a d5 c5 c8 fd 2c 31 33 38 30 30 31 33 38 30 30 30 0a')
/** 姓名,電話 / 張三,13800138000 */
const big5 = bytes('a9 6d a6 57 2c b9 71 b8 dc 0a b1 69 a4 54 2c 31 33 38 30 30 31 33 38 30 30 30 0a')
/** 姓名,手机 / 一,138 */
const utf16le = bytes('d3 59 0d 54 2c 00 4b 62 3a 67 0a 00 00 4e 2c 00 31 00 33 00 38 00 0a 00')
const utf16be = bytes('59 d3 54 0d 00 2c 62 4b 67 3a 00 0a 4e 00 00 2c 00 31 00 33 00 38 00 0a')
const utf8 = Buffer.from('姓名,手机\n张三,13800138000\n')

describe('the encoding of a list', () => {
  const cases: readonly (readonly [name: string, sample: Uint8Array, encoding: ListEncoding])[] = [
    ['nothing', bytes(''), 'utf-8'],
    ['ASCII', Buffer.from('name,mobile\nA,13800138000\n'), 'utf-8'],
    ['UTF-8', utf8, 'utf-8'],
    ['UTF-8 with a mark', Buffer.from('\ufeff姓名'), 'utf-8'],
    ['a mark alone', bytes('ef bb bf'), 'utf-8'],
    ['UTF-16 LE with a mark', bytes('ff fe d3 59 0d 54'), 'utf-16le'],
    ['UTF-16 BE with a mark', bytes('fe ff 59 d3 54 0d'), 'utf-16be'],
    ['UTF-16 LE without', utf16le, 'utf-16le'],
    ['UTF-16 BE without', utf16be, 'utf-16be'],
    ['GB18030 with a mark', bytes('84 31 95 33 d0 d5'), 'gb18030'],
    ['GBK', gb18030, 'gb18030'],
    ['GB18030 of four bytes: 𠮷, 㐂', bytes('95 34 b2 35 0a 81 39 ef 31'), 'gb18030'],
    [
      'GBK with 镕, whose second byte is low',
      bytes('d0 d5 c3 fb 2c b5 e7 bb b0 0a d6 ec e9 46 bb f9'),
      'gb18030'
    ],
    // 張國榮,電話 / 鄧麗君
    [
      'traditional characters in GBK',
      bytes('8f 88 87 f8 98 73 2c eb 8a d4 92 0a e0 87 fb 90 be fd'),
      'gb18030'
    ],
    ['联通, which looks like UTF-8 of two bytes', bytes('c1 aa cd a8 0a'), 'gb18030'],
    ['the euro sign of old GBK', bytes('80 0a d0 d5'), 'gb18030'],
    ['Big5', big5, 'big5'],
    ['damaged GBK', Buffer.concat([gb18030, bytes('ff 0a'), gb18030]), 'gb18030'],
    [
      'damaged UTF-8: names cut in the middle of a character',
      Buffer.concat([utf8, bytes('e5 bc 0a'), utf8]),
      'utf-8'
    ],
    ['bytes of no encoding', bytes('ff ff ff 0a'), 'gb18030']
  ]
  it.each(cases)('is found: %s', (_, sample, encoding) => {
    expect(findEncoding(sample, true)).toBe(encoding)
  })

  it('is found from the beginning of a list, wherever a character is cut', () => {
    for (const [sample, encoding] of [
      [utf8, 'utf-8'],
      [gb18030, 'gb18030'],
      [utf16le, 'utf-16le'],
      [utf16be, 'utf-16be']
    ] as const)
      for (let length = 12; length < sample.length; length += 1)
        expect([length, findEncoding(sample.subarray(0, length), false)]).toEqual([length, encoding])
  })

  it('takes a truncated character at the end of a complete list into account', () => {
    const cut = utf8.subarray(0, 2)
    expect(findEncoding(cut, false)).toBe('utf-8')
    expect(findEncoding(cut, true)).toBe('gb18030')
  })

  it('is found for any names in UTF-8 and UTF-16', () => {
    const name = fc.string({ unit: 'binary', maxLength: 8 }).map((text) => text.replace(/[\0\ufeff]/g, ''))
    const text = fc
      .array(fc.tuple(name, digits(11)), { minLength: 1, maxLength: 5 })
      .map((rows) => rows.map((row) => row.join(',')).join('\n'))
    fc.assert(
      fc.property(text, (given) => {
        expect(findEncoding(Buffer.from(given), true)).toBe('utf-8')
        expect(findEncoding(Buffer.from(given, 'utf16le'), true)).toBe('utf-16le')
        expect(findEncoding(Buffer.from(given, 'utf16le').swap16(), true)).toBe('utf-16be')
      })
    )
  })

  it('is found for any names in GB2312', () => {
    // Level 1: b0..d6, a1..fe; all assigned.
    const character = fc.tuple(fc.integer({ min: 0xb0, max: 0xd6 }), fc.integer({ min: 0xa1, max: 0xfe }))
    const names = fc.array(fc.array(character, { minLength: 2, maxLength: 4 }), {
      minLength: 5,
      maxLength: 20
    })
    fc.assert(
      fc.property(names, (given) => {
        const sample = Uint8Array.from(given.flatMap((name) => [...name.flat(), 0x0a]))
        const isUtf8 = Buffer.from(sample).equals(Buffer.from(Buffer.from(sample).toString()))
        fc.pre(!isUtf8)
        expect(findEncoding(sample, true)).toBe('gb18030')
      })
    )
  })

  it('is always one that can be decoded', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.boolean(), (sample, isWhole) => {
        const encoding = findEncoding(sample, isWhole)
        expect(new TextDecoder(encoding).encoding).toBe(encoding)
      })
    )
  })
})
