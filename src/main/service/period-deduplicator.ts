import type { CallRecord } from '../../shared/records/record'

/** A stretch of time; both ends in epoch ms. */
export interface Period {
  startMs: number
  endMs: number
}

/**
 * Rows within this distance of a border can come by both neighbours, in ms: enough for a service that
 * reads the ends of a period to the second.
 */
const reachMs = 2_000

const isNear = (one: Period, other: Period): boolean =>
  one.endMs >= other.startMs - reachMs && one.startMs <= other.endMs + reachMs

/** Tells rows apart by `id` across the borders of neighbouring parts, without holding all of them. */
export interface PeriodDeduplicator {
  /** The rows that did not come before; `knownIds`: came by a neighbour in an earlier run. */
  fresh(part: Period, rows: readonly CallRecord[], knownIds: readonly string[]): CallRecord[]
  /** The ids that came by the neighbours of `period` and may belong to it too. */
  idsNear(period: Period): string[]
}

/**
 * Open question of the document: whether the ends of a period belong to it, and to the second or the
 * millisecond. Our reading: a period is about when calls began, so that only rows that began near a border
 * (or don't say when) can double. Parts are given in time order; ids are held near the last one and near
 * what `isKeptFor` names.
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
