import type { ListDelimiter } from '../../../../../shared/imports/imports'

// Generates texts like the files of public collections for measuring delimiter detection: a clean table polluted in
// many ways, small samples of a standard, and irregular real-world files. Generated with a fixed seed.

/** A text with a known delimiter. */
export interface LookAlike {
  family: 'polluted' | 'standard' | 'messy'
  name: string
  text: string
  delimiter: ListDelimiter
}

/** Rows of cells. */
export type Rows = readonly (readonly string[])[]

/** The delimiters that can separate cells. */
export type Parting = Exclude<ListDelimiter, 'none'>

/** Duplicated here on purpose: the tests must fail when the program's own table changes. */
export const characters: Record<Parting, string> = {
  comma: ',',
  tab: '\t',
  semicolon: ';',
  pipe: '|',
  space: ' ',
  colon: ':',
  caret: '^',
  tilde: '~'
}
/** The names of all delimiters. */
export const partings = Object.keys(characters) as Parting[]
/** The most common delimiters. */
export const usual = ['comma', 'tab', 'semicolon', 'pipe'] as const

/** A pseudorandom generator, reproducible by seed. */
export function createRandom(seed: number) {
  let state = seed
  const below = (limit: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 4_294_967_296) * limit)
  }
  const pick = <T>(from: readonly [T, ...T[]]): T => from[below(from.length)] ?? from[0]
  return { below, pick }
}
/** See {@link createRandom}. */
export type Random = ReturnType<typeof createRandom>

/** How a table is written; RFC 4180 by default. */
export interface Writing {
  quote?: string
  escape?: 'double' | 'backslash'
  isAllQuoted?: boolean
  end?: string
}

/** Writes a table as text; each line ends with a line break. */
export function write(
  rows: Rows,
  character: string,
  { quote = '"', escape = 'double', ...how }: Writing = {}
): string {
  const written = (text: string): string => {
    const isNeeded =
      text.includes(character.trim() || character) || text.includes(quote) || /[\r\n]/.test(text)
    if (quote === '' || !(how.isAllQuoted === true || isNeeded)) return text
    return `${quote}${text.replaceAll(quote, escape === 'double' ? quote + quote : `\\${quote}`)}${quote}`
  }
  const end = how.end ?? '\n'
  return rows.map((row) => row.map(written).join(character)).join(end) + end
}

/** Pads a number to two digits. */
export const two = (n: number): string => String(n).padStart(2, '0')
/** English words. */
export const words = [
  'steel',
  'garden',
  'lamp',
  'round',
  'black',
  'office',
  'chair',
  'for',
  'and',
  'of',
  'water',
  'small',
  'north'
] as const
/** Names of places. */
export const places = [
  'Leeds',
  'York',
  'Bath',
  'Newport',
  'Hull',
  '深圳',
  '上海',
  'São Paulo',
  'St. Ives'
] as const
/** Names of people. */
export const people = [
  'Ann Lee',
  "Pat O'Neil",
  'J. Smith',
  '张三',
  '李四',
  'Maria-Luisa Ruiz',
  'de Vries',
  'Wu Min'
] as const
/** Returns one to `most` words. */
export const phraseOf = (random: Random, most: number): string =>
  Array.from({ length: 1 + random.below(most) }, () => random.pick(words)).join(' ')
/** Returns a sentence with commas. */
export const sentenceOf = (random: Random): string =>
  `The ${phraseOf(random, 4)}, the ${phraseOf(random, 3)} and the ${phraseOf(random, 2)}${random.pick(['.', '!', '; more later.', ', see p. 12.'])}`
/** Returns a date, year first. */
export const dateOf = (random: Random): string =>
  `20${two(10 + random.below(16))}-${two(1 + random.below(12))}-${two(1 + random.below(28))}`
/** A time of day. */
export const timeOf = (random: Random): string => `${two(random.below(24))}:${two(random.below(60))}`
/** Returns an amount with two decimals. */
export const moneyOf = (random: Random): string => `${String(random.below(5_000))}.${two(random.below(100))}`

/** Returns the cell of the row at index `at`. */
export type Column = (random: Random, at: number) => string
/** The columns by kind. */
export const columns: Record<string, Column> = {
  id: (_, at) => String(1_000 + at),
  code: (random) => `${random.pick(['AB', 'CX', 'Z'])}${String(random.below(9_000))}`,
  name: (random) => random.pick(people),
  place: (random) => random.pick(places),
  date: dateOf,
  dayFirst: (random) =>
    `${two(1 + random.below(28))}/${two(1 + random.below(12))}/20${two(10 + random.below(16))}`,
  stamp: (random) => `${dateOf(random)} ${timeOf(random)}:${two(random.below(60))}`,
  time: timeOf,
  money: moneyOf,
  pounds: (random) =>
    `£${String(1 + random.below(90))},${String(100 + random.below(900))}.${two(random.below(100))}`,
  decimalComma: (random) => `${String(random.below(500))},${two(random.below(100))}`,
  share: (random) => `${String(random.below(100))}%`,
  degrees: (random) => `-${String(random.below(90))}.${String(10_000 + random.below(80_000))}`,
  link: (random, at) => `http://www.example.org/${random.pick(words)}/${String(at)}?a=1&b=2`,
  mail: (random) => `${random.pick(words)}.${random.pick(words)}@example.org`,
  phrase: (random) => phraseOf(random, 4),
  sentence: sentenceOf,
  flag: (random) => random.pick(['Y', 'N', 'true', 'false', 'n/a']),
  empty: () => '',
  maybe: (random) => (random.below(2) === 0 ? '' : String(random.below(100))),
  json: (random) => `{"a": ${String(random.below(9))}, "b": "x"}`,
  path: (random, at) => `/srv/data/${random.pick(words)}/file_${String(at)}.txt`,
  number: (random) => String(random.below(100_000)),
  real: (random) =>
    `${String(random.below(9))}.${String(random.below(999_999))}e-0${String(1 + random.below(8))}`
}
