import { BOOLEAN, INTEGER, UTINYINT, VARCHAR, type DuckDBConnection } from '@duckdb/node-api'
import type { EntryBatch } from '../lists/list-types'
import { openAppender, type RowAppender } from '../../platform/database/append-rows'
import { inTransaction } from '../../platform/database/transaction'
import { rowsOf } from '../../platform/database/statements'
import { databaseText } from '../../platform/database/database-text'

const types = [INTEGER, INTEGER, INTEGER, INTEGER, UTINYINT, VARCHAR, VARCHAR, VARCHAR, BOOLEAN]

const orNull = (text: string): string | null => (text === '' ? null : text)

/** The stored text of a cell: NULL where it equals the number's digits. */
export const keptText = (text: string, dial: string | null): string | null =>
  text === '' || text === dial ? null : databaseText(text)

/** Appends the entries of one table. Ends like a {@link RowAppender}. */
export interface EntryAppender extends Pick<RowAppender, 'close' | 'discard'> {
  /** The entries are numbered from `firstN`. */
  append(batch: EntryBatch, firstN: number): void
}

/**
 * Starts appending. One appender for the whole table: the database takes twice as long for entries that are written
 * batch by batch.
 */
export async function openEntryAppender(
  connection: DuckDBConnection,
  tableId: number
): Promise<EntryAppender> {
  const table = { name: 'entry', schema: 'main', catalog: 'draft' }
  const appender = await openAppender(connection, table, types)
  return {
    ...appender,
    append({ lines, columns, codes, dials, texts, suggestions }, firstN) {
      appender.append(dials.length, (from, to) => {
        const ofChunk = dials.slice(from, to)
        return [
          ofChunk.map((_, at) => firstN + from + at),
          ofChunk.map(() => tableId),
          lines.subarray(from, to),
          columns.subarray(from, to),
          codes.subarray(from, to),
          ofChunk.map(orNull),
          texts.slice(from, to).map((text, at) => keptText(text, ofChunk[at] ?? '')),
          suggestions.slice(from, to).map(orNull),
          ofChunk.map(() => false)
        ]
      })
    }
  }
}

/** Removes the entries of tables, with their verdicts and undo data. */
export async function removeEntries(
  connection: DuckDBConnection,
  tableIds: readonly number[]
): Promise<void> {
  if (tableIds.length === 0) return
  const ofTables = 'list_contains($tableIds, table_id)'
  await inTransaction(connection, async () => {
    for (const table of ['undo', 'verdict'])
      await rowsOf(
        connection,
        `DELETE FROM draft.${table} WHERE n IN (SELECT n FROM draft.entry WHERE ${ofTables})`,
        { tableIds }
      )
    await rowsOf(connection, `DELETE FROM draft.entry WHERE ${ofTables}`, { tableIds })
  })
}

/** Removes the whole draft. */
export const clearDraft = (connection: DuckDBConnection): Promise<void> =>
  inTransaction(connection, async () => {
    for (const table of ['undo', 'comparison', 'verdict', 'entry'])
      await connection.run(`TRUNCATE draft.${table}`)
  })
