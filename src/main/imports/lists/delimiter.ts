import type { ListDelimiter } from '../../../shared/imports/imports'
import { splitLines } from './delimiter-fields'
import { fieldScore, isSentence, isValue, type Field } from './field-kinds'
import { readCell } from './number-cell'
import { isKnownTitle } from './title-words'

type Parting = Exclude<ListDelimiter, 'none'>

/** The character of each delimiter; null: none. */
export const delimiterCharacters: Readonly<Record<ListDelimiter, string | null>> = {
  comma: ',',
  tab: '\t',
  semicolon: ';',
  pipe: '|',
  space: ' ',
  colon: ':',
  caret: '^',
  tilde: '~',
  none: null
}

/** Preference of each. Blanks and colons occur inside values more often than between them. */
const readiness: Readonly<Record<Parting, number>> = {
  comma: 1,
  tab: 1,
  semicolon: 1,
  pipe: 1,
  caret: 1,
  tilde: 1,
  space: 0.75,
  colon: 0.6
}

/** Lines that are examined. */
const mostLines = 200
/** Fields of a line that are scored. */
const mostScoredFields = 60
/** With a lower score there is no delimiter. */
const leastScore = 0.22
/** A longer line isn't a single number, in any notation. */
const longestNumber = 40
/** More columns than this, all numbers, are a sequence of numbers, not a table. */
const mostNumberFields = 5
/** Fields that are examined to detect a sequence of numbers. */
const mostFields = 1_000
/** The share of them that must be numbers; the rest may be damaged. */
const leastNumbers = 0.8

interface Candidate {
  delimiter: Parting
  lines: Field[][]
  score: number
}

/**
 * Returns how consistent the number of fields is, from 0 to 1. Lines of equal width count more the more there are;
 * adjacent ones count fully, since each of several tables in a file has its own width.
 */
function uniformity(lines: readonly (readonly Field[])[]): number {
  const counts = new Map<number, number>()
  let inRuns = 0
  lines.forEach(({ length }, at) => {
    if (length < 2) return
    counts.set(length, (counts.get(length) ?? 0) + 1)
    if (length === lines[at - 1]?.length || length === lines[at + 1]?.length) inRuns += 1
  })
  const columns = (length: number): number => length / (length + 1)
  let byWidth = 0
  let weight = 0
  for (const [length, count] of counts) {
    byWidth += (count / lines.length) ** 1.5 * columns(length)
    weight += count * columns(length)
  }
  const supporting = [...counts.values()].reduce((sum, count) => sum + count, 0)
  const byRuns = supporting === 0 ? 0 : ((0.9 * inRuns) / lines.length) * (weight / supporting)
  return Math.max(byWidth, byRuns)
}

/** Blanks and colons separate words in any text, so fields of words are weak evidence for them. */
const factorOf = ({ text, isQuoted }: Field, isOfText: boolean): number =>
  isOfText && !isQuoted && !/\d/.test(text) ? 0.6 : 1

/** Returns how much the fields of lines with several fields look like values, from 0 to 1. */
function valueScore(lines: readonly (readonly Field[])[], isOfText: boolean): number {
  let sum = 0
  let count = 0
  for (const fields of lines) {
    if (fields.length < 2) continue
    const some = fields.slice(0, mostScoredFields)
    sum += some.reduce((total, field) => total + fieldScore(field) * factorOf(field, isOfText), 0)
    count += some.length
  }
  return count === 0 ? 0 : sum / count
}

function candidateOf(text: string, delimiter: Parting): Candidate {
  const character = delimiterCharacters[delimiter] ?? ''
  const isOfText = delimiter === 'space' || delimiter === 'colon'
  const quotes = (['"', "'"] as const).filter(
    (quote) => quote === '"' || (text.includes(quote + character) && text.includes(character + quote))
  )
  const [best] = quotes
    .map((quote) => {
      const lines = splitLines(text, { delimiter: character, quote }, mostLines)
      return {
        delimiter,
        lines,
        score: readiness[delimiter] * uniformity(lines) * valueScore(lines, isOfText) ** 2
      }
    })
    .sort((a, b) => b.score - a.score)
  return best ?? { delimiter, lines: [], score: 0 }
}

const linesOf = (text: string): string[] =>
  text.split(/[\r\n]+/, mostLines).filter((line) => line.trim() !== '')

/** Two numbers separated by a comma, rather than one with a decimal comma. */
const twoNumbers = /^[-+]?\d+,\d{3,}$/

/** Returns how much each line looks like a single value or sentence. */
function scoreOfNone(lines: readonly string[]): number {
  const unquoted = lines.map((line) => line.replace(/^ +| +$/g, '').replace(/^(["'])([^"']*)\1$/, '$2'))
  const values = unquoted.filter((line) => isValue(line) && !twoNumbers.test(line)).length
  const sentences = unquoted.filter(isSentence).length
  return lines.length === 0 ? 1 : 0.9 * (values / lines.length) ** 2 + 0.5 * (sentences / lines.length) ** 2
}

const holdsNumber = (text: string): boolean => readCell(text).some(({ dial }) => dial !== null)

/** A sequence of numbers, on one line or wrapped, is a single list: its separator doesn't separate columns. */
function isRunOfNumbers({ lines }: Candidate): boolean {
  const fields = lines.reduce((most, { length }) => Math.max(most, length), 0)
  if (lines.length > 1 && fields <= mostNumberFields) return false
  const cells = lines
    .flat()
    .filter(({ text }) => text.trim() !== '')
    .slice(0, mostFields)
  return cells.filter(({ text }) => holdsNumber(text)).length >= cells.length * leastNumbers
}

/** 13,800,138,000 and 1,38E+10: the commas belong to the numbers. */
function hasCommasInNumbers(lines: readonly string[]): boolean {
  const damaged = lines.filter((line) => {
    if (!line.includes(',') || line.trim().length > longestNumber) return false
    return readCell(line).every(
      ({ code, dial }) => dial === null && /^(?:scientific|decimal|zero-lost)$/.test(code)
    )
  })
  return damaged.length > lines.length / 2
}

/**
 * Blanks and colons occur inside numbers, and between a name and its number: in a list of numbers they only separate
 * columns if the first line has titles.
 */
function isWithinNumbers({ delimiter, lines }: Candidate, whole: readonly string[]): boolean {
  if (delimiter !== 'space' && delimiter !== 'colon') return false
  const withNumbers = whole.filter((line) => line.length <= 4 * longestNumber && holdsNumber(line)).length
  if (withNumbers < whole.length / 3) return false
  const titles = lines[0] ?? []
  return titles.length < 2 || titles.filter(({ text }) => isKnownTitle(text)).length < titles.length / 2
}

/** The delimiter declared for spreadsheets in the first line (`sep=;`). */
function declaredDelimiter(text: string): Parting | undefined {
  const declared = /^\ufeff?"?sep=(.)"?[\r\n]/i.exec(text)?.[1]
  return declared === undefined
    ? undefined
    : (Object.keys(readiness) as Parting[]).find((delimiter) => delimiterCharacters[delimiter] === declared)
}

/**
 * Finds the delimiter of a text from its beginning (whole lines): the one of {@link delimiterCharacters} that splits
 * most lines into the same number (two or more) of fields that look most like values: numbers, dates, words, quoted
 * fields. Returns `none` if no score is high enough, or if each line is one value or several numbers; then a line is
 * one cell. Full-width commas and 、 separate numbers, never columns.
 */
export function findDelimiter(sample: string): ListDelimiter {
  const declared = declaredDelimiter(sample)
  if (declared) return declared
  const whole = linesOf(sample)
  const least = Math.max(leastScore, scoreOfNone(whole))
  const candidates = (Object.keys(readiness) as Parting[])
    .filter((delimiter) => sample.includes(delimiterCharacters[delimiter] ?? ''))
    .map((delimiter) => candidateOf(sample, delimiter))
    .filter((candidate) => candidate.score >= least && !isWithinNumbers(candidate, whole))
    .sort((a, b) => b.score - a.score)
  const [best] = candidates
  if (!best || isRunOfNumbers(best)) return 'none'
  return best.delimiter === 'comma' && hasCommasInNumbers(whole) ? 'none' : best.delimiter
}
