import type { ListDelimiter, ListEncoding } from '../../../../shared/imports/imports'
import { decodedText } from './decoded-text'
import { createRowSplitter } from './delimited-rows'
import type { ListSource, RowBatch } from '../../lists/list-types'
import { createLineSplitter } from './text-lines'

/** Yields the rows of a text, one chunk of the file at a time. Throws like `decodedText`. */
export async function* textRows(
  source: ListSource,
  encoding: ListEncoding,
  delimiter: ListDelimiter
): AsyncGenerator<RowBatch> {
  const lines = createLineSplitter()
  const rows = createRowSplitter(delimiter)
  let place = { readBytes: 0, totalBytes: 0 }
  for await (const { text, readBytes, totalBytes } of decodedText(source, encoding)) {
    place = { readBytes, totalBytes }
    yield { rows: rows.push(lines.push(text)), ...place }
  }
  yield { rows: [...rows.push(lines.end()), ...rows.end()], ...place }
}

/** Returns the rows of a short text. */
export function rowsOfText(text: string, delimiter: ListDelimiter): RowBatch['rows'] {
  const lines = createLineSplitter()
  const rows = createRowSplitter(delimiter)
  return [...rows.push(lines.push(text)), ...rows.push(lines.end()), ...rows.end()]
}
