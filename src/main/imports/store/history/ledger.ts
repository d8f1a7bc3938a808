import type { DuckDBConnection } from '@duckdb/node-api'
import { fateIs } from './request-fate'
import { rowsOf } from '../../../platform/database/statements'

// The ledger: the numbers in a campaign's library, as far as this machine knows. They are stored as hashes and
// outlive their import. A number is `sent` when the service accepted it or the user said that it is there; `maybe`
// when the answer was lost. `maybe` either becomes `sent`, or is released when the user said that the number isn't
// there and the import won't send it again, or when it was refused.
//
// An import never starts with a number that is in the ledger, and only one import per campaign sends at a time. So a
// `maybe` of an import's number always belongs to that import.

/** A range of an import's numbers. */
export interface NumberRange {
  importId: string
  campaign: string
  from: number
  /** Exclusive. */
  to: number
}

const sent = 1
const maybe = 2

const rangeSql = `SELECT hash FROM number
  WHERE import_id = $importId AND position >= $from AND position < $to`

const placeOf = ({ importId, from, to }: NumberRange): Record<string, string | number> => ({
  importId,
  from,
  to
})

/** Releases the `maybe` of these numbers; `sent` stays. */
export const releaseMaybe = async (connection: DuckDBConnection, range: NumberRange): Promise<void> => {
  await rowsOf(
    connection,
    `DELETE FROM ledger WHERE import_id = $importId AND state = ${maybe} AND hash IN (${rangeSql})`,
    placeOf(range)
  )
}

/**
 * The import won't send any more: releases the `maybe` of requests that the user decided to send `again`. Undecided
 * requests keep theirs.
 */
export const releaseDecided = async (connection: DuckDBConnection, importId: string): Promise<void> => {
  await rowsOf(
    connection,
    `DELETE FROM ledger WHERE import_id = $importId AND state = ${maybe} AND hash NOT IN (
       SELECT n.hash FROM number n JOIN request r ON n.position >= r.from_pos AND n.position < r.to_pos
       WHERE n.import_id = $importId AND r.import_id = $importId
         AND (${fateIs('unknown')} OR ${fateIs('under-way')}))`,
    { importId }
  )
}

/**
 * Marks these numbers as sent. `sentMs`: when their request was sent, because calls count from then on; `wasMaybe`:
 * some may be in the ledger as `maybe`.
 */
export async function enterSent(
  connection: DuckDBConnection,
  range: NumberRange,
  entry: { sentMs: number; wasMaybe: boolean }
): Promise<void> {
  if (entry.wasMaybe) await releaseMaybe(connection, range)
  await rowsOf(
    connection,
    `INSERT INTO ledger SELECT $campaign, hash, ${sent}, $importId, $sentMs FROM (${rangeSql})`,
    { ...placeOf(range), campaign: range.campaign, sentMs: entry.sentMs }
  )
}

/** Marks these numbers as `maybe`, unless they are in the ledger already. */
export async function enterMaybe(
  connection: DuckDBConnection,
  range: NumberRange,
  nowMs: number
): Promise<void> {
  await rowsOf(
    connection,
    `INSERT INTO ledger SELECT $campaign, hash, ${maybe}, $importId, $nowMs FROM (${rangeSql})
     WHERE hash NOT IN (SELECT hash FROM ledger WHERE campaign = $campaign)`,
    { ...placeOf(range), campaign: range.campaign, nowMs }
  )
}

/** Returns the count of sent numbers per campaign. */
export async function countSent(connection: DuckDBConnection): Promise<Map<string, number>> {
  const rows = await rowsOf(
    connection,
    `SELECT campaign, count(*) FROM ledger WHERE state = ${sent} GROUP BY campaign`
  )
  return new Map(rows.map(([campaign, count]) => [String(campaign), Number(count)]))
}
