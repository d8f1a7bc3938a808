/** Property names with a special meaning in JavaScript. */
export const prototypeNames = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'valueOf',
  'hasOwnProperty',
  '__defineGetter__',
  'then',
  'length',
  'toJSON'
]

/** Lengths at and around the schemas' limits. */
const lengths = [
  0, 1, 59, 60, 61, 99, 100, 101, 199, 200, 201, 500, 1_999, 2_000, 2_001, 9_999, 10_000, 10_001
]

/** Texts that are hard to parse. */
export const hostileTexts: readonly string[] = [
  ...lengths.map((length) => '1'.repeat(length)),
  ...lengths.map((length) => '话'.repeat(length)),
  'x'.repeat(20_000),
  ...prototypeNames,
  ' ',
  '\u0000',
  '\ud800',
  '\udfff\ud800',
  '\u202e138\u202c0013',
  'e\u0301\u200d\u{1f469}\u200d\u{1f4bb}',
  '\ufeff{}',
  '<script>alert(1)</script>',
  '<b>&amp;<a href="http://evil.example">',
  '{{constructor.constructor("return 1")()}}',
  '../../etc/passwd',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'https://user:pass@evil.example/',
  "'; DROP TABLE calls; --",
  'NaN',
  '-0',
  '1e999',
  '0x10',
  '9007199254740993',
  'null',
  '2016-01-11T18:25:43.511Z',
  '0001-01-01T00:00:00Z',
  '1969-12-31T23:59:59+08:00',
  '9999-99-99T99:99:99Z',
  '+275760-09-13T00:00:00.001Z'
]

/** Edge-case numbers. */
export const hostileNumbers: readonly number[] = [
  NaN,
  Infinity,
  -Infinity,
  -0,
  0,
  -1,
  0.1,
  1e-320,
  99,
  100,
  5_000,
  5_001,
  86_400_000,
  86_400_001,
  2 ** 31,
  2 ** 32,
  Number.MAX_SAFE_INTEGER,
  Number.MAX_SAFE_INTEGER + 1,
  8.64e15,
  8.64e15 + 2,
  1e300
]

const nested = (depth: number, wrap: (inner: unknown) => unknown): unknown => {
  let value: unknown = 1
  for (let level = 0; level < depth; level += 1) value = wrap(value)
  return value
}

/** An object with an own property of this name, as JSON and structured clone create it. */
export const withOwnField = (value: object, name: string, field: unknown): object =>
  Object.defineProperty({ ...value }, name, {
    value: field,
    enumerable: true,
    configurable: true,
    writable: true
  })

/** Throws when converted to a string or a number. */
const unprintable = { toString: 1, valueOf: 1 }

/** Values that JSON can carry and no schema expects. */
export const hostileJson: readonly unknown[] = [
  unprintable,
  // A length check converts it to a number (zod 4.6 does so for values that aren't strings).
  { length: unprintable },
  { size: unprintable },
  { constructor: { name: unprintable } },
  null,
  true,
  false,
  ...hostileTexts,
  ...hostileNumbers.filter((number) => Number.isFinite(number)),
  [],
  {},
  [[]],
  [null],
  [{}],
  Array.from({ length: 1_000 }, () => null),
  Array.from({ length: 600 }, (_, at) => at),
  nested(500, (inner) => ({ value: inner })),
  nested(500, (inner) => [inner]),
  ...prototypeNames.map((name) => withOwnField({}, name, { isAdmin: true, theme: 'dark' })),
  withOwnField({}, '__proto__', null)
]

const cyclic: Record<string, unknown> = { kind: 'custom' }
cyclic['self'] = cyclic
const cyclicList: unknown[] = []
cyclicList.push(cyclicList)

/** Small to send, but very long to iterate: lists from a window must be bounded first. */
export const endlessLists: readonly unknown[] = [new Array<unknown>(100_000), new Array<unknown>(2 ** 32 - 1)]

/** Additional values that structured clone can carry and no schema expects. */
export const hostileClones: readonly unknown[] = [
  ...hostileJson,
  undefined,
  ...hostileNumbers,
  0n,
  10n ** 40n,
  new Date(0),
  new Date(NaN),
  /a/u,
  new Map([['theme', 'dark']]),
  new Set([1]),
  new ArrayBuffer(8),
  new Uint8Array(1_000),
  new Float64Array([NaN]),
  new Error('evil'),
  Object(1),
  Object('text'),
  cyclic,
  cyclicList,
  Object.create(null)
]
