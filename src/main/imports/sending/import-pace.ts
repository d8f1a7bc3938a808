import type { Moment } from '../../platform/moment'
import type { Clock } from '../../platform/ports'
import { nextDelayMs, type EndlessDelays } from '../../platform/retry-schedule'
import type { ImportVerdict } from './import-verdict'

/** Consecutive requests with an unknown outcome, without an accepted one in between, before sending stops. */
const unknownInARow = 3
/**
 * Consecutive refusals of single numbers, without an accepted request in between, before sending stops: a refusal
 * without a field may be about the campaign, and would otherwise repeat for every number of the list.
 */
const refusedInARow = 20
/** Factor by which the request size grows with each accepted request after a failure. */
const growth = 4

/** After failed requests and failed writes: up to 2 s, 4 s … 60 s, and at least half of that. */
export const importRetries: EndlessDelays = { minMs: 1_000, maxMs: 60_000, jitter: 'half' }

/** How to proceed after an answer. `waitMs`: send nothing for that long. */
export type PaceAdvice = { kind: 'go-on' } | { kind: 'wait'; waitMs: number } | { kind: 'stop' }

/** Controls the request size, the number of parallel requests and the pauses. */
export interface ImportPace {
  /** Maximum size of the next request, in numbers. */
  size(): number
  /** Maximum number of parallel requests, up to `wanted`. */
  atOnce(wanted: number): number
  /** Marks the start of a request; pass the returned value to `note` with the answer. */
  begin(): number
  /** Takes the verdict on a request of `size` numbers into account and returns how to proceed. */
  note(verdict: ImportVerdict, request: { begun: number; size: number }): PaceAdvice
  /** Resets the failure counts, because the user resumed the import. */
  forgive(): void
}

/**
 * After a lost answer, the next request carries a single number and is sent alone; the size then grows fourfold with
 * each accepted request. A failing service thus leaves few numbers unknown. After a failure that certainly took
 * nothing, the size stays, and requests go one at a time until one is accepted.
 */
export function createImportPace(deps: { batchSize: number; random: () => number }): ImportPace {
  let maxSize = Math.max(1, deps.batchSize)
  let size = maxSize
  let unknowns = 0
  let refusals = 0
  let failures = 0
  /** Failure count. Requests that started before the last failure belong to it and don't count again. */
  let troubles = 0
  let isTroubled = false

  const trouble = (begun: number, askedMs: number): PaceAdvice => {
    isTroubled = true
    if (begun === troubles) {
      troubles += 1
      failures += 1
    }
    const retry = Math.max(0, failures - 1)
    return { kind: 'wait', waitMs: nextDelayMs(importRetries, retry, { askedMs, random: deps.random }) }
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
          failures = 0
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
      failures = 0
    }
  }
}

const speedWindowMs = 20_000
const minRunMs = 2_000
/** Answers within this time of each other are counted as one. */
const stepMs = 500

/** Measures how many numbers are answered per second. */
export interface ImportSpeed {
  /** Starts or stops the clock; pauses don't count. */
  run(isRunning: boolean): void
  add(count: number): void
  /** Numbers per second over the last 20 s of running; null while unknown or not running. */
  perSecond(): number | null
}

/** Starts stopped, without a known speed. */
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
