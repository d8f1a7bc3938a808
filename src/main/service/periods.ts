import type { AppError } from '../../shared/platform/schema'
import type { CallRecord } from '../../shared/records/row-schema'
import type { Result } from '../../shared/platform/result'
import type { Moment } from '../platform/moment'
import { createPeriodDeduplicator, type Period } from './period-deduplicator'
import type { CallService, Clock } from '../platform/ports'

export type { Period } from './period-deduplicator'

/** Maximum number of rows in a reply (三、按时间段查询呼叫: 一次最多返回1万条数据). */
export const maxRowsPerReply = 10_000

/** Periods of this length or shorter aren't halved, in ms. */
export const shortestHalvedMs = 1_000

/** After this many consecutive failed parts, the rest isn't requested. */
export const maxFailuresInRow = 8

/**
 * Each part is requested with this overlap before its start, in ms. The document doesn't say whether the ends of a
 * period are inclusive: the overlap keeps calls at a boundary from being lost, and duplicates are dropped by id.
 */
const overlapMs = 1

/** A part predicted to exceed this share of a full reply is halved without a request. */
const fullShare = 0.95

/** How often a part is postponed at the service's request, and the default wait when it gives no duration. */
const maxWaits = 5
const unsaidWaitMs = 5_000

/** A part that couldn't be read. To resume, read the gaps again: they carry the ids that adjacent parts returned. */
export interface PeriodGap extends Period {
  error: AppError
  /** Ids of rows that an adjacent part already returned and this one would return again. */
  knownIds: string[]
}

/** The progress of a job. */
export interface PeriodProgress {
  /** The share of the requested time whose rows were emitted, 0 to 1. */
  coveredShare: number
  /** Rows emitted so far. */
  rowCount: number
}

/** The result of a job. Everything was read when both lists are empty. */
export interface PeriodOutcome {
  rowCount: number
  requestCount: number
  /** In time order; adjacent gaps with the same error are merged. */
  gaps: PeriodGap[]
  /** Parts of a second or less with a full reply: its rows were emitted, but there may be more. */
  incomplete: Period[]
}

/** The callbacks of a job. */
export interface PeriodJob {
  /**
   * Receives the rows of one part, sorted by start. Called once for each part that was read, even an empty one,
   * sequentially and in time order. Requests are throttled until it resolves. An exception ends the job.
   */
  onRows: (rows: CallRecord[], part: Period) => void | Promise<void>
  onProgress?: (progress: PeriodProgress) => void
  /** Ends the job: rows that have arrived are emitted first, the rest becomes gaps with `cancelled`. */
  signal?: AbortSignal
}

interface Part extends Period {
  knownIds: readonly string[]
  state: 'waiting' | 'pending' | 'read' | 'missing'
  waits: number
  rows: CallRecord[]
  isIncomplete: boolean
  error: AppError
}

const lengthOf = (part: Period): number => part.endMs - part.startMs
/**
 * A whole second near the middle; a part longer than a second contains one. A service that reads times to the second
 * and excludes both ends would lose the calls at a border within a second.
 */
const middleOf = ({ startMs, endMs }: Period): number => {
  const middleMs = (startMs + endMs) / 2
  const secondMs = Math.floor(middleMs / 1_000) * 1_000
  return secondMs > startMs ? secondMs : secondMs + 1_000
}
const newPart = ({ startMs, endMs }: Period, knownIds: readonly string[]): Part => ({
  ...{ startMs, endMs, knownIds, state: 'waiting', waits: 0, rows: [], isIncomplete: false },
  error: { code: 'internal' }
})
const isPending = (part: Part): boolean => part.state === 'pending'
const markMissing = (part: Part, error: AppError): void => {
  part.state = 'missing'
  part.error = error
}
const aboutThePeriod: readonly (string | undefined)[] = ['startTime', 'endTime', 'access_token']

/**
 * Open question of the document: which error means "more than 10,000". Our reading: any 422 that names none of the
 * three parameters. A reply above our own size limit counts too.
 */
const isTooMuch = ({ code, status, field }: AppError): boolean =>
  code === 'reply-too-large' || (status === 422 && !aboutThePeriod.includes(field))

const byStart = (a: CallRecord, b: CallRecord): number =>
  (a.startedAtMs ?? Number.MAX_VALUE) - (b.startedAtMs ?? Number.MAX_VALUE)

interface PeriodDeps {
  service: Pick<CallService, 'queryByPeriod'>
  clock: Clock
  parallel?: number
  rowLimit?: number
}

class PeriodReader {
  readonly #service: PeriodDeps['service']
  readonly #clock: Clock
  readonly #parallel: number
  readonly #rowLimit: number
  readonly #job: PeriodJob
  /** Parts not emitted yet, in time order. */
  readonly #parts: Part[]
  readonly #totalMs: number
  readonly #gaps: PeriodGap[] = []
  readonly #incomplete: Period[] = []
  readonly #deduplicator = createPeriodDeduplicator(() => this.#gaps)
  readonly #ending = new AbortController()
  #resolve: (outcome: PeriodOutcome) => void = () => undefined
  #reject: (problem: Error) => void = () => undefined
  readonly #onAbort = (): void => this.#end({ code: 'cancelled' })
  #coveredMs = 0
  #rowCount = 0
  #requestCount = 0
  #pending = 0
  #failuresInRow = 0
  /** Rows per ms in the last part read; null before the first. */
  #density: number | null = null
  #isEmitting = false
  #isOver = false
  /** Set while the service asks to wait. Ended only by its timer, never by comparing clocks. */
  #pause: { since: Moment; ms: number; cancel: () => void } | null = null

  constructor(
    deps: PeriodDeps,
    periods: readonly (Period & { knownIds?: readonly string[] })[],
    job: PeriodJob
  ) {
    this.#service = deps.service
    this.#clock = deps.clock
    this.#parallel = deps.parallel ?? 3
    this.#rowLimit = deps.rowLimit ?? maxRowsPerReply
    this.#job = job
    this.#parts = [...periods]
      .sort((a, b) => a.startMs - b.startMs)
      .map((period) => newPart(period, period.knownIds ?? []))
    this.#totalMs = this.#parts.reduce((sum, part) => sum + lengthOf(part), 0)
  }

  read(): Promise<PeriodOutcome> {
    return new Promise((resolve, reject) => {
      this.#resolve = resolve
      this.#reject = reject
      this.#job.signal?.addEventListener('abort', this.#onAbort)
      if (this.#job.signal?.aborted === true) this.#onAbort()
      else void this.#emit()
    })
  }

  /** Turns the remaining parts into gaps and cancels the pending requests. */
  #end(error: AppError): void {
    for (const part of this.#parts) {
      if (part.state === 'waiting' || isPending(part)) markMissing(part, error)
    }
    this.#ending.abort()
    void this.#emit()
  }

  #dispose(): void {
    this.#isOver = true
    this.#pause?.cancel()
    this.#pause = null
    this.#ending.abort()
    this.#job.signal?.removeEventListener('abort', this.#onAbort)
  }

  // Requests

  #request(): void {
    if (this.#pause !== null) return
    // Until the first reply gives a density, parallel requests could all be refused as too large.
    while (this.#pending < (this.#density === null ? 1 : this.#parallel)) {
      const part = this.#next()
      if (part === null) return
      void this.#query(part)
    }
  }

  #next(): Part | null {
    const at = this.#parts.findIndex((part) => part.state === 'waiting')
    let part = this.#parts[at]
    if (part === undefined) return null
    // Always request the first part: the others can't be emitted before it.
    const buffered = this.#parts.filter(({ state }) => state === 'read').length
    if (at > 0 && buffered >= 2 * this.#parallel) return null
    while (
      this.#density !== null &&
      lengthOf(part) > shortestHalvedMs &&
      this.#density * lengthOf(part) > fullShare * this.#rowLimit
    ) {
      part = this.#halve(at, part)
    }
    return part
  }

  #halve(at: number, part: Part): Part {
    const middleMs = middleOf(part)
    const left = newPart({ startMs: part.startMs, endMs: middleMs }, part.knownIds)
    const right = newPart({ startMs: middleMs, endMs: part.endMs }, part.knownIds)
    this.#parts.splice(at, 1, left, right)
    return left
  }

  async #query(part: Part): Promise<void> {
    part.state = 'pending'
    this.#pending += 1
    this.#requestCount += 1
    const startMs = Math.max(0, part.startMs - overlapMs)
    const reply = await this.#service.queryByPeriod(startMs, part.endMs, { signal: this.#ending.signal })
    this.#pending -= 1
    // False if the job ended in the meantime.
    if (this.#parts.includes(part) && isPending(part)) this.#take(part, reply)
    if (!this.#isOver) await this.#emit()
  }

  #take(part: Part, reply: Result<{ calls: CallRecord[]; rowCount: number }>): void {
    const isFull = reply.ok ? reply.value.rowCount >= this.#rowLimit : isTooMuch(reply.error)
    if (isFull && lengthOf(part) > shortestHalvedMs) {
      this.#halve(this.#parts.indexOf(part), part)
      return
    }
    if (reply.ok) {
      this.#failuresInRow = 0
      this.#density = reply.value.rowCount / Math.max(1, lengthOf(part))
      part.state = 'read'
      part.rows = reply.value.calls
      part.isIncomplete = isFull
      return
    }
    const { error } = reply
    const isWaitAsked = error.retryAfterMs !== undefined || error.code === 'rate-limited'
    if (error.code === 'token-refused') this.#end(error)
    else if (isWaitAsked && part.waits < maxWaits) this.#postpone(part, error.retryAfterMs ?? unsaidWaitMs)
    else this.#fail(part, error)
  }

  #fail(part: Part, error: AppError): void {
    markMissing(part, error)
    this.#failuresInRow += 1
    if (this.#failuresInRow < maxFailuresInRow) return
    for (const other of this.#parts) {
      if (other.state === 'waiting') markMissing(other, error)
    }
  }

  #postpone(part: Part, waitMs: number): void {
    part.state = 'waiting'
    part.waits += 1
    const now = this.#clock.moment()
    if (this.#pause !== null && this.#pause.ms - now.msSince(this.#pause.since) >= waitMs) return
    this.#pause?.cancel()
    const cancel = this.#clock.after(waitMs, () => {
      this.#pause = null
      this.#request()
    })
    this.#pause = { since: now, ms: waitMs, cancel }
  }

  // Results

  /** Emits the completed parts, in time order. */
  async #emit(): Promise<void> {
    if (this.#isEmitting) return
    this.#isEmitting = true
    try {
      let part = this.#parts[0]
      while (part?.state === 'read' || part?.state === 'missing') {
        this.#parts.shift()
        if (part.state === 'missing') this.#addGap(part)
        else await this.#emitRows(part)
        part = this.#parts[0]
      }
    } catch (problem) {
      this.#parts.length = 0
      this.#dispose()
      this.#reject(problem instanceof Error ? problem : new Error(String(problem)))
      return
    }
    this.#isEmitting = false
    if (this.#parts.length > 0) this.#request()
    else this.#finish()
  }

  async #emitRows(part: Part): Promise<void> {
    const { startMs, endMs } = part
    const rows = this.#deduplicator.fresh(part, part.rows.sort(byStart), part.knownIds)
    if (part.isIncomplete) this.#incomplete.push({ startMs, endMs })
    await this.#job.onRows(rows, { startMs, endMs })
    this.#coveredMs += lengthOf(part)
    this.#rowCount += rows.length
    const coveredShare = this.#totalMs === 0 ? 1 : this.#coveredMs / this.#totalMs
    this.#job.onProgress?.({ coveredShare, rowCount: this.#rowCount })
    this.#request()
  }

  #addGap({ startMs, endMs, error, knownIds }: Part): void {
    const last = this.#gaps.at(-1)
    if (last?.endMs === startMs && last.error.code === error.code) {
      last.endMs = endMs
      last.knownIds.push(...knownIds)
    } else this.#gaps.push({ startMs, endMs, error, knownIds: [...knownIds] })
  }

  #finish(): void {
    this.#dispose()
    for (const gap of this.#gaps)
      gap.knownIds = [...new Set([...gap.knownIds, ...this.#deduplicator.idsNear(gap)])]
    this.#resolve({
      rowCount: this.#rowCount,
      requestCount: this.#requestCount,
      gaps: this.#gaps,
      incomplete: this.#incomplete
    })
  }
}

/**
 * Reads the records of `periods` (in any order, not overlapping, of any length) and emits every call that began in
 * them exactly once. Periods with too many rows are halved as often as needed. At most `parallel` requests are
 * pending at a time, and at most 2 × `parallel` replies are buffered. Calls exactly at an outer end may be included.
 *
 * Requests: with N rows and a limit of L rows per reply, blind halving needs up to 1 + 2·D·⌊N/L⌋, where D is the
 * number of halvings down to one second (25 for a year). Here the density of the last part read predicts which parts
 * would be too full, and those are halved without a request: at most 1 + 3·D·⌊N/L⌋ for any distribution, and
 * 2·⌈N/L⌉ + D + 2 for evenly spread calls, where N/L is the minimum.
 *
 * A failed part becomes a gap (the client already retries reads); a wait requested by the service applies to all
 * parts; `token-refused` ends the job. Rejects only with what `onRows` threw.
 */
export const readPeriods = (
  deps: PeriodDeps,
  periods: readonly (Period & { knownIds?: readonly string[] })[],
  job: PeriodJob
): Promise<PeriodOutcome> => new PeriodReader(deps, periods, job).read()
