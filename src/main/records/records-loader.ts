import type { AppError } from '../../shared/platform/errors'
import { maxShownGaps, type RecordsLoad } from '../../shared/records/records-state'
import type { Period, PeriodGap } from '../service/periods'
import type { CallService, Clock } from '../platform/ports'
import type { RecordsPublisher } from './records-publisher'
import { loadRecords, type LoadOutcome } from './records-load'
import { createRefreshing } from './records-refresh'
import type { RecordsStore } from './records-store'

/** Brings the records of a period into the store, one period at a time; how far it is is published in the state. */
export interface RecordsLoader {
  /** Takes the place of a load of another period; one of the same period goes on. */
  load(period: Period): void
  /** What came is kept. */
  cancel(): void
  /** Asks again for what is missing of the period. */
  resume(): void
  /** Ends what is under way; fulfilled when nothing of it is left. */
  close(): Promise<void>
}

/** A loader of one account's records. */
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
    // Called off at its very end, it was had all the same.
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
