import {
  BIGINT,
  INTEGER,
  LIST,
  VARCHAR,
  listValue,
  type DuckDBConnection,
  type DuckDBType,
  type DuckDBValue
} from '@duckdb/node-api'
import type { CoveredPart, FollowedCall, RecordNote } from '../../../shared/records/schema'
import { appendRows } from '../../platform/database/append-rows'
import { databaseText } from '../../platform/database/database-text'
import { inCountedTransaction, inTransaction } from '../../platform/database/transaction'
import { rankOfOutcome } from './filter-sql'
import { recordKey } from './stored-record'

async function replaceTable(
  connection: DuckDBConnection,
  table: 'notes' | 'followed' | 'covered',
  types: readonly DuckDBType[],
  rows: readonly DuckDBValue[][]
): Promise<void> {
  // Only the covered parts have no other copy.
  const inOne = table === 'covered' ? inCountedTransaction : inTransaction
  await inOne(connection, async () => {
    await connection.run(`DELETE FROM ${table}`)
    await appendRows(connection, { name: table }, types, rows.length, (from, to) => {
      const part = rows.slice(from, to)
      return types.map((_, column) => part.map((row) => row[column] ?? null))
    })
  })
}

const cleaned = ({ id, note, tags }: RecordNote): RecordNote => ({
  id: databaseText(id),
  note: databaseText(note),
  tags: tags.map(databaseText)
})

const isBlank = ({ note, tags }: RecordNote): boolean => note === '' && tags.length === 0

/** Replaces all notes. Their own document is authoritative; this copy is for searching. */
export const replaceNotes = (
  connection: DuckDBConnection,
  notes: readonly RecordNote[],
  seed: number
): Promise<void> =>
  replaceTable(
    connection,
    'notes',
    [INTEGER, VARCHAR, VARCHAR, LIST(VARCHAR)],
    notes
      .filter((note) => !isBlank(note))
      .map(cleaned)
      .map(({ id, note, tags }) => [recordKey(id, seed), id, note, listValue(tags)])
  )

/** Replaces the call's note; a blank one removes it. */
export async function replaceNote(
  connection: DuckDBConnection,
  given: RecordNote,
  seed: number
): Promise<void> {
  const { id, note, tags } = cleaned(given)
  await inTransaction(connection, async () => {
    await connection.run('DELETE FROM notes WHERE id = $1', [id], [VARCHAR])
    if (isBlank({ id, note, tags })) return
    await connection.run(
      'INSERT INTO notes VALUES ($1, $2, $3, $4)',
      [recordKey(id, seed), id, note, listValue(tags)],
      [INTEGER, VARCHAR, VARCHAR, LIST(VARCHAR)]
    )
  })
}

/** Replaces all outcomes. */
export const replaceFollowed = (
  connection: DuckDBConnection,
  calls: readonly FollowedCall[],
  seed: number
): Promise<void> =>
  replaceTable(
    connection,
    'followed',
    [INTEGER, VARCHAR, INTEGER],
    // Each call once, because a join would duplicate it.
    [...new Map(calls.map((call) => [databaseText(call.id), call.outcome]))].map(([id, outcome]) => [
      recordKey(id, seed),
      id,
      rankOfOutcome(outcome)
    ])
  )

/** Replaces all covered parts. */
export const replaceCovered = (connection: DuckDBConnection, parts: readonly CoveredPart[]): Promise<void> =>
  replaceTable(
    connection,
    'covered',
    [BIGINT, BIGINT, VARCHAR, BIGINT],
    parts.map((part) => [BigInt(part.startMs), BigInt(part.endMs), part.state, BigInt(part.loadedAtMs)])
  )

/** The stored parts, in time order. */
export async function readCovered(connection: DuckDBConnection): Promise<CoveredPart[]> {
  const reader = await connection.runAndReadAll(
    'SELECT start_ms, end_ms, state, loaded_ms FROM covered ORDER BY start_ms, end_ms'
  )
  return reader.getRows().map(([start, end, state, loaded]) => ({
    startMs: Number(start),
    endMs: Number(end),
    state: state === 'loaded' ? 'loaded' : 'failed',
    loadedAtMs: Number(loaded)
  }))
}
