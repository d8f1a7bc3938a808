import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeText, readJson } from './read-json'

describe('JSON damaged at its end', () => {
  test('is read completely, whatever follows it', () => {
    for (const tail of ['\0', '\0'.repeat(5_000), '}', ',"x"]', 'garbage', '{"version":1}']) {
      expect(readJson(`{"a":[1,{"b":"}"}]}${tail}`)).toMatchObject({
        value: { a: [1, { b: '}' }] },
        isWhole: true
      })
    }
  })

  test.each([
    ['{"a":1,"b":[1,2,3', { a: 1, b: [1, 2] }],
    ['{"a":1,"b":[1,2,3,', { a: 1, b: [1, 2, 3] }],
    ['{"a":"x","b":"hal', { a: 'x' }],
    ['{"a":true,"b"', { a: true }],
    ['{"a":true,"b":', { a: true }],
    ['{"a":{"b":tru', { a: {} }],
    ['[{"a":"\\"\\u4e2d"},{"a"\0\0\0', [{ a: '"中' }]],
    ['{"a":[[1,2],[3,4', { a: [[1, 2]] }],
    ['{', {}]
  ])('%s gives every value up to the last whole one', (text, value) => {
    expect(readJson(text)).toMatchObject({ value, isWhole: false })
  })

  test.each(['', ' ', '\0\0\0\0', 'x', '"cut', '12', '}', '{"a":1]'])(
    '%j gives no invented value',
    (text) => {
      const read = readJson(text)
      expect(read === null || read.value === 12 || (text.startsWith('{') && !read.isWhole)).toBe(true)
    }
  )

  test('cut anywhere gives the list entries before the cut, and never another value', () => {
    const entry = fc.record({ id: fc.nat(), text: fc.string({ unit: 'binary' }), flag: fc.boolean() })
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 6 }), fc.nat(), (entries, cut) => {
        const text = JSON.stringify(entries)
        const at = cut % (text.length + 1)
        const read = readJson(text.slice(0, at))
        if (at === 0) {
          expect(read).toBeNull()
          return
        }
        const wholeBefore = entries.findIndex(
          (_, n) => JSON.stringify(entries.slice(0, n + 1)).length - 1 > at
        )
        expect(read?.value).toEqual(wholeBefore < 0 ? entries : entries.slice(0, wholeBefore))
      }),
      { numRuns: 500 }
    )
  })

  test('may contain a text of 2 MB', () => {
    const long = 'x'.repeat(2_000_000)
    expect(readJson(`["${long}","${long}`)).toMatchObject({ value: [long], isWhole: false })
  })
})

test('text is read with or without a byte-order mark, in UTF-8 and UTF-16', () => {
  const utf16 = Buffer.from('\uFEFF号{}', 'utf16le')
  const swapped = Buffer.from(utf16).swap16()
  for (const bytes of [Buffer.from('号{}'), Buffer.from('\uFEFF号{}'), utf16, swapped]) {
    expect(decodeText(bytes)).toBe('号{}')
  }
})
