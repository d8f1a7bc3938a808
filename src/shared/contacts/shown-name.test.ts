import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { brieflyNamedNumber, contactNameOf, maxBriefName, namedNumber, nameText } from './shown-name'

const number = '13800138000'
const named = (name: string, company = '') => ({
  [number]: { contactId: '1', name, company, label: '', link: null }
})

describe('a number with its name', () => {
  it('shows name, company and number; the number alone if nothing is known', () => {
    expect(namedNumber(named('张伟', '天成贸易'), number)).toBe('张伟 · 天成贸易 138 0013 8000')
    expect(namedNumber(named('', '天成贸易'), number)).toBe('天成贸易 138 0013 8000')
    expect(namedNumber(named(' ', ''), number)).toBe('138 0013 8000')
    expect(namedNumber({}, number)).toBe('138 0013 8000')
  })

  it('is found by the digits to dial, however the service writes the number', () => {
    expect(contactNameOf(named('张伟'), '+8613800138000')?.name).toBe('张伟')
    expect(contactNameOf(named('张伟'), '013800138000')?.name).toBe('张伟')
    expect(contactNameOf(named('张伟'), '13900139000')).toBeUndefined()
  })

  it.each(['__proto__', 'constructor', 'toString', ''])('%j is no name', (key) => {
    expect(contactNameOf(named('张伟'), key)).toBeUndefined()
  })

  it('isolates a name that is written from right to left, so that the digits keep their order', () => {
    expect(namedNumber(named('محمد'), number)).toBe('\u2068محمد\u2069 138 0013 8000')
  })

  it('is cut to whole characters where others draw it', () => {
    expect(brieflyNamedNumber(named('😀'.repeat(60)), number)).toBe(
      `${'😀'.repeat(maxBriefName - 1)}… 138 0013 8000`
    )
  })

  it('never contains a control character, an override of the writing direction or half a character', () => {
    const hostile = fc.string({
      unit: fc.constantFrom('a', '张', '\n', '\u0000', '\u202e', '\u2067', '\ud83d', '\u2029')
    })
    fc.assert(
      fc.property(hostile, hostile, (name, company) => {
        const text = nameText({ name, company })
        expect(text).not.toMatch(/[\p{Cc}\p{Cs}\u2029\u202a-\u202e\u2066-\u2069]/u)
        expect(brieflyNamedNumber(named(name, company), number)).toMatch(/138 0013 8000$/)
      }),
      { numRuns: 100 }
    )
  })
})
