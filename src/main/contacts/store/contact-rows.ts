import { BIGINT, INTEGER, VARCHAR, type DuckDBConnection } from '@duckdb/node-api'
import { z } from 'zod'
import {
  contactContentSchema,
  type Contact,
  type ContactContent,
  type ContactRow
} from '../../../shared/contacts/schema'
import { appendRows } from '../../platform/database/append-rows'
import { databaseText } from '../../platform/database/database-text'
import { numberOf, rowsOf, textOf, type NamedValues } from '../../platform/database/statements'
import type { IndexedContact } from '../contact-index'
import { foldText, searchMarks } from '../contact-search'
import { numberKey } from '../../numbers/number-key'
import type { createReadings } from './readings'

/** A contact with its row number, which never changes. */
export interface StoredContact extends Contact {
  n: number
}

const numbersSchema = contactContentSchema.shape.numbers
const detailsSchema = z.strictObject({
  fields: contactContentSchema.shape.fields,
  note: contactContentSchema.shape.note
})

/** The columns from which a contact is read. */
const allColumns = 'c.n, c.id, c.name, c.company, c.numbers, c.details, c.updated'

const numbersOf = (json: unknown): ContactContent['numbers'] => numbersSchema.parse(JSON.parse(String(json)))

const contactOf = ([n, id, name, company, numbers, details, updated]: readonly unknown[]): StoredContact => ({
  n: Number(n),
  id: String(id),
  name: String(name),
  company: String(company),
  numbers: numbersOf(numbers),
  ...detailsSchema.parse(JSON.parse(String(details))),
  updatedAtMs: Number(updated)
})

/** What a contact is sorted by: the pinyin of its name or, without one, of its company; else its first number. */
function searchColumns(
  { name, company, numbers }: ContactContent,
  readings: ReturnType<typeof createReadings>
): { sort: string; search: string } {
  const [ofName, ofCompany] = [readings.name(name), readings.company(company)]
  const parts = [
    searchMarks.name + foldText(name),
    ...ofName.joined.map((text) => searchMarks.pinyin + text),
    ...ofName.initials.map((text) => searchMarks.initials + text),
    searchMarks.company + foldText(company),
    ...[...ofCompany.joined, ...ofCompany.initials].map((text) => searchMarks.companyReading + text),
    ...numbers.map(({ number }) => searchMarks.number + numberKey(number))
  ]
  const sort = ofName.sort || ofCompany.sort || (numbers[0]?.number ?? '')
  return { sort: `${sort}\u0001${name}`, search: parts.join('') }
}

/** Adds contacts, whose row numbers must be free. */
export async function insertContacts(
  connection: DuckDBConnection,
  contacts: readonly StoredContact[],
  readings: ReturnType<typeof createReadings>
): Promise<void> {
  const rows = contacts.map((contact) => {
    const { sort, search } = searchColumns(contact, readings)
    return [
      contact.n,
      ...[contact.id, contact.name, contact.company, JSON.stringify(contact.numbers)].map(databaseText),
      databaseText(JSON.stringify({ fields: contact.fields, note: contact.note })),
      BigInt(Math.trunc(contact.updatedAtMs)),
      databaseText(sort),
      databaseText(search)
    ]
  })
  const types = [INTEGER, VARCHAR, VARCHAR, VARCHAR, VARCHAR, VARCHAR, BIGINT, VARCHAR, VARCHAR]
  await appendRows(connection, { name: 'contacts' }, types, rows.length, (from, to) =>
    types.map((_, column) => rows.slice(from, to).map((row) => row[column] ?? null))
  )
  const keys = contacts.flatMap(({ n, numbers }) =>
    [...new Set(numbers.map(({ number }) => numberKey(number)))].map((key) => [n, key] as const)
  )
  await appendRows(connection, { name: 'numbers' }, [INTEGER, VARCHAR], keys.length, (from, to) => {
    const part = keys.slice(from, to)
    return [part.map(([n]) => n), part.map(([, key]) => key)]
  })
}

/** Removes the rows of contacts. */
export async function deleteContacts(connection: DuckDBConnection, ns: readonly number[]): Promise<void> {
  if (ns.length === 0) return
  for (const table of ['contacts', 'numbers'])
    await rowsOf(connection, `DELETE FROM ${table} WHERE n IN (SELECT unnest($ns))`, { ns })
}

const readWhere = async (
  connection: DuckDBConnection,
  condition: string,
  values: NamedValues
): Promise<StoredContact[]> =>
  (await rowsOf(connection, `SELECT ${allColumns} FROM contacts c WHERE ${condition}`, values)).map(contactOf)

/** The contacts with these row numbers, in any order. */
export const readByNs = (connection: DuckDBConnection, ns: readonly number[]): Promise<StoredContact[]> =>
  ns.length === 0 ? Promise.resolve([]) : readWhere(connection, 'c.n IN (SELECT unnest($ns))', { ns })

/** The contacts with these ids, in any order; ids without one are left out. */
export const readByIds = (connection: DuckDBConnection, ids: readonly string[]): Promise<StoredContact[]> =>
  ids.length === 0 ? Promise.resolve([]) : readWhere(connection, 'c.id IN (SELECT unnest($ids))', { ids })

/** A contact as a list shows it. */
export const rowOf = ({ id, name, company, numbers }: IndexedContact): ContactRow => ({
  id,
  name,
  company,
  numbers: numbersOf(numbers)
})

/** A contact as it is searched. */
export function indexedContact(
  contact: StoredContact,
  readings: ReturnType<typeof createReadings>
): IndexedContact {
  const { n, id, name, company, numbers } = contact
  return { n, id, name, company, numbers: JSON.stringify(numbers), ...searchColumns(contact, readings) }
}

/** All contacts as they are searched, in any order. */
export async function readIndexed(connection: DuckDBConnection): Promise<IndexedContact[]> {
  const contacts: IndexedContact[] = []
  const result = await connection.stream('SELECT n, id, name, company, numbers, sort, search FROM contacts')
  for (;;) {
    const chunk = await result.fetchChunk()
    if (chunk === null || chunk.rowCount === 0) return contacts
    const columns = Array.from({ length: chunk.columnCount }, (_, at) => chunk.getColumnValues(at))
    for (let at = 0; at < chunk.rowCount; at += 1) {
      const text = (column: number): string => textOf(columns[column]?.[at])
      contacts.push({
        n: numberOf(columns[0]?.[at]),
        id: text(1),
        name: text(2),
        company: text(3),
        numbers: text(4),
        sort: text(5),
        search: text(6)
      })
    }
  }
}
