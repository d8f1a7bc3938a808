import { BIGINT, INTEGER, UTINYINT, VARCHAR, type DuckDBConnection } from '@duckdb/node-api'
import { appendRows } from '../../platform/database/append-rows'
import { databaseText } from '../../platform/database/database-text'
import { Cancelled, isAborted } from '../../platform/database/lane'
import { numberKey } from '../../numbers/number-key'
import type { NewEntry } from '../source-rows'
import { codeOf } from './entry-rows'
import { searchTextOf } from './entry-views'
import { WorkListsFailure } from './failure'

/** What became of the rows of a source. */
export interface MadeList {
  entries: number
  /** Rows whose number an earlier row has. */
  repeated: number
  /** Rows without a number. */
  skipped: number
}

/** The columns of `entries`, in their order, and what those have that don't come from the source. */
const columns = [
  [INTEGER],
  [INTEGER],
  [VARCHAR],
  [VARCHAR],
  [VARCHAR],
  [VARCHAR],
  [VARCHAR],
  [UTINYINT, codeOf('open')],
  [BIGINT, null],
  [INTEGER, 0],
  [INTEGER, 0],
  [BIGINT, null],
  [VARCHAR, null],
  [VARCHAR, null],
  [VARCHAR, ''],
  [VARCHAR, null],
  [VARCHAR, null],
  [BIGINT, null],
  [UTINYINT, 0],
  [VARCHAR, null]
] as const

/**
 * Stores the entries of a new list; of several rows with a number, the first counts. Each batch is one transaction: a
 * list in a single one wouldn't fit into the database's memory, and calls would wait for it.
 */
export async function storeEntries(options: {
  list: number
  batches: AsyncIterable<readonly NewEntry[]>
  /** Most entries; `work-lists-full` if there are more. */
  most: number
  signal?: AbortSignal | undefined
  /** Runs work in a transaction. */
  change: (work: (connection: DuckDBConnection) => Promise<void>) => Promise<void>
}): Promise<MadeList> {
  const { list, batches, most, signal, change } = options
  const made: MadeList = { entries: 0, repeated: 0, skipped: 0 }
  const known = new Set<string>()
  for await (const batch of batches) {
    if (isAborted(signal)) throw new Cancelled()
    const rows: (number | string)[][] = []
    for (const { number, name, company, values } of batch) {
      if (number === null) {
        made.skipped += 1
        continue
      }
      const key = numberKey(number)
      if (known.has(key)) {
        made.repeated += 1
        continue
      }
      if (made.entries >= most) throw new WorkListsFailure('work-lists-full')
      known.add(key)
      const texts = [
        number,
        name,
        company,
        JSON.stringify(values),
        searchTextOf({ number, name, company, values })
      ]
      rows.push([list, made.entries, ...texts.map(databaseText)])
      made.entries += 1
    }
    if (rows.length > 0) await change((connection) => append(connection, rows))
  }
  if (isAborted(signal)) throw new Cancelled()
  if (made.entries === 0) throw new WorkListsFailure('work-list-empty')
  return made
}

async function append(
  connection: DuckDBConnection,
  rows: readonly (readonly (number | string)[])[]
): Promise<void> {
  const types = columns.map(([type]) => type)
  await appendRows(connection, { name: 'entries' }, types, rows.length, (from, to) =>
    columns.map(([, constant = null], column) => rows.slice(from, to).map((row) => row[column] ?? constant))
  )
}
