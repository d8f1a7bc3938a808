// Scores how much a field looks like a single value. Fields split by a wrong delimiter don't.

const number = String.raw`[-+]?(?:\d+|\d{1,3}(?:[,.'’ ]\d{3})+)(?:[.,]\d+)?(?:[eE][-+]?\d+)?`
const date = String.raw`(?:\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?|\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})|\d{1,2}[- ][a-zA-Z]{3,9}[- ]\d{2,4})`
const time = String.raw`\d{1,2}:\d{2}(?::\d{2}(?:\.\d+|,\d{3})?)?(?: ?[aApP]\.?[mM]\.?)?`
const zone = String.raw`(?:Z| ?[-+]\d{2}:?\d{2})?`

/** Kinds without characters that delimit columns, except commas in numbers and colons in times. */
const values: readonly RegExp[] = [
  new RegExp(String.raw`^(?:[$€£¥￥]\s?)?${number}(?:\s?(?:[%‰€£¥元]|[a-zA-Z]{1,3}))?$`),
  new RegExp(String.raw`^${date}(?:[T ,]\s?${time})?${zone}$`),
  new RegExp(String.raw`^${time}${zone}$`),
  /^(?:(?:https?|ftp|sftp|mailto|tel|file):|www\.)[^\s,;|^\t]+$/i,
  /^[\w.+-]+@[\w-]+(?:\.[\w-]+)+$/,
  /^(?:[a-z]:)?[\\/](?:[\w.@-]+[\\/])*[\w.@-]*$/i,
  /^\d{1,3}(?:\.\d{1,3}){3}$/,
  /^[\da-f]{2}(?:[:-][\da-f]{2}){5}$/i,
  /^[\p{L}\d_#-]+$/u
]
/** Kinds that may contain anything: markup, bracketed text, links. */
const looseValues: readonly RegExp[] = [/^<.*>$/, /^[({[].*[)}\]]$/, /^https?:\S+$/i]

/** Contains no character that can delimit columns. */
const words = /^[^\s,;|^~:][^,;|\t^~:]*$/u
/** Contains such characters as in sentences: followed by a blank. */
const prose = /^[^\s,;|^~:](?:[^,;|\t^~:]|[,;:](?=\s))*$/u
const longestWords = 80
const longestValue = 300

/** A field of a line, without its quotes. */
export interface Field {
  text: string
  isQuoted: boolean
}

const scores = { value: 1, quoted: 1, words: 0.85, prose: 0.5, empty: 0.6, other: 0.15 }
/** A blank after a delimiter suggests a sentence rather than a table. */
const blankFirst = 0.9

/** Returns a score from 0 to 1. A field with its own quotes was written as a field. */
export function fieldScore({ text, isQuoted }: Field): number {
  if (isQuoted) return scores.quoted
  const trimmed = text.trim()
  if (trimmed === '') return scores.empty
  return scores[kindOf(trimmed)] * (/^\s/.test(text) ? blankFirst : 1)
}

function kindOf(trimmed: string): 'value' | 'words' | 'prose' | 'other' {
  if (isValue(trimmed) || looseValues.some((pattern) => pattern.test(trimmed))) return 'value'
  if (trimmed.length <= longestWords && words.test(trimmed) && !isSentence(trimmed)) return 'words'
  return prose.test(trimmed) ? 'prose' : 'other'
}

/** Whether a trimmed text is one value: a number, a date, a link, one word. */
export const isValue = (trimmed: string): boolean =>
  trimmed.length <= longestValue && values.some((pattern) => pattern.test(trimmed))

/** Whether a trimmed text is several words and ends like a sentence. */
export const isSentence = (trimmed: string): boolean =>
  /[.!?。！？][”’)]?$/.test(trimmed) &&
  !/[\t|^~"]|;\S/.test(trimmed) &&
  /\S\s+\S|[\p{sc=Han}，]{4}/u.test(trimmed)
