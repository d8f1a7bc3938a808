import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api'
import { reportReasons, type ImportReport } from '../../../../shared/imports/imports'
import { appErrorSchema } from '../../../../shared/platform/schema'
import type { AppError } from '../../../../shared/platform/errors'
import type { KeptImport } from './import-records'
import { fateIs } from './request-fate'
import { numberOf, rowsOf, textOf, textOrNull } from '../statements'

/** Kinds of refusals that are told apart. */
const maxRefusals = 50

/** An error that was written down with a request. */
export const keptError = (value: DuckDBValue | undefined): AppError | null => {
  const text = textOrNull(value)
  return text === null ? null : appErrorSchema.parse(JSON.parse(text))
}

/** The files of an import by their place in it. */
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
 * An error without what tells one number's refusal from another's: the number that the service's words name, its
 * place, how long to wait. Nor does a number outlive its entries in a report that is kept.
 */
const reasonSql = `json_merge_patch(r.error, json_object('field', NULL, 'retryAfterMs', NULL,
  'message', regexp_replace(json_extract_string(r.error, '$.message'), '[0-9]{5,}', '…', 'g')))`

/** By the service's words. */
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

/** What an import came to: of one whose entries were removed, what was kept. */
export async function readReport(
  connection: DuckDBConnection,
  { record, kept, underWay }: KeptImport
): Promise<ImportReport> {
  if (kept !== null) return kept
  const { id, state, total, sent, refused, unknown, leftOut } = record
  const [counts] = await rowsOf(connection, 'SELECT count(*) FROM request WHERE import_id = $id', { id })
  // Of a cancelled import nothing waits but the answers to what was sent.
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
