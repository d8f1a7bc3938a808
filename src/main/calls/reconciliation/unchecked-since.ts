import type { Call, LineStatus } from '../../../shared/calls/schema'
import type { Clock } from '../../platform/ports'

/** Since when records are unchecked, persisted with the calls; epoch ms, null if everything is checked. */
export interface UncheckedMark {
  read(): number | null
  write(sinceMs: number | null): void
}

/**
 * The latest time known from the calls (epoch ms); null without calls. Times after `nowMs` came from a wrong clock
 * and are ignored; if all are later, this clock is behind, and `nowMs` is the earliest possible time.
 */
function newestMs(calls: readonly Call[], nowMs: number): number | null {
  if (calls.length === 0) return null
  const times = calls.flatMap(({ startedAtMs, answeredAtMs, endedAtMs, timeline }) => [
    startedAtMs,
    ...[answeredAtMs, endedAtMs].filter((atMs) => atMs !== null),
    ...timeline.map(({ atMs }) => atMs)
  ])
  const isPast = (atMs: number): boolean => atMs <= nowMs
  const passed = times.filter(isPast)
  return passed.length === 0 ? nowMs : Math.max(...passed)
}

const least = (...times: (number | null)[]): number | null => {
  const known = times.filter((time) => time !== null)
  return known.length === 0 ? null : Math.min(...known)
}

/** Tracks since when events were missed or records are unchecked, and persists it in `mark`. */
export class UncheckedSince {
  readonly #clock: Pick<Clock, 'now'>
  readonly #mark: UncheckedMark | undefined
  #markedMs: number | null
  /** Since when events were missed while the line isn't live. */
  #missedSinceMs: number | null
  #isLive = false

  /** `calls`: those of the earlier run, after which events were missed. */
  constructor(calls: readonly Call[], clock: Pick<Clock, 'now'>, mark: UncheckedMark | undefined) {
    this.#clock = clock
    this.#mark = mark
    this.#markedMs = mark?.read() ?? null
    this.#missedSinceMs = least(newestMs(calls, clock.now()), this.#markedMs)
  }

  /** The line is live again. Returns since when events were missed; null for none. */
  onLive(gapSinceMs: number | null): number | null {
    const sinceMs = least(gapSinceMs, this.#missedSinceMs)
    this.#isLive = true
    this.#missedSinceMs = null
    return sinceMs
  }

  onDown(status: LineStatus): void {
    if (this.#isLive) {
      const lostSinceMs = status.kind === 'lost' ? status.sinceMs : null
      this.#missedSinceMs = least(this.#missedSinceMs, this.#clock.now(), lostSinceMs)
    }
    this.#isLive = false
  }

  /** The clock was corrected by `byMs`. */
  onCorrected(byMs: number): void {
    if (this.#missedSinceMs !== null && byMs < 0) this.#missedSinceMs += byMs
  }

  /** `gapsSinceMs`: the starts of the gaps that are being checked. */
  persist(gapsSinceMs: readonly number[]): void {
    const next = least(this.#missedSinceMs, ...gapsSinceMs)
    if (next === this.#markedMs) return
    this.#markedMs = next
    this.#mark?.write(next)
  }
}
