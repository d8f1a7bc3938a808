import { pinyin } from 'pinyin-pro'
import { foldText } from '../contact-search'

/** How a text is read in pinyin; its other letters are kept. */
export interface Readings {
  /** The likeliest reading, for sorting: zhang san. */
  sort: string
  /** All readings, written together: zhangsan. */
  joined: string[]
  /** The initials of each: zs. */
  initials: string[]
}

/** Readings of the first character that are considered; 乐 has four. */
const mostOfFirst = 4
/** The maximum length of a text that is converted to pinyin; the rest is ignored. */
const longest = 40

const style = { toneType: 'none', type: 'array', v: true, nonZh: 'consecutive' } as const
const chinese = /\p{Script=Han}/u

/** The readings of a character that can be a surname. */
const readingsOfFirst = new Map<string, string[]>()
function othersOf(character: string): string[] {
  const known = readingsOfFirst.get(character)
  if (known !== undefined) return known
  const others = pinyin(character, { ...style, multiple: true }).slice(0, mostOfFirst)
  readingsOfFirst.set(character, others)
  return others
}

/** Latin text is found without its blanks, and by its initials. */
function readLatin(folded: string): Readings {
  const words = folded.split(/[\s·.,&-]+/).filter((word) => word !== '')
  if (words.length < 2) return { sort: folded, joined: [], initials: [] }
  return {
    sort: folded,
    joined: [words.join('')],
    initials: [words.map((word) => word.slice(0, 1)).join('')]
  }
}

/** Reads a text. `isPerson`: it can begin with a surname, which has readings of its own (单, 解). */
function readText(text: string, isPerson: boolean): Readings {
  const folded = foldText(text).slice(0, longest)
  if (!chinese.test(folded)) return readLatin(folded)
  const likely = pinyin(folded, { ...style, surname: isPerson ? 'head' : 'off' })
    .map((part) => part.trim())
    .filter((part) => part !== '')
  const readings = [likely]
  const [first = ''] = folded
  if (isPerson && chinese.test(first))
    for (const other of othersOf(first)) readings.push([other, ...likely.slice(1)])
  // ü is typed as v, and by some as u.
  if (likely.some((part) => /^[ln]v/.test(part)))
    readings.push(likely.map((part) => part.replace(/^([ln])v/, '$1u')))
  return {
    sort: likely.join(' '),
    joined: [...new Set(readings.map((reading) => reading.join('').replaceAll(' ', '')))],
    initials: [...new Set(readings.map((reading) => reading.map((part) => part.slice(0, 1)).join('')))]
  }
}

/** Companies repeat. */
const mostKept = 2_000

/** Creates a reader that keeps the readings of companies. */
export function createReadings(): { name(text: string): Readings; company(text: string): Readings } {
  const companies = new Map<string, Readings>()
  return {
    name: (text) => readText(text, true),
    company(text) {
      const known = companies.get(text)
      if (known !== undefined) return known
      if (companies.size >= mostKept) companies.clear()
      const read = readText(text, false)
      companies.set(text, read)
      return read
    }
  }
}
