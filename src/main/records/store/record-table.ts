import {
  BIGINT,
  BOOLEAN,
  INTEGER,
  LIST,
  VARCHAR,
  listValue,
  type DuckDBConnection,
  type DuckDBType,
  type DuckDBValue
} from '@duckdb/node-api'
import { appendRows } from '../../platform/database/append-rows'
import { databaseText } from '../../platform/database/database-text'
import { inCountedTransaction } from '../../platform/database/transaction'
import { isSameRecord, mergedRecord, recordKey, type StoredRecord } from './stored-record'

// The columns of the table `records` in its order; n and key come before them, has_url after them (so that a long
// text isn't read for a boolean).
const columns: readonly {
  name: string
  type: DuckDBType
  field: keyof StoredRecord
}[] = [
  { name: 'id', type: VARCHAR, field: 'id' },
  { name: 'started', type: BIGINT, field: 'startedMs' },
  { name: 'answered', type: BIGINT, field: 'answeredMs' },
  { name: 'ended', type: BIGINT, field: 'endedMs' },
  { name: 'caller', type: VARCHAR, field: 'caller' },
  { name: 'caller_digits', type: VARCHAR, field: 'callerDigits' },
  { name: 'callee', type: VARCHAR, field: 'callee' },
  { name: 'callee_digits', type: VARCHAR, field: 'calleeDigits' },
  { name: 'agent', type: BIGINT, field: 'agentId' },
  { name: 'salesman', type: VARCHAR, field: 'salesman' },
  { name: 'duration', type: BIGINT, field: 'durationMicros' },
  { name: 'duration_text', type: VARCHAR, field: 'durationText' },
  { name: 'cost', type: BIGINT, field: 'costMicros' },
  { name: 'cost_text', type: VARCHAR, field: 'costText' },
  { name: 'url', type: VARCHAR, field: 'recordUrl' }
]

const types = [INTEGER, INTEGER, ...columns.map(({ type }) => type), BOOLEAN]

/** A record and its row number. */
export interface NumberedRecord {
  n: number
  record: StoredRecord
}

const toValue = (value: string | number | null): DuckDBValue =>
  typeof value === 'number' ? BigInt(value) : value

/** Appends rows to `records`, or to the temporary table `changed` of the same shape. */
const appendRecords = (
  connection: DuckDBConnection,
  table: 'records' | 'changed',
  rows: readonly NumberedRecord[],
  seed: number
): Promise<void> =>
  appendRows(
    connection,
    table === 'changed' ? { name: table, catalog: 'temp' } : { name: table },
    types,
    rows.length,
    (from, to) => {
      const part = rows.slice(from, to)
      return [
        part.map(({ n }) => n),
        part.map(({ record }) => recordKey(record.id, seed)),
        ...columns.map(({ field }) => part.map(({ record }) => toValue(record[field]))),
        part.map(({ record }) => record.recordUrl !== null)
      ]
    }
  )

const text = (value: DuckDBValue | undefined): string | null => (typeof value === 'string' ? value : null)
const number = (value: DuckDBValue | undefined): number | null =>
  typeof value === 'bigint' || typeof value === 'number' ? Number(value) : null

/** The columns of a row `r` that {@link numberedRecord} reads. */
export const recordColumnsSql = `r.n, ${columns.map(({ name }) => `r.${name}`).join(', ')}`

/** Number of columns in {@link recordColumnsSql}. */
export const recordColumnCount = columns.length + 1

/** Converts a row of {@link recordColumnsSql}. */
export function numberedRecord(row: readonly DuckDBValue[]): NumberedRecord {
  return {
    n: number(row[0]) ?? -1,
    record: {
      id: text(row[1]) ?? '',
      startedMs: number(row[2]),
      answeredMs: number(row[3]),
      endedMs: number(row[4]),
      caller: text(row[5]),
      callerDigits: text(row[6]),
      callee: text(row[7]),
      calleeDigits: text(row[8]),
      agentId: number(row[9]),
      salesman: text(row[10]),
      durationMicros: number(row[11]),
      durationText: text(row[12]),
      costMicros: number(row[13]),
      costText: text(row[14]),
      recordUrl: text(row[15])
    }
  }
}

/** The rows of these ids; unknown ids are left out. */
export async function findRecords(
  connection: DuckDBConnection,
  given: readonly string[],
  seed: number
): Promise<NumberedRecord[]> {
  if (given.length === 0) return []
  const ids = given.map(databaseText)
  // Keys narrow the search down quickly; the id decides, because keys can collide.
  const keys = [...new Set(ids.map((id) => recordKey(id, seed)))]
  const reader = await connection.runAndReadAll(
    `SELECT ${recordColumnsSql} FROM records r WHERE r.key IN (SELECT unnest($1)) AND r.id IN (SELECT unnest($2))`,
    [listValue(keys), listValue(ids)],
    [LIST(INTEGER), LIST(VARCHAR)]
  )
  return reader.getRows().map(numberedRecord)
}

const assignments = [...columns.map(({ name }) => name), 'has_url']
  .filter((name) => name !== 'id')
  .map((name) => `${name} = c.${name}`)
  .join(', ')

/** Result of {@link keepRecords}. */
export interface Kept {
  added: number
  updated: number
  nextN: number
}

/**
 * Adds records, each id once, or completes existing ones, in one transaction. `nextN` is the row number of the next
 * new one.
 */
export async function keepRecords(
  connection: DuckDBConnection,
  records: readonly StoredRecord[],
  context: { seed: number; nextN: number; maxRecords: number; onFull: () => Error }
): Promise<Kept> {
  const { seed } = context
  const ids = records.map(({ id }) => id)
  const there = new Map(
    (context.nextN === 0 ? [] : await findRecords(connection, ids, seed)).map((row) => [row.record.id, row])
  )
  const added: NumberedRecord[] = []
  const changed: NumberedRecord[] = []
  let { nextN } = context
  for (const record of records) {
    const older = there.get(record.id)
    if (older === undefined) {
      added.push({ n: nextN, record })
      nextN += 1
      continue
    }
    const merged = mergedRecord(older.record, record)
    if (!isSameRecord(merged, older.record)) changed.push({ n: older.n, record: merged })
  }
  if (nextN > context.maxRecords) throw context.onFull()
  if (changed.length > 0)
    await connection.run('CREATE OR REPLACE TEMP TABLE changed AS SELECT * FROM records LIMIT 0')
  await inCountedTransaction(connection, async () => {
    await appendRecords(connection, 'records', added, seed)
    if (changed.length > 0) {
      await appendRecords(connection, 'changed', changed, seed)
      await connection.run(`UPDATE records SET ${assignments} FROM changed c WHERE records.n = c.n`)
    }
  })
  return { added: added.length, updated: changed.length, nextN }
}
