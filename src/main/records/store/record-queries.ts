import { BIGINT, type DuckDBConnection } from '@duckdb/node-api'
import { maxFacets, type RecordFacets } from '../../../shared/records/filter-schema'
import { maxPageIds } from '../../../shared/records/view-schema'
import { type IncompleteCalls } from '../../../shared/records/load-schema'
import { type RecordingOfCall, type RecordRow } from '../../../shared/records/row-schema'
import { RecordsFailure } from './failure'
import type { KnownSides } from './filter-sql'
import { readNames } from './number-names'
import { readRows } from './record-rows'
import { findRecords } from './record-table'

// Queries on all records; those of a view are in current-view.ts.

/** Reads the values that a filter can choose from. */
export async function readFacets(connection: DuckDBConnection): Promise<RecordFacets> {
  const list = async (column: string, from: string) => {
    const sql = `SELECT DISTINCT ${column} AS value FROM ${from} WHERE value IS NOT NULL ORDER BY value LIMIT ${maxFacets}`
    return (await connection.runAndReadAll(sql)).getRows().map(([value]) => value)
  }
  return {
    agentIds: (await list('agent', 'records')).map(Number),
    salesmanCodes: (await list('salesman', 'records')).map(String),
    results: (await list('result', 'call_notes')).map(String),
    tags: (await list('tag', '(SELECT unnest(tags) AS tag FROM call_notes)')).map(String)
  }
}

/** Reads one record. Throws `not-found`. */
export async function readOne(
  connection: DuckDBConnection,
  id: string,
  seed: number,
  known: KnownSides
): Promise<RecordRow> {
  const found = await findRecords(connection, [id], seed)
  const numbers = Int32Array.from(found, ({ n }) => n)
  const [read] = await readRows(connection, numbers, known)
  if (read === undefined) throw new RecordsFailure('not-found')
  return read.row
}

/** Reads the recording addresses of these ids; ids without one are left out. */
export async function readRecordUrls(
  connection: DuckDBConnection,
  ids: readonly string[],
  seed: number
): Promise<RecordingOfCall[]> {
  const found = await findRecords(connection, ids, seed)
  return found.flatMap(({ record: { id, recordUrl, startedMs, callee, agentId } }) =>
    recordUrl === null ? [] : [{ id, recordUrl, startedAtMs: startedMs, calleeNumber: callee, agentId }]
  )
}

/** Reads who the callee numbers of these calls belong to; calls without a name are left out. */
export async function readCallNames(
  connection: DuckDBConnection,
  ids: readonly string[],
  seed: number
): Promise<{ id: string; name: string }[]> {
  const found = await findRecords(connection, ids, seed)
  const names = await readNames(
    connection,
    found.flatMap(({ record }) => record.callee ?? [])
  )
  return found.flatMap(({ record: { id, callee } }) => {
    const name = names.get(callee ?? '')
    return name === undefined ? [] : [{ id, name }]
  })
}

/** Reads the calls without an end that started in the period or have an unknown start. */
export async function readIncomplete(
  connection: DuckDBConnection,
  startMs: number,
  endMs: number
): Promise<IncompleteCalls> {
  const period = `FROM records WHERE ended IS NULL AND (started IS NULL OR (started >= $1 AND started < $2))`
  const bound: [bigint[], (typeof BIGINT)[]] = [
    [BigInt(startMs), BigInt(endMs)],
    [BIGINT, BIGINT]
  ]
  const sums = await connection.runAndReadAll(
    `SELECT count(*), min(started), max(started) ${period}`,
    ...bound
  )
  const [calls, earliest, latest] = sums.getRows()[0] ?? []
  const ids = await connection.runAndReadAll(
    `SELECT id ${period} ORDER BY started, n LIMIT ${maxPageIds}`,
    ...bound
  )
  return {
    calls: Number(calls),
    ids: ids.getRows().map(([id]) => String(id)),
    earliestMs: typeof earliest === 'bigint' ? Number(earliest) : null,
    latestMs: typeof latest === 'bigint' ? Number(latest) : null
  }
}
