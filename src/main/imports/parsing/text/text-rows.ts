import type { ListDelimiter, ListEncoding } from '../../../../shared/imports/imports'
import { decodedText } from './decoded-text'
import { createRowSplitter } from './delimited-rows'
import type { ListSource, RowBatch } from '../../lists/list-types'
import { createLineSplitter } from './text-lines'

/** The rows of a text in their order, those of a part of the file at a time. Throws as `decodedText` does. */
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

/** The rows of a text that is short. */
export function rowsOfText(text: string, delimiter: ListDelimiter): RowBatch['rows'] {
  const lines = createLineSplitter()
  const rows = createRowSplitter(delimiter)
  return [...rows.push(lines.push(text)), ...rows.push(lines.end()), ...rows.end()]
}
