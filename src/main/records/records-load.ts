import type { AppError } from '../../shared/platform/errors'
import type { CoveredPart } from '../../shared/records/records'
import { failed, succeeded, type Result } from '../../shared/platform/result'
import { readPeriods, shortestHalvedMs, type Period, type PeriodGap } from '../service/periods'
import type { CallService, Clock } from '../platform/ports'
import { coveredIn, lengthOf, missingIn, withCovered } from './records-covered'
import { createRecordsSource } from './records-source'
import type { Refreshing } from './records-refresh'
import type { RecordsStore } from './records-store'
import { createThrottle } from '../platform/throttle'

/** Calls that the service's clock sees in the future are asked for this far, in ms. */
const aheadMs = 3_600_000

/** How often it is kept which parts were had, in ms. */
const keptEveryMs = 2_000

/** How far a load is. */
interface LoadProgress {
  /** Of the period's time, 0 to 1. */
  share: number
  /** Of the period, in the store. */
  rows: number
  /** The service asks to wait, epoch ms. */
  waitUntilMs: number | null
}

/** What came of a load. */
export interface LoadOutcome {
  rows: number
  /** In time order. */
  gaps: PeriodGap[]
  /** Parts of a second that hold more calls than the service gives. */
  incomplete: Period[]
  /** Nothing could be had, or nobody is let in; else null. */
  error: AppError | null
}

/** What a load needs. */
export interface LoadDeps {
  store: RecordsStore
  service: () => Pick<CallService, 'readPeriodReply'> | null
  refreshing: Refreshing
  clock: Clock
  /** Epoch ms. */
  serviceNow: () => number
  signal: AbortSignal
  onProgress: (progress: LoadProgress) => void
  /** Rows came or changed. */
  onRows: () => void
}

// The sums of a period don't depend on the zone.
const utc = { offsetMs: 0, changes: [] }

/**
 * Brings into the store what isn't there yet of `period`, or the `gaps` of an earlier load of it. Covered parts
 * of the past aren't asked for again, but calls in them that had no end yet are. Errors: of the store, when it
 * can't be used at all. What else goes wrong stands in the outcome.
 */
export async function loadRecords(
  deps: LoadDeps,
  period: Period,
  gaps: readonly PeriodGap[] | null
): Promise<Result<LoadOutcome>> {
  const { store, clock, signal } = deps
  const asking = clock.moment()
  /** When it was asked by the service's clock, which its replies tell better; whole ms. */
  const askedAtMs = (): number => Math.floor(deps.serviceNow() - clock.moment().msSince(asking))
  const asked: Period = {
    startMs: period.startMs,
    endMs: Math.max(period.startMs, Math.min(period.endMs, askedAtMs() + aheadMs))
  }
  const read = await store.ask('covered', {})
  if (!read.ok) return failed(read.error)
  let covered: CoveredPart[] = read.value
  const there = coveredIn(covered, asked)
  const needed: readonly (Period & { knownIds?: readonly string[] })[] = gaps ?? missingIn(there, asked)
  const [askedMs, neededMs] = [lengthOf([asked]), lengthOf(needed)]

  const progress: LoadProgress = {
    share: askedMs === 0 ? 1 : Math.max(0, 1 - neededMs / askedMs),
    rows: 0,
    waitUntilMs: null
  }
  const tell = (change: Partial<LoadProgress>): void => deps.onProgress(Object.assign(progress, change))
  if (there.length > 0 || gaps !== null) {
    const sums = await store.ask('summary', { filter: { ...period }, zone: utc }, { signal })
    if (sums.ok) progress.rows = sums.value.totals.calls
  }
  tell({})

  const ending = new AbortController()
  const end = (): void => ending.abort()
  signal.addEventListener('abort', end)
  if (signal.aborted) end()
  const seen: { hasHad: boolean; storeFailure: AppError | null } = { hasHad: false, storeFailure: null }

  const source = createRecordsSource({
    service: deps.service,
    store,
    clock,
    onRows({ added, updated }) {
      tell({ rows: progress.rows + added })
      if (added + updated > 0) deps.onRows()
    },
    onWait: (waitUntilMs) => {
      if (waitUntilMs !== progress.waitUntilMs) tell({ waitUntilMs })
    },
    onStoreFailure(error) {
      seen.storeFailure ??= error
      end()
    }
  })
  let keeping: Promise<unknown> = Promise.resolve()
  const keep = (): void => {
    keeping = store.ask('setCovered', { parts: covered })
  }
  const keeper = createThrottle(clock, keptEveryMs, keep)

  const outcome = await readPeriods({ service: source, clock }, needed, {
    signal: ending.signal,
    onRows(_, part) {
      seen.hasHad = true
      // A second with more calls than a reply holds is asked for each time: it must not fall into oblivion.
      if (part.endMs - part.startMs <= shortestHalvedMs && source.wasFull(part.endMs)) return
      covered = withCovered(covered, part, askedAtMs())
      keeper.call()
    },
    onProgress: ({ coveredShare }) =>
      tell({ share: askedMs === 0 ? 1 : 1 - ((1 - coveredShare) * neededMs) / askedMs })
  })
  keeper.cancel()
  await keeping
  if (seen.hasHad) await store.ask('setCovered', { parts: covered })
  if (!ending.signal.aborted && gaps === null) {
    await deps.refreshing.refreshIncomplete(there, ending.signal)
  }
  signal.removeEventListener('abort', end)

  const { hasHad, storeFailure: lost } = seen
  const refused = outcome.gaps.find(({ error }) => error.code === 'token-refused')
  const isNothingHad = outcome.gaps.length > 0 && !hasHad && there.length === 0 && progress.rows === 0
  return succeeded({
    rows: progress.rows,
    gaps: outcome.gaps.map((gap) => (lost === null ? gap : { ...gap, error: lost })),
    incomplete: outcome.incomplete,
    error:
      lost ?? refused?.error ?? (isNothingHad && !signal.aborted ? (outcome.gaps[0]?.error ?? null) : null)
  })
}
