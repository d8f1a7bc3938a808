import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { settingsSchema, type Settings } from '../../../shared/app/schema'
import { defaultSettings } from '../../../shared/app/settings'
import { salvage, withUnknownKeys } from './salvage'

const schema = z.strictObject({
  theme: z.enum(['light', 'dark']),
  pause: z.strictObject({ ms: z.number().max(10), isOn: z.boolean() }),
  columns: z.array(z.enum(['a', 'b'])).min(1),
  calls: z
    .array(z.strictObject({ id: z.string(), lines: z.array(z.number()), note: z.string().optional() }))
    .max(3),
  since: z.record(z.string().regex(/^k/), z.number()),
  place: z.strictObject({ x: z.number(), y: z.number() }).nullable()
})
type Value = z.infer<typeof schema>
const fallback: Value = {
  theme: 'light',
  pause: { ms: 1, isOn: false },
  columns: ['a', 'b'],
  calls: [],
  since: {},
  place: null
}
const good: Value = {
  theme: 'dark',
  pause: { ms: 2, isOn: true },
  columns: ['b'],
  calls: [
    { id: '1', lines: [1, 2] },
    { id: '2', lines: [] }
  ],
  since: { k1: 1 },
  place: { x: 1, y: 2 }
}
const read = (json: unknown) => salvage(schema, structuredClone(json), fallback)

describe('an invalid value loses only itself', () => {
  test.each<[string, unknown, Partial<Value>, number]>([
    ['a value in an object: the default', { ...good, theme: 'sepia' }, { theme: 'light' }, 1],
    ['a value deeper down', { ...good, pause: { ms: 99, isOn: true } }, { pause: { ms: 1, isOn: true } }, 1],
    ['an object that is none', { ...good, pause: 7 }, { pause: fallback.pause }, 1],
    ['an entry of a list', { ...good, columns: ['b', 'later', 'a'] }, { columns: ['b', 'a'] }, 1],
    [
      'a list with no good entry that may not be empty',
      { ...good, columns: ['x'] },
      { columns: ['a', 'b'] },
      2
    ],
    ['an entry with a bad field', { ...good, calls: [{ id: 7, lines: [] }, ...good.calls] }, {}, 1],
    ['an entry with fields missing', { ...good, calls: [...good.calls, { id: '3' }] }, {}, 1],
    [
      'an entry of a list within an entry',
      { ...good, calls: [{ id: '1', lines: [1, 'x', 2, null] }, good.calls[1]] },
      {},
      2
    ],
    [
      'entries beyond the limit',
      { ...good, calls: Array.from({ length: 5 }, () => good.calls[1]) },
      {
        calls: Array.from({ length: 3 }, () => ({ id: '2', lines: [] }))
      },
      2
    ],
    ['an entry of a map', { ...good, since: { k1: 1, k2: 'x', z: 3 } }, {}, 2],
    [
      'an object that may be missing, with two bad fields',
      { ...good, place: { x: 'a', y: 'b' } },
      { place: null },
      1
    ]
  ])('%s', (_name, json, changed, lostEntries) => {
    expect(read(json)).toEqual({ value: { is: { ...good, ...changed } }, lostEntries, unknownKeys: [] })
  })

  test('a missing key takes its default, and nothing is lost', () => {
    const { theme, place, ...former } = good
    expect([theme, place]).toEqual(['dark', { x: 1, y: 2 }])
    expect(read(former)).toEqual({
      value: { is: { ...good, theme: 'light', place: null } },
      lostEntries: 0,
      unknownKeys: []
    })
  })

  test.each([[null], [7], ['x'], [[]], [[1]]])('%j has nothing to salvage', (json) => {
    expect(read(json).value).toBeNull()
  })

  test('a value without a default is kept whole or not at all', () => {
    const account = z.strictObject({ id: z.number(), name: z.string() }).nullable()
    expect(salvage(account, { id: 1, name: 7 }, null).value).toBeNull()
    expect(salvage(account, null, null)).toEqual({ value: { is: null }, lostEntries: 0, unknownKeys: [] })
  })
})

describe('a key of a later version', () => {
  test('is written back where it was', () => {
    const json = { ...good, later: 1, pause: { ...good.pause, alsoLater: [2] } }
    const salvaged = read(json)
    expect(salvaged).toMatchObject({ value: { is: good }, lostEntries: 0 })
    expect(withUnknownKeys(good, salvaged.unknownKeys)).toEqual(json)
    expect(withUnknownKeys({ ...good, later: 3 }, salvaged.unknownKeys)).toMatchObject({ later: 3 })
  })

  test('in an entry of a list doesn’t lose the entry', () => {
    const json = { ...good, calls: good.calls.map((call) => ({ ...call, later: 1 })) }
    expect(read(json)).toEqual({ value: { is: good }, lostEntries: 0, unknownKeys: [] })
  })

  test('in a member of a union doesn’t lose it either', () => {
    const union = z.strictObject({
      at: z.union([z.strictObject({ a: z.number() }), z.strictObject({ b: z.string() })])
    })
    const { value, unknownKeys } = salvage(union, { at: { b: 'x', later: 1 } }, { at: { a: 0 } })
    expect([value, withUnknownKeys(value?.is, unknownKeys)]).toEqual([
      { is: { at: { b: 'x' } } },
      { at: { b: 'x', later: 1 } }
    ])
  })

  test('can’t reach the prototype, and oversized ones are dropped', () => {
    const json: unknown = JSON.parse(JSON.stringify(good).replace('{', '{"__proto__":{"theme":"dark"},'))
    expect(read(json)).toEqual({ value: { is: good }, lostEntries: 0, unknownKeys: [] })
    expect(read({ ...good, later: 'x'.repeat(100_000) }).unknownKeys).toEqual([])
  })
})

test('with any one setting replaced by anything, every other setting is kept', () => {
  const paths = (value: unknown, at: string[] = []): string[][] =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.entries(value).flatMap(([key, inner]) => [[...at, key], ...paths(inner, [...at, key])])
      : []
  const chosen: Settings = {
    ...defaultSettings,
    theme: 'dark',
    dialling: { ...defaultSettings.dialling, policy: 'ask-always', undoPauseMs: 3_000 }
  }
  const change = (settings: Settings, path: string[], value: unknown): Settings => {
    const copy = structuredClone(settings)
    const holder = path
      .slice(0, -1)
      .reduce<Record<string, never>>((inner, key) => inner[key] as never, copy as never)
    holder[path.at(-1) ?? ''] = value as never
    return copy
  }
  const leaf = (path: string[]): unknown =>
    path.reduce<unknown>((inner, key) => (inner as Record<string, unknown>)[key], defaultSettings)
  fc.assert(
    fc.property(fc.constantFrom(...paths(chosen)), fc.jsonValue(), (path, value) => {
      const { value: kept } = salvage(settingsSchema, change(chosen, path, value), defaultSettings)
      const withDefault = change(chosen, path, leaf(path))
      const isTaken = settingsSchema.safeParse(change(chosen, path, value)).success
      if (isTaken) expect(kept?.is).toEqual(change(chosen, path, value))
      // An object may be read in part; everything around it is unchanged.
      else if (typeof leaf(path) !== 'object') expect(kept?.is).toEqual(withDefault)
      else expect(change(kept?.is ?? defaultSettings, path, leaf(path))).toEqual(withDefault)
    }),
    { numRuns: 500 }
  )
})
