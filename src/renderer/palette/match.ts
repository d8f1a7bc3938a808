/** What an entry is found by. */
export interface Searchable {
  title: string
  /** Further words, such as the pinyin of the title, or another name. */
  keywords?: string
}

/** Scores of a match, the best first; an entry without a match has none. */
const scores = { start: 100, wordStart: 80, keywordStart: 70, inside: 50, keywordInside: 30, wordStarts: 40 }

/** Separators of words; Chinese has none. */
const separators = /[\s·,/:;，、：；()（）“”"'-]+/u

/**
 * True when `part` is made of the starts of words, in their order: `opre` for Open records. Titles are names of
 * others: each word is looked at once, with all beginnings of `part` that the words before it make.
 */
function isOfWordStarts(part: string, words: readonly string[]): boolean {
  const made = new Set([0])
  for (const word of words)
    for (const from of [...made])
      for (let to = from; to < part.length && word[to - from] === part[to]; to += 1) made.add(to + 1)
  return made.has(part.length)
}

function wordScore(part: string, title: string, keywords: string): number {
  const startsWord = (text: string): boolean => text.split(separators).some((word) => word.startsWith(part))
  if (title.startsWith(part)) return scores.start
  if (startsWord(title)) return scores.wordStart
  if (startsWord(keywords)) return scores.keywordStart
  if (title.includes(part)) return scores.inside
  // Digits in another order mean another number.
  if (!/\d/.test(part) && isOfWordStarts(part, title.split(separators))) return scores.wordStarts
  return keywords.includes(part) ? scores.keywordInside : 0
}

/**
 * How well an entry matches `query`: the mean of the scores of its words, 0 when one of them doesn't occur. An empty
 * query matches everything.
 */
export function matchScore(query: string, { title, keywords = '' }: Searchable): number {
  const parts = query.toLowerCase().split(/\s+/u).filter(Boolean)
  if (parts.length === 0) return scores.start
  const found = parts.map((part) => wordScore(part, title.toLowerCase(), keywords.toLowerCase()))
  return found.includes(0) ? 0 : found.reduce((sum, score) => sum + score, 0) / found.length
}

/** The entries that match `query`, the best first, at most `max`; equal ones stay in their order. */
export function bestMatches<Entry extends Searchable>(
  query: string,
  entries: readonly Entry[],
  max: number
): { entry: Entry; score: number }[] {
  return entries
    .map((entry) => ({ entry, score: matchScore(query, entry) }))
    .filter(({ score }) => score > 0)
    .toSorted((one, other) => other.score - one.score)
    .slice(0, max)
}
