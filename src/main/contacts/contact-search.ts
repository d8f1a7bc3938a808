import { numberKey } from '../numbers/number-key'

// What a contact is found by: one text with a mark before each part, so that a search for the beginning of a part is
// one for the mark and the text. Contacts' own texts contain no controls.

/** The marks before the parts; the lower, the better is a match at the beginning of the part. */
export const searchMarks = {
  name: '\u0002',
  /** The readings of the name in pinyin, written together: zhangsan. */
  pinyin: '\u0003',
  /** The initials of its readings: zs. */
  initials: '\u0004',
  number: '\u0005',
  company: '\u0006',
  companyReading: '\u0007'
} as const

/** Letter case, width, apostrophes and repeated blanks don't count: xi'an, O’Brien. */
export const foldText = (text: string): string =>
  text.normalize('NFKC').toLowerCase().replaceAll(/['’ʼ]/g, '').replaceAll(/\s+/g, ' ').trim()

/** What is searched for. */
export interface SearchWords {
  /** Each must be contained. */
  words: string[]
  /** The text as typed, for the beginning of a name. */
  text: string
  /** Without blanks, for the beginning of a reading. */
  joined: string
}

const numberLike = /^\+?[\d\s()./-]*\d[\d\s()./-]*$/

/** The words of a text as typed; a text that looks like one number is one word, its digits. */
export function searchWords(typed: string): SearchWords {
  const text = foldText(typed)
  if (numberLike.test(text) && /\d/.test(text.replace(/^(?:\+|00)86/, ''))) {
    // A country code that is being typed isn't part of what is stored.
    const digits = numberKey(text.replace(/^(?:\+|00)86/, ''))
    return { words: [digits], text: digits, joined: digits }
  }
  const words = text === '' ? [] : text.split(' ')
  return {
    words,
    text,
    joined: text.replaceAll(' ', '')
  }
}
