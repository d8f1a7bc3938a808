import { randomUUID } from 'node:crypto'
import type { DuckDBConnection } from '@duckdb/node-api'
import { contactLimits } from '../../../shared/contacts/contacts'
import type { Contact, ContactContent, ContactName, ContactRow } from '../../../shared/contacts/schema'
import type { HistoryLoss } from '../../../shared/platform/schema'
import { withLanes, type DatabaseLanes, type ReadWriteLanes } from '../../platform/database/database-lanes'
import { openMended } from '../../platform/database/failure'
import { forgetLoss } from '../../platform/database/history-loss'
import { Cancelled, isAborted, type Lane } from '../../platform/database/lane'
import { defaultDatabaseLimits } from '../../platform/database/opening'
import { inCountedTransaction } from '../../platform/database/transaction'
import { createContactIndex, type ContactIndex } from '../contact-index'
import { cleanContent } from '../contact-text'
import type { Imported } from '../contacts-operations'
import { openContactDatabase } from './contact-database'
import { createContactImporter, readExtent } from './contact-import'
import { readNames } from './contact-names'
import {
  deleteContacts,
  indexedContact,
  insertContacts,
  readByIds,
  readByNs,
  readIndexed,
  rowOf,
  type StoredContact
} from './contact-rows'
import { ContactsFailure } from './failure'
import { createReadings } from './readings'

/** Options of a store. */
export interface ContactStoreOptions {
  file: string
  /** Epoch ms. */
  nowMs: number
  maxContacts?: number
}

/** Matches of a text that is being typed. */
const mostSuggested = 8
/** Contacts in memory during an export. */
const exportBatch = 2_000

const withoutN = ({ n: _n, ...contact }: StoredContact): Contact => contact

/** The contacts of one tenant, in one file. Everything throws the database's errors and {@link ContactsFailure}. */
export class ContactStore {
  readonly #file: string
  readonly #lanes: DatabaseLanes
  readonly #write: Lane
  readonly #read: Lane
  readonly #maxContacts: number
  readonly #readings = createReadings()
  /** Loaded by the first search. */
  #index: ContactIndex | null = null
  /** Grows with every change, so that an index that was loaded before one isn't kept. */
  #version = 0
  #loss: HistoryLoss | null
  #count = 0
  #nextN = 0

  private constructor(
    { file, maxContacts = contactLimits.maxContacts }: ContactStoreOptions,
    loss: HistoryLoss | null,
    { lanes, write, read }: ReadWriteLanes
  ) {
    this.#file = file
    this.#maxContacts = maxContacts
    this.#loss = loss
    this.#lanes = lanes
    this.#write = write
    this.#read = read
  }

  /** Opens or creates the file, and repairs it if it is damaged. */
  static open(options: ContactStoreOptions): Promise<ContactStore> {
    return openMended(async () => {
      const database = await openContactDatabase(options.file, defaultDatabaseLimits, options.nowMs)
      return withLanes(database, async (opened) => {
        const store = new ContactStore(options, database.loss, opened)
        await store.#readExtent()
        return store
      })
    })
  }

  close(): Promise<void> {
    return this.#lanes.close()
  }

  count(): number {
    return this.#count
  }

  /** Set if contacts were lost and the user hasn't acknowledged it. */
  loss(): HistoryLoss | null {
    return this.#loss
  }

  acknowledgeLoss(): void {
    forgetLoss(this.#file)
    this.#loss = null
  }

  // Reading

  /** One page of the contacts that match a text, by name. */
  search(text: string, offset: number, limit: number): Promise<{ rows: ContactRow[]; total: number }> {
    return this.#withIndex((index) => {
      const { contacts, total } = index.find(text, offset, limit)
      return { rows: contacts.map(rowOf), total }
    })
  }

  /** The best matches of a text that is being typed. */
  suggest(text: string): Promise<ContactRow[]> {
    return this.#withIndex((index) => index.best(text, mostSuggested).map(rowOf))
  }

  /** Error: `contact-gone`. */
  async get(id: string): Promise<Contact> {
    const [contact] = await this.#read.run((connection) => readByIds(connection, [id]))
    if (contact === undefined) throw new ContactsFailure('contact-gone')
    return withoutN(contact)
  }

  names(numbers: readonly string[]): Promise<{ number: string; name: ContactName }[]> {
    return this.#read.run((connection) => readNames(connection, numbers))
  }

  /** The contacts that match a text in batches, by name; an empty text matches all. */
  async *all(text: string, signal?: AbortSignal): AsyncGenerator<Contact[], void, undefined> {
    const found = await this.#withIndex((index) => index.find(text, 0, this.#count).contacts)
    for (let from = 0; from < found.length; from += exportBatch) {
      if (isAborted(signal)) throw new Cancelled()
      const part = found.slice(from, from + exportBatch).map(({ n }) => n)
      const byN = new Map(
        (await this.#read.run((connection) => readByNs(connection, part))).map((one) => [one.n, one])
      )
      yield part.flatMap((n) => {
        const contact = byN.get(n)
        return contact === undefined ? [] : [withoutN(contact)]
      })
    }
  }

  // Changing

  /** Adds a contact (`id` null) or replaces one. Errors: `contact-gone`, `contacts-full`, `input-invalid`. */
  async save(id: string | null, given: ContactContent, nowMs: number): Promise<string> {
    const content = cleanContent(given)
    if (content === null) throw new ContactsFailure('input-invalid')
    return this.#changeFew(async (connection) => {
      const [known] = id === null ? [] : await readByIds(connection, [id])
      if (id !== null && known === undefined) throw new ContactsFailure('contact-gone')
      if (known === undefined && this.#count >= this.#maxContacts) throw new ContactsFailure('contacts-full')
      const n = known?.n ?? this.#nextN
      if (known !== undefined) await deleteContacts(connection, [n])
      const saved = { n, id: known?.id ?? randomUUID(), ...content, updatedAtMs: nowMs }
      await insertContacts(connection, [saved], this.#readings)
      return { value: saved.id, removed: [n], added: [saved] }
    })
  }

  /** Removes contacts and returns them; ids without one are left out. */
  remove(ids: readonly string[]): Promise<Contact[]> {
    return this.#changeFew(async (connection) => {
      const removed = await readByIds(connection, ids)
      const ns = removed.map(({ n }) => n)
      await deleteContacts(connection, ns)
      return { value: removed.map(withoutN), removed: ns, added: [] }
    })
  }

  /** Adds contacts under their ids, except those that are there. Error: `contacts-full`. */
  restore(contacts: readonly Contact[]): Promise<number> {
    return this.#changeFew(async (connection) => {
      const known = await readByIds(
        connection,
        contacts.map(({ id }) => id)
      )
      const ids = new Set(known.map(({ id }) => id))
      const missing = contacts.filter(({ id }) => !ids.has(id))
      if (this.#count + missing.length > this.#maxContacts) throw new ContactsFailure('contacts-full')
      const added = missing.map((contact, at) => ({ ...contact, n: this.#nextN + at }))
      await insertContacts(connection, added, this.#readings)
      return { value: added.length, removed: [], added }
    })
  }

  /** Merges the contacts of a file: all of them or, after an error or an abort, none. Error: `contacts-full`. */
  import(
    batches: AsyncIterable<readonly ContactContent[]>,
    nowMs: number,
    signal?: AbortSignal
  ): Promise<Imported> {
    return this.#change(async (connection) => {
      const importer = await createContactImporter(connection, {
        readings: this.#readings,
        count: this.#count,
        nextN: this.#nextN,
        maxContacts: this.#maxContacts,
        nowMs,
        newId: randomUUID
      })
      for await (const batch of batches) {
        if (isAborted(signal)) throw new Cancelled()
        await importer.add(batch)
      }
      if (isAborted(signal)) throw new Cancelled()
      return importer.result()
    }, signal)
  }

  /** Runs `work` in one transaction. `follow` changes the index as the contacts; without it, it is loaded again. */
  #change<T>(
    work: (connection: DuckDBConnection) => Promise<T>,
    signal?: AbortSignal,
    follow?: (value: T, index: ContactIndex) => void
  ): Promise<T> {
    let stored: { value: T } | null = null
    const run = async (connection: DuckDBConnection): Promise<T> => {
      const { value, extent } = await inCountedTransaction(connection, async () => {
        const value = await work(connection)
        return { value, extent: await readExtent(connection) }
      })
      stored = { value }
      this.#count = extent.count
      this.#nextN = extent.nextN
      this.#version += 1
      // The index of this moment: one from before the change waited for others would lack theirs.
      const index = this.#index
      this.#index = null
      if (follow !== undefined && index !== null) {
        follow(value, index)
        this.#index = index
      }
      return value
    }
    return this.#write.run(run, signal).catch((failure: unknown) => {
      // A cancel that comes after the commit is too late: the caller has to learn what is stored.
      if (stored === null) throw failure
      return stored.value
    })
  }

  /** Like `#change`, for a few contacts: the index follows instead of being loaded again. */
  async #changeFew<T>(
    work: (
      connection: DuckDBConnection
    ) => Promise<{ value: T; removed: readonly number[]; added: readonly StoredContact[] }>
  ): Promise<T> {
    const { value } = await this.#change(work, undefined, ({ removed, added }, index) =>
      index.change(
        removed,
        added.map((contact) => indexedContact(contact, this.#readings))
      )
    )
    return value
  }

  #withIndex<T>(work: (index: ContactIndex) => T): Promise<T> {
    return this.#read.run(async (connection) => {
      if (this.#index !== null) return work(this.#index)
      const version = this.#version
      const index = createContactIndex(await readIndexed(connection))
      if (version === this.#version) this.#index = index
      return work(index)
    })
  }

  async #readExtent(): Promise<void> {
    const { count, nextN } = await this.#write.run(readExtent)
    this.#count = count
    this.#nextN = nextN
  }
}
