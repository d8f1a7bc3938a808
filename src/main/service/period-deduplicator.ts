import type { CallRecord } from '../../shared/records/row-schema'

/** A time range; both ends in epoch ms. */
export interface Period {
  startMs: number
  endMs: number
}

/**
 * Rows within this distance of a boundary can be returned by both adjacent parts, in ms: enough for a service that
 * truncates the ends of a period to the second.
 */
const reachMs = 2_000

const isNear = (one: Period, other: Period): boolean =>
  one.endMs >= other.startMs - reachMs && one.startMs <= other.endMs + reachMs

/** Drops rows with the same `id` across the boundaries of adjacent parts, without keeping all ids in memory. */
export interface PeriodDeduplicator {
  /** Returns the rows not seen before; `knownIds` were returned by an adjacent part in an earlier run. */
  fresh(part: Period, rows: readonly CallRecord[], knownIds: readonly string[]): CallRecord[]
  /** Returns the ids from parts adjacent to `period` that its own reply may repeat. */
  idsNear(period: Period): string[]
}

/**
 * Open question of the document: whether the ends of a period are inclusive, and whether they are precise to the
 * second or the millisecond. Our reading: a period selects calls by their start, so only rows that began near a
 * boundary (or have no start) can be duplicated. Pass parts in time order; ids are kept only near the last part and
 * near the periods that `isKeptFor` returns.
 */
export function createPeriodDeduplicator(isKeptFor: () => readonly Period[]): PeriodDeduplicator {
  let kept: (Period & { ids: string[] })[] = []

  const isAtEdge = (part: Period, { startedAtMs }: CallRecord): boolean =>
    startedAtMs === null || startedAtMs < part.startMs + reachMs || startedAtMs > part.endMs - reachMs

  return {
    fresh(part, rows, knownIds) {
      kept = kept.filter(
        (former) => isNear(former, part) || isKeptFor().some((period) => isNear(former, period))
      )
      const seen = new Set(knownIds)
      for (const former of kept) {
        if (isNear(former, part)) for (const id of former.ids) seen.add(id)
      }
      const fresh: CallRecord[] = []
      for (const row of rows) {
        if (seen.has(row.id)) continue
        seen.add(row.id)
        fresh.push(row)
      }
      const ids = fresh.filter((row) => isAtEdge(part, row)).map(({ id }) => id)
      if (ids.length > 0) kept.push({ ...part, ids })
      return fresh
    },

    idsNear: (period) => kept.filter((former) => isNear(former, period)).flatMap(({ ids }) => ids)
  }
}
