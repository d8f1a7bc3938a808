import { contactLimits } from '../../shared/contacts/contacts'
import type { ContactContent } from '../../shared/contacts/schema'
import { noteText } from './contact-text'
import { numberKey } from '../numbers/number-key'

// How an import recognises a contact that is already there. Two people are never made one: in a list of customers many
// have the same name, and in a company many have the same switchboard.

const fold = (text: string): string => text.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, '')

/** What a contact is recognised by. */
type Known = Pick<ContactContent, 'name' | 'company'> & { numbers: readonly { number: string }[] }

/** The contacts that an imported one can be. */
export interface ContactMatcher {
  add(n: number, contact: Known): void
  /** The number of the contact that `contact` is; null: it is new. */
  find(contact: Known): number | null
}

/**
 * Recognises contacts by, in this order: the same name and the same company; a shared number and the same name; a
 * shared number, if one of both has no name and the companies don't differ. Letter case, width and blanks don't count.
 * Equal names alone are the same contact only if both have neither company nor number.
 */
export function createContactMatcher(): ContactMatcher {
  const byCompany = new Map<string, number>()
  const byNumberAndName = new Map<string, { n: number; company: string }>()
  const byNumber = new Map<string, { n: number; company: string }>()
  const keep = <T>(map: Map<string, T>, key: string, value: T): void => {
    if (!map.has(key)) map.set(key, value)
  }
  const isSameCompany = (one: string, other: string): boolean => one === other || one === '' || other === ''

  return {
    add(n, contact) {
      const [name, company] = [fold(contact.name), fold(contact.company)]
      const known = { n, company }
      if (company !== '' || contact.numbers.length === 0) keep(byCompany, `${name}\n${company}`, n)
      for (const { number } of contact.numbers) {
        const key = numberKey(number)
        keep(byNumberAndName, `${key}\n${name}`, known)
        keep(byNumber, key, known)
      }
    },
    find(contact) {
      const [name, company] = [fold(contact.name), fold(contact.company)]
      if (company !== '' || contact.numbers.length === 0) {
        const same = byCompany.get(`${name}\n${company}`)
        if (same !== undefined) return same
      }
      const keys = contact.numbers.map(({ number }) => numberKey(number))
      for (const key of keys) {
        const same = byNumberAndName.get(`${key}\n${name}`)
        if (same !== undefined) return same.n
      }
      for (const key of keys) {
        const other = name === '' ? byNumber.get(key) : byNumberAndName.get(`${key}\n`)
        if (other !== undefined && isSameCompany(other.company, company)) return other.n
      }
      return null
    }
  }
}

type Fields = ContactContent['fields']

/**
 * Replaces the fields whose name is imported, one by one: a contact can have two e-mail addresses, and a table with one
 * of them doesn't remove the other.
 */
function mergedFields(stored: Fields, imported: Fields): Fields {
  const keys = stored.map((field) => JSON.stringify(field))
  const isKept = stored.map(() => false)
  const others = imported.filter((field) => {
    const at = keys.findIndex((key, place) => isKept[place] === false && key === JSON.stringify(field))
    if (at !== -1) isKept[at] = true
    return at === -1
  })
  const merged = stored.map((field, place) => {
    const at = isKept[place] === true ? -1 : others.findIndex(({ name }) => name === field.name)
    return at === -1 ? field : (others.splice(at, 1)[0] ?? field)
  })
  return [...merged, ...others]
}

/**
 * Returns what is known of a contact once an import has brought `imported`. Name, company, labels and fields that it
 * brings replace the stored ones; numbers are added, and so is its note, unless it is there already: nothing that was
 * entered here is lost.
 */
export function mergedContent(stored: ContactContent, imported: ContactContent): ContactContent {
  const numbers = new Map(stored.numbers.map((number) => [numberKey(number.number), number]))
  for (const { label, number } of imported.numbers) {
    const key = numberKey(number)
    const known = numbers.get(key)
    numbers.set(key, known === undefined ? { label, number } : { ...known, label: label || known.label })
  }
  const isNoteKnown = imported.note === '' || stored.note.includes(imported.note)
  return {
    name: imported.name || stored.name,
    company: imported.company || stored.company,
    numbers: [...numbers.values()].slice(0, contactLimits.maxNumbers),
    fields: mergedFields(stored.fields, imported.fields).slice(0, contactLimits.maxFields),
    note: isNoteKnown
      ? stored.note
      : noteText(stored.note === '' ? imported.note : `${stored.note}\n${imported.note}`)
  }
}
