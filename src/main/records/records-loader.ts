import { failed, type Result } from '../../shared/platform/result'
import type { AppError } from '../../shared/platform/schema'
import { maxShownGaps, type RecordsLoad } from '../../shared/records/state-schema'
import type { Period, PeriodGap } from '../service/periods'
import type { CallService, Clock } from '../platform/ports'
import type { RecordsPublisher } from './records-publisher'
import { loadRecords, type LoadOutcome, type LoadProgress } from './records-load'
import { createRefreshing, type Refreshing } from './records-refresh'
import type { RecordsStore } from './records-store'

/** Dependencies of a loader. */
interface RecordsLoaderDeps {
  store: RecordsStore
  service: () => Pick<CallService, 'readPeriodReply' | 'readCall'> | null
  clock: Clock
  serviceNow: () => number
  publisher: RecordsPublisher
}

interface RunningLoad {
  period: Period
  ending: AbortController
  done: Promise<void>
}

/** Loads the records of a period into the store, one period at a time, and publishes the progress in the state. */
export class RecordsLoader {
  readonly #deps: RecordsLoaderDeps
  readonly #refreshing: Refreshing
  #running: RunningLoad | null = null
  #gaps: readonly PeriodGap[] = []
  /** False before the first load, and after one that failed: then the whole period is missing. */
  #hasAsked = false
  /** Loads that aren't shown in the records window. */
  readonly #quiet = new Set<{ ending: AbortController; done: Promise<unknown> }>()
  #isClosed = false

  constructor(deps: RecordsLoaderDeps) {
    const { store, service, clock, publisher } = deps
    this.#deps = deps
    this.#refreshing = createRefreshing({ store, service, clock, onRows: () => publisher.rowsChanged() })
  }

  /** Cancels the load of another period; a running load of the same period continues. */
  load(period: Period): void {
    const running = this.#running
    const isSame = running?.period.startMs === period.startMs && running.period.endMs === period.endMs
    if (isSame && !running.ending.signal.aborted) return
    this.#start(period, null)
  }

  /** Cancels the load. Records received so far are kept. */
  cancel(): void {
    this.#running?.ending.abort()
  }

  /**
   * Loads the missing parts of a period without showing it in the records window, after a load that is already
   * running. If the window starts another one meanwhile, one of them may forget what the other has covered; that is
   * only queried again.
   */
  async loadQuietly(
    period: Period,
    { signal, onProgress }: { signal: AbortSignal; onProgress: (progress: LoadProgress) => void }
  ): Promise<Result<LoadOutcome>> {
    if (this.#isClosed) return failed({ code: 'cancelled' })
    const ending = new AbortController()
    const end = (): void => ending.abort()
    signal.addEventListener('abort', end)
    if (signal.aborted) end()
    const done = this.#loadQuietly(period, ending.signal, onProgress)
    const load = { ending, done }
    this.#quiet.add(load)
    try {
      return await done
    } finally {
      signal.removeEventListener('abort', end)
      this.#quiet.delete(load)
    }
  }

  /** Queries the missing parts of the period again. */
  resume(): void {
    const { period } = this.#deps.publisher.value()
    if (this.#running !== null || period === null) return
    if (!this.#hasAsked) this.#start(period, null)
    else if (this.#gaps.length > 0) this.#start(period, this.#gaps)
  }

  /** Cancels the running load; resolves once it has ended. */
  async close(): Promise<void> {
    this.#isClosed = true
    this.cancel()
    for (const { ending } of this.#quiet) ending.abort()
    await Promise.all([this.#running?.done, ...[...this.#quiet].map(({ done }) => done)])
  }

  async #loadQuietly(
    period: Period,
    signal: AbortSignal,
    onProgress: (progress: LoadProgress) => void
  ): Promise<Result<LoadOutcome>> {
    const { publisher, ...deps } = this.#deps
    await this.#running?.done
    const isAborted = (): boolean => signal.aborted
    if (isAborted()) return failed({ code: 'cancelled' })
    const onRows = (): void => publisher.rowsChanged()
    const loaded = await loadRecords(
      { ...deps, refreshing: this.#refreshing, signal, onRows, onProgress },
      period,
      null
    )
    return isAborted() ? failed({ code: 'cancelled' }) : loaded
  }

  #start(period: Period, formerGaps: readonly PeriodGap[] | null): void {
    const former = this.#running
    former?.ending.abort()
    const load: RunningLoad = { period, ending: new AbortController(), done: Promise.resolve() }
    const { publisher } = this.#deps
    const incompleteBefore = formerGaps === null ? 0 : publisher.value().incompleteSeconds
    this.#hasAsked = true
    this.#gaps = []
    this.#running = load
    publisher.updateNow({
      period: { ...period },
      load: { kind: 'loading', share: 0, rows: 0, waitUntilMs: null },
      ...(formerGaps === null ? { gaps: [], gapCount: 0, incompleteSeconds: 0 } : {})
    })
    load.done = this.#run(load, former, formerGaps, incompleteBefore).catch(() => {
      if (this.#isCurrent(load)) this.#fail({ code: 'internal' })
    })
  }

  /** False once the load was replaced, or the loader closed: then nothing of it is published. */
  #isCurrent(load: RunningLoad): boolean {
    return this.#running === load && !this.#isClosed
  }

  async #run(
    load: RunningLoad,
    former: RunningLoad | null,
    formerGaps: readonly PeriodGap[] | null,
    incompleteBefore: number
  ): Promise<void> {
    const { publisher, ...deps } = this.#deps
    const { signal } = load.ending
    await former?.done
    if (!this.#isCurrent(load)) return
    const loaded = await loadRecords(
      {
        ...deps,
        refreshing: this.#refreshing,
        signal,
        onRows: () => publisher.rowsChanged(),
        onProgress: (progress) => {
          if (this.#isCurrent(load)) publisher.update({ load: { kind: 'loading', ...progress } })
        }
      },
      load.period,
      formerGaps
    )
    if (!this.#isCurrent(load)) return
    if (loaded.ok) this.#finish(loaded.value, signal.aborted, incompleteBefore)
    else this.#fail(loaded.error)
  }

  #finish(outcome: LoadOutcome, isCancelled: boolean, incompleteBefore: number): void {
    const { publisher } = this.#deps
    const { gaps } = outcome
    this.#running = null
    this.#gaps = gaps
    publisher.updateNow({
      load: loadOf(outcome, isCancelled),
      gaps: gaps.slice(0, maxShownGaps).map(({ startMs, endMs, error }) => ({ startMs, endMs, error })),
      gapCount: gaps.length,
      incompleteSeconds: incompleteBefore + outcome.incomplete.length
    })
    publisher.rowsChangedNow()
  }

  #fail(error: AppError): void {
    this.#running = null
    this.#gaps = []
    this.#hasAsked = false
    this.#deps.publisher.updateNow({ load: { kind: 'failed', error }, gaps: [], gapCount: 0 })
  }
}

function loadOf(outcome: LoadOutcome, isCancelled: boolean): RecordsLoad {
  if (outcome.error !== null) return { kind: 'failed', error: outcome.error }
  // A load that was cancelled after its last reply is complete.
  const isLacking = isCancelled && outcome.gaps.length > 0
  return { kind: isLacking ? 'cancelled' : 'done', rows: outcome.rows }
}
