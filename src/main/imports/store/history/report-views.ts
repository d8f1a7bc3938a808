import type { DuckDBConnection } from '@duckdb/node-api'
import type { ReportFilter, ReportLine } from '../../../../shared/imports/schema'
import { readImport } from './import-records'
import {
  findEntries,
  placesIn,
  readAccount,
  readLines,
  type ImportAccount,
  type PlacedEntries
} from './report-lines'

/** The filtered entries of a report, as of one moment. */
export interface ReportView {
  total: number
  /** Returns at most `limit` of them from `offset`. */
  lines(connection: DuckDBConnection, offset: number, limit: number): Promise<ReportLine[]>
}

const emptyView: ReportView = { total: 0, lines: () => Promise.resolve([]) }

const allPlaces = (count: number): Int32Array => Int32Array.from({ length: count }, (_, place) => place)

/** Caches the last value, by key. */
function createLast<T>(): (key: string, make: () => Promise<T>) => Promise<T> {
  let last: { key: string; value: T } | null = null
  return async (key, make) => {
    if (last?.key !== key) last = { key, value: await make() }
    return last.value
  }
}

/**
 * Filtered reports. Which entries match a search never changes; their fates change with each request. Both are
 * cached for the last import, so that a page only reads its own lines. `revisionOf` changes whenever the import
 * does.
 */
export function createReportViews(
  revisionOf: (id: string) => number
): (connection: DuckDBConnection, id: string, filter: ReportFilter) => Promise<ReportView> {
  const lastAccount = createLast<ImportAccount>()
  const lastEntries = createLast<PlacedEntries>()
  const lastPlaces = createLast<Int32Array>()

  return async (connection, id, filter) => {
    const { part } = filter
    const search = filter.search.trim()
    // Read first: the data may be newer than the revision, never older.
    const revision = revisionOf(id)
    const found = await readImport(connection, id)
    if (found.kept !== null) return emptyView
    const account = await lastAccount(`${id} ${revision}`, () => readAccount(connection, found))
    const places = await lastPlaces(JSON.stringify([id, revision, part, search]), async () => {
      if (part === null && search === '') return allPlaces(account.entries)
      const entries = await lastEntries(JSON.stringify([id, search]), () =>
        findEntries(connection, id, search)
      )
      return placesIn(account, entries, part)
    })
    return {
      total: places.length,
      lines: (at, offset, limit) => readLines(at, account, places.subarray(offset, offset + limit))
    }
  }
}
