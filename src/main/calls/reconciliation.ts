import type { AppError } from '../../shared/platform/errors'
import type { CallRecord } from '../../shared/records/record'
import type { CallList } from './call-list'
import { recordPausesMs } from './ladder'
import { readPeriods, type Period } from '../service/periods'
import type { CallService, Clock } from '../platform/ports'
import { isLost, isUnsettled, mergeRecords, nearMs } from './reconciliation-merge'
import { slowPauseMs } from './record-poller'

/** Margin added to both ends of a gap, in ms: the clocks of this machine and the service differ. */
export const marginMs = 2 * 60_000

/**
 * The delays before each probe of a gap's records, in ms: at once, then 15 s, 1, 3, 10 and 30 min later, since
 * records lag behind their calls and may not exist before a call is over.
 */
export const gapPausesMs: readonly number[] = [0, 15_000, 45_000, 120_000, 420_000, 1_200_000]

/**
 * The delays before each probe for a call whose reply was lost, in ms. The last two, up to 35 min after it, are for a
 * long call without events whose record doesn't exist before its end.
 */
const lostPausesMs: readonly number[] = [...recordPausesMs, 600_000, 1_200_000]

/** The number of probes after which a lost call is given up; later probes can still find it. */
const looksForLost = { gap: 4, 'lost-reply': recordPausesMs.length }

/** Older periods aren't requested, in ms. */
export const longestGapMs = 24 * 3_600_000

/** Gaps within this time are merged into one, in ms; a longer period would be requested too often. */
const longestJoinedMs = 3_600_000

/** The state of the check of one gap. */
export interface GapCheck extends Period {
  /** `first`: no probe was answered yet; `later`: one was, and lagging records are still awaited. */
  status: 'first' | 'later' | 'failed' | 'held'
  /** Failed probes since the last answered one. */
  failures: number
  /** The gap began before the oldest period requested, or one second in it may hold more calls than a reply does. */
  isPartial: boolean
}

/** Checks the call list against the records: for gaps of the line, and for calls whose reply was lost. */
export interface Reconciliation {
  /** No event could arrive from `sinceMs` to `untilMs` (epoch ms). */
  checkGap(sinceMs: number, untilMs: number): void
  /** The gaps that are not resolved yet. */
  gaps(): readonly GapCheck[]
  /** Retries failed and held probes. */
  retry(): void
  /** While held, nothing is requested. */
  hold(isHeld: boolean): void
  stop(): void
}

/** A period whose records are probed several times. */
interface Look extends GapCheck {
  kind: 'gap' | 'lost-reply'
  turn: number
  /** The periods still missing in this attempt; null: the whole period. */
  missing: readonly Period[] | null
  cancelTimer: () => void
  abort: AbortController
}

const covers = (outer: Period, inner: Period): boolean =>
  outer.startMs <= inner.startMs && outer.endMs >= inner.endMs

/**
 * Starts with the calls of `callList` whose reply was lost. A failed probe is retried with `recordPausesMs`; after
 * that, a gap is `failed` until `retry` or a later gap, and a lost reply is retried slowly. A lost call without a
 * record after all probes is given up.
 */
export function createReconciliation(deps: {
  callList: CallList
  agentId: number
  service: Pick<CallService, 'queryByPeriod'>
  clock: Clock
  /** Records of other desk phones. */
  onOthers: (records: readonly CallRecord[]) => void
  /** Called after each probe of a gap, answered or not, including the last one. */
  onGapLook: (check: GapCheck) => void
}): Reconciliation {
  const { callList, agentId, service, clock, onOthers, onGapLook } = deps
  let looks: Look[] = []
  let isHeld = false

  const drop = (look: Look): void => {
    look.cancelTimer()
    look.abort.abort()
    looks = looks.filter((one) => one !== look)
  }

  const add = (kind: Look['kind'], startMs: number, endMs: number, isPartial: boolean): void => {
    const look: Look = {
      ...{ kind, startMs, endMs, isPartial, status: 'first', failures: 0, turn: 0, missing: null },
      cancelTimer: () => undefined,
      abort: new AbortController()
    }
    looks = [...looks, look]
    lookAfter(look, pauseOf(look) ?? 0)
  }

  const pauseOf = ({ kind, turn }: Look): number | undefined =>
    (kind === 'gap' ? gapPausesMs : lostPausesMs)[turn]

  const lookAfter = (look: Look, pauseMs: number): void => {
    look.cancelTimer()
    look.cancelTimer = clock.after(pauseMs, () => void run(look))
  }

  const isNeeded = (look: Look): boolean =>
    look.kind === 'gap' ||
    callList
      .all()
      .some((call) => isLost(call) && look.startMs <= call.startedAtMs && call.startedAtMs <= look.endMs)

  const run = async (look: Look): Promise<void> => {
    if (!isNeeded(look)) {
      drop(look)
      return
    }
    if (isHeld) {
      look.status = 'held'
      if (look.kind === 'gap') onGapLook(look)
      return
    }
    const own: CallRecord[] = []
    const outcome = await readPeriods({ service, clock }, look.missing ?? [look], {
      signal: look.abort.signal,
      onRows(rows) {
        const known = new Set(callList.all().map(({ callId }) => callId))
        const others: CallRecord[] = []
        for (const row of rows) {
          const isOwn = row.agentId === null || row.agentId === agentId || known.has(row.id)
          ;(isOwn ? own : others).push(row)
        }
        if (others.length > 0) onOthers(others)
      }
    })
    if (!looks.includes(look)) return
    mergeRecords(callList, agentId, own, clock.now())
    look.isPartial ||= outcome.incomplete.length > 0
    const [gap] = outcome.gaps
    if (gap === undefined) answered(look)
    else {
      look.missing = outcome.gaps
      unanswered(look, gap.error)
    }
    if (look.kind === 'gap') onGapLook(look)
  }

  const answered = (look: Look): void => {
    look.status = 'later'
    look.failures = 0
    look.missing = null
    look.turn += 1
    const pauseMs = pauseOf(look)
    const isOver = pauseMs === undefined || !isNeeded(look)
    if (isOver) drop(look)
    else lookAfter(look, pauseMs)
    if (isOver || look.turn >= looksForLost[look.kind]) forsakeLost(look)
  }

  const unanswered = (look: Look, error: AppError): void => {
    if (error.code === 'token-refused') {
      look.status = 'held'
      return
    }
    const pauseMs = recordPausesMs[look.failures]
    look.failures += 1
    if (pauseMs !== undefined) lookAfter(look, Math.max(pauseMs, error.retryAfterMs ?? 0))
    else if (look.kind === 'lost-reply') lookAfter(look, slowPauseMs)
    else look.status = 'failed'
  }

  /** Gives up calls without a record that no other probe covers. */
  const forsakeLost = (look: Look): void => {
    for (const call of callList.all()) {
      const at: Period = { startMs: call.startedAtMs, endMs: call.startedAtMs }
      const isLookedFor = looks.some((one) => covers(one, at) && one.turn < looksForLost[one.kind])
      if (!isUnsettled(call) || !covers(look, at) || isLookedFor) continue
      callList.giveUp(call.key, clock.now())
    }
  }

  const lookForLost = (): void => {
    for (const call of callList.all()) {
      if (!isUnsettled(call)) continue
      const near = { startMs: call.startedAtMs - nearMs, endMs: call.startedAtMs + nearMs }
      if (!looks.some((look) => covers(look, near))) add('lost-reply', near.startMs, near.endMs, false)
    }
  }

  const again = (look: Look): void => {
    look.status = 'first'
    look.failures = 0
    lookAfter(look, 0)
  }

  const off = callList.onChange((change) => {
    if (change !== null && isUnsettled(change.after)) lookForLost()
  })
  lookForLost()

  return {
    checkGap(sinceMs, untilMs) {
      let gap = { startMs: sinceMs - marginMs, endMs: untilMs + marginMs, isPartial: false }
      for (const look of [...looks].reverse()) {
        if (look.kind !== 'gap') continue
        const startMs = Math.min(gap.startMs, look.startMs)
        const endMs = Math.max(gap.endMs, look.endMs)
        const isTouching = look.startMs <= gap.endMs && gap.startMs <= look.endMs
        const isOpen = look.status !== 'later'
        if (!isOpen && !(isTouching && endMs - startMs <= longestJoinedMs)) continue
        gap = { startMs, endMs, isPartial: gap.isPartial || look.isPartial }
        drop(look)
      }
      // The gap covers these lost replies, so they need no probes.
      for (const look of looks) if (look.kind === 'lost-reply' && covers(gap, look)) drop(look)
      const earliestMs = Math.max(0, untilMs - longestGapMs - marginMs)
      const isTooLong = gap.startMs < earliestMs
      add('gap', Math.max(gap.startMs, earliestMs), gap.endMs, gap.isPartial || isTooLong)
    },
    gaps: () => looks.filter(({ kind }) => kind === 'gap'),
    retry() {
      for (const look of looks) if (look.status === 'failed' || look.status === 'held') again(look)
    },
    hold(next) {
      isHeld = next
      if (!isHeld) for (const look of looks) if (look.status === 'held') again(look)
    },
    stop() {
      off()
      for (const look of looks) drop(look)
    }
  }
}
