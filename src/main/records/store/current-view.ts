import { INTEGER, LIST, listValue, type DuckDBConnection } from '@duckdb/node-api'
import type {
  PlacedRow,
  RecordFilter,
  RecordIds,
  RecordPage,
  RecordRow,
  RecordSort,
  RecordView,
  ZoneOffsets
} from '../../../shared/records/records'
import { RecordsFailure } from './failure'
import { orderSql, type KnownSides } from './filter-sql'
import { Cancelled, integersOf, type Lane } from '../../platform/database/lane'
import { inSnapshot } from '../../platform/database/transaction'
import { readRows } from './record-rows'
import { findRecords } from './record-table'
import { readTotals } from './summary'

/** Batch sizes of the search for a row with a recording: small first, because one is usually near. */
const firstProbe = 64
const largestProbe = 16_384

/** Up to this many rows, a lookup by row number is faster than most filters. */
const maxListed = 2_000

/** The rows of the current view, in order. */
export interface CurrentView {
  view(filter: RecordFilter, sort: RecordSort, zone: ZoneOffsets, signal?: AbortSignal): Promise<RecordView>
  rows(viewId: number, offset: number, limit: number): Promise<RecordPage>
  ids(asked: { viewId: number; offset: number; limit: number; hasRecording: boolean }): Promise<RecordIds>
  neighbour(asked: {
    viewId: number
    id: string
    direction: 1 | -1
    hasRecording: boolean
  }): Promise<PlacedRow | null>
  /** Number of rows of a view. */
  count(viewId: number): number
  /** The rows in batches; their order is kept even if another view replaces this one. */
  iterate(
    viewId: number,
    lane: Lane,
    batchSize: number,
    signal?: AbortSignal
  ): AsyncGenerator<RecordRow[], void, undefined>
}

/**
 * The current view: the row numbers of its records in order, four bytes each, kept in memory. Row numbers never
 * change, so the order is stable while records are added and completed.
 */
export function createCurrentView(deps: {
  viewLane: Lane
  rowLane: Lane
  known: () => KnownSides
  seed: number
}): CurrentView {
  const { viewLane, rowLane, known, seed } = deps
  let current: { viewId: number; numbers: Int32Array } = { viewId: 0, numbers: new Int32Array() }
  let lastViewId = 0
  let underWay: AbortController | null = null

  const numbersOf = (viewId: number): Int32Array => {
    if (viewId !== current.viewId || viewId === 0) throw new RecordsFailure('view-outdated')
    return current.numbers
  }

  /** Row numbers, of the given ones, whose records have a recording. */
  const withRecording = async (connection: DuckDBConnection, numbers: Int32Array): Promise<Set<number>> => {
    const reader = await connection.runAndReadAll(
      'SELECT n FROM records WHERE has_url AND n IN (SELECT unnest($1))',
      [listValue([...numbers])],
      [LIST(INTEGER)]
    )
    return new Set(reader.getRows().map(([n]) => Number(n)))
  }

  const findOffset = async (
    connection: DuckDBConnection,
    numbers: Int32Array,
    from: number,
    asked: { direction: 1 | -1; hasRecording: boolean }
  ): Promise<number | null> => {
    const { direction, hasRecording } = asked
    let offset = from + direction
    for (
      let probe = firstProbe;
      offset >= 0 && offset < numbers.length;
      probe = Math.min(probe * 4, largestProbe)
    ) {
      if (!hasRecording) return offset
      const [start, end] =
        direction === 1 ? [offset, offset + probe] : [Math.max(0, offset - probe + 1), offset + 1]
      const part = numbers.subarray(start, end)
      const found = await withRecording(connection, part)
      for (let step = 0; step < part.length; step += 1, offset += direction)
        if (found.has(numbers[offset] ?? -1)) return offset
    }
    return null
  }

  return {
    async view(filter, sort, zone, signal) {
      // While the user types, only the latest view is needed.
      underWay?.abort()
      const superseding = new AbortController()
      underWay = superseding
      const ends = signal === undefined ? superseding.signal : AbortSignal.any([superseding.signal, signal])
      // One snapshot, so that totals and order are of the same records.
      const made = await viewLane.run(
        (connection) =>
          inSnapshot(connection, async () => {
            const numbers = await integersOf(connection, orderSql(filter, sort, zone, known()), ends)
            // A few matches are looked up by number, so that a text search doesn't scan all rows again.
            const of = numbers.length <= maxListed ? { numbers } : { filter, zone }
            const totals = await readTotals(connection, of, known())
            return { totals, numbers }
          }),
        ends
      )
      lastViewId += 1
      current = { viewId: lastViewId, numbers: made.numbers }
      return { viewId: lastViewId, totals: made.totals }
    },
    async rows(viewId, offset, limit) {
      const numbers = numbersOf(viewId).subarray(offset, offset + limit)
      const read = await rowLane.run((connection) => readRows(connection, numbers, known()))
      return { viewId, offset, rows: read.map(({ row }) => row) }
    },
    async ids({ viewId, offset, limit, hasRecording }) {
      const all = numbersOf(viewId)
      const numbers = all.subarray(offset, offset + limit)
      const reader = await rowLane.run((connection) =>
        connection.runAndReadAll(
          `SELECT n, id FROM records WHERE ${hasRecording ? 'has_url AND ' : ''}n IN (SELECT unnest($1))`,
          [listValue([...numbers])],
          [LIST(INTEGER)]
        )
      )
      const byNumber = new Map(reader.getRows().map(([n, id]) => [Number(n), id]))
      return {
        ids: [...numbers].map((n) => byNumber.get(n)).filter((id) => typeof id === 'string'),
        nextOffset: offset + limit < all.length ? offset + limit : null
      }
    },
    async neighbour({ viewId, id, ...asked }) {
      const numbers = numbersOf(viewId)
      return rowLane.run(async (connection) => {
        const [here] = await findRecords(connection, [id], seed)
        const from = here === undefined ? -1 : numbers.indexOf(here.n)
        if (from < 0) throw new RecordsFailure('not-found')
        const offset = await findOffset(connection, numbers, from, asked)
        if (offset === null) return null
        const [read] = await readRows(connection, numbers.subarray(offset, offset + 1), known())
        return read === undefined ? null : { offset, row: read.row }
      })
    },
    count: (viewId) => numbersOf(viewId).length,
    async *iterate(viewId, lane, batchSize, signal) {
      const numbers = numbersOf(viewId)
      const read = (offset: number): ReturnType<typeof readRows> => {
        const part = numbers.subarray(offset, offset + batchSize)
        const rows = lane.run((connection) => readRows(connection, part, known()), signal)
        // A consumer that stops early doesn't await this promise.
        rows.catch(() => undefined)
        return rows
      }
      // Read the next batch while the current one is written.
      let next = read(0)
      for (let offset = 0; offset < numbers.length; offset += batchSize) {
        const rows = await next
        next = read(offset + batchSize)
        yield rows.map(({ row }) => row)
        if (signal?.aborted === true) throw new Cancelled()
      }
    }
  }
}
