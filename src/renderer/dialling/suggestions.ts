import type { Call } from '../../shared/calls/schema'
import type { ContactNames, ContactNumber, ContactRow } from '../../shared/contacts/schema'
import { contactNameOf } from '../../shared/contacts/shown-name'

/** A contact or an earlier callee that matches the text in the number box. */
export type Suggestion =
  | {
      kind: 'contact'
      id: string
      name: string
      company: string
      /** The numbers that match typed digits; without any, all numbers. */
      numbers: readonly ContactNumber[]
    }
  | { kind: 'recent'; number: string; name: string; company: string; startedAtMs: number }

/** What a suggestion is recognised by when the list changes. */
export const suggestionKey = (item: Suggestion): string =>
  item.kind === 'contact' ? `contact ${item.id}` : `number ${item.number}`

/** The index of the suggestion with this key; null: it is no longer there, or none is meant. */
export function suggestionAt(items: readonly Suggestion[], key: string | null): number | null {
  const index = key === null ? -1 : items.findIndex((item) => suggestionKey(item) === key)
  return index === -1 ? null : index
}

/** Maximum number of suggestions, and of earlier calls among them. */
const maxSuggestions = 8
const maxRecents = 4

/** Digits match earlier calls from this length: a single one matches nearly all of them. */
const minDigits = 2

/** The digits of a text that can only be a part of a number; null for other texts. */
export function digitsOf(text: string): string | null {
  const plain = text.replaceAll(/[\s()+.\-－（）＋]/g, '')
  return /^\d+$/.test(plain) ? plain : null
}

const matchingNumbers = (
  numbers: readonly ContactNumber[],
  digits: string | null
): readonly ContactNumber[] => {
  const matching = digits === null ? [] : numbers.filter(({ number }) => number.includes(digits))
  return matching.length > 0 ? matching : numbers
}

/**
 * Suggestions for a text: the contacts that were found for it, then earlier callees whose number or name contains it,
 * newest first. `names`: of the numbers of calls. A number is suggested once.
 */
export function suggestionsFor(
  text: string,
  contacts: readonly ContactRow[],
  calls: readonly Call[],
  names: ContactNames
): Suggestion[] {
  const digits = digitsOf(text)
  const part = text.trim().toLowerCase()
  if (part === '') return []
  const known = new Set(contacts.flatMap(({ numbers }) => numbers.map(({ number }) => number)))
  const recents: Suggestion[] = []
  for (const { callee, startedAtMs } of calls) {
    if (recents.length === maxRecents) break
    if (known.has(callee)) continue
    const { name = '', company = '' } = contactNameOf(names, callee) ?? {}
    const isMatch =
      digits === null
        ? `${name}\n${company}`.toLowerCase().includes(part)
        : digits.length >= minDigits && callee.includes(digits)
    if (!isMatch) continue
    known.add(callee)
    recents.push({ kind: 'recent', number: callee, name, company, startedAtMs })
  }
  const found = contacts
    .filter(({ numbers }) => numbers.length > 0)
    .slice(0, maxSuggestions - recents.length)
    .map(({ id, name, company, numbers }) => ({
      kind: 'contact' as const,
      id,
      name,
      company,
      numbers: matchingNumbers(numbers, digits)
    }))
  return [...found, ...recents]
}
