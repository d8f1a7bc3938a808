import type { RowsProgress } from '../../platform/rows-progress'
import { open } from 'node:fs/promises'
import type { Contact, ContactColumn } from '../../../shared/contacts/schema'
import { byteOrderMark, csvLine } from '../../platform/csv'
import { Cancelled, isAborted } from '../../platform/database/lane'
import { chosenFile, writeAtomic } from '../../platform/files/atomic-file'
import { maskedBatches } from '../../platform/number-mask'
import { createLayoutCounter, tableCells, tableColumns, tableTitles } from '../contact-table'
import type { ContactInput, ContactOutput } from '../contacts-operations'
import { vcardOf } from '../vcard/vcard-write'
import type { ContactStore } from './contact-store'
import { ContactsFailure } from './failure'

type ContactSource = Pick<ContactStore, 'all' | 'count'>

/** The text of a file in pieces, each with the number of its contacts. */
type Pieces = AsyncGenerator<{ text: string; contacts: number }>

async function* csvPieces(
  all: () => AsyncIterable<readonly Contact[]>,
  words: ContactInput<'export'>['words'],
  onColumns: (columns: ContactColumn[]) => void
): Pieces {
  const counter = createLayoutCounter()
  for await (const contacts of all()) for (const contact of contacts) counter.add(contact)
  const layout = counter.layout()
  onColumns(tableColumns(layout, words))
  yield { text: byteOrderMark + csvLine(tableTitles(layout, words)), contacts: 0 }
  for await (const contacts of all()) {
    const lines = contacts.map((contact) => csvLine(tableCells(contact, layout)))
    yield { text: lines.join(''), contacts: contacts.length }
  }
}

async function* cardPieces(all: () => AsyncIterable<readonly Contact[]>): Pieces {
  for await (const contacts of all())
    yield { text: contacts.map((contact) => vcardOf(contact)).join(''), contacts: contacts.length }
}

/**
 * Writes the contacts that match a text to a file, which is replaced once it is complete; after an error or a cancel no part of it is
 * left. Throws `export-failed` if the folder isn't writable or the disk is full, and the store's errors.
 */
export async function exportContacts(
  source: ContactSource,
  { path, format, words, text, isMasked }: ContactInput<'export'>,
  onProgress: (progress: RowsProgress) => void,
  signal?: AbortSignal
): Promise<ContactOutput<'export'>> {
  const total = source.count()
  const all = (): AsyncIterable<readonly Contact[]> => {
    const whole = source.all(text, signal)
    return isMasked ? maskedBatches(whole) : whole
  }
  let rows = 0
  let columns: ContactColumn[] = []
  try {
    return await writeAtomic(path, chosenFile, async (part) => {
      const file = await open(part, 'wx', chosenFile.mode)
      try {
        const pieces =
          format === 'csv' ? csvPieces(all, words, (found) => (columns = found)) : cardPieces(all)
        for await (const piece of pieces) {
          await file.appendFile(piece.text, 'utf8')
          rows += piece.contacts
          onProgress({ done: rows, total })
        }
      } finally {
        await file.close()
      }
      if (isAborted(signal)) throw new Cancelled()
      return { rows, columns }
    })
  } catch (failure) {
    if (isAborted(signal)) throw new Cancelled()
    // The file system's message contains the path, which is private.
    if (failure instanceof Error && 'syscall' in failure) throw new ContactsFailure('export-failed')
    throw failure
  }
}
