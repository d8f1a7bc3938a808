import type { ReportPart } from '../../../shared/imports/imports'
import type { ImportSummary } from '../../../shared/imports/state-schema'

/** A segment of the bar. */
export interface Segment {
  part: ReportPart
  /** Numbers; for `left-out`, entries. */
  count: number
  /** Share of all entries, 0 to 1. */
  share: number
}

/**
 * All entries of an import's lists in disjoint parts, as in its report: numbers that were cancelled before being sent
 * count as left out.
 */
export function segmentsOf(one: ImportSummary): Segment[] {
  const counts: [ReportPart, number][] = [
    ['sent', one.sent],
    ['refused', one.refused],
    ['unknown', one.unknown],
    ['waiting', one.waiting],
    ['left-out', one.leftOut + one.cancelled]
  ]
  const all = one.total + one.leftOut
  return counts.map(([part, count]) => ({ part, count, share: all === 0 ? 0 : count / all }))
}
