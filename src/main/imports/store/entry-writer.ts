import {
  BOOLEAN,
  INTEGER,
  UTINYINT,
  VARCHAR,
  type DuckDBConnection,
  type DuckDBValue
} from '@duckdb/node-api'
import type { EntryBatch } from '../lists/list-types'
import { appendRows } from '../../platform/database/append-rows'
import { inTransaction } from '../../platform/database/transaction'
import { rowsOf } from '../../platform/database/statements'
import { databaseText } from '../../platform/database/database-text'

const types = [INTEGER, INTEGER, INTEGER, INTEGER, UTINYINT, VARCHAR, VARCHAR, VARCHAR, BOOLEAN]

const orNull = (text: string): string | null => (text === '' ? null : text)

/** The stored text of a cell: NULL where it equals the number's digits. */
export const keptText = (text: string, dial: string | null): string | null =>
  text === '' || text === dial ? null : databaseText(text)

/** Appends entries of one table, numbered from `firstN`; on error, none. */
export const appendEntries = (
  connection: DuckDBConnection,
  { lines, columns, codes, dials, texts, suggestions }: EntryBatch,
  { tableId, firstN }: { tableId: number; firstN: number }
): Promise<void> =>
  inTransaction(connection, () =>
    appendRows(
      connection,
      { name: 'entry', schema: 'main', catalog: 'draft' },
      types,
      dials.length,
      (from, to) => {
        const column = (valueAt: (at: number) => DuckDBValue): DuckDBValue[] => {
          const values: DuckDBValue[] = []
          for (let at = from; at < to; at += 1) values.push(valueAt(at))
          return values
        }
        return [
          column((at) => firstN + at),
          column(() => tableId),
          column((at) => lines[at] ?? 0),
          column((at) => columns[at] ?? 0),
          column((at) => codes[at] ?? 0),
          column((at) => orNull(dials[at] ?? '')),
          column((at) => keptText(texts[at] ?? '', dials[at] ?? '')),
          column((at) => orNull(suggestions[at] ?? '')),
          column(() => false)
        ]
      }
    )
  )

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
