import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api'
import { reportReasons, type ReportPart } from '../../../../shared/imports/imports'
import type { ImportReport, ReportLine } from '../../../../shared/imports/schema'
import type { AppError } from '../../../../shared/platform/schema'
import { createBinder } from '../../../platform/database/sql-binder'
import { searchSql } from '../entry-search'
import type { KeptImport } from './import-records'
import { keptError, readFiles } from './import-report'
import { integerColumns } from '../integer-columns'
import { fateSql, requestFates, type RequestFate } from './request-fate'
import { numberOf, rowsOf, textOf, textOrNull } from '../../../platform/database/statements'

/** The fate of each number of an import, as of one moment. */
export interface ImportAccount {
  id: string
  /** Number of entries of the import, sent or not. */
  entries: number
  files: ImportReport['files']
  /** By position: the last request with the number, as an index into the two lists below; 0: none. */
  carriers: Int32Array
  parts: readonly ReportPart[]
  requests: readonly (number | null)[]
}

const none = new Int32Array()

const partOf = (account: ImportAccount, position: number): ReportPart =>
  account.parts[account.carriers[position] ?? 0] ?? 'waiting'

const requestOf = (account: ImportAccount, position: number): number | null =>
  account.requests[account.carriers[position] ?? 0] ?? null

const partOfFate: Record<Exclude<RequestFate, 'open'>, ReportPart> = {
  sent: 'sent',
  refused: 'refused',
  unknown: 'unknown',
  'under-way': 'waiting'
}

/** Reads the fate of each number: that of its last request. */
export async function readAccount(
  connection: DuckDBConnection,
  { record }: KeptImport
): Promise<ImportAccount> {
  const { id, total, state, leftOut } = record
  const binder = createBinder()
  const [nos = none, froms = none, tos = none, fates = none] = await integerColumns(
    connection,
    {
      ...binder,
      text: `SELECT r.no, r.from_pos, r.to_pos, ${fateSql} FROM request r
        WHERE r.import_id = ${binder.text(id)} ORDER BY r.no`
    },
    4
  )
  const untried: ReportPart = state === 'cancelled' ? 'left-out' : 'waiting'
  const carriers = new Int32Array(total)
  // In request order, so that the last one wins. Few numbers were in more than a few requests.
  nos.forEach((_, at) => carriers.fill(at + 1, froms[at], tos[at]))
  const parts = Array.from(fates, (value) => {
    const fate = requestFates[value] ?? 'open'
    return fate === 'open' ? untried : partOfFate[fate]
  })
  return {
    id,
    entries: total + leftOut,
    files: await readFiles(connection, id),
    carriers,
    parts: [untried, ...parts],
    requests: [null, ...nos]
  }
}

/** Entries of an import in order; `positions`: -1 for an entry that isn't sent. */
export interface PlacedEntries {
  places: Int32Array
  positions: Int32Array
}

/** The entries that match the search; all for ''. */
export async function findEntries(
  connection: DuckDBConnection,
  id: string,
  search: string
): Promise<PlacedEntries> {
  const binder = createBinder()
  const importId = binder.text(id)
  const from = (table: string): string => {
    const match = searchSql(search, table, binder)
    return `FROM ${table} WHERE import_id = ${importId} ${match === null ? '' : `AND ${match}`}`
  }
  const text = `SELECT place, position ${from('number')}
    UNION ALL SELECT place, -1 ${from('left_out')} ORDER BY place`
  const [places = none, positions = none] = await integerColumns(connection, { ...binder, text }, 2)
  return { places, positions }
}

/** The places of the entries in a part; null: all. */
export function placesIn(
  { carriers, parts }: ImportAccount,
  { places, positions }: PlacedEntries,
  part: ReportPart | null
): Int32Array {
  if (part === null) return places
  const isAsked = Uint8Array.from(parts, (its) => (its === part ? 1 : 0))
  const isOtherAsked = part === 'left-out' ? 1 : 0
  let count = 0
  const found = new Int32Array(places.length)
  for (let i = 0; i < places.length; i += 1) {
    const position = positions[i] ?? -1
    if ((position < 0 ? isOtherAsked : isAsked[carriers[position] ?? 0]) !== 1) continue
    found[count] = places[i] ?? 0
    count += 1
  }
  return found.slice(0, count)
}

async function readErrors(
  connection: DuckDBConnection,
  id: string,
  nos: ReadonlySet<number>
): Promise<Map<number, AppError | null>> {
  if (nos.size === 0) return new Map()
  const rows = await rowsOf(
    connection,
    'SELECT no, error FROM request WHERE import_id = $id AND no IN (SELECT unnest($nos))',
    { id, nos: [...nos] }
  )
  return new Map(rows.map(([no, error]) => [numberOf(no), keptError(error)]))
}

const hasError = (part: ReportPart): boolean => part === 'refused' || part === 'unknown'

/** Returns the lines at these places, which ascend. */
export async function readLines(
  connection: DuckDBConnection,
  account: ImportAccount,
  places: Int32Array
): Promise<ReportLine[]> {
  const [first, last] = [places[0], places.at(-1)]
  if (first === undefined || last === undefined) return []
  const isWhole = last - first === places.length - 1
  const rows = await rowsOf(
    connection,
    `SELECT place, position, file, line, col, coalesce(text, dial, ''), dial, reason FROM (
       SELECT place, position, file, line, col, text, dial, NULL AS reason FROM number WHERE import_id = $id
       UNION ALL SELECT place, NULL, file, line, col, text, dial, reason FROM left_out WHERE import_id = $id
     ) WHERE place BETWEEN $first AND $last ${isWhole ? '' : 'AND place IN (SELECT unnest($places))'}
     ORDER BY place`,
    { id: account.id, first, last, ...(isWhole ? {} : { places }) }
  )
  const lines = rows.map((row) => reportLine(account, row))
  const asked = lines.flatMap(({ part, request }) => (hasError(part) && request !== null ? [request] : []))
  const errors = await readErrors(connection, account.id, new Set(asked))
  return lines.map((line) =>
    hasError(line.part) ? { ...line, error: errors.get(line.request ?? 0) ?? null } : line
  )
}

function reportLine(account: ImportAccount, row: readonly DuckDBValue[]): ReportLine {
  const [, position, file, line, column, text, dial, reason] = row
  const at = position === null ? null : numberOf(position)
  const part = at === null ? 'left-out' : partOf(account, at)
  const { name, sheet } = account.files[numberOf(file)] ?? { name: '', sheet: null }
  const known = reportReasons.find((code) => code === reason) ?? null
  return {
    name,
    sheet,
    line: numberOf(line),
    column: numberOf(column),
    text: textOf(text),
    dial: textOrNull(dial),
    part,
    reason: at !== null && part === 'left-out' ? 'cancelled' : known,
    request: at === null ? null : requestOf(account, at),
    error: null
  }
}
