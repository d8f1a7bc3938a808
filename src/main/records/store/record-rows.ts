import { INTEGER, LIST, listValue, type DuckDBConnection, type DuckDBValue } from '@duckdb/node-api'
import type { RecordRow } from '../../../shared/records/schema'
import { fromSql, outcomeOfRank, outcomeSql } from './filter-sql'
import { noteParts, notePartsSql } from './note-parts'
import { numberedRecord, recordColumnCount, recordColumnsSql } from './record-table'

const yuanOrSeconds = (micros: number | null): number | null => (micros === null ? null : micros / 1_000_000)

function toRow(values: readonly DuckDBValue[]): { n: number; row: RecordRow; recordUrl: string | null } {
  const { n, record } = numberedRecord(values)
  const [outcome, name, ...noted] = values.slice(recordColumnCount)
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
      contactName: typeof name === 'string' ? name : '',
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
    `SELECT ${recordColumnsSql}, ${outcomeSql(sides.hasFollowed)}, ${sides.hasNames ? 'p.name' : 'NULL'},
       ${notePartsSql(sides.hasNotes)}
     ${fromSql({ followed: sides.hasFollowed, notes: sides.hasNotes, names: sides.hasNames })} WHERE r.n IN (SELECT unnest($1))`,
    [listValue([...numbers])],
    [LIST(INTEGER)]
  )
  const byNumber = new Map(
    reader
      .getRows()
      .map((values) => toRow(values))
      .map((read) => [read.n, read])
  )
  const rows: { row: RecordRow; recordUrl: string | null }[] = []
  for (const n of numbers) {
    const read = byNumber.get(n)
    if (read !== undefined) rows.push({ row: read.row, recordUrl: read.recordUrl })
  }
  return rows
}
