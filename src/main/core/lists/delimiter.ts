import type { ListDelimiter } from '../../../shared/imports'
import { readCell } from './number-cell'

type Parting = Exclude<ListDelimiter, 'none'>

/** Of two that part the lines equally well into as many fields, the first. */
const characters: readonly (readonly [delimiter: Parting, character: string])[] = [
  ['tab', '\t'],
  ['comma', ','],
  ['semicolon', ';'],
  ['pipe', '|']
]

/** Longer lines are no number, however it is written. */
const longestNumber = 40
/** So many lines say it. */
const mostLines = 200
/** At least this share of the lines has the same number of fields; notes above and sums below a table don't. */
const leastConsistency = 0.6
/** More columns than these that are all numbers are numbers in a row, not a table. */
const mostNumberFields = 5
/** So many fields of such rows say it. */
const mostFields = 1_000
/** Some of them may be damaged. */
const leastNumbers = 0.8

/** Where the quoted field that begins at `from` ends (after its quote); -1 if its quotes never end. */
function endOfQuoted(text: string, from: number, delimiter: string): number {
  let at = text.indexOf('"', from + 1)
  while (at !== -1) {
    const next = text.charAt(at + 1)
    if (next === '' || next === delimiter || next === '\n' || next === '\r') return at + 1
    at = text.indexOf('"', at + (next === '"' ? 2 : 1))
  }
  return -1
}

/** The fields of the first lines that aren't blank. Delimiters and line ends in quotes are text. */
function splitLines(text: string, delimiter: string): string[][] {
  const lines: string[][] = []
  let fields: string[] = []
  let start = 0
  let isUnquoted = false
  const endLine = (): void => {
    if (fields.some((field) => field.trim() !== '')) lines.push(fields)
    fields = []
  }
  for (let at = 0; at <= text.length && lines.length < mostLines; at += 1) {
    if (at === start && text.charAt(at) === '"' && !isUnquoted) {
      const end = endOfQuoted(text, at, delimiter)
      // No quote after it ends a field either: all of them are characters like others.
      if (end === -1) isUnquoted = true
      else at = end
    }
    const character = text.charAt(at)
    const isLineEnd = at >= text.length || character === '\n' || character === '\r'
    if (!isLineEnd && character !== delimiter) continue
    fields.push(text.slice(start, at))
    start = at + 1
    if (isLineEnd) endLine()
  }
  return lines
}

interface Candidate {
  delimiter: Parting
  lines: string[][]
  /** Fields that most lines have; from 2 on. */
  fields: number
  /** Lines that have as many, and their share. */
  count: number
  consistency: number
}

function candidateOf(text: string, delimiter: Parting, character: string): Candidate {
  const lines = splitLines(text, character)
  const counts = new Map<number, number>()
  for (const { length } of lines) if (length > 1) counts.set(length, (counts.get(length) ?? 0) + 1)
  const [fields = 0, count = 0] = [...counts].reduce<readonly number[]>(
    (best, entry) => (entry[1] > (best[1] ?? 0) ? entry : best),
    []
  )
  return { delimiter, lines, fields, count, consistency: lines.length === 0 ? 0 : count / lines.length }
}

/** Numbers one after another, on one line or wrapped somewhere, are one list: what parts them parts no columns. */
function isRunOfNumbers({ lines, fields }: Candidate): boolean {
  if (lines.length > 1 && fields <= mostNumberFields) return false
  const cells = lines
    .flat()
    .filter((field) => field.trim() !== '')
    .slice(0, mostFields)
  const numbers = cells.filter((field) => readCell(field).some(({ dial }) => dial !== null))
  return numbers.length >= cells.length * leastNumbers
}

/** 13,800,138,000 and 1,38E+10: the commas are parts of numbers. */
function hasCommasInNumbers(text: string): boolean {
  const lines = text
    .split(/[\r\n]+/, mostLines)
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const damaged = lines.filter((line) => {
    if (!line.includes(',') || line.length > longestNumber) return false
    return readCell(line).every(
      ({ code, dial }) => dial === null && /^(?:scientific|decimal|zero-lost)$/.test(code)
    )
  })
  return damaged.length > lines.length / 2
}

/** The first line with which spreadsheets are told the delimiter. */
function toldDelimiter(text: string): Parting | undefined {
  const told = /^\ufeff?"?sep=(.)"?[\r\n]/i.exec(text)?.[1]
  return characters.find(([, character]) => character === told)?.[0]
}

/**
 * What parts the cells of a text's lines, by its beginning (whole lines): the one of tab, comma, semicolon and pipe
 * that gives the largest share of lines the same number of fields, from two on; of several the one that does so for
 * more lines, then with more fields. `none` if
 * nothing does for three lines in five: each line is one cell, which may hold several numbers. Full-width commas and
 * 、 part numbers, never columns.
 */
export function findDelimiter(sample: string): ListDelimiter {
  const told = toldDelimiter(sample)
  if (told) return told
  const candidates = characters
    .filter(([, character]) => sample.includes(character))
    .map(([delimiter, character]) => candidateOf(sample, delimiter, character))
    .filter(({ consistency }) => consistency >= leastConsistency)
    // A character in quotes that aren't its own can join lines: fewer of them then agree.
    .sort((a, b) => b.consistency - a.consistency || b.count - a.count || b.fields - a.fields)
  const [best] = candidates
  if (!best || isRunOfNumbers(best)) return 'none'
  return best.delimiter === 'comma' && hasCommasInNumbers(sample) ? 'none' : best.delimiter
}
