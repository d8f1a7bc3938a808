import type { ContactContent } from '../../shared/contacts/schema'
import { formatNumber } from '../../shared/numbers/number'
import type { DialInput } from '../../shared/numbers/schema'

/** A contact as it is typed; `key` identifies a line of the form. */
export interface ContactDraft {
  name: string
  company: string
  numbers: { key: number; label: string; text: string }[]
  fields: { key: number; name: string; value: string }[]
  note: string
}

/** Why a draft can't be saved; `key`: the line, null for the whole. */
export interface DraftProblem {
  kind: 'empty' | 'number-missing' | 'number-several' | 'number-repeated' | 'field-unnamed'
  key: number | null
}

let lastKey = 0

/** A key for a new line of a form. */
export const newLineKey = (): number => (lastKey += 1)

/** A draft of an existing contact, or of a new one with what is known; it has at least one line for a number. */
export function draftOf(content: Partial<ContactContent>): ContactDraft {
  const numbers = content.numbers ?? []
  const lines = numbers.length === 0 ? [{ label: '', number: '' }] : numbers
  return {
    name: content.name ?? '',
    company: content.company ?? '',
    numbers: lines.map(({ label, number }) => ({ key: newLineKey(), label, text: formatNumber(number) })),
    fields: (content.fields ?? []).map((field) => ({ key: newLineKey(), ...field })),
    note: content.note ?? ''
  }
}

/** True when nothing was typed that `other` doesn't have; keys of lines don't count. */
export function isSameDraft(one: ContactDraft, other: ContactDraft): boolean {
  const plain = ({ name, company, numbers, fields, note }: ContactDraft) =>
    JSON.stringify([
      name,
      company,
      numbers.map(({ label, text }) => [label, text]),
      fields.map((field) => [field.name, field.value]),
      note
    ])
  return plain(one) === plain(other)
}

/** The lines with a number. */
export const typedNumbers = (draft: ContactDraft): ContactDraft['numbers'] =>
  draft.numbers.filter(({ text }) => text.trim() !== '')

const readingProblem = (reading: DialInput | undefined): DraftProblem['kind'] | null => {
  if (reading?.kind === 'number') return null
  return reading?.kind === 'several' ? 'number-several' : 'number-missing'
}

/**
 * What is saved for a draft. `readings`: the numbers that were read in the lines of `typedNumbers`, in their order.
 * Empty lines are left out.
 */
export function contentOf(
  draft: ContactDraft,
  readings: readonly DialInput[]
): { content: ContactContent } | { problem: DraftProblem } {
  const numbers: ContactContent['numbers'] = []
  for (const [index, { key, label }] of typedNumbers(draft).entries()) {
    const reading = readings[index]
    const kind = readingProblem(reading)
    if (reading?.kind !== 'number' || kind !== null)
      return { problem: { kind: kind ?? 'number-missing', key } }
    const number = reading.number.dial
    if (numbers.some((other) => other.number === number)) return { problem: { kind: 'number-repeated', key } }
    numbers.push({ label: label.trim(), number })
  }
  const fields: ContactContent['fields'] = []
  for (const { key, name, value } of draft.fields) {
    if (value.trim() === '') continue
    if (name.trim() === '') return { problem: { kind: 'field-unnamed', key } }
    fields.push({ name: name.trim(), value: value.trim() })
  }
  const content = {
    name: draft.name.trim(),
    company: draft.company.trim(),
    numbers,
    fields,
    note: draft.note.trim()
  }
  if (content.name === '' && content.company === '' && numbers.length === 0)
    return { problem: { kind: 'empty', key: null } }
  return { content }
}
