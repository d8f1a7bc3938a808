import type { RowsProgress } from '../../platform/rows-progress'
import { contactLimits } from '../../../shared/contacts/contacts'
import type { ContactColumn, ContactContent } from '../../../shared/contacts/schema'
import { workListLimits } from '../../../shared/work-lists/limits'
import { textOfCell } from '../../imports/lists/list-cell'
import { foundChoice, type ListRow } from '../../imports/lists/list-types'
import { ListFailure } from '../../imports/parsing/failure'
import { openListFile } from '../../imports/parsing/list-file'
import { tableRows } from '../../imports/parsing/read-table'
import { isBlankRow } from '../../imports/parsing/shown-text'
import { probeSource } from '../../imports/parsing/source-probe'
import { decodedText } from '../../imports/parsing/text/decoded-text'
import { encodingOfFile } from '../../imports/parsing/text/encoding-sample'
import { createLineSplitter } from '../../imports/parsing/text/text-lines'
import { guessColumns } from '../contact-columns'
import { contactOfRow } from '../contact-row'
import { lineText } from '../contact-text'
import { noCardWords, type CardWords, type ContactOutput, type ContactTable } from '../contacts-operations'
import { createCardReader } from '../vcard/vcard-contacts'

/** What is found in a file. */
export type CheckedFile = ContactOutput<'checkFile'>

/** Rows that the columns are guessed from, and that the user sees. */
const guessedRows = 300
const sampleRows = 20
const longestSample = 200
/** Bytes in which a vCard begins. */
const headBytes = 65_536
/** A batch ends at either. */
const mostOfBatch = 5_000
const mostUnitsOfBatch = 4_000_000

/** The encoding of a vCard file; null: the file is something else. */
async function cardEncoding(path: string): Promise<Extract<ContactTable, { kind: 'vcard' }> | null> {
  const file = await openListFile(path)
  try {
    const head = await file.read(0, headBytes)
    const encoding = await encodingOfFile(file, head)
    const text = new TextDecoder(encoding).decode(head, { stream: true })
    return /^\s*begin:vcard\s*[\r\n]/i.test(text) ? { kind: 'vcard', encoding } : null
  } finally {
    await file.close()
  }
}

async function* cards(
  path: string,
  { encoding }: Extract<ContactTable, { kind: 'vcard' }>,
  words: CardWords
): AsyncGenerator<{ contacts: ContactContent[]; done: number; total: number }> {
  const reader = createCardReader(words)
  const lines = createLineSplitter()
  let place = { done: 0, total: 0 }
  const take = (texts: readonly { text: string; isRest: boolean }[]): ContactContent[] =>
    texts.flatMap(({ text, isRest }) => (isRest ? [] : (reader.push(text) ?? [])))
  for await (const { text, readBytes, totalBytes } of decodedText({ kind: 'file', path }, encoding)) {
    place = { done: readBytes, total: totalBytes }
    yield { contacts: take(lines.push(text)), ...place }
  }
  yield { contacts: take([...lines.end(), { text: '', isRest: false }]), ...place }
}

/** The rows of a table without its header and what is above it, hidden rows and unreadable pieces. */
async function* tableParts(
  path: string,
  table: Extract<ContactTable, { kind: 'table' }>
): AsyncGenerator<{ rows: ListRow[]; header: ListRow | undefined; done: number; total: number }> {
  const { sheetIndex, encoding, delimiter, headerLine } = table
  const request = { source: { kind: 'file' as const, path }, sheetIndex, options: { encoding, delimiter } }
  const { signal } = new AbortController()
  for await (const { rows, readBytes, totalBytes } of await tableRows(request, signal))
    yield {
      rows: rows.filter(
        (row) =>
          row.line > (headerLine ?? 0) &&
          row.isHidden !== true &&
          row.isRest !== true &&
          row.isTorn !== true &&
          !isBlankRow(row)
      ),
      header: rows.find(({ line }) => line === headerLine),
      done: readBytes,
      total: totalBytes
    }
}

const textsOf = (row: ListRow, longest: number): string[] =>
  row.cells.slice(0, contactLimits.maxColumns).map((cell) => lineText(textOfCell(cell), longest))

async function checkTable(path: string, onProgress: (progress: RowsProgress) => void): Promise<CheckedFile> {
  const { tables } = await probeSource({ kind: 'file', path }, foundChoice)
  const [probe] = tables
  if (probe === undefined) throw new ListFailure('list-unsupported')
  const { encoding, delimiter, headerLine, numberColumns } = probe.found
  const table = { kind: 'table' as const, sheetIndex: probe.sheetIndex, encoding, delimiter, headerLine }
  let titles: string[] | null = null
  let rows = 0
  const seen: string[][] = []
  for await (const part of tableParts(path, table)) {
    if (part.header !== undefined) titles = textsOf(part.header, contactLimits.maxName)
    for (const row of part.rows.slice(0, Math.max(0, guessedRows - seen.length)))
      seen.push(textsOf(row, longestSample))
    rows += part.rows.length
    onProgress({ done: rows, total: 0 })
  }
  const columns = guessColumns(titles, seen, numberColumns)
  return {
    table,
    rows,
    columns,
    headers: columns.map((_, at) => titles?.[at] ?? ''),
    sample: seen.slice(0, sampleRows)
  }
}

/**
 * Reads a file to its end: how many rows it has, and what its columns contain by their titles and cells. Of a workbook,
 * the first sheet with rows. Throws {@link ListFailure} and operating system errors.
 */
export async function checkFile(
  path: string,
  onProgress: (progress: RowsProgress) => void
): Promise<CheckedFile> {
  const table = await cardEncoding(path)
  if (table === null) return checkTable(path, onProgress)
  let rows = 0
  const sample: string[][] = []
  for await (const { contacts } of cards(path, table, noCardWords)) {
    for (const { name, company, numbers } of contacts.slice(0, sampleRows - sample.length))
      sample.push(
        [name, company, numbers.map(({ number }) => number).join(', ')].map((text) =>
          lineText(text, longestSample)
        )
      )
    rows += contacts.length
    onProgress({ done: rows, total: 0 })
  }
  return { table, rows, columns: [], headers: [], sample }
}

const unitsOf = ({ name, company, numbers, fields, note }: ContactContent): number =>
  name.length +
  company.length +
  note.length +
  numbers.length * 20 +
  fields.reduce((units, field) => units + field.name.length + field.value.length, 0)

/** Of contacts and of work lists, which are made from the same files. */
const mostFields = Math.max(contactLimits.maxFields, workListLimits.maxFields)

/** Cuts what the stores would cut anyway, so that a batch is bounded. */
const bounded = (contact: ContactContent): ContactContent => ({
  name: lineText(contact.name),
  company: lineText(contact.company),
  numbers: contact.numbers.slice(0, contactLimits.maxNumbers),
  fields: contact.fields.slice(0, mostFields).map(({ name, value }) => ({
    name: lineText(name),
    value: value.slice(0, contactLimits.maxValue * 2)
  })),
  note: contact.note.slice(0, contactLimits.maxNote * 2)
})

async function* contactsOf(
  path: string,
  table: ContactTable,
  columns: readonly ContactColumn[],
  words: CardWords
): AsyncGenerator<ContactContent[]> {
  if (table.kind === 'vcard') for await (const { contacts } of cards(path, table, words)) yield contacts
  else
    for await (const { rows } of tableParts(path, table))
      yield rows.map(({ cells }) => contactOfRow(cells, columns))
}

/** Reads all contacts of a file in batches of bounded size. Throws like {@link checkFile}. */
export async function* readContacts(
  path: string,
  table: ContactTable,
  columns: readonly ContactColumn[],
  words: CardWords
): AsyncGenerator<ContactContent[]> {
  let batch: ContactContent[] = []
  let units = 0
  for await (const contacts of contactsOf(path, table, columns, words))
    for (const contact of contacts.map(bounded)) {
      batch.push(contact)
      units += unitsOf(contact)
      if (batch.length < mostOfBatch && units < mostUnitsOfBatch) continue
      yield batch
      batch = []
      units = 0
    }
  if (batch.length > 0) yield batch
}
