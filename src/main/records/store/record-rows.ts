import { INTEGER, LIST, listValue, type DuckDBConnection, type DuckDBValue } from '@duckdb/node-api'
import type { RecordRow } from '../../../shared/records/row-schema'
import { fromSql, outcomeOfRank, outcomeSql } from './filter-sql'
import { readNames } from './number-names'
import { noteParts, notePartsSql } from './note-parts'
import { numberedRecord, recordColumnCount, recordColumnsSql, type NumberedRecord } from './record-table'

const yuanOrSeconds = (micros: number | null): number | null => (micros === null ? null : micros / 1_000_000)

/** A row as it was read: the record, its outcome and its note's parts. */
interface ReadRow extends NumberedRecord {
  outcome: DuckDBValue | undefined
  noted: readonly DuckDBValue[]
}

function readRow(values: readonly DuckDBValue[]): ReadRow {
  const [outcome, ...noted] = values.slice(recordColumnCount)
  return { ...numberedRecord(values), outcome, noted }
}

function toRow(
  { n, record, outcome, noted }: ReadRow,
  names: ReadonlyMap<string, string>
): { n: number; row: RecordRow; recordUrl: string | null } {
  return {
    n,
    recordUrl: record.recordUrl,
    row: {
      id: record.id,
      startedAtMs: record.startedMs,
      answeredAtMs: record.answeredMs,
      endedAtMs: record.endedMs,
      callerNumber: record.caller,
      calleeNumber: record.callee,
      contactName: names.get(record.callee ?? '') ?? '',
      agentId: record.agentId,
      salesmanCode: record.salesman,
      durationSeconds: yuanOrSeconds(record.durationMicros),
      duration: record.durationText,
      costYuan: yuanOrSeconds(record.costMicros),
      cost: record.costText,
      outcome: outcomeOfRank(Number(outcome)),
      hasRecording: record.recordUrl !== null,
      ...noteParts(noted)
    }
  }
}

/** Rows by their row numbers, in the order of these, each with its recording's address. */
export async function readRows(
  connection: DuckDBConnection,
  numbers: Int32Array,
  sides: { hasFollowed: boolean; hasNotes: boolean; hasNames: boolean }
): Promise<{ row: RecordRow; recordUrl: string | null }[]> {
  if (numbers.length === 0) return []
  const reader = await connection.runAndReadAll(
    `SELECT ${recordColumnsSql}, ${outcomeSql(sides.hasFollowed)}, ${notePartsSql(sides.hasNotes)}
     ${fromSql({ followed: sides.hasFollowed, notes: sides.hasNotes })} WHERE r.n IN (SELECT unnest($1))`,
    [listValue([...numbers])],
    [LIST(INTEGER)]
  )
  const read = reader.getRows().map(readRow)
  // Not joined: a join would read all names for the few rows of a page.
  const callees = new Set(read.flatMap(({ record }) => record.callee ?? []))
  const names = sides.hasNames ? await readNames(connection, [...callees]) : new Map<string, string>()
  const byNumber = new Map(read.map((one) => [one.n, toRow(one, names)]))
  const rows: { row: RecordRow; recordUrl: string | null }[] = []
  for (const n of numbers) {
    const found = byNumber.get(n)
    if (found !== undefined) rows.push({ row: found.row, recordUrl: found.recordUrl })
  }
  return rows
}
