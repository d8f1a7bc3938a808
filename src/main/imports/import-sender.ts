import type { AppError } from '../../shared/platform/errors'
import type { RequestDecision } from '../../shared/imports/imports'
import type { ImportStatus } from '../../shared/imports/imports-state'
import type { ImportPlanRecord } from './imports-operations'
import type { CallService, Clock } from '../platform/ports'
import type { Moment } from '../platform/moment'
import { createImportPace, createImportSpeed } from './import-pace'
import { createImportPlan } from './import-plan'
import { endingOf, notTaken, verdictOf, type ImportVerdict, type RequestEnding } from './import-verdict'
import type { ImportsStore } from './imports-store'
import type { PositionRange } from './range-queue'
import { createStubbornWriter } from './stubborn-writer'

/** How far an import is. The counts are numbers; `waiting`: not tried yet, or under way. */
export interface SenderProgress {
  status: Exclude<ImportStatus, { kind: 'interrupted' }>
  sent: number
  refused: number
  unknown: number
  waiting: number
  /** Requests that are not known and about which nobody decided. */
  undecided: number
  perSecond: number | null
  leftMs: number | null
}

/** Sends one import. It begins paused. None throws. */
export interface ImportSender {
  /** Goes on; while it waits: at once. After `stopped`: tries what failed again. */
  resume(): void
  /** No further request is sent. Resolves when none is under way any more. */
  pause(): Promise<void>
  /** What wasn't sent never is. Resolves when that is written down, or can't be (`stopped`, and tried on). */
  cancel(): Promise<void>
  /** A person decided that an `unknown` request is sent again. Where the import had ended it is paused then. */
  reopen(range: PositionRange): void
  /** A person decided that the numbers of an `unknown` request are in the library. */
  markDecided(decision: 'taken', range: PositionRange): void
  progress(): SenderProgress
  /** Is the end of request `no` still to come? What the store says of it meanwhile isn't the last word. */
  isUnderWay(no: number): boolean
  /**
   * Ends what is under way: what had been sent becomes `unknown`, so `pause` first where there is time. Resolves
   * when nothing runs any more; what the store didn't take by then is `unknown` at the next start.
   */
  close(): Promise<void>
}

interface TakenRequest extends PositionRange {
  no: number
  /** See {@link ImportPace.begin}. */
  begun: number
  /** A person's word that came before its end was written: a store that began anew holds it for unknown. */
  decision: RequestDecision | null
}

/**
 * Sends an import's numbers, none twice. A request is written down before it is sent, and its end before any of
 * its numbers can be part of another; while the store doesn't take an end, nothing further is sent. So whatever
 * stops Deskline, what is written tells at least all that may have left: a request without an end is `unknown`,
 * and an unknown one is sent again by a person's word alone. `plan` is of an import whose state is `open`.
 */
export function createImportSender(deps: {
  store: ImportsStore
  /** Null while nobody is signed in. */
  service: () => Pick<CallService, 'importNumbers'> | null
  clock: Clock
  id: string
  campaignId: string
  plan: ImportPlanRecord
  batchSize: number
  requestsAtOnce: () => number
  random?: () => number
  onChange: (progress: SenderProgress) => void
}): ImportSender {
  const { store, clock, id, campaignId } = deps
  const random = deps.random ?? Math.random
  const plan = createImportPlan(deps.plan)
  const pace = createImportPace({ batchSize: deps.batchSize, random })
  const speed = createImportSpeed(clock)
  const closing = new AbortController()

  /** What is wanted; `stop`: it can't go on. */
  let intent: { kind: 'run' | 'pause' | 'cancel' } | { kind: 'stop'; error: AppError } = { kind: 'pause' }
  /** The import's state as the store has it. */
  let written: 'open' | 'ended' | 'cancelled' = 'open'
  /** `untilMs`: its end on the wall clock, to be shown. */
  let rest: {
    since: Moment
    ms: number
    untilMs: number
    error: AppError
    cancel: () => void
  } | null = null
  const underWay = new Set<Promise<void>>()
  const carried = new Set<TakenRequest>()
  let isStateWriting = false
  let waitingForQuiet: (() => void)[] = []

  const writer = createStubbornWriter({
    clock,
    random,
    onStuck() {
      const error = writer.error()
      if (error !== null) stop(error)
      tell()
    }
  })

  const stop = (error: AppError): void => {
    if (intent.kind !== 'cancel') intent = { kind: 'stop', error }
  }
  const isEnded = (): boolean => written === 'ended' && !plan.hasWaiting()
  const isBusy = (): boolean => underWay.size > writer.stuckCount()
  const mayBegin = (): boolean =>
    intent.kind === 'run' &&
    written === 'open' &&
    !isStateWriting &&
    rest === null &&
    writer.stuckCount() === 0 &&
    !closing.signal.aborted

  const statusNow = (): SenderProgress['status'] => {
    if (written === 'cancelled') return { kind: written }
    if (isEnded()) return { kind: 'ended' }
    if (intent.kind !== 'run' && isBusy()) return { kind: 'pausing' }
    const unwritten = writer.error()
    if (unwritten !== null) return { kind: 'stopped', error: unwritten }
    if (intent.kind === 'stop') return { kind: 'stopped', error: intent.error }
    if (intent.kind !== 'run') return { kind: 'paused' }
    return rest === null ? { kind: 'running' } : { kind: 'waiting', untilMs: rest.untilMs, error: rest.error }
  }

  const progress = (): SenderProgress => {
    const counts = plan.counts()
    const waiting = deps.plan.total - counts.sent - counts.refused - counts.unknown
    const perSecond = speed.perSecond()
    return {
      status: statusNow(),
      ...counts,
      waiting,
      perSecond,
      leftMs: perSecond === null ? null : Math.ceil((waiting / perSecond) * 1_000)
    }
  }

  const tell = (): void => {
    const now = progress()
    speed.run(now.status.kind === 'running')
    if (!isBusy()) {
      for (const resolve of waitingForQuiet) resolve()
      waitingForQuiet = []
    }
    deps.onChange(now)
  }

  const quiet = (): Promise<void> =>
    isBusy() ? new Promise((resolve) => waitingForQuiet.push(resolve)) : Promise.resolve()

  const wake = (): void => {
    rest?.cancel()
    rest = null
  }

  const restFor = (waitMs: number, error: AppError): void => {
    const now = clock.moment()
    if (intent.kind !== 'run' || (rest !== null && rest.ms - now.msSince(rest.since) >= waitMs)) return
    wake()
    rest = {
      since: now,
      ms: waitMs,
      untilMs: clock.now() + waitMs,
      error,
      cancel: clock.after(waitMs, () => {
        rest = null
        goOn()
      })
    }
  }

  const begin = ({ no, from, to }: TakenRequest) =>
    store.ask('beginRequest', { id, no, from, to, nowMs: clock.now() })

  const settle = ({ no }: TakenRequest, ending: RequestEnding) =>
    store.ask('recordOutcome', { id, no, ...ending, nowMs: clock.now() })

  const send = async (
    service: Pick<CallService, 'importNumbers'>,
    numbers: readonly string[],
    request: TakenRequest
  ): Promise<RequestEnding> => {
    let verdict: ImportVerdict
    try {
      const answer = await service.importNumbers(campaignId, numbers, { signal: closing.signal })
      verdict = verdictOf(answer, request)
    } catch {
      verdict = { kind: 'unknown', error: { code: 'import-unknown' } }
    }
    const advice = pace.note(verdict, { begun: request.begun, size: request.to - request.from })
    const error = verdict.kind === 'accepted' ? null : verdict.error
    if (advice.kind === 'stop' && error !== null) stop(error)
    if (advice.kind === 'wait' && error !== null) restFor(advice.waitMs, error)
    return endingOf(verdict)
  }

  const decide = (range: PositionRange, decision: RequestDecision): void => {
    const request = [...carried].find(({ from, to }) => from < range.to && range.from < to)
    if (request !== undefined) {
      request.decision = decision
      return
    }
    if (decision === 'taken') plan.takeAsSent(range.to - range.from)
    else plan.sendAgain(range)
    if (decision === 'again' && written === 'ended') intent = { kind: 'pause' }
    goOn()
  }

  /** No trouble came that makes it too large, and nobody decided about it. */
  const isStillDue = ({ begun, decision }: TakenRequest): boolean =>
    begun === pace.begin() && decision === null

  /** One request, from before it is written down until its end is. */
  const carry = async (request: TakenRequest): Promise<void> => {
    carried.add(request)
    const begun = await begin(request)
    const isWhole = begun.ok && begun.value.numbers.length === request.to - request.from
    const service = deps.service()
    if (service === null && intent.kind === 'run') intent = { kind: 'pause' }
    let ending = notTaken(null)
    if (!begun.ok || !isWhole) {
      const error: AppError = begun.ok ? { code: 'imports-failed' } : begun.error
      stop(error)
      ending = notTaken(error)
    } else if (service !== null && mayBegin() && isStillDue(request))
      ending = await send(service, begun.value.numbers, request)
    const isWritten = await writer.write(async () => {
      const settled = await settle(request, ending)
      if (settled.ok) return settled
      // A beginning that failed was perhaps never written: then there is no end to be written either.
      const isNone = !begun.ok && settled.error.code === 'not-found'
      // The store's process began anew and holds it for unknown: that stands.
      if (settled.error.code === 'input-invalid') ending = { ...notTaken(ending.error), outcome: 'unknown' }
      else if (!isNone) return settled
      return { ok: true, value: null }
    })
    carried.delete(request)
    if (!isWritten) return
    plan.recordOutcome(request, ending.outcome, ending.cuts)
    if (ending.outcome === 'unknown' && request.decision !== null) decide(request, request.decision)
    if (ending.outcome === 'accepted' || ending.outcome === 'refused') speed.add(request.to - request.from)
  }

  const writeState = async (state: typeof written): Promise<void> => {
    isStateWriting = true
    await writer.write(async () => {
      // A decision came meanwhile: the store refuses an end, and there is none.
      if (state === 'ended' && plan.hasWaiting()) return { ok: true, value: null }
      const answer = await store.ask('setImportState', { id, state, nowMs: clock.now() })
      if (answer.ok) written = state
      return answer
    })
    isStateWriting = false
  }

  /** The state that the store should have by now. */
  const dueState = (): typeof written => {
    if (written === 'cancelled' || underWay.size > 0) return written
    if (intent.kind === 'cancel' && !isEnded()) return 'cancelled'
    return plan.hasWaiting() ? 'open' : 'ended'
  }

  const follow = (work: Promise<void>): void => {
    const done = work.finally(() => {
      underWay.delete(done)
      goOn()
    })
    underWay.add(done)
  }

  /** Does what can be done now, and tells. */
  function goOn(): void {
    if (!closing.signal.aborted && writer.stuckCount() === 0) {
      if (intent.kind === 'run' && deps.service() === null) intent = { kind: 'pause' }
      while (mayBegin() && underWay.size < pace.atOnce(deps.requestsAtOnce())) {
        const request = plan.takeNext(pace.size())
        if (request === null) break
        follow(carry({ ...request, begun: pace.begin(), decision: null }))
      }
      const state = dueState()
      if (state !== written) follow(writeState(state))
    }
    tell()
  }

  return {
    resume() {
      if (closing.signal.aborted || written === 'cancelled') return
      if (intent.kind !== 'cancel') intent = { kind: 'run' }
      pace.forgive()
      wake()
      writer.tryNow()
      goOn()
    },
    pause() {
      if (intent.kind !== 'cancel') intent = { kind: 'pause' }
      wake()
      tell()
      return quiet()
    },
    cancel() {
      if (!isEnded()) intent = { kind: 'cancel' }
      wake()
      goOn()
      return quiet()
    },
    reopen: (range) => decide(range, 'again'),
    markDecided: (decision, range) => decide(range, decision),
    progress,
    isUnderWay: (no) => [...carried].some((request) => request.no === no),
    async close() {
      if (intent.kind !== 'cancel') intent = { kind: 'pause' }
      closing.abort()
      wake()
      writer.close()
      await Promise.all([...underWay])
    }
  }
}
