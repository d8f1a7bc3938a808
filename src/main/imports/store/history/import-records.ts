import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api'
import { importReportSchema, type ImportReport } from '../../../../shared/imports/schema'
import { Failure } from '../../../platform/database/failure'
import type { ImportRecord } from '../../imports-operations'
import { fateIs } from './request-fate'
import { numberOf, numberOrNull, rowsOf, textOf, textOrNull } from '../../../platform/database/statements'

/** Maximum number of imports returned. */
const maxRecords = 1_000

/** A stored import, with its report if its entries were removed. */
export interface KeptImport {
  record: ImportRecord
  /** Null: its entries exist. */
  kept: ImportReport | null
  /** Numbers of requests in flight. */
  underWay: number
}

const keptReport = (text: string | null): ImportReport | null =>
  text === null ? null : importReportSchema.parse(JSON.parse(text))

const stateOf = (value: DuckDBValue | undefined): ImportRecord['state'] =>
  value === 'open' || value === 'cancelled' ? value : 'ended'

const numbersOf = (fate: Parameters<typeof fateIs>[0]): string =>
  `sum(r.to_pos - r.from_pos) FILTER (${fateIs(fate)})`

const selectSql = (ofRequests: string, ofImports: string): string => `
  SELECT i.id, i.campaign, i.name, i.files, i.created_ms, i.ended_ms, i.state, i.total, i.left_out, i.batch_size,
    i.has_details, i.kept, s.sent, s.refused, s.unknown, s.undecided, s.under_way
  FROM import i LEFT JOIN (
    SELECT r.import_id, ${numbersOf('sent')} AS sent, ${numbersOf('refused')} AS refused,
      ${numbersOf('unknown')} AS unknown, count(*) FILTER (${fateIs('unknown')}) AS undecided,
      ${numbersOf('under-way')} AS under_way
    FROM request r ${ofRequests} GROUP BY r.import_id
  ) s ON s.import_id = i.id
  ${ofImports}`

function keptImport(row: readonly DuckDBValue[]): KeptImport {
  const kept = keptReport(textOrNull(row[11]))
  return {
    record: {
      id: textOf(row[0]),
      campaignId: textOf(row[1]),
      name: textOf(row[2]),
      files: numberOf(row[3]),
      createdAtMs: numberOf(row[4]),
      endedAtMs: numberOrNull(row[5]),
      state: stateOf(row[6]),
      total: numberOf(row[7]),
      leftOut: numberOf(row[8]),
      batchSize: numberOf(row[9]),
      hasDetails: row[10] === true,
      sent: kept?.sent ?? numberOf(row[12]),
      refused: kept?.refused ?? numberOf(row[13]),
      unknown: kept?.unknown ?? numberOf(row[14]),
      undecided: numberOf(row[15])
    },
    kept,
    underWay: numberOf(row[16])
  }
}

/** Returns the imports, newest first; the limit never drops unfinished ones. */
export async function readImports(connection: DuckDBConnection): Promise<KeptImport[]> {
  const rows = await rowsOf(
    connection,
    selectSql('', `ORDER BY i.state <> 'open', i.created_ms DESC, i.id LIMIT ${maxRecords}`)
  )
  return rows
    .map(keptImport)
    .sort((a, b) => b.record.createdAtMs - a.record.createdAtMs || (a.record.id < b.record.id ? -1 : 1))
}

/** Returns one import. `not-found` */
export async function readImport(connection: DuckDBConnection, id: string): Promise<KeptImport> {
  const [row] = await rowsOf(connection, selectSql('WHERE r.import_id = $id', 'WHERE i.id = $id'), { id })
  if (row === undefined) throw new Failure('not-found')
  return keptImport(row)
}

/**
 * Throws `import-unfinished` if another import may still add numbers to the campaign: it is open, or was cancelled
 * with a request in flight. The ledger doesn't contain those numbers yet.
 */
export async function refuseUnfinished(
  connection: DuckDBConnection,
  { id, campaign }: { id: string; campaign: string }
): Promise<void> {
  const [unfinished] = await rowsOf(
    connection,
    `SELECT 1 FROM import i WHERE i.campaign = $campaign AND i.id <> $id AND (i.state = 'open'
       OR EXISTS (SELECT 1 FROM request r WHERE r.import_id = i.id AND r.outcome IS NULL)) LIMIT 1`,
    { id, campaign }
  )
  if (unfinished !== undefined) throw new Failure('import-unfinished')
}
