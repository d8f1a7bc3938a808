import { open } from 'node:fs/promises'
import type { Contact } from '../../../shared/contacts/schema'
import { byteOrderMark, csvLine } from '../../platform/csv'
import { Cancelled, isAborted } from '../../platform/database/lane'
import { chosenFile, writeAtomic } from '../../platform/files/atomic-file'
import { createLayoutCounter, tableCells, tableTitles } from '../contact-table'
import type { ContactInput, ContactsProgress } from '../contacts-operations'
import { vcardOf } from '../vcard-write'
import type { ContactStore } from './contact-store'
import { ContactsFailure } from './failure'

type ContactSource = Pick<ContactStore, 'all' | 'count'>

/** The text of a file in pieces, each with the number of its contacts. */
type Pieces = AsyncGenerator<{ text: string; contacts: number }>

async function* csvPieces(
  source: ContactSource,
  words: ContactInput<'export'>['words'],
  signal?: AbortSignal
): Pieces {
  const counter = createLayoutCounter()
  for await (const contacts of source.all(signal)) for (const contact of contacts) counter.add(contact)
  const layout = counter.layout()
  yield { text: byteOrderMark + csvLine(tableTitles(layout, words)), contacts: 0 }
  for await (const contacts of source.all(signal)) {
    const lines = contacts.map((contact) => csvLine(tableCells(contact, layout)))
    yield { text: lines.join(''), contacts: contacts.length }
  }
}

async function* cardPieces(source: ContactSource, signal?: AbortSignal): Pieces {
  for await (const contacts of source.all(signal))
    yield { text: contacts.map((contact: Contact) => vcardOf(contact)).join(''), contacts: contacts.length }
}

/**
 * Writes all contacts to a file, which is replaced once it is complete; after an error or a cancel no part of it is
 * left. Throws `export-failed` if the folder isn't writable or the disk is full, and the store's errors.
 */
export async function exportContacts(
  source: ContactSource,
  { path, format, words }: ContactInput<'export'>,
  onProgress: (progress: ContactsProgress) => void,
  signal?: AbortSignal
): Promise<{ rows: number }> {
  const total = source.count()
  let rows = 0
  try {
    return await writeAtomic(path, chosenFile, async (part) => {
      const file = await open(part, 'wx', chosenFile.mode)
      try {
        const pieces = format === 'csv' ? csvPieces(source, words, signal) : cardPieces(source, signal)
        for await (const { text, contacts } of pieces) {
          await file.appendFile(text, 'utf8')
          rows += contacts
          onProgress({ done: rows, total })
        }
      } finally {
        await file.close()
      }
      if (isAborted(signal)) throw new Cancelled()
      return { rows }
    })
  } catch (failure) {
    if (isAborted(signal)) throw new Cancelled()
    // The file system's message contains the path, which is private.
    if (failure instanceof Error && 'syscall' in failure) throw new ContactsFailure('export-failed')
    throw failure
  }
}
