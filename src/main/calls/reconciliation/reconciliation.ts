import { isUnresolved } from '../../../shared/calls/unresolved'
import type { CallRecord } from '../../../shared/records/row-schema'
import type { CallList } from '../call-list'
import { covers, PeriodProbe, type GapCheck, type ProbedPeriod } from './period-probe'
import { readPeriods, type Period } from '../../service/periods'
import type { CallService, Clock } from '../../platform/ports'
import { isLost, mergeRecords, nearMs } from './reconciliation-merge'

/** Margin added to both ends of a gap, in ms: the clocks of this machine and the service differ. */
export const marginMs = 2 * 60_000

/** Older periods aren't requested, in ms. */
export const longestGapMs = 24 * 3_600_000

/** Gaps within this time are merged into one, in ms; a longer period would be requested too often. */
const longestJoinedMs = 3_600_000

/** What the reconciliation needs. */
export interface ReconciliationDeps {
  callList: CallList
  agentId: number
  service: Pick<CallService, 'queryByPeriod'>
  clock: Clock
  /** Records of other desk phones. */
  onOthers: (records: readonly CallRecord[]) => void
  /** Called after each probe of a gap, answered or not, including the last one. */
  onGapProbe: (check: GapCheck) => void
}

/**
 * Checks the call list against the records: for gaps of the line, and for calls whose reply was lost, starting with
 * those already in the list. A lost call without a record after all probes is given up.
 */
export class Reconciliation {
  readonly #deps: ReconciliationDeps
  readonly #callList: CallList
  readonly #off: () => void
  #probes: PeriodProbe[] = []
  #isHeld = false

  constructor(deps: ReconciliationDeps) {
    this.#deps = deps
    this.#callList = deps.callList
    this.#off = deps.callList.onChange((change) => {
      if (change !== null && isUnresolved(change.after)) this.#probeLost()
    })
    this.#probeLost()
  }

  /** No event could arrive from `sinceMs` to `untilMs` (epoch ms). */
  checkGap(sinceMs: number, untilMs: number): void {
    let gap = { startMs: sinceMs - marginMs, endMs: untilMs + marginMs, isPartial: false }
    for (const probe of [...this.#probes].reverse()) {
      if (probe.kind !== 'gap') continue
      const startMs = Math.min(gap.startMs, probe.startMs)
      const endMs = Math.max(gap.endMs, probe.endMs)
      const isTouching = probe.startMs <= gap.endMs && gap.startMs <= probe.endMs
      const isOpen = probe.status !== 'later'
      if (!isOpen && !(isTouching && endMs - startMs <= longestJoinedMs)) continue
      gap = { startMs, endMs, isPartial: gap.isPartial || probe.isPartial }
      this.#drop(probe)
    }
    // The gap covers these lost replies, so they need no probes.
    for (const probe of this.#probes) if (probe.kind === 'lost-reply' && covers(gap, probe)) this.#drop(probe)
    const earliestMs = Math.max(0, untilMs - longestGapMs - marginMs)
    const isPartial = gap.isPartial || gap.startMs < earliestMs
    this.#add({ kind: 'gap', startMs: Math.max(gap.startMs, earliestMs), endMs: gap.endMs, isPartial })
  }

  /** The gaps that are not resolved yet. */
  gaps(): readonly GapCheck[] {
    return this.#probes.filter(({ kind }) => kind === 'gap')
  }

  /** Retries failed and held probes. */
  retry(): void {
    for (const probe of this.#probes)
      if (probe.status === 'failed' || probe.status === 'held') probe.restart()
  }

  /** While held, nothing is requested. */
  hold(isHeld: boolean): void {
    this.#isHeld = isHeld
    if (!isHeld) for (const probe of this.#probes) if (probe.status === 'held') probe.restart()
  }

  stop(): void {
    this.#off()
    for (const probe of this.#probes) this.#drop(probe)
  }

  #add(period: ProbedPeriod): void {
    const probe = new PeriodProbe(period, this.#deps.clock, (due) => void this.#run(due))
    this.#probes = [...this.#probes, probe]
  }

  #drop(probe: PeriodProbe): void {
    probe.cancel()
    this.#probes = this.#probes.filter((other) => other !== probe)
  }

  async #run(probe: PeriodProbe): Promise<void> {
    if (!this.#isNeeded(probe)) {
      this.#drop(probe)
      return
    }
    if (this.#isHeld) probe.status = 'held'
    else if (!(await this.#requestRecords(probe))) return
    if (probe.kind === 'gap') this.#deps.onGapProbe(probe)
  }

  #isNeeded(probe: PeriodProbe): boolean {
    return (
      probe.kind === 'gap' ||
      this.#callList
        .all()
        .some((call) => isLost(call) && covers(probe, { startMs: call.startedAtMs, endMs: call.startedAtMs }))
    )
  }

  /** Requests the records of a probe and merges them. Returns false if the probe was dropped meanwhile. */
  async #requestRecords(probe: PeriodProbe): Promise<boolean> {
    const { agentId, clock } = this.#deps
    const own: CallRecord[] = []
    const outcome = await readPeriods(this.#deps, probe.periods(), {
      signal: probe.signal(),
      onRows: (rows) => void own.push(...this.#ownOf(rows))
    })
    if (!this.#probes.includes(probe)) return false
    mergeRecords(this.#callList, agentId, own, clock.now())
    probe.isPartial ||= outcome.incomplete.length > 0
    const [gap] = outcome.gaps
    if (gap === undefined) this.#answered(probe)
    else probe.unanswered(outcome.gaps, gap.error)
    return true
  }

  /** The rows that can concern the own desk phone; reports the others. */
  #ownOf(rows: readonly CallRecord[]): CallRecord[] {
    const known = new Set(this.#callList.all().map(({ callId }) => callId))
    const isOwn = ({ agentId, id }: CallRecord): boolean =>
      agentId === null || agentId === this.#deps.agentId || known.has(id)
    const others = rows.filter((row) => !isOwn(row))
    if (others.length > 0) this.#deps.onOthers(others)
    return rows.filter(isOwn)
  }

  #answered(probe: PeriodProbe): void {
    const isOver = !probe.answered() || !this.#isNeeded(probe)
    if (isOver) this.#drop(probe)
    if (isOver || !probe.isAwaitingLost()) this.#giveUpLost(probe)
  }

  /** Gives up calls without a record that no other probe covers. */
  #giveUpLost(probe: PeriodProbe): void {
    for (const call of this.#callList.all()) {
      const at: Period = { startMs: call.startedAtMs, endMs: call.startedAtMs }
      const isAwaited = this.#probes.some((other) => covers(other, at) && other.isAwaitingLost())
      if (!isUnresolved(call) || !covers(probe, at) || isAwaited) continue
      this.#callList.giveUp(call.key, this.#deps.clock.now())
    }
  }

  #probeLost(): void {
    for (const call of this.#callList.all()) {
      if (!isUnresolved(call)) continue
      const near = { startMs: call.startedAtMs - nearMs, endMs: call.startedAtMs + nearMs }
      if (this.#probes.some((probe) => covers(probe, near))) continue
      this.#add({ kind: 'lost-reply', ...near, isPartial: false })
    }
  }
}
