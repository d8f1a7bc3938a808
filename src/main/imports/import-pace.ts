import type { Moment } from '../platform/moment'
import type { Clock } from '../platform/ports'
import type { ImportVerdict } from './import-verdict'

/** Requests in a row that end as not known, none accepted in between, before a person is asked. */
const unknownInARow = 3
/**
 * Single numbers refused in a row, none accepted in between, before a person is asked: a refusal that names no
 * field may be about the campaign, and would else be heard for each number of the list.
 */
const refusedInARow = 20
/** How much larger the next request after trouble may be with each acceptance. */
const growth = 4
const minPauseMs = 1_000
const maxPauseMs = 60_000

/** The pause before try `turn` (from 0): up to 2 s, 4 s … 60 s, at least half of that; `random` as `Math.random`. */
export function growingPauseMs(turn: number, random: () => number): number {
  const ceilingMs = Math.min(maxPauseMs, 2 * minPauseMs * 2 ** Math.min(turn, 30))
  return Math.round(ceilingMs / 2 + (random() * ceilingMs) / 2)
}

/** What is to be done after an answer. `waitMs`: nothing is sent for so long. */
export type PaceAdvice = { kind: 'go-on' } | { kind: 'wait'; waitMs: number } | { kind: 'stop' }

/** How large requests are, how many go at once, and when to rest. */
export interface ImportPace {
  /** Numbers of the next request at most. */
  size(): number
  /** Requests that may be under way at once, of the `wanted` ones. */
  atOnce(wanted: number): number
  /** A request begins; to be given back with its answer. */
  begin(): number
  /** What the answer to the request that began as `begun`, of `size` numbers, means for the ones after it. */
  note(verdict: ImportVerdict, request: { begun: number; size: number }): PaceAdvice
  /** A person wants it to go on: trouble is counted anew. */
  forgive(): void
}

/**
 * After an answer that was lost the next request is of one number, alone, and four times as large with each
 * acceptance: a service that fails costs few numbers that aren't known. Where nothing was taken for certain the
 * size stays, and requests go one at a time until one is accepted.
 */
export function createImportPace(deps: { batchSize: number; random: () => number }): ImportPace {
  let maxSize = Math.max(1, deps.batchSize)
  let size = maxSize
  let unknowns = 0
  let refusals = 0
  let turn = 0
  /** Grows with trouble. Requests that began before say no more than it did: they are one trouble. */
  let troubles = 0
  let isTroubled = false

  const trouble = (begun: number, askedMs: number): PaceAdvice => {
    isTroubled = true
    if (begun === troubles) {
      troubles += 1
      turn += 1
    }
    return { kind: 'wait', waitMs: Math.max(askedMs, growingPauseMs(Math.max(0, turn - 1), deps.random)) }
  }

  return {
    size: () => size,
    atOnce: (wanted) => (isTroubled ? 1 : Math.max(1, wanted)),
    begin: () => troubles,
    note(verdict, request) {
      const isNew = request.begun === troubles
      switch (verdict.kind) {
        case 'accepted':
          refusals = 0
          if (!isNew) break
          unknowns = 0
          turn = 0
          isTroubled = false
          size = Math.min(maxSize, size * growth)
          break
        case 'refused':
          refusals += 1
          if (refusals >= refusedInARow) return { kind: 'stop' }
          break
        case 'split':
          if (!verdict.isTooLarge) break
          maxSize = Math.min(maxSize, Math.max(1, Math.ceil(request.size / 2)))
          size = Math.min(size, maxSize)
          break
        case 'wait':
          return trouble(request.begun, verdict.error.retryAfterMs ?? 0)
        case 'unknown': {
          if (isNew) unknowns += 1
          size = 1
          const advice = trouble(request.begun, verdict.error.retryAfterMs ?? 0)
          return unknowns >= unknownInARow ? { kind: 'stop' } : advice
        }
        case 'stop':
          return { kind: 'stop' }
      }
      return { kind: 'go-on' }
    },
    forgive() {
      unknowns = 0
      refusals = 0
      turn = 0
    }
  }
}

const speedWindowMs = 20_000
const minRunMs = 2_000
/** Answers that come closer together than this are counted as one. */
const stepMs = 500

/** How fast numbers get their answer. */
export interface ImportSpeed {
  /** Pauses don't count as time. */
  run(isRunning: boolean): void
  add(count: number): void
  /** Numbers a second over the last 20 s of running; null: not known yet, or it doesn't run. */
  perSecond(): number | null
}

/** A speed that isn't known yet; it doesn't run. */
export function createImportSpeed(clock: Pick<Clock, 'moment'>): ImportSpeed {
  let ranMs = 0
  let since: Moment | null = null
  let answers: { atRanMs: number; count: number }[] = []
  const ranUntilNow = (): number => ranMs + (since === null ? 0 : clock.moment().msSince(since))
  const within = (untilRanMs: number): typeof answers =>
    answers.filter(({ atRanMs }) => atRanMs > untilRanMs - speedWindowMs)

  return {
    run(isRunning) {
      if (isRunning === (since !== null)) return
      ranMs = ranUntilNow()
      since = isRunning ? clock.moment() : null
    },
    add(count) {
      const atRanMs = ranUntilNow()
      const last = answers.at(-1)
      if (last !== undefined && atRanMs - last.atRanMs < stepMs) last.count += count
      else answers = [...within(atRanMs), { atRanMs, count }]
    },
    perSecond() {
      const nowRanMs = ranUntilNow()
      if (since === null || nowRanMs < minRunMs) return null
      const count = within(nowRanMs).reduce((sum, answer) => sum + answer.count, 0)
      return count === 0 ? null : (count * 1_000) / Math.min(speedWindowMs, nowRanMs)
    }
  }
}
