import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api'
import { reportReasons } from '../../../../shared/imports/imports'
import type { ImportReport } from '../../../../shared/imports/schema'
import { appErrorSchema, type AppError } from '../../../../shared/platform/schema'
import type { KeptImport } from './import-records'
import { fateIs } from './request-fate'
import { numberOf, rowsOf, textOf, textOrNull } from '../../../platform/database/statements'

/** Maximum number of kinds of refusals. */
const maxRefusals = 50

/** Parses the error stored with a request. */
export const keptError = (value: DuckDBValue | undefined): AppError | null => {
  const text = textOrNull(value)
  return text === null ? null : appErrorSchema.parse(JSON.parse(text))
}

/** The files of an import, by index. */
export async function readFiles(connection: DuckDBConnection, id: string): Promise<ImportReport['files']> {
  const rows = await rowsOf(
    connection,
    'SELECT name, sheet FROM import_file WHERE import_id = $id ORDER BY file',
    { id }
  )
  return rows.map(([name, sheet]) => ({ name: textOf(name), sheet: textOrNull(sheet) }))
}

async function readReasons(
  connection: DuckDBConnection,
  id: string,
  cancelled: number
): Promise<ImportReport['byReason']> {
  const rows = await rowsOf(
    connection,
    'SELECT reason, count(*) FROM left_out WHERE import_id = $id GROUP BY reason',
    { id }
  )
  const counts = new Map(rows.map(([reason, count]) => [textOf(reason), numberOf(count)]))
  if (cancelled > 0) counts.set('cancelled', cancelled)
  return reportReasons
    .map((reason) => ({ reason, count: counts.get(reason) ?? 0 }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count)
}

/**
 * Removes details of single numbers (number, index, retry delay) from an error, so that equal refusals group, and no
 * number outlives its entries in a stored report.
 */
const reasonSql = `json_merge_patch(r.error, json_object('field', NULL, 'retryAfterMs', NULL,
  'message', regexp_replace(json_extract_string(r.error, '$.message'), '[0-9]{5,}', '…', 'g')))`

/** Grouped by the service's message. */
async function readRefusals(connection: DuckDBConnection, id: string): Promise<ImportReport['refusals']> {
  const rows = await rowsOf(
    connection,
    `SELECT ${reasonSql} AS error, sum(r.to_pos - r.from_pos) AS count
     FROM request r WHERE r.import_id = $id AND ${fateIs('refused')} AND r.error IS NOT NULL
     GROUP BY 1 ORDER BY count DESC, error LIMIT ${maxRefusals}`,
    { id }
  )
  return rows.flatMap(([text, count]) => {
    const error = keptError(text)
    return error === null ? [] : [{ error, count: numberOf(count) }]
  })
}

/** Returns the report of an import; the stored one if its entries were removed. */
export async function readReport(
  connection: DuckDBConnection,
  { record, kept, underWay }: KeptImport
): Promise<ImportReport> {
  if (kept !== null) return kept
  const { id, state, total, sent, refused, unknown, leftOut } = record
  const [counts] = await rowsOf(connection, 'SELECT count(*) FROM request WHERE import_id = $id', { id })
  // A cancelled import only waits for answers in flight.
  const cancelled = state === 'cancelled' ? total - sent - refused - unknown - underWay : 0
  return {
    sent,
    refused,
    unknown,
    waiting: total - sent - refused - unknown - cancelled,
    leftOut: leftOut + cancelled,
    requests: numberOf(counts?.[0]),
    byReason: await readReasons(connection, id, cancelled),
    refusals: await readRefusals(connection, id),
    files: await readFiles(connection, id),
    hasDetails: true
  }
}
