import { searchMarks, searchWords } from './contact-search'

/** A contact as it is searched. */
export interface IndexedContact {
  /** Its row number, which never changes. */
  n: number
  id: string
  name: string
  company: string
  /** Its numbers as JSON; parsed only for the rows that are shown. */
  numbers: string
  /** What it is ordered by. */
  sort: string
  /** See contact-search.ts. */
  search: string
}

/** All contacts in memory, by name, while they are searched. */
export interface ContactIndex {
  /** Finds the contacts that match all words of a text, by name: one page, and how many there are. */
  find(text: string, offset: number, limit: number): { contacts: IndexedContact[]; total: number }
  /** The best matches, the best first: the beginning of a name, its pinyin, its initials, a number, a company. */
  best(text: string, limit: number): IndexedContact[]
  /** Removes the contacts with the row numbers in `removed`, then adds `added`. */
  change(removed: readonly number[], added: readonly IndexedContact[]): void
}

const compare = (one: IndexedContact, other: IndexedContact): number => {
  if (one.sort !== other.sort) return one.sort < other.sort ? -1 : 1
  return one.n - other.n
}

const [firstMark, lastMark] = [searchMarks.name.charCodeAt(0), searchMarks.companyReading.charCodeAt(0)]
/** The rank of a contact that contains the words anywhere. */
const anywhere = lastMark + 1

/** How well a contact matches, the lower the better: by the part of its text that begins with what was typed. */
function rankOf(search: string, typed: string): number {
  let rank = anywhere
  for (let at = search.indexOf(typed); at > 0 && rank > firstMark; at = search.indexOf(typed, at + 1)) {
    const mark = search.charCodeAt(at - 1)
    if (mark >= firstMark && mark < rank) rank = mark
  }
  return rank
}

/**
 * The texts of all contacts, one after the other in one string: scanning it takes a few ms, where 100,000 strings
 * scattered over the memory take ten times as long.
 */
class Haystack {
  readonly #text: string
  /** Where each contact's text begins, and the end. */
  readonly #starts: Uint32Array

  constructor(texts: readonly string[]) {
    this.#text = texts.join('')
    this.#starts = new Uint32Array(texts.length + 1)
    let start = 0
    texts.forEach((text, place) => {
      start += text.length
      this.#starts[place + 1] = start
    })
  }

  /** The text of the contact at a place. */
  textAt(place: number): string {
    return this.#text.slice(this.#starts[place], this.#starts[place + 1])
  }

  /** The places whose text contains a word. A text begins with a mark, so no word spans two. */
  placesOf(word: string): number[] {
    const places: number[] = []
    let place = 0
    for (let at = this.#text.indexOf(word); at !== -1;) {
      place = this.#placeAt(at, place)
      places.push(place)
      place += 1
      const next = this.#starts[place]
      at = next === undefined ? -1 : this.#text.indexOf(word, next)
    }
    return places
  }

  /** The place whose text contains this position; it isn't before `from`. */
  #placeAt(position: number, from: number): number {
    let [low, high] = [from, from + 1]
    // Matches are near each other or far apart: widen the search, then halve it.
    while (high < this.#starts.length && (this.#starts[high] ?? 0) <= position) {
      const step = high - from
      low = high
      high += step
    }
    high = Math.min(high, this.#starts.length - 1)
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if ((this.#starts[middle] ?? 0) <= position) low = middle
      else high = middle
    }
    return low
  }
}

/** Creates an index of contacts in any order. */
export function createContactIndex(given: readonly IndexedContact[]): ContactIndex {
  let contacts = given.toSorted(compare)
  let haystack = new Haystack(contacts.map(({ search }) => search))
  let last: { key: string; places: readonly number[] } | null = null

  /** The places of the matches of all words. */
  const placesOf = (words: readonly string[]): readonly number[] => {
    const key = words.join('\n')
    if (last?.key === key) return last.places
    const [rarest = '', ...others] = words.toSorted((one, other) => other.length - one.length)
    const places = haystack
      .placesOf(rarest)
      .filter((place) => others.length === 0 || others.every((word) => haystack.textAt(place).includes(word)))
    last = { key, places }
    return places
  }
  const at = (place: number): IndexedContact[] => contacts.slice(place, place + 1)

  return {
    find(text, offset, limit) {
      const { words } = searchWords(text)
      if (words.length === 0)
        return { contacts: contacts.slice(offset, offset + limit), total: contacts.length }
      const places = placesOf(words)
      return { contacts: places.slice(offset, offset + limit).flatMap(at), total: places.length }
    },
    best(text, limit) {
      const { words, text: typed, joined } = searchWords(text)
      if (words.length === 0) return []
      const ranks = new Map<number, number[]>()
      for (const place of placesOf(words)) {
        const search = haystack.textAt(place)
        const ofJoined = rankOf(search, joined)
        const rank = typed === joined ? ofJoined : Math.min(ofJoined, rankOf(search, typed))
        const ranked = ranks.get(rank) ?? []
        if (ranked.length < limit) ranks.set(rank, [...ranked, place])
        else if (rank === firstMark) break
      }
      return [...ranks]
        .sort(([one], [other]) => one - other)
        .flatMap(([, places]) => places)
        .slice(0, limit)
        .flatMap(at)
    },
    change(removed, added) {
      const gone = new Set(removed)
      contacts = [...contacts.filter(({ n }) => !gone.has(n)), ...added].sort(compare)
      haystack = new Haystack(contacts.map(({ search }) => search))
      last = null
    }
  }
}
