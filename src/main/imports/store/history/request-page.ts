import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api'
import { requestDecisions, requestOutcomes } from '../../../../shared/imports/imports'
import type { ImportRequest } from '../../../../shared/imports/schema'
import { readImport } from './import-records'
import { keptError } from './import-report'
import type { ImportInput, ImportOutput } from '../../imports-operations'
import { numberOf, numberOrNull, rowsOf, textOf } from '../../../platform/database/statements'

const importRequest = (row: readonly DuckDBValue[]): ImportRequest => ({
  no: numberOf(row[0]),
  from: numberOf(row[1]),
  to: numberOf(row[2]),
  firstNumber: textOf(row[3]),
  lastNumber: textOf(row[4]),
  sentAtMs: numberOf(row[5]),
  settledAtMs: numberOrNull(row[6]),
  outcome: requestOutcomes.find((outcome) => outcome === row[7]) ?? null,
  error: keptError(row[8]),
  decision: requestDecisions.find((decision) => decision === row[9]) ?? null
})

/**
 * Returns a page of an import's requests, newest first. No outcomes: all requests, including those in flight.
 * `not-found`
 */
export async function readRequests(
  connection: DuckDBConnection,
  { id, outcomes, offset, limit }: ImportInput<'requests'>
): Promise<ImportOutput<'requests'>> {
  await readImport(connection, id)
  const names = outcomes.map((outcome) => `'${outcome}'`).join(', ')
  const condition = `import_id = $id ${outcomes.length === 0 ? '' : `AND outcome IN (${names})`}`
  const [count] = await rowsOf(connection, `SELECT count(*) FROM request WHERE ${condition}`, { id })
  const rows = await rowsOf(
    connection,
    `SELECT r.no, r.from_pos, r.to_pos, first.dial, last.dial, r.sent_ms, r.settled_ms, r.outcome, r.error, r.decision
     FROM (SELECT * FROM request WHERE ${condition} ORDER BY no DESC LIMIT $limit OFFSET $offset) r
     JOIN number first ON first.import_id = $id AND first.position = r.from_pos
     JOIN number last ON last.import_id = $id AND last.position = r.to_pos - 1
     ORDER BY r.no DESC`,
    { id, limit, offset }
  )
  return { total: numberOf(count?.[0]), requests: rows.map(importRequest) }
}
