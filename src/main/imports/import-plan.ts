import type { RequestDecision, RequestOutcome } from '../../shared/imports/imports'
import type { ImportPlanRecord } from './imports-operations'
import { createRangeQueue, type PositionRange } from './range-queue'

/** What is written down of one request. */
export interface RequestFact extends PositionRange {
  no: number
  /** Null: it was about to be sent, and its end was not written down. */
  outcome: RequestOutcome | null
  /** For `split`: the positions at which it is cut, ascending, inside of it. */
  cuts: readonly number[]
  decision: RequestDecision | null
}

/** What is left to do of an import, while it is done. Ranges that touch are never joined with each other. */
export interface ImportPlan {
  /** The lowest range that waits, at most `maxSize` of it, under the next number; null: nothing waits. */
  takeNext(maxSize: number): { no: number; from: number; to: number } | null
  /** Request `no` takes `range`, which waits no more. */
  begin(no: number, range: PositionRange): void
  /** How the request that took `range` ended. What it didn't bring in waits again; parts of a split apart. */
  recordOutcome(range: PositionRange, outcome: RequestOutcome, cuts?: readonly number[]): void
  /** A person's word that `count` numbers of an `unknown` request are in the library. */
  takeAsSent(count: number): void
  /** A person's word that a range whose request was `unknown` is to be sent again. */
  sendAgain(range: PositionRange): void
  hasWaiting(): boolean
  /** The numbers of it; what requests took that aren't settled is in none of its counts. */
  record(): ImportPlanRecord
  /** The counts of {@link record} alone. */
  counts(): Pick<ImportPlanRecord, 'sent' | 'refused' | 'unknown' | 'undecided'>
}

const sizeOf = ({ from, to }: PositionRange): number => to - from

/** Goes on with `start`. */
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
 * What is left to do of an import of `total` numbers after these requests, which come in the order of `no`.
 * A request whose end isn't written down is `unknown`: it may have left this machine.
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
