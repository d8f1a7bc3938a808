import type { AppError } from '../../shared/platform/schema'
import type { CoveredPart } from '../../shared/records/load-schema'
import { failed, succeeded, type Result } from '../../shared/platform/result'
import { readPeriods, shortestHalvedMs, type Period, type PeriodGap } from '../service/periods'
import type { CallService, Clock } from '../platform/ports'
import { coveredIn, lengthOf, missingIn, withCovered } from './records-covered'
import { createRecordsSource } from './records-source'
import type { Refreshing } from './records-refresh'
import type { RecordsStore } from './records-store'
import { createThrottle } from '../platform/throttle'

/** How far into the future calls are queried, in case the service's clock is ahead, in ms. */
const aheadMs = 3_600_000

/** Interval of saving the covered parts, in ms. */
const saveEveryMs = 2_000

/** Progress of a load. */
export interface LoadProgress {
  /** Of the period's time, 0 to 1. */
  share: number
  /** Rows of the period in the store. */
  rows: number
  /** When the service allows the next request, epoch ms; null: no wait. */
  waitUntilMs: number | null
}

/** Result of a load. */
export interface LoadOutcome {
  rows: number
  /** In time order. */
  gaps: PeriodGap[]
  /** Full one-second windows: they may hold more calls than the service returns. */
  incomplete: Period[]
  /** Set if nothing could be loaded or access was denied. */
  error: AppError | null
}

/** Dependencies of a load. */
export interface LoadDeps {
  store: RecordsStore
  service: () => Pick<CallService, 'readPeriodReply'> | null
  refreshing: Refreshing
  clock: Clock
  /** The service's time, epoch ms. */
  serviceNow: () => number
  signal: AbortSignal
  onProgress: (progress: LoadProgress) => void
  /** Rows were added or changed. */
  onRows: () => void
}

// The totals of a period don't depend on the zone.
const utc = { offsetMs: 0, changes: [] }

/**
 * Loads the missing parts of `period` into the store, or the `gaps` of an earlier load of it. Covered parts of the
 * past aren't queried again, but calls in them that had no end yet are. Fails only if the store can't be used; all
 * other errors are part of the outcome.
 */
export async function loadRecords(
  deps: LoadDeps,
  period: Period,
  gaps: readonly PeriodGap[] | null
): Promise<Result<LoadOutcome>> {
  const { store, clock, signal } = deps
  const asking = clock.moment()
  /** Time of the query by the service's clock, which its replies make more accurate; whole ms. */
  const askedAtMs = (): number => Math.floor(deps.serviceNow() - clock.moment().msSince(asking))
  const asked: Period = {
    startMs: period.startMs,
    endMs: Math.max(period.startMs, Math.min(period.endMs, askedAtMs() + aheadMs))
  }
  const read = await store.ask('covered', {})
  if (!read.ok) return failed(read.error)
  let covered: CoveredPart[] = read.value
  const known = coveredIn(covered, asked)
  const needed: readonly (Period & { knownIds?: readonly string[] })[] = gaps ?? missingIn(known, asked)
  const [askedMs, neededMs] = [lengthOf([asked]), lengthOf(needed)]

  const progress: LoadProgress = {
    share: askedMs === 0 ? 1 : Math.max(0, 1 - neededMs / askedMs),
    rows: 0,
    waitUntilMs: null
  }
  const report = (change: Partial<LoadProgress>): void => deps.onProgress(Object.assign(progress, change))
  if (known.length > 0 || gaps !== null) {
    const sums = await store.ask('summary', { filter: { ...period }, zone: utc }, { signal })
    if (sums.ok) progress.rows = sums.value.totals.calls
  }
  report({})

  const ending = new AbortController()
  const end = (): void => ending.abort()
  signal.addEventListener('abort', end)
  if (signal.aborted) end()
  const received: { hasParts: boolean; storeFailure: AppError | null } = {
    hasParts: false,
    storeFailure: null
  }

  const source = createRecordsSource({
    service: deps.service,
    store,
    clock,
    onRows({ added, updated }) {
      report({ rows: progress.rows + added })
      if (added + updated > 0) deps.onRows()
    },
    onWait: (waitUntilMs) => {
      if (waitUntilMs !== progress.waitUntilMs) report({ waitUntilMs })
    },
    onStoreFailure(error) {
      received.storeFailure ??= error
      end()
    }
  })
  let saved: Promise<unknown> = Promise.resolve()
  const save = (): void => {
    saved = store.ask('setCovered', { parts: covered })
  }
  const saving = createThrottle(clock, saveEveryMs, save)

  const outcome = await readPeriods({ service: source, clock }, needed, {
    signal: ending.signal,
    onRows(_, part) {
      received.hasParts = true
      // Don't mark a full one-second window as covered; query it on every load so its calls aren't lost.
      if (part.endMs - part.startMs <= shortestHalvedMs && source.wasFull(part.endMs)) return
      covered = withCovered(covered, part, askedAtMs())
      saving.call()
    },
    onProgress: ({ coveredShare }) =>
      report({ share: askedMs === 0 ? 1 : 1 - ((1 - coveredShare) * neededMs) / askedMs })
  })
  saving.cancel()
  await saved
  if (received.hasParts) await store.ask('setCovered', { parts: covered })
  if (!ending.signal.aborted && gaps === null) {
    await deps.refreshing.refreshIncomplete(known, ending.signal)
  }
  signal.removeEventListener('abort', end)

  const isEmpty = !received.hasParts && known.length === 0 && progress.rows === 0
  return succeeded({
    rows: progress.rows,
    incomplete: outcome.incomplete,
    ...failuresOf(outcome.gaps, received.storeFailure, isEmpty && !signal.aborted)
  })
}

/** The gaps and the error of a load. A failure of the store is the reason for all gaps. */
function failuresOf(
  gaps: readonly PeriodGap[],
  storeFailure: AppError | null,
  isNothingLoaded: boolean
): Pick<LoadOutcome, 'gaps' | 'error'> {
  const refused = gaps.find(({ error }) => error.code === 'token-refused')
  const first = isNothingLoaded ? gaps[0] : undefined
  return {
    gaps: gaps.map((gap) => (storeFailure === null ? gap : { ...gap, error: storeFailure })),
    error: storeFailure ?? refused?.error ?? first?.error ?? null
  }
}
