import { INTEGER, LIST, listValue, type DuckDBConnection } from '@duckdb/node-api'
import type { PlacedRow, RecordIds, RecordPage, RecordView } from '../../../shared/records/view-schema'
import type { RecordFilter, RecordSort, ZoneOffsets } from '../../../shared/records/filter-schema'
import type { RecordRow } from '../../../shared/records/row-schema'
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

/**
 * The rows of the current view: the row numbers of its records in order, four bytes each, kept in memory. Row numbers
 * never change, so the order is stable while records are added and completed.
 */
export class CurrentView {
  readonly #viewLane: Lane
  readonly #rowLane: Lane
  readonly #known: () => KnownSides
  readonly #seed: number
  #current: { viewId: number; numbers: Int32Array } = { viewId: 0, numbers: new Int32Array() }
  #lastViewId = 0
  #creating: AbortController | null = null

  constructor(deps: { viewLane: Lane; rowLane: Lane; known: () => KnownSides; seed: number }) {
    this.#viewLane = deps.viewLane
    this.#rowLane = deps.rowLane
    this.#known = deps.known
    this.#seed = deps.seed
  }

  async view(
    filter: RecordFilter,
    sort: RecordSort,
    zone: ZoneOffsets,
    signal?: AbortSignal,
    resultOrder: readonly string[] = []
  ): Promise<RecordView> {
    // While the user types, only the latest view is needed.
    this.#creating?.abort()
    const superseding = new AbortController()
    this.#creating = superseding
    const ends = signal === undefined ? superseding.signal : AbortSignal.any([superseding.signal, signal])
    // One snapshot, so that totals and order are of the same records.
    const { totals, numbers } = await this.#viewLane.run(
      (connection) =>
        inSnapshot(connection, async () => {
          const order = orderSql(filter, sort, zone, this.#known(), resultOrder)
          const ordered = await integersOf(connection, order, ends)
          // A few matches are looked up by number, so that a text search doesn't scan all rows again.
          const of = ordered.length <= maxListed ? { numbers: ordered } : { filter, zone }
          return { totals: await readTotals(connection, of, this.#known()), numbers: ordered }
        }),
      ends
    )
    this.#lastViewId += 1
    const viewId = this.#lastViewId
    this.#current = { viewId, numbers }
    return { viewId, totals }
  }

  async rows(viewId: number, offset: number, limit: number): Promise<RecordPage> {
    const numbers = this.#numbers(viewId).subarray(offset, offset + limit)
    const read = await this.#rowLane.run((connection) => readRows(connection, numbers, this.#known()))
    return { viewId, offset, rows: read.map(({ row }) => row) }
  }

  async ids(asked: {
    viewId: number
    offset: number
    limit: number
    hasRecording: boolean
  }): Promise<RecordIds> {
    const { viewId, offset, limit, hasRecording } = asked
    const all = this.#numbers(viewId)
    const numbers = all.subarray(offset, offset + limit)
    const reader = await this.#rowLane.run((connection) =>
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
  }

  async neighbour(asked: {
    viewId: number
    id: string
    direction: 1 | -1
    hasRecording: boolean
  }): Promise<PlacedRow | null> {
    const numbers = this.#numbers(asked.viewId)
    return this.#rowLane.run(async (connection) => {
      const [here] = await findRecords(connection, [asked.id], this.#seed)
      const from = here === undefined ? -1 : numbers.indexOf(here.n)
      if (from < 0) throw new RecordsFailure('not-found')
      const offset = await findOffset(connection, numbers, from, asked)
      if (offset === null) return null
      const [read] = await readRows(connection, numbers.subarray(offset, offset + 1), this.#known())
      return read === undefined ? null : { offset, row: read.row }
    })
  }

  /** Number of rows of a view. */
  count(viewId: number): number {
    return this.#numbers(viewId).length
  }

  /** The rows in batches; their order is kept even if another view replaces this one. */
  async *iterate(
    viewId: number,
    lane: Lane,
    batchSize: number,
    signal?: AbortSignal
  ): AsyncGenerator<RecordRow[], void, undefined> {
    const numbers = this.#numbers(viewId)
    const read = (offset: number): ReturnType<typeof readRows> => {
      const part = numbers.subarray(offset, offset + batchSize)
      const rows = lane.run((connection) => readRows(connection, part, this.#known()), signal)
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

  #numbers(viewId: number): Int32Array {
    if (viewId !== this.#current.viewId || viewId === 0) throw new RecordsFailure('view-outdated')
    return this.#current.numbers
  }
}

/** Finds the offset of the next or previous row after `from`, optionally only with a recording. */
async function findOffset(
  connection: DuckDBConnection,
  numbers: Int32Array,
  from: number,
  { direction, hasRecording }: { direction: 1 | -1; hasRecording: boolean }
): Promise<number | null> {
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

/** Row numbers, of the given ones, whose records have a recording. */
async function withRecording(connection: DuckDBConnection, numbers: Int32Array): Promise<Set<number>> {
  const reader = await connection.runAndReadAll(
    'SELECT n FROM records WHERE has_url AND n IN (SELECT unnest($1))',
    [listValue([...numbers])],
    [LIST(INTEGER)]
  )
  return new Set(reader.getRows().map(([n]) => Number(n)))
}
