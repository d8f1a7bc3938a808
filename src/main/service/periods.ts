import type { AppError } from '../../shared/platform/errors'
import type { CallRecord } from '../../shared/records/record'
import type { Result } from '../../shared/platform/result'
import type { Moment } from '../platform/moment'
import { createPeriodDeduplicator, type Period } from './period-deduplicator'
import type { CallService, Clock } from '../platform/ports'

export type { Period } from './period-deduplicator'

/** How many rows a reply holds at most (三、按时间段查询呼叫: 一次最多返回1万条数据). */
export const maxRowsPerReply = 10_000

/** A period of this length or less isn't halved, in ms. */
export const shortestHalvedMs = 1_000

/** So many parts that fail one after the other: the rest isn't asked for. */
export const maxFailuresInRow = 8

/**
 * Each part is asked for from this much before its start, in ms. The document doesn't say whether the ends
 * of a period belong to it: this way no call falls between two parts, and what comes twice is told by id.
 */
const overlapMs = 1

/** A part that is expected to be fuller than this is halved without asking, as a share of a full reply. */
const fullShare = 0.95

/** How often a part is put off because the service asks to wait, and the wait when it doesn't say how long. */
const maxWaits = 5
const unsaidWaitMs = 5_000

/** A part that was not had. Asking for gaps again resumes: they carry what their neighbours brought. */
export interface PeriodGap extends Period {
  error: AppError
  /** Rows that came by a neighbour and would come again. */
  knownIds: string[]
}

/** How far it is. */
export interface PeriodProgress {
  /** The share of the asked time whose rows were given, 0 to 1. */
  coveredShare: number
  /** Rows given so far. */
  rowCount: number
}

/** What came of it. Everything was had when both lists are empty. */
export interface PeriodOutcome {
  rowCount: number
  requestCount: number
  /** In time order; neighbours with the same error are one. */
  gaps: PeriodGap[]
  /** Parts of a second or less with a full reply: what came was given, but there may be more. */
  incomplete: Period[]
}

/** What to do with what comes. */
export interface PeriodJob {
  /**
   * Takes the rows of one part, sorted by start; called once for each part that was had, also when it has
   * no rows, in time order and one after the other. While it works, little more is asked for. What it
   * throws ends the job.
   */
  onRows: (rows: CallRecord[], part: Period) => void | Promise<void>
  onProgress?: (progress: PeriodProgress) => void
  /** Ends the job; what came is given first, the rest becomes gaps with `cancelled`. */
  signal?: AbortSignal
}

interface Part extends Period {
  knownIds: readonly string[]
  state: 'waiting' | 'asked' | 'had' | 'missing'
  waits: number
  rows: CallRecord[]
  isIncomplete: boolean
  error: AppError
}

const lengthOf = (part: Period): number => part.endMs - part.startMs
/**
 * A whole second near the middle; longer than a second, there is one. A service that reads times to the second
 * and counts neither end in would lose what lies on a border within a second.
 */
const middleOf = ({ startMs, endMs }: Period): number => {
  const middleMs = (startMs + endMs) / 2
  const secondMs = Math.floor(middleMs / 1_000) * 1_000
  return secondMs > startMs ? secondMs : secondMs + 1_000
}
const isAwaited = (part: Part): boolean => part.state === 'asked'
const lose = (part: Part, error: AppError): void => {
  part.state = 'missing'
  part.error = error
}
const aboutThePeriod: readonly (string | undefined)[] = ['startTime', 'endTime', 'access_token']

/**
 * Open question of the document: how "more than 10,000" looks as an error. Our reading: any 422 that names
 * none of the three parameters. A reply beyond our own limit of size is too much as well.
 */
const isTooMuch = ({ code, status, field }: AppError): boolean =>
  code === 'reply-too-large' || (status === 422 && !aboutThePeriod.includes(field))

const byStart = (a: CallRecord, b: CallRecord): number =>
  (a.startedAtMs ?? Number.MAX_VALUE) - (b.startedAtMs ?? Number.MAX_VALUE)

/**
 * Asks for the records of `periods` (in any order, not overlapping) of any length, and gives every call that
 * began in them once: a period with too many rows is halved as often as needed. At most `parallel` requests at
 * a time; at most 2 × `parallel` replies are held. A call exactly at an outer end may come too.
 *
 * Requests: with N rows and a limit of L a reply, blind halving needs up to 1 + 2·D·⌊N/L⌋, D being how often
 * the period can be halved until a second is left (25 for a year). Here the density of the last part that was
 * had says which parts would be too full, and those are halved unasked: at most 1 + 3·D·⌊N/L⌋ whatever the
 * distribution, and 2·⌈N/L⌉ + D + 2 for evenly spread calls, where N/L is the least possible.
 *
 * A part that fails becomes a gap (reads are repeated by the client already); a wait that the service asks for
 * is kept by all; `token-refused` ends everything. Rejects only with what `onRows` threw.
 */
export function readPeriods(
  deps: {
    service: Pick<CallService, 'queryByPeriod'>
    clock: Clock
    parallel?: number
    rowLimit?: number
  },
  periods: readonly (Period & { knownIds?: readonly string[] })[],
  job: PeriodJob
): Promise<PeriodOutcome> {
  const { service, clock, parallel = 3, rowLimit = maxRowsPerReply } = deps
  const newPart = ({ startMs, endMs }: Period, knownIds: readonly string[]): Part => ({
    ...{ startMs, endMs, knownIds, state: 'waiting', waits: 0, rows: [], isIncomplete: false },
    error: { code: 'internal' }
  })
  /** What is not given yet, in time order. */
  const parts = [...periods]
    .sort((a, b) => a.startMs - b.startMs)
    .map((period) => newPart(period, period.knownIds ?? []))
  const totalMs = parts.reduce((sum, part) => sum + lengthOf(part), 0)
  const gaps: PeriodGap[] = []
  const incomplete: Period[] = []
  const borders = createPeriodDeduplicator(() => gaps)
  const ending = new AbortController()
  let [coveredMs, rowCount, requestCount, inFlight, failuresInRow] = [0, 0, 0, 0, 0]
  /** Rows a ms in the part that was had last; null: nothing was had yet. */
  let density: number | null = null
  let isGiving = false
  let isOver = false
  /** While the service asks to wait. Only its own timer ends it: no clock is read to see whether it is over. */
  let pause: { since: Moment; ms: number; cancel: () => void } | null = null

  return new Promise<PeriodOutcome>((resolve, reject) => {
    const onAbort = (): void => end({ code: 'cancelled' })
    const leave = (): void => {
      isOver = true
      pause?.cancel()
      pause = null
      ending.abort()
      job.signal?.removeEventListener('abort', onAbort)
    }

    /** Nothing more is asked for, and nothing awaited. */
    const end = (error: AppError): void => {
      for (const part of parts) {
        if (part.state === 'waiting' || isAwaited(part)) lose(part, error)
      }
      ending.abort()
      void give()
    }

    const halve = (at: number, part: Part): Part => {
      const middleMs = middleOf(part)
      const left = newPart({ startMs: part.startMs, endMs: middleMs }, part.knownIds)
      const right = newPart({ startMs: middleMs, endMs: part.endMs }, part.knownIds)
      parts.splice(at, 1, left, right)
      return left
    }

    const next = (): Part | null => {
      const at = parts.findIndex((part) => part.state === 'waiting')
      let part = parts[at]
      if (part === undefined) return null
      // The first one in time may always go: the others wait for it.
      if (at > 0 && parts.filter(({ state }) => state === 'had').length >= 2 * parallel) return null
      while (
        density !== null &&
        lengthOf(part) > shortestHalvedMs &&
        density * lengthOf(part) > fullShare * rowLimit
      ) {
        part = halve(at, part)
      }
      return part
    }

    const pump = (): void => {
      if (pause !== null) return
      // Before anything was had, more at a time would only be told more often that it is too much.
      while (inFlight < (density === null ? 1 : parallel)) {
        const part = next()
        if (part === null) return
        void ask(part)
      }
    }

    const miss = (part: Part, error: AppError): void => {
      lose(part, error)
      failuresInRow += 1
      if (failuresInRow < maxFailuresInRow) return
      for (const other of parts) {
        if (other.state === 'waiting') lose(other, error)
      }
    }

    const putOff = (part: Part, waitMs: number): void => {
      part.state = 'waiting'
      part.waits += 1
      const now = clock.moment()
      if (pause !== null && pause.ms - now.msSince(pause.since) >= waitMs) return
      pause?.cancel()
      const cancel = clock.after(waitMs, () => {
        pause = null
        pump()
      })
      pause = { since: now, ms: waitMs, cancel }
    }

    const judge = (part: Part, reply: Result<{ calls: CallRecord[]; rowCount: number }>): void => {
      const isFull = reply.ok ? reply.value.rowCount >= rowLimit : isTooMuch(reply.error)
      if (isFull && lengthOf(part) > shortestHalvedMs) {
        halve(parts.indexOf(part), part)
        return
      }
      if (reply.ok) {
        failuresInRow = 0
        density = reply.value.rowCount / Math.max(1, lengthOf(part))
        part.state = 'had'
        part.rows = reply.value.calls
        part.isIncomplete = isFull
        return
      }
      const { error } = reply
      const isWaitAsked = error.retryAfterMs !== undefined || error.code === 'rate-limited'
      if (error.code === 'token-refused') end(error)
      else if (isWaitAsked && part.waits < maxWaits) putOff(part, error.retryAfterMs ?? unsaidWaitMs)
      else miss(part, error)
    }

    const ask = async (part: Part): Promise<void> => {
      part.state = 'asked'
      inFlight += 1
      requestCount += 1
      const startMs = Math.max(0, part.startMs - overlapMs)
      const reply = await service.queryByPeriod(startMs, part.endMs, { signal: ending.signal })
      inFlight -= 1
      // Else the job ended meanwhile.
      if (parts.includes(part) && isAwaited(part)) judge(part, reply)
      if (!isOver) await give()
    }

    const noteGap = ({ startMs, endMs, error, knownIds }: Part): void => {
      const last = gaps.at(-1)
      if (last?.endMs === startMs && last.error.code === error.code) {
        last.endMs = endMs
        last.knownIds.push(...knownIds)
      } else gaps.push({ startMs, endMs, error, knownIds: [...knownIds] })
    }

    /** Gives what is next in time, as far as it came. */
    const give = async (): Promise<void> => {
      if (isGiving) return
      isGiving = true
      try {
        for (let part = parts[0]; part?.state === 'had' || part?.state === 'missing'; part = parts[0]) {
          parts.shift()
          if (part.state === 'missing') {
            noteGap(part)
            continue
          }
          const { startMs, endMs } = part
          const rows = borders.fresh(part, part.rows.sort(byStart), part.knownIds)
          if (part.isIncomplete) incomplete.push({ startMs, endMs })
          await job.onRows(rows, { startMs, endMs })
          coveredMs += lengthOf(part)
          rowCount += rows.length
          job.onProgress?.({ coveredShare: totalMs === 0 ? 1 : coveredMs / totalMs, rowCount })
          pump()
        }
      } catch (problem) {
        parts.length = 0
        leave()
        reject(problem instanceof Error ? problem : new Error(String(problem)))
        return
      }
      isGiving = false
      if (parts.length > 0) {
        pump()
        return
      }
      leave()
      for (const gap of gaps) gap.knownIds = [...new Set([...gap.knownIds, ...borders.idsNear(gap)])]
      resolve({ rowCount, requestCount, gaps, incomplete })
    }

    job.signal?.addEventListener('abort', onAbort)
    if (job.signal?.aborted === true) onAbort()
    else void give()
  })
}
