import type { AppError } from '../../../shared/platform/schema'
import type { RequestDecision } from '../../../shared/imports/imports'
import type { ImportStatus } from '../../../shared/imports/state-schema'
import type { ImportPlanRecord } from '../imports-operations'
import type { CallService, Clock } from '../../platform/ports'
import { createRequestPause, type RequestPause } from './request-pause'
import { createImportPace, createImportSpeed, type ImportPace, type ImportSpeed } from './import-pace'
import { createImportPlan, type ImportPlan } from './import-plan'
import { endingOf, notTaken, verdictOf, type ImportVerdict, type RequestEnding } from './import-verdict'
import type { ImportsStore, StoreResult } from '../imports-store'
import type { PositionRange } from './range-queue'
import { createRetryingWriter, type RetryingWriter } from './retrying-writer'

/** Progress of an import. The counts are numbers; `waiting`: not tried yet, or in flight. */
export interface SenderProgress {
  status: Exclude<ImportStatus, { kind: 'interrupted' }>
  sent: number
  refused: number
  unknown: number
  waiting: number
  /** Requests with an unknown outcome that the user hasn't decided about. */
  undecided: number
  perSecond: number | null
  leftMs: number | null
}

/** `plan` belongs to an import in state `open`. */
export interface ImportSenderDeps {
  store: ImportsStore
  /** Null while signed out. */
  service: () => Pick<CallService, 'importNumbers'> | null
  clock: Clock
  id: string
  campaignId: string
  plan: ImportPlanRecord
  batchSize: number
  requestsAtOnce: () => number
  random?: () => number
  onChange: (progress: SenderProgress) => void
}

interface TakenRequest extends PositionRange {
  no: number
  /** See {@link ImportPace.begin}. */
  begun: number
  /** A decision that arrived before the outcome was persisted: a restarted store reports it as unknown. */
  decision: RequestDecision | null
}

/**
 * Sends the numbers of one import, each at most once. Starts paused; no method throws.
 *
 * A request is persisted before it is sent, and its outcome before any of its numbers can be part of another
 * request; while the store can't persist an outcome, nothing further is sent. Whenever Deskline stops, the store
 * therefore lists every number that may have left: a request without an outcome counts as `unknown`, and an unknown
 * request is only sent again when the user decides so.
 */
export class ImportSender {
  private readonly deps: ImportSenderDeps
  private readonly plan: ImportPlan
  private readonly pace: ImportPace
  private readonly speed: ImportSpeed
  private readonly writer: RetryingWriter
  private readonly requestPause: RequestPause
  private readonly closing = new AbortController()

  /** What the user asked for; `stop`: an error prevents sending. */
  private intent: { kind: 'run' | 'pause' | 'cancel' } | { kind: 'stop'; error: AppError } = { kind: 'pause' }
  /** The import's state in the store. */
  private persistedState: 'open' | 'ended' | 'cancelled' = 'open'
  private isStateWriting = false
  /** Requests and state changes in flight. */
  private readonly work = new Set<Promise<void>>()
  /** Requests whose outcome isn't persisted yet. */
  private readonly inFlight = new Set<TakenRequest>()
  private onQuiet: (() => void)[] = []

  constructor(deps: ImportSenderDeps) {
    const { clock, random = Math.random } = deps
    this.deps = deps
    this.plan = createImportPlan(deps.plan)
    this.pace = createImportPace({ batchSize: deps.batchSize, random })
    this.speed = createImportSpeed(clock)
    this.requestPause = createRequestPause({ clock, onElapsed: () => this.advance() })
    this.writer = createRetryingWriter({
      clock,
      random,
      onStuck: () => {
        const error = this.writer.error()
        if (error !== null) this.stop(error)
        this.notify()
      }
    })
  }

  /** Continues; ends a pause after a failure, and retries after `stopped`. */
  resume(): void {
    if (this.closing.signal.aborted || this.persistedState === 'cancelled') return
    this.setIntent('run')
    this.pace.forgive()
    this.requestPause.cancel()
    this.writer.tryNow()
    this.advance()
  }

  /** Sends no further request. Resolves when none is in flight. */
  pause(): Promise<void> {
    this.setIntent('pause')
    this.requestPause.cancel()
    this.notify()
    return this.quiet()
  }

  /** Never sends the rest. Resolves when that is persisted, or persisting failed (`stopped`; it is retried). */
  cancel(): Promise<void> {
    if (!this.isEnded()) this.intent = { kind: 'cancel' }
    this.requestPause.cancel()
    this.advance()
    return this.quiet()
  }

  /** The user decided to send an `unknown` request again. An import that had ended is paused then. */
  reopen(range: PositionRange): void {
    this.decide(range, 'again')
  }

  /** The user decided that the numbers of an `unknown` request are in the library. */
  markTaken(range: PositionRange): void {
    this.decide(range, 'taken')
  }

  progress(): SenderProgress {
    const counts = this.plan.counts()
    const waiting = this.deps.plan.total - counts.sent - counts.refused - counts.unknown
    const perSecond = this.speed.perSecond()
    return {
      status: this.status(),
      ...counts,
      waiting,
      perSecond,
      leftMs: perSecond === null ? null : Math.ceil((waiting / perSecond) * 1_000)
    }
  }

  /** Whether the outcome of request `no` is still pending; until then the store's view of it isn't final. */
  isUnderWay(no: number): boolean {
    return [...this.inFlight].some((request) => request.no === no)
  }

  /**
   * Aborts what is in flight: requests already sent become `unknown`, so call `pause` first if there is time.
   * Resolves when nothing runs any more; an outcome that the store didn't take is `unknown` at the next start.
   */
  async close(): Promise<void> {
    this.setIntent('pause')
    this.closing.abort()
    this.requestPause.cancel()
    this.writer.close()
    await Promise.all([...this.work])
  }

  private setIntent(kind: 'run' | 'pause'): void {
    if (this.intent.kind !== 'cancel') this.intent = { kind }
  }

  private stop(error: AppError): void {
    if (this.intent.kind !== 'cancel') this.intent = { kind: 'stop', error }
  }

  private isEnded(): boolean {
    return this.persistedState === 'ended' && !this.plan.hasWaiting()
  }

  private isBusy(): boolean {
    return this.work.size > this.writer.stuckCount()
  }

  private mayBegin(): boolean {
    return (
      this.intent.kind === 'run' &&
      this.persistedState === 'open' &&
      !this.isStateWriting &&
      this.requestPause.current() === null &&
      this.writer.stuckCount() === 0 &&
      !this.closing.signal.aborted
    )
  }

  private status(): SenderProgress['status'] {
    if (this.persistedState === 'cancelled') return { kind: 'cancelled' }
    if (this.isEnded()) return { kind: 'ended' }
    const intent = this.intent
    if (intent.kind !== 'run' && this.isBusy()) return { kind: 'pausing' }
    const writeError = this.writer.error()
    if (writeError !== null) return { kind: 'stopped', error: writeError }
    if (intent.kind === 'stop') return { kind: 'stopped', error: intent.error }
    if (intent.kind !== 'run') return { kind: 'paused' }
    const pause = this.requestPause.current()
    return pause === null
      ? { kind: 'running' }
      : { kind: 'waiting', untilMs: pause.untilMs, error: pause.error }
  }

  private notify(): void {
    const now = this.progress()
    this.speed.run(now.status.kind === 'running')
    if (!this.isBusy()) {
      for (const resolve of this.onQuiet) resolve()
      this.onQuiet = []
    }
    this.deps.onChange(now)
  }

  private quiet(): Promise<void> {
    return this.isBusy() ? new Promise((resolve) => this.onQuiet.push(resolve)) : Promise.resolve()
  }

  /** Starts whatever can start now, and notifies. */
  private advance(): void {
    if (!this.closing.signal.aborted && this.writer.stuckCount() === 0) {
      if (this.intent.kind === 'run' && this.deps.service() === null) this.intent = { kind: 'pause' }
      while (this.mayBegin() && this.work.size < this.pace.atOnce(this.deps.requestsAtOnce())) {
        const request = this.plan.takeNext(this.pace.size())
        if (request === null) break
        this.track(this.process({ ...request, begun: this.pace.begin(), decision: null }))
      }
      const state = this.dueState()
      if (state !== this.persistedState) this.track(this.persistState(state))
    }
    this.notify()
  }

  private track(work: Promise<void>): void {
    const done = work.finally(() => {
      this.work.delete(done)
      this.advance()
    })
    this.work.add(done)
  }

  /** Takes one request through all its steps: persist, send, persist the outcome. */
  private async process(request: TakenRequest): Promise<void> {
    this.inFlight.add(request)
    const { no, from, to } = request
    const { store, clock, id } = this.deps
    const begun = await store.ask('beginRequest', { id, no, from, to, nowMs: clock.now() })
    const ending = await this.persistOutcome(request, begun.ok, await this.sendBegun(request, begun))
    this.inFlight.delete(request)
    if (ending === null) return
    this.plan.recordOutcome(request, ending.outcome, ending.cuts)
    if (ending.outcome === 'unknown' && request.decision !== null) this.decide(request, request.decision)
    if (ending.outcome === 'accepted' || ending.outcome === 'refused') this.speed.add(to - from)
  }

  /** Sends a persisted request, unless that is no longer due. */
  private async sendBegun(
    request: TakenRequest,
    begun: StoreResult<{ numbers: readonly string[] }>
  ): Promise<RequestEnding> {
    const isWhole = begun.ok && begun.value.numbers.length === request.to - request.from
    const service = this.deps.service()
    if (service === null && this.intent.kind === 'run') this.intent = { kind: 'pause' }
    if (!begun.ok || !isWhole) {
      const error: AppError = begun.ok ? { code: 'imports-failed' } : begun.error
      this.stop(error)
      return notTaken(error)
    }
    // Not after a failure that makes it too large, nor after a decision about it.
    const isStillDue = request.begun === this.pace.begin() && request.decision === null
    if (service === null || !this.mayBegin() || !isStillDue) return notTaken(null)
    return this.send(service, begun.value.numbers, request)
  }

  private async send(
    service: Pick<CallService, 'importNumbers'>,
    numbers: readonly string[],
    request: TakenRequest
  ): Promise<RequestEnding> {
    let verdict: ImportVerdict
    try {
      const { campaignId } = this.deps
      const answer = await service.importNumbers(campaignId, numbers, { signal: this.closing.signal })
      verdict = verdictOf(answer, request)
    } catch {
      verdict = { kind: 'unknown', error: { code: 'import-unknown' } }
    }
    const advice = this.pace.note(verdict, { begun: request.begun, size: request.to - request.from })
    const error = verdict.kind === 'accepted' ? null : verdict.error
    if (advice.kind === 'stop' && error !== null) this.stop(error)
    if (advice.kind === 'wait' && error !== null && this.intent.kind === 'run')
      this.requestPause.start(advice.waitMs, error)
    return endingOf(verdict)
  }

  /** Persists how a request ended, retrying until `close`. Returns the outcome that counts; null: not persisted. */
  private async persistOutcome(
    request: TakenRequest,
    isBegun: boolean,
    sent: RequestEnding
  ): Promise<RequestEnding | null> {
    const { store, clock, id } = this.deps
    let ending = sent
    const isWritten = await this.writer.write(async () => {
      const recorded = await store.ask('recordOutcome', { id, no: request.no, ...ending, nowMs: clock.now() })
      if (recorded.ok) return recorded
      // A request that failed to begin may not exist in the store; then it has no outcome to persist.
      const isMissing = !isBegun && recorded.error.code === 'not-found'
      // The store's process restarted and marked the request unknown; that is final.
      if (recorded.error.code === 'input-invalid') ending = { ...notTaken(ending.error), outcome: 'unknown' }
      else if (!isMissing) return recorded
      return { ok: true, value: null }
    })
    return isWritten ? ending : null
  }

  private decide(range: PositionRange, decision: RequestDecision): void {
    const request = [...this.inFlight].find(({ from, to }) => from < range.to && range.from < to)
    if (request !== undefined) {
      request.decision = decision
      return
    }
    if (decision === 'taken') this.plan.takeAsSent(range.to - range.from)
    else this.plan.sendAgain(range)
    if (decision === 'again' && this.persistedState === 'ended') this.intent = { kind: 'pause' }
    this.advance()
  }

  /** The state that the store should have now. */
  private dueState(): 'open' | 'ended' | 'cancelled' {
    if (this.persistedState === 'cancelled' || this.work.size > 0) return this.persistedState
    if (this.intent.kind === 'cancel' && !this.isEnded()) return 'cancelled'
    return this.plan.hasWaiting() ? 'open' : 'ended'
  }

  private async persistState(state: 'open' | 'ended' | 'cancelled'): Promise<void> {
    const { store, clock, id } = this.deps
    this.isStateWriting = true
    await this.writer.write(async () => {
      // After a decision in the meantime the store would refuse `ended`, and the import hasn't ended.
      if (state === 'ended' && this.plan.hasWaiting()) return { ok: true, value: null }
      const answer = await store.ask('setImportState', { id, state, nowMs: clock.now() })
      if (answer.ok) this.persistedState = state
      return answer
    })
    this.isStateWriting = false
  }
}
