import { contactLimits } from '../../shared/contacts/contacts'
import type { ContactColumn, ContactContent } from '../../shared/contacts/schema'
import { spreadsheetText } from '../platform/csv'
import type { TableWords } from './contacts-operations'

// Contacts as a table that Deskline and other programs read back: one column for each label of numbers, and one for
// each free field.

/** Columns of a table. */
export interface ContactTableLayout {
  /** The labels of the number columns; a contact with two numbers of a label has two columns. */
  numbers: string[]
  fields: string[]
}

/** Most columns for numbers and for fields; the rest of both goes into the last column. */
const mostNumbers = 40
const mostFields = 50

/** Counts what the columns are made of. */
export interface LayoutCounter {
  add(contact: ContactContent): void
  layout(): ContactTableLayout
}

const most = (counts: ReadonlyMap<string, number>, limit: number): string[] =>
  [...counts]
    .toSorted(([, one], [, other]) => other - one)
    .slice(0, limit)
    .map(([name]) => name)

/** Labels and names come from files: only as many as this are counted. */
const mostCounted = 10_000

/** Creates a counter. The most frequent labels and fields get columns. */
export function createLayoutCounter(): LayoutCounter {
  /** By label and its place among the contact's numbers with that label. */
  const numbers = new Map<string, number>()
  const fields = new Map<string, number>()
  const count = (counts: Map<string, number>, key: string): void => {
    if (counts.has(key) || counts.size < mostCounted) counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return {
    add(contact) {
      const places = new Map<string, number>()
      for (const { label } of contact.numbers) {
        const place = places.get(label) ?? 0
        places.set(label, place + 1)
        count(numbers, `${place}\n${label}`)
      }
      for (const { name } of contact.fields) count(fields, name)
    },
    layout: () => ({
      numbers: most(numbers, mostNumbers).map((key) => key.slice(key.indexOf('\n') + 1)),
      fields: most(fields, Math.min(mostFields, contactLimits.maxColumns - mostNumbers - 4))
    })
  }
}

/** The titles of a table's columns. */
export const tableTitles = ({ numbers, fields }: ContactTableLayout, words: TableWords): string[] => [
  words.name,
  words.company,
  ...numbers.map((label) => (label === '' ? words.number : spreadsheetText(label))),
  ...fields.map(spreadsheetText),
  words.note,
  words.more
]

/** What the columns of a table contain. */
export const tableColumns = ({ numbers, fields }: ContactTableLayout, words: TableWords): ContactColumn[] => [
  { kind: 'name', label: words.name },
  { kind: 'company', label: words.company },
  ...numbers.map((label) => ({ kind: 'number' as const, label })),
  ...fields.map((label) => ({ kind: 'field' as const, label })),
  { kind: 'note', label: words.note },
  { kind: 'ignored', label: words.more }
]

/** A contact's cells, escaped for spreadsheets. What has no column is in the last cell. */
export function tableCells(contact: ContactContent, { numbers, fields }: ContactTableLayout): string[] {
  const left = [...contact.numbers]
  const numberCells = numbers.map((label) => {
    const at = left.findIndex((number) => number.label === label)
    return at === -1 ? '' : (left.splice(at, 1)[0]?.number ?? '')
  })
  const leftFields = [...contact.fields]
  const fieldCells = fields.map((name) => {
    const at = leftFields.findIndex((field) => field.name === name)
    return at === -1 ? '' : (leftFields.splice(at, 1)[0]?.value ?? '')
  })
  const more = [
    ...left.map(({ label, number }) => [label, number]),
    ...leftFields.map(({ name, value }) => [name, value])
  ].map(([name = '', value = '']) => (name === '' ? value : `${name}: ${value}`))
  return [contact.name, contact.company, ...numberCells, ...fieldCells, contact.note, more.join('\n')].map(
    spreadsheetText
  )
}
