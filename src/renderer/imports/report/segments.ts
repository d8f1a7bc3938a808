import type { ReportPart } from '../../../shared/imports/imports'
import type { ImportSummary } from '../../../shared/imports/imports-state'

/** One piece of the bar. */
export interface Segment {
  part: ReportPart
  /** Numbers; of `left-out` entries. */
  count: number
  /** Of all entries of the lists, 0 to 1. */
  share: number
}

/**
 * Every entry of an import's lists, in one part each, as its report has them: numbers whose turn never came are
 * left out.
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
