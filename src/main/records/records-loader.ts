import type { AppError } from '../../shared/platform/errors'
import { maxShownGaps, type RecordsLoad } from '../../shared/records/records-state'
import type { Period, PeriodGap } from '../service/periods'
import type { CallService, Clock } from '../platform/ports'
import type { RecordsPublisher } from './records-publisher'
import { loadRecords, type LoadOutcome } from './records-load'
import { createRefreshing } from './records-refresh'
import type { RecordsStore } from './records-store'

/** Loads the records of a period into the store, one period at a time, and publishes the progress in the state. */
export interface RecordsLoader {
  /** Cancels the load of another period; a running load of the same period continues. */
  load(period: Period): void
  /** Cancels the load. Records received so far are kept. */
  cancel(): void
  /** Queries the missing parts of the period again. */
  resume(): void
  /** Cancels the running load; resolves once it has ended. */
  close(): Promise<void>
}

/** Creates a loader of one account's records. */
export function createRecordsLoader(deps: {
  store: RecordsStore
  service: () => Pick<CallService, 'readPeriodReply' | 'readCall'> | null
  clock: Clock
  serviceNow: () => number
  publisher: RecordsPublisher
}): RecordsLoader {
  const { store, service, clock, publisher } = deps
  const refreshing = createRefreshing({ store, service, clock, onRows: () => publisher.rowsChanged() })
  let running: { period: Period; ending: AbortController; done: Promise<void> } | null = null
  let gaps: readonly PeriodGap[] = []
  let hasAsked = false
  let isClosed = false

  const loadOf = (outcome: LoadOutcome, isCancelled: boolean): RecordsLoad => {
    if (outcome.error !== null) return { kind: 'failed', error: outcome.error }
    // A load that was cancelled after its last reply is complete.
    const isLacking = isCancelled && outcome.gaps.length > 0
    return { kind: isLacking ? 'cancelled' : 'done', rows: outcome.rows }
  }

  const finish = (outcome: LoadOutcome, isCancelled: boolean, formerIncomplete: number): void => {
    gaps = outcome.gaps
    publisher.updateNow({
      load: loadOf(outcome, isCancelled),
      gaps: gaps.slice(0, maxShownGaps).map(({ startMs, endMs, error }) => ({ startMs, endMs, error })),
      gapCount: gaps.length,
      incompleteSeconds: formerIncomplete + outcome.incomplete.length
    })
    publisher.rowsChangedNow()
  }

  const start = (period: Period, formerGaps: readonly PeriodGap[] | null): void => {
    const former = running
    former?.ending.abort()
    const ending = new AbortController()
    const isCurrent = (): boolean => running?.ending === ending && !isClosed
    const incompleteBefore = formerGaps === null ? 0 : publisher.value().incompleteSeconds

    const work = async (): Promise<void> => {
      await former?.done
      if (!isCurrent()) return
      const loaded = await loadRecords(
        {
          ...{ store, service, refreshing, clock, signal: ending.signal },
          serviceNow: deps.serviceNow,
          onRows: () => publisher.rowsChanged(),
          onProgress(progress) {
            if (isCurrent()) publisher.update({ load: { kind: 'loading', ...progress } })
          }
        },
        period,
        formerGaps
      )
      if (!isCurrent()) return
      running = null
      if (loaded.ok) finish(loaded.value, ending.signal.aborted, incompleteBefore)
      else fail(loaded.error)
    }
    const fail = (error: AppError): void => {
      gaps = []
      hasAsked = false
      publisher.updateNow({ load: { kind: 'failed', error }, gaps: [], gapCount: 0 })
    }
    hasAsked = true
    gaps = []
    running = { period, ending, done: Promise.resolve() }
    publisher.updateNow({
      period: { ...period },
      load: { kind: 'loading', share: 0, rows: 0, waitUntilMs: null },
      ...(formerGaps === null ? { gaps: [], gapCount: 0, incompleteSeconds: 0 } : {})
    })
    running.done = work().catch(() => {
      if (!isCurrent()) return
      running = null
      fail({ code: 'internal' })
    })
  }

  return {
    load(period) {
      const isSame = running?.period.startMs === period.startMs && running.period.endMs === period.endMs
      if (isSame && running?.ending.signal.aborted !== true) return
      start(period, null)
    },
    cancel: () => running?.ending.abort(),
    resume() {
      const { period } = publisher.value()
      if (running !== null || period === null) return
      if (!hasAsked) start(period, null)
      else if (gaps.length > 0) start(period, gaps)
    },
    async close() {
      isClosed = true
      running?.ending.abort()
      await running?.done
    }
  }
}
