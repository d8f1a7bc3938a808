import type { DuckDBConnection } from '@duckdb/node-api'
import { isDeepStrictEqual } from 'node:util'
import type { ContactContent } from '../../../shared/contacts/schema'
import { numberOf, rowsOf, textOf } from '../../platform/database/statements'
import { createContactMatcher, mergedContent, type ContactMatcher } from '../contact-merge'
import { cleanContent } from '../contact-text'
import type { Imported } from '../contacts-operations'
import { deleteContacts, insertContacts, readByNs, type StoredContact } from './contact-rows'
import { ContactsFailure } from './failure'
import type { createReadings } from './readings'

/** Stores imported contacts, in the caller's transaction. */
export interface ContactImporter {
  add(batch: readonly ContactContent[]): Promise<void>
  result(): Imported
  /** The next free row number. */
  nextN(): number
}

async function knownContacts(connection: DuckDBConnection): Promise<ContactMatcher> {
  const matcher = createContactMatcher()
  const result = await connection.stream('SELECT n, name, company, numbers FROM contacts ORDER BY n')
  for (;;) {
    const chunk = await result.fetchChunk()
    if (chunk === null || chunk.rowCount === 0) return matcher
    for (const [n, name, company, numbers] of chunk.getRows())
      matcher.add(numberOf(n), {
        name: textOf(name),
        company: textOf(company),
        numbers: JSON.parse(textOf(numbers)) as { number: string }[]
      })
  }
}

/** Merges contacts into the stored ones; see contact-merge.ts. Throws `contacts-full`. */
export async function createContactImporter(
  connection: DuckDBConnection,
  options: {
    readings: ReturnType<typeof createReadings>
    count: number
    nextN: number
    maxContacts: number
    nowMs: number
    newId: () => string
  }
): Promise<ContactImporter> {
  const { readings, maxContacts, nowMs, newId } = options
  const matcher = await knownContacts(connection)
  const result: Imported = { added: 0, updated: 0, unchanged: 0, skipped: 0 }
  let { nextN } = options
  /** Contacts that this import has added or changed count once. */
  const touched = new Map<number, 'added' | 'updated'>()

  const change = (contact: StoredContact, imported: ContactContent): StoredContact | null => {
    const { n, id, updatedAtMs, ...content } = contact
    const merged = mergedContent(content, imported)
    if (isDeepStrictEqual(merged, content)) return null
    matcher.add(n, merged)
    return { n, id, ...merged, updatedAtMs: Math.max(nowMs, updatedAtMs) }
  }

  return {
    async add(batch) {
      const matched = batch.map((given) => {
        const content = cleanContent(given)
        if (content === null) return null
        const known = matcher.find(content)
        if (known !== null) return { n: known, content, isNew: false }
        if (options.count + result.added >= maxContacts) throw new ContactsFailure('contacts-full')
        const n = nextN
        nextN += 1
        result.added += 1
        touched.set(n, 'added')
        matcher.add(n, content)
        return { n, content, isNew: true }
      })
      const current = new Map<number, StoredContact>()
      const stored = matched.flatMap((one) => (one === null || one.isNew ? [] : [one.n]))
      for (const contact of await readByNs(connection, [...new Set(stored)])) current.set(contact.n, contact)
      const written = new Set<number>()
      const replaced = new Set<number>()
      for (const one of matched) {
        if (one === null) {
          result.skipped += 1
          continue
        }
        const { n, content, isNew } = one
        const contact = current.get(n)
        if (isNew || contact === undefined) {
          current.set(n, { n, id: newId(), ...content, updatedAtMs: nowMs })
          written.add(n)
          continue
        }
        const changed = change(contact, content)
        const isCounted = touched.has(n)
        if (changed === null) {
          if (!isCounted) result.unchanged += 1
          continue
        }
        if (!isCounted) {
          touched.set(n, 'updated')
          result.updated += 1
        }
        current.set(n, changed)
        if (!written.has(n)) replaced.add(n)
        written.add(n)
      }
      await deleteContacts(connection, [...replaced])
      await insertContacts(
        connection,
        [...written].flatMap((n) => current.get(n) ?? []),
        readings
      )
    },
    result: () => result,
    nextN: () => nextN
  }
}

/** The number of contacts and the next free row number. */
export async function readExtent(connection: DuckDBConnection): Promise<{ count: number; nextN: number }> {
  const [row] = await rowsOf(connection, 'SELECT count(*), coalesce(max(n), -1) + 1 FROM contacts')
  return { count: numberOf(row?.[0]), nextN: numberOf(row?.[1]) }
}
