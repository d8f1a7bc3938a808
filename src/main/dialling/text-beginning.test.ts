import fc from 'fast-check'
import { expect, test } from 'vitest'
import { textBeginning } from './text-beginning'

test.each([
  ['', ''],
  [' \n\t\u00A0 ', ''],
  ['one\r\n  two\u3000three', 'one two three'],
  ['a\u0000b\u001B[31mc', 'ab[31mc'],
  ['\u202Eabc\u202C \u200Fd\u2066e\u2069', 'abc de'],
  ['x\u200B\uFEFFy', 'x y'],
  ['\uD800a\uDFFF', 'a'],
  ['你好'.repeat(40), `${'你好'.repeat(30)}…`],
  ['😀'.repeat(61), `${'😀'.repeat(60)}…`],
  [`${'a'.repeat(59)} b`, `${'a'.repeat(59)}…`],
  ['a'.repeat(60), 'a'.repeat(60)]
])('%j is shown as %j', (text, shown) => {
  expect(textBeginning(text)).toBe(shown)
})

test('the result is one short line without invisible characters, and shortening is idempotent', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
      const shown = textBeginning(text)
      expect(shown).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]|[^\S ]| {2}|^ | $/u)
      expect(shown.length).toBeLessThanOrEqual(121)
      expect(textBeginning(shown).slice(0, 50)).toBe(shown.slice(0, 50))
    })
  )
})
