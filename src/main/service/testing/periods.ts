import type { AppError } from '../../../shared/platform/schema'
import type { CallRecord } from '../../../shared/records/row-schema'
import { failed, succeeded } from '../../../shared/platform/result'
import { createManualClock, type ManualClock } from '../../platform/testing/manual-clock'
import { readPeriods, type Period, type PeriodJob, type PeriodOutcome, type PeriodProgress } from '../periods'

export const dayMs = 86_400_000
export const baseMs = 20_000 * dayMs

const rowAt = (startedAtMs: number | null, index: number): CallRecord => ({
  id: `id-${index}`,
  callerNumber: null,
  calleeNumber: '13800138000',
  agentId: 1,
  salesmanCode: null,
  startedAtMs,
  answeredAtMs: null,
  endedAtMs: null,
  duration: null,
  cost: null,
  recordUrl: null
})

/** How a service may interpret the ends of a period. */
export interface Reading {
  isStartInside: boolean
  isEndInside: boolean
  /** The ends are rounded down to this, in ms. */
  grainMs: number
  /** Too many rows yield a full reply instead of an error. */
  isCut: boolean
}
export const plainReading: Reading = { isStartInside: true, isEndInside: false, grainMs: 1, isCut: false }

export const tooMuch: AppError = { code: 'service-refused', status: 422, serviceCode: 30_001 }

/** A fake service with a call at each of `times`; `fail` may return an error for a request. */
export function createPeriodService(options: {
  times: readonly number[]
  rowLimit: number
  reading?: Reading
  fail?: (startMs: number, endMs: number, turn: number) => AppError | null
  clock?: ManualClock
}) {
  const { rowLimit, reading = plainReading } = options
  const rows = options.times.map(rowAt).sort((a, b) => (a.startedAtMs ?? 0) - (b.startedAtMs ?? 0))
  const starts = rows.map((row) => row.startedAtMs ?? 0)
  const firstFrom = (ms: number): number => {
    let [low, high] = [0, starts.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((starts[middle] ?? 0) < ms) low = middle + 1
      else high = middle
    }
    return low
  }
  let [turn, pending, mostPending] = [0, 0, 0]
  return {
    rows,
    asked: () => turn,
    most: () => mostPending,
    async queryByPeriod(startMs: number, endMs: number) {
      turn += 1
      pending += 1
      mostPending = Math.max(mostPending, pending)
      const error = options.fail?.(startMs, endMs, turn) ?? null
      // Replies arrive out of order.
      if (turn % 3 === 0) await new Promise((resolve) => setImmediate(resolve))
      pending -= 1
      if (error !== null) return failed(error)
      const [from, to] = [startMs, endMs].map((ms) => Math.floor(ms / reading.grainMs) * reading.grainMs)
      const found = rows.slice(
        firstFrom((from ?? 0) + (reading.isStartInside ? 0 : 1)),
        firstFrom((to ?? 0) + (reading.isEndInside ? 1 : 0))
      )
      if (found.length > rowLimit || (found.length === rowLimit && reading.isCut)) {
        if (!reading.isCut) return failed(tooMuch)
        return succeeded({ calls: found.slice(0, rowLimit).reverse(), rowCount: rowLimit })
      }
      return succeeded({ calls: [...found].reverse(), rowCount: found.length })
    }
  }
}

export interface Read {
  outcome: PeriodOutcome
  ids: string[]
  starts: number[]
  parts: Period[]
  progress: PeriodProgress[]
}

export async function read(
  service: ReturnType<typeof createPeriodService>,
  rowLimit: number,
  periods: readonly Period[],
  job: Partial<PeriodJob> = {},
  clock = createManualClock()
): Promise<Read> {
  const kept: Omit<Read, 'outcome'> = { ids: [], starts: [], parts: [], progress: [] }
  const outcome = await readPeriods({ service, clock, rowLimit }, periods, {
    onRows(rows, part) {
      for (const row of rows) {
        kept.ids.push(row.id)
        kept.starts.push(row.startedAtMs ?? 0)
      }
      kept.parts.push(part)
    },
    onProgress: (progress) => kept.progress.push(progress),
    ...job
  })
  return { outcome, ...kept }
}

/** Advances the clock until the work is done. */
export async function settled<T>(work: Promise<T>, clock: ManualClock): Promise<T> {
  let result: { value: T } | null = null
  void work.then((value) => (result = { value }))
  for (;;) {
    await clock.advance(clock.waiting() > 0 ? 100 : 1)
    const done = result as { value: T } | null
    if (done !== null) return done.value
  }
}

export const aDay: Period = { startMs: baseMs, endMs: baseMs + dayMs }
