import type { DuckDBConnection } from '@duckdb/node-api'
import type { ReportLine } from '../../../../shared/imports/imports'
import type { ReportFilter } from '../../../../shared/imports/schema'
import { readImport } from './import-records'
import {
  findEntries,
  placesIn,
  readAccount,
  readLines,
  type ImportAccount,
  type PlacedEntries
} from './report-lines'

/** The entries of a report that a filter leaves, at one moment. */
export interface ReportView {
  total: number
  /** At most `limit` of them from `offset` on. */
  lines(connection: DuckDBConnection, offset: number, limit: number): Promise<ReportLine[]>
}

const emptyView: ReportView = { total: 0, lines: () => Promise.resolve([]) }

const allPlaces = (count: number): Int32Array => Int32Array.from({ length: count }, (_, place) => place)

/** Keeps the last value that was made, by the key it was made for. */
function createLast<T>(): (key: string, make: () => Promise<T>) => Promise<T> {
  let last: { key: string; value: T } | null = null
  return async (key, make) => {
    if (last?.key !== key) last = { key, value: await make() }
    return last.value
  }
}

/**
 * Views of reports. Which entries have a search's text in them never changes; what became of them does with
 * each request. Each is kept for the import that was asked about last, so that a page is only its own lines.
 * `revisionOf`: another number when an import has changed.
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
    // Before anything is read: what is read may be newer, never older.
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
