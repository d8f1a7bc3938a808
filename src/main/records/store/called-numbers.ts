import { BIGINT, INTEGER, type DuckDBConnection } from '@duckdb/node-api'
import { dialledDigits } from '../../numbers/number-key'
import type { CalledNumbers } from '../records-operations'
import { fromSql, outcomeSql } from './filter-sql'

/** The calls to read: row numbers from `from` to before `end`, started from `startMs` to before `endMs`. */
export interface CalledRange {
  startMs: number
  endMs: number
  from: number
  end: number
}

/**
 * Reads the called numbers of these records, in packed form. Calls with an unknown start are left out: they can't be
 * ordered in time.
 */
export async function readCalledNumbers(
  connection: DuckDBConnection,
  { startMs, endMs, from, end }: CalledRange,
  hasFollowed: boolean
): Promise<Omit<CalledNumbers, 'next'>> {
  const reader = await connection.runAndReadAll(
    `SELECT r.callee, r.started, (${outcomeSql(hasFollowed)}) = 0 ${fromSql({ followed: hasFollowed, notes: false })}
     WHERE r.n >= $1 AND r.n < $2 AND r.started >= $3 AND r.started < $4`,
    [from, end, BigInt(startMs), BigInt(endMs)],
    [INTEGER, INTEGER, BIGINT, BIGINT]
  )
  const numbers: string[] = []
  const starts = new Float64Array(reader.currentRowCount)
  const answers = new Uint8Array(reader.currentRowCount)
  let unreadable = 0
  for (const [callee, started, isAnswered] of reader.getRows()) {
    const digits = typeof callee === 'string' ? dialledDigits(callee) : null
    if (digits === null) {
      unreadable += 1
      continue
    }
    starts[numbers.length] = Number(started)
    answers[numbers.length] = isAnswered === true ? 1 : 0
    numbers.push(digits)
  }
  const count = numbers.length
  return {
    numbers: numbers.join('\n'),
    startedMs: starts.slice(0, count),
    isAnswered: answers.slice(0, count),
    unreadable
  }
}
