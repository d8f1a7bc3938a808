import { contactLimits } from '../../shared/contacts/contacts'
import type { ContactContent } from '../../shared/contacts/schema'
import { numberKey } from '../numbers/number-key'

// Texts of contacts come from files and are shown beside numbers, in notifications and in the tray: characters that
// reorder or hide other text are removed.

/** Controls, bidi marks and overrides, zero-width blanks. Joiners stay: emoji and some scripts need them. */
const hidden =
  // eslint-disable-next-line no-control-regex -- that's what is removed
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g

/** Cuts a text without splitting a character. */
function cut(text: string, longest: number): string {
  if (text.length <= longest) return text
  const end = /[\ud800-\udbff]/.test(text.charAt(longest - 1)) ? longest - 1 : longest
  return text.slice(0, end).trimEnd()
}

const wellFormed = (text: string): string => text.replace(/\p{Surrogate}/gu, '\ufffd')

/** A text of one line, without hidden characters, at most `longest` units. */
export function lineText(text: string, longest: number = contactLimits.maxName): string {
  // Cut first, because the text can be of any length.
  const line = wellFormed(text.slice(0, longest * 4))
    .replaceAll(/[\t\n\r\v\f\u0085\u2028\u2029]/g, ' ')
    .replace(hidden, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
  return cut(line, longest)
}

/** A text of several lines, otherwise like {@link lineText}. */
export function noteText(text: string, longest: number = contactLimits.maxNote): string {
  const lines = wellFormed(text.slice(0, longest * 4))
    .replaceAll(/\r\n?|[\v\f\u0085\u2028\u2029]/g, '\n')
    .replaceAll('\t', ' ')
    .replace(hidden, '')
    .trim()
  return cut(lines, longest)
}

/**
 * Returns the content as it is stored: clean texts within the limits, each number once, no empty field. Null: nothing
 * is left that makes it a contact.
 */
export function cleanContent(content: ContactContent): ContactContent | null {
  const numbers = new Map<string, ContactContent['numbers'][number]>()
  for (const { label, number } of content.numbers) {
    const key = numberKey(number)
    if (/^\d{1,40}$/.test(number) && !numbers.has(key)) numbers.set(key, { label: lineText(label), number })
  }
  const fields = content.fields
    .map(({ name, value }) => ({ name: lineText(name), value: noteText(value, contactLimits.maxValue) }))
    .filter(({ name, value }) => name !== '' && value !== '')
  const clean = {
    name: lineText(content.name),
    company: lineText(content.company),
    numbers: [...numbers.values()].slice(0, contactLimits.maxNumbers),
    fields: fields.slice(0, contactLimits.maxFields),
    note: noteText(content.note)
  }
  return clean.name === '' && clean.company === '' && clean.numbers.length === 0 ? null : clean
}
