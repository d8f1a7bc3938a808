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
import type { CoveredPart, FollowedCall } from '../../../shared/records/load-schema'
import type { NoteChange, RecordNote } from '../../../shared/records/row-schema'
import { appendRows } from '../../platform/database/append-rows'
import { databaseText } from '../../platform/database/database-text'
import { inCountedTransaction, inTransaction } from '../../platform/database/transaction'
import { noteParts } from './note-parts'
import { rankOfOutcome } from './filter-sql'
import { recordKey } from './stored-record'

async function replaceTable(
  connection: DuckDBConnection,
  table: 'followed' | 'covered',
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

const isBlank = ({ result, note, tags }: RecordNote): boolean =>
  result === null && note === '' && tags.length === 0

// Files of earlier versions have a table `notes` without results; it stays for them, empty.
const notesTable = `
  CREATE OR REPLACE TABLE call_notes (
    key INTEGER NOT NULL, id VARCHAR NOT NULL, result VARCHAR, note VARCHAR NOT NULL, tags VARCHAR[] NOT NULL
  )`
const noteTypes = [INTEGER, VARCHAR, VARCHAR, VARCHAR, LIST(VARCHAR)]

/** The call's note, cleaned for the database, with the changed parts. */
const changedNote = (
  change: NoteChange,
  { result, note, tags }: Omit<RecordNote, 'id'> = { result: null, note: '', tags: [] }
): RecordNote => ({
  id: databaseText(change.id),
  result: change.result === undefined ? result : change.result,
  note: databaseText(change.note ?? note),
  tags: (change.tags ?? tags).map(databaseText)
})

const valuesOf = ({ id, result, note, tags }: RecordNote, seed: number): DuckDBValue[] => [
  recordKey(id, seed),
  id,
  result,
  note,
  listValue(tags)
]

/** Replaces all notes. Their own file is authoritative; this copy is for searching. */
export async function replaceNotes(
  connection: DuckDBConnection,
  notes: readonly NoteChange[],
  seed: number
): Promise<void> {
  const rows = notes.map((note) => changedNote(note)).filter((note) => !isBlank(note))
  await inTransaction(connection, async () => {
    await connection.run(notesTable)
    await connection.run('DELETE FROM notes')
    await appendRows(connection, { name: 'call_notes' }, noteTypes, rows.length, (from, to) => {
      const part = rows.slice(from, to).map((note) => valuesOf(note, seed))
      return noteTypes.map((_, column) => part.map((row) => row[column] ?? null))
    })
  })
}

/** Changes the given parts of a call's note; a note without any content is removed. */
export async function changeNote(
  connection: DuckDBConnection,
  change: NoteChange,
  seed: number
): Promise<void> {
  const id = databaseText(change.id)
  await inTransaction(connection, async () => {
    const before = await connection.runAndReadAll(
      'SELECT result, note, tags FROM call_notes WHERE key = $1 AND id = $2',
      [recordKey(id, seed), id],
      [INTEGER, VARCHAR]
    )
    const [row] = before.getRows()
    const note = changedNote(change, row === undefined ? undefined : noteParts(row))
    await connection.run(
      'DELETE FROM call_notes WHERE key = $1 AND id = $2',
      [recordKey(id, seed), id],
      [INTEGER, VARCHAR]
    )
    if (isBlank(note)) return
    await connection.run(
      'INSERT INTO call_notes VALUES ($1, $2, $3, $4, $5)',
      valuesOf(note, seed),
      noteTypes
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
