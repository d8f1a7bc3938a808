import { BIGINT, BOOLEAN, INTEGER, VARCHAR, type DuckDBConnection } from '@duckdb/node-api'
import type { ZoneOffsets } from '../../../../shared/records/filter-schema'
import { progressLimits } from '../../../../shared/imports/progress'
import type { ProgressDay } from '../../../../shared/imports/progress-schema'
import { numberKey } from '../../../numbers/number-key'
import { appendRows } from '../../../platform/database/append-rows'
import { numberOf, rowsOf } from '../../../platform/database/statements'
import { offsetAt } from '../../../platform/zone-offsets'
import type { ImportInput } from '../../imports-operations'

const dayMs = 86_400_000

/** An import whose numbers are counted. */
export interface CountedImport {
  id: string
  campaign: string
  /** How far the service's clock is ahead of this computer's, in ms. */
  aheadMs: number
}

/** Takes the numbers that were sent so far; those sent later aren't part of this counting. */
export async function takeSent(
  connection: DuckDBConnection,
  { id, aheadMs }: Omit<CountedImport, 'campaign'>
): Promise<void> {
  await connection.run('DELETE FROM progress.call')
  await connection.run('DELETE FROM progress.sent')
  await rowsOf(
    connection,
    `INSERT INTO progress.sent SELECT hash, at_ms + $aheadMs FROM ledger WHERE import_id = $id AND state = 1`,
    { id, aheadMs }
  )
}

interface NumberedCall {
  dial: string
  startedMs: number
  day: number
  isAnswered: boolean
}

/** The calls of a page; one whose number the service may have changed is listed as received and as it is compared. */
function callsOf(
  { numbers, startedMs, isAnswered }: ImportInput<'addCalls'>,
  zone: ZoneOffsets
): NumberedCall[] {
  const dials = numbers === '' ? [] : numbers.split('\n')
  return dials.flatMap((dial, at) => {
    const started = startedMs[at] ?? 0
    const day = Math.floor((started + offsetAt(zone, started)) / dayMs)
    const call = { dial, startedMs: started, day, isAnswered: isAnswered[at] === 1 }
    const key = numberKey(dial)
    return key === dial ? [call] : [call, { ...call, dial: key }]
  })
}

/** Adds the calls of sent numbers that started after their number was sent. Their numbers are dropped. */
export async function addCalls(
  connection: DuckDBConnection,
  page: ImportInput<'addCalls'>,
  { campaign, zone, salt }: { campaign: string; zone: ZoneOffsets; salt: string }
): Promise<void> {
  const calls = callsOf(page, zone)
  await connection.run(
    'CREATE OR REPLACE TABLE progress.page (dial VARCHAR, started BIGINT, day INTEGER, is_answered BOOLEAN)'
  )
  try {
    const table = { catalog: 'progress', schema: 'main', name: 'page' }
    await appendRows(connection, table, [VARCHAR, BIGINT, INTEGER, BOOLEAN], calls.length, (from, to) => {
      const part = calls.slice(from, to)
      return [
        part.map(({ dial }) => dial),
        part.map(({ startedMs }) => BigInt(startedMs)),
        part.map(({ day }) => day),
        part.map(({ isAnswered }) => isAnswered)
      ]
    })
    await rowsOf(
      connection,
      `INSERT INTO progress.call SELECT s.hash, p.started, p.day, p.is_answered FROM progress.page p
       JOIN progress.sent s ON s.hash = left(sha256($salt || ':' || $campaign || ':' || p.dial), 32)::UUID
       WHERE p.started >= s.from_ms`,
      { salt, campaign }
    )
  } finally {
    await connection.run('DROP TABLE IF EXISTS progress.page')
  }
}

/** SQL: the called numbers, each once. */
export const calledSql = `SELECT hash, count(*) AS calls, bool_or(is_answered) AS is_answered,
  arg_min(day, started) AS first_day, arg_min(day, started) FILTER (is_answered) AS answered_day
  FROM progress.call GROUP BY hash`

/** The counts of numbers and calls. */
export interface ProgressCounts {
  sent: number
  answered: number
  notAnswered: number
  notCalled: number
  attempts: number
  days: ProgressDay[]
}

/** Counts the calls that were added. */
export async function readCounts(connection: DuckDBConnection): Promise<ProgressCounts> {
  const [sums] = await rowsOf(
    connection,
    `SELECT (SELECT count(*) FROM progress.sent), count(*), count(*) FILTER (is_answered), sum(calls)
     FROM (${calledSql})`
  )
  const [sent = 0, called = 0, answered = 0, attempts = 0] = (sums ?? []).map(numberOf)
  const days = await rowsOf(
    connection,
    `WITH called AS (${calledSql})
     SELECT day, sum(attempts), sum(called), sum(answered) FROM (
       SELECT day, count(*) AS attempts, 0 AS called, 0 AS answered FROM progress.call GROUP BY day
       UNION ALL SELECT first_day, 0, count(*), 0 FROM called GROUP BY first_day
       UNION ALL SELECT answered_day, 0, 0, count(*) FROM called WHERE answered_day IS NOT NULL GROUP BY answered_day
     ) GROUP BY day ORDER BY day DESC LIMIT ${progressLimits.maxDays}`
  )
  return {
    sent,
    answered,
    notAnswered: called - answered,
    notCalled: sent - called,
    attempts,
    days: days.reverse().map(([day, calls, first, firstAnswered]) => ({
      day: new Date(numberOf(day) * dayMs).toISOString().slice(0, 10),
      attempts: numberOf(calls),
      called: numberOf(first),
      answered: numberOf(firstAnswered)
    }))
  }
}
