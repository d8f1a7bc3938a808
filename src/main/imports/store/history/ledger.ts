import type { DuckDBConnection } from '@duckdb/node-api'
import { fateIs } from './request-fate'
import { rowsOf } from '../statements'

// The ledger: which numbers are in a campaign's library, as far as this machine knows, kept as hashes and kept
// when an import and its entries are removed. A number is `sent` when the service took it or a person said that
// it is there; `maybe` when the answer was lost. `maybe` ends in one of two ways: as `sent`, or it is released
// when a person said that the number is not there and the import will not send it again, or was refused it.
//
// An import never begins with a number of the ledger, and no two imports of a campaign send at once. So a
// `maybe` of one of its numbers is always its own.

/** Some of the numbers of an import. */
export interface NumberRange {
  importId: string
  campaign: string
  from: number
  /** Not part of it. */
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

/** Takes back that these numbers may be in the library; that they are stays. */
export const releaseMaybe = async (connection: DuckDBConnection, range: NumberRange): Promise<void> => {
  await rowsOf(
    connection,
    `DELETE FROM ledger WHERE import_id = $importId AND state = ${maybe} AND hash IN (${rangeSql})`,
    placeOf(range)
  )
}

/**
 * The import sends nothing any more: what may be in the library for the sake of requests that a person decided
 * on, `again`, is taken back. Numbers of requests about which nobody knows stay.
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

/** These numbers are in the library. `wasMaybe`: some of them may be in the ledger as such. */
export async function enterSent(
  connection: DuckDBConnection,
  range: NumberRange,
  entry: { nowMs: number; wasMaybe: boolean }
): Promise<void> {
  if (entry.wasMaybe) await releaseMaybe(connection, range)
  await rowsOf(
    connection,
    `INSERT INTO ledger SELECT $campaign, hash, ${sent}, $importId, $nowMs FROM (${rangeSql})`,
    { ...placeOf(range), campaign: range.campaign, nowMs: entry.nowMs }
  )
}

/** These numbers may be in the library. Those that are known already stay as they are. */
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

/** How many numbers are known to be in each campaign. */
export async function countSent(connection: DuckDBConnection): Promise<Map<string, number>> {
  const rows = await rowsOf(
    connection,
    `SELECT campaign, count(*) FROM ledger WHERE state = ${sent} GROUP BY campaign`
  )
  return new Map(rows.map(([campaign, count]) => [String(campaign), Number(count)]))
}
