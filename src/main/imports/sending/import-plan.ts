import type { RequestDecision, RequestOutcome } from '../../../shared/imports/imports'
import type { ImportPlanRecord } from '../imports-operations'
import { createRangeQueue, type PositionRange } from './range-queue'

/** What is stored of one request. */
export interface RequestFact extends PositionRange {
  no: number
  /** Null: it was about to be sent, and its outcome wasn't stored. */
  outcome: RequestOutcome | null
  /** For `split`: the positions at which it is cut, ascending, strictly inside the range. */
  cuts: readonly number[]
  decision: RequestDecision | null
}

/** The remaining work of an import. Adjacent ranges are never merged. */
export interface ImportPlan {
  /** Takes up to `maxSize` numbers of the lowest waiting range under the next request number; null: nothing waits. */
  takeNext(maxSize: number): { no: number; from: number; to: number } | null
  /** Request `no` takes `range`, which no longer waits. */
  begin(no: number, range: PositionRange): void
  /**
   * Records the outcome of the request that took `range`. Numbers to send again wait; the parts of a split
   * separately.
   */
  recordOutcome(range: PositionRange, outcome: RequestOutcome, cuts?: readonly number[]): void
  /** The user decided that the `count` numbers of an `unknown` request are in the library. */
  takeAsSent(count: number): void
  /** The user decided to send the range of an `unknown` request again. */
  sendAgain(range: PositionRange): void
  hasWaiting(): boolean
  /** The plan's counts and ranges. Requests without an outcome are in none of the counts. */
  record(): ImportPlanRecord
  /** Only the counts of {@link record}. */
  counts(): Pick<ImportPlanRecord, 'sent' | 'refused' | 'unknown' | 'undecided'>
}

const sizeOf = ({ from, to }: PositionRange): number => to - from

/** Continues from `start`. */
export function createImportPlan(start: ImportPlanRecord): ImportPlan {
  const waiting = createRangeQueue(start.waiting)
  let { nextNo, sent, refused, unknown, undecided } = start

  const plan: ImportPlan = {
    takeNext(maxSize) {
      const lowest = waiting.lowest()
      if (lowest === null) return null
      const no = nextNo
      const range = { from: lowest.from, to: Math.min(lowest.to, lowest.from + maxSize) }
      plan.begin(no, range)
      return { no, ...range }
    },
    begin(no, range) {
      nextNo = Math.max(nextNo, no + 1)
      waiting.remove(range)
    },
    recordOutcome(range, outcome, cuts = []) {
      switch (outcome) {
        case 'accepted':
          sent += sizeOf(range)
          break
        case 'refused':
          refused += sizeOf(range)
          break
        case 'unknown':
          unknown += sizeOf(range)
          undecided += 1
          break
        case 'not-taken':
          waiting.add(range)
          break
        case 'split':
          ;[range.from, ...cuts].forEach((from, i) => waiting.add({ from, to: cuts[i] ?? range.to }))
      }
    },
    takeAsSent(count) {
      unknown -= count
      undecided -= 1
      sent += count
    },
    sendAgain(range) {
      unknown -= sizeOf(range)
      undecided -= 1
      waiting.add(range)
    },
    hasWaiting: () => waiting.lowest() !== null,
    record: () => ({
      total: start.total,
      waiting: waiting.all(),
      nextNo,
      sent,
      refused,
      unknown,
      undecided
    }),
    counts: () => ({ sent, refused, unknown, undecided })
  }
  return plan
}

/**
 * Returns the remaining work of an import of `total` numbers after these requests, in the order of `no`. A request
 * without a stored outcome is `unknown`: it may have left this machine.
 */
export function planOf(total: number, requests: Iterable<RequestFact>): ImportPlanRecord {
  const plan = createImportPlan({
    total,
    waiting: total > 0 ? [{ from: 0, to: total }] : [],
    nextNo: 1,
    sent: 0,
    refused: 0,
    unknown: 0,
    undecided: 0
  })
  for (const { no, from, to, outcome, cuts, decision } of requests) {
    const range = { from, to }
    plan.begin(no, range)
    plan.recordOutcome(range, outcome ?? 'unknown', cuts)
    if ((outcome ?? 'unknown') !== 'unknown') continue
    if (decision === 'taken') plan.takeAsSent(to - from)
    if (decision === 'again') plan.sendAgain(range)
  }
  return plan.record()
}
