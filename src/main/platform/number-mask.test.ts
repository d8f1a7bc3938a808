import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { endlessLists, hostileClones } from './testing/fuzzing/hostile-values'
import { maskedStrings, maskedText, NumberAliases, withStrings } from './number-mask'

const none = new Set<string>()
const digits = fc.stringMatching(/^[0-9]{7,13}$/)
const grouped = digits.chain((number) =>
  fc.constantFrom('', ' ', '-').map((sign) => number.replace(/(\d{3})(?=\d)/g, `$1${sign}`))
)
const text = fc
  .array(fc.oneof(grouped, fc.constantFrom('a', '，', ' 转 ', '张三', '\n', '"', '·2', 'x**')), {
    maxLength: 6
  })
  .map((parts) => parts.join('z'))

const holdsNumber = (value: string): boolean => /\d(?:[ -]?\d){6,}/.test(value)

test('a masked text holds no run of seven digits; dates and call ids stay', () => {
  fc.assert(fc.property(text, (plain) => !holdsNumber(maskedText(plain))))
  for (const kept of [
    '2026-11-30',
    '2026-11-01–2026-11-22',
    'Deskline 2026-11-01–2026-11-22',
    '2026-11-30 10:20:30',
    '7f1c0b6e-2f64-4d05-9f0a-123456789012'
  ]) {
    expect(maskedText(kept)).toBe(kept)
  }
  expect(maskedText('张三 138 0013 8000 转 12')).toBe('张三 138****8000 转 12')
  expect(maskedStrings({ '13800138000': ['13800138000', 13_800_138_000] })).toEqual({
    '138****8000': ['138****8000', 13_800_138_000]
  })
})

describe('aliases', () => {
  test('hide every number, and are translated back to exactly the same text', () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 5 }), (texts) => {
        const aliases = new NumberAliases()
        const outside = texts.map((one) => aliases.out(one, none))
        expect(outside.filter(holdsNumber)).toEqual([])
        expect(outside.map((one) => aliases.in(one))).toEqual(texts)
      })
    )
  })

  test('tell numbers with the same mask apart, and are the same for the same number', () => {
    const aliases = new NumberAliases()
    expect(['13800138000', '13899998000', '13800138000'].map((one) => aliases.out(one, none))).toEqual([
      '138****8000',
      '138****8000·2',
      '138****8000'
    ])
    expect(aliases.in('138****8000·2')).toBe('13899998000')
  })

  test('leave the account’s own numbers alone', () => {
    expect(new NumberAliases().out('02088886666', new Set(['02088886666']))).toBe('02088886666')
  })

  test('that are unknown, or forgotten, reveal nothing', () => {
    const aliases = new NumberAliases(1)
    aliases.out('13800138000', none)
    const last = aliases.out('13900139000', none)
    expect(aliases.in(`138****8000 ${last} 137****0000`)).toBe('138****8000 13900139000 137****0000')
    // A number that is forgotten never gives its alias to another.
    expect(aliases.out('13899998000', none)).not.toBe('138****8000')
  })
})

test('strings of any value are reached, and hostile values end', () => {
  for (const value of [...hostileClones, ...endlessLists]) withStrings(value, (one) => one)
  const cycle: Record<string, unknown> = { number: '13800138000' }
  cycle['self'] = [cycle]
  const masked = maskedStrings(cycle)
  expect(masked['number']).toBe('138****8000')
  expect((masked['self'] as unknown[])[0]).toBe(masked)
})
