import { progressLimits, type NotReachedChoice } from '../../shared/imports/progress'
import type { CampaignProgress, ProgressRun } from '../../shared/imports/progress-schema'
import { failed, succeeded, type Result } from '../../shared/platform/result'
import type { ZoneOffsets } from '../../shared/records/filter-schema'
import type { Clock } from '../platform/ports'
import type { TopicPublisher } from '../platform/topic-publisher'
import type { CallPeriod, CampaignCalls } from './campaign-calls'
import type { ImportsStore } from './imports-store'
import type { ImportRecord } from './imports-operations'

/** The columns of a file with the numbers that weren't reached; the first one has the digits to dial. */
export const notReachedColumns = ['number', 'text', 'file'] as const

/** What {@link CampaignProgresses} needs. */
export interface CampaignProgressDeps {
  store: ImportsStore
  publisher: TopicPublisher<'campaignProgress'>
  clock: Clock
  /** The calls of the import's tenant; null while signed out. */
  calls: () => Promise<CampaignCalls | null>
  /** The user's time zone, for the days. */
  zone: () => ZoneOffsets
  newId: () => string
  find: (id: string) => ImportRecord | null
}

interface Run {
  id: string
  ending: AbortController
  done: Promise<void>
}

type Missing = Pick<CampaignProgress, 'gaps' | 'gapCount' | 'incompleteSeconds'>

/** How far the campaigns of imports are: counts the calls of sent numbers, for one import at a time. */
export class CampaignProgresses {
  private run: Run | null = null
  private isClosed = false

  constructor(private readonly deps: CampaignProgressDeps) {}

  /** Publishes the kept figures. */
  async load(): Promise<void> {
    const figures = await this.deps.store.ask('progressFigures', {})
    if (figures.ok) this.deps.publisher.updateNow({ figures: figures.value })
  }

  isRunning(): boolean {
    return this.run !== null
  }

  /** Counts again; a running counting of the same import continues, one of another import is cancelled. */
  refresh(id: string): Result<undefined> {
    const record = this.deps.find(id)
    if (record === null) return failed({ code: 'not-found' })
    const former = this.run
    if (this.isClosed || (former?.id === id && !former.ending.signal.aborted)) return succeeded(undefined)
    former?.ending.abort()
    const run: Run = { id, ending: new AbortController(), done: Promise.resolve() }
    this.run = run
    this.publish({ kind: 'loading', id, share: 0, rows: 0, waitUntilMs: null })
    run.done = this.carryOut(run, former, record).catch(() => this.end(run, failed({ code: 'internal' })))
    return succeeded(undefined)
  }

  /** Stops the counting; the former result is kept. */
  cancel(): void {
    this.run?.ending.abort()
  }

  /**
   * Writes the sent numbers that weren't reached, by the last result, to a CSV file with {@link notReachedColumns}.
   * `not-found`: the import was never counted, or its entries were removed.
   */
  async writeNotReached(
    asked: { id: string; choice: NotReachedChoice; path: string },
    signal: AbortSignal
  ): Promise<Result<undefined>> {
    const written = await this.deps.store.ask('writeNotReached', asked, { signal })
    return written.ok ? succeeded(undefined) : written
  }

  /** Cancels the counting; resolves once it has ended. */
  async close(): Promise<void> {
    this.isClosed = true
    this.cancel()
    await this.run?.done
    this.deps.publisher.close()
  }

  private async carryOut(run: Run, former: Run | null, record: ImportRecord): Promise<void> {
    await former?.done
    const counted = await this.count(run, record)
    await this.load()
    this.end(run, counted)
  }

  private async count(run: Run, record: ImportRecord): Promise<Result<CampaignProgress>> {
    const { clock, publisher, store } = this.deps
    const { signal } = run.ending
    const calls = await this.deps.calls()
    if (signal.aborted) return failed({ code: 'cancelled' })
    if (calls === null) return failed({ code: 'signed-out' })
    const asOfMs = clock.now()
    const aheadMs = Math.round(calls.serviceNow() - asOfMs)
    const startMs = Math.max(0, record.createdAtMs + aheadMs)
    const period = { startMs, endMs: Math.max(startMs, asOfMs + aheadMs) + 1 }
    const loaded = await calls.load(period, {
      signal,
      onProgress: ({ share, rows, waitUntilMs }) => {
        if (this.isCurrent(run))
          publisher.update({ run: { kind: 'loading', id: run.id, share, rows, waitUntilMs } })
      }
    })
    if (!loaded.ok) return loaded
    const { gaps, incompleteSeconds } = loaded.value
    const id = this.deps.newId()
    const begun = await store.ask(
      'beginProgress',
      { id: run.id, run: id, aheadMs, zone: this.deps.zone() },
      { signal }
    )
    if (!begun.ok) return begun
    const added = await this.addPages(run, id, calls, period)
    if (!added.ok) return added
    const missing: Missing = {
      gaps: gaps
        .slice(0, progressLimits.maxGaps)
        .map(({ startMs: fromMs, endMs, error }) => ({ startMs: fromMs, endMs, error })),
      gapCount: gaps.length,
      incompleteSeconds
    }
    return store.ask(
      'finishProgress',
      { run: id, asOfMs, period, unreadable: added.value, ...missing },
      { signal }
    )
  }

  /** Passes the calls of the period to the store, page by page. Returns the calls without a whole number. */
  private async addPages(
    run: Run,
    id: string,
    calls: CampaignCalls,
    period: CallPeriod
  ): Promise<Result<number>> {
    const { signal } = run.ending
    let [from, passed, unreadable]: [number | null, number, number] = [0, 0, 0]
    while (from !== null) {
      const page = await calls.page(period, from, signal)
      if (!page.ok) return page
      const { numbers, startedMs, isAnswered, next } = page.value
      const added = await this.deps.store.ask(
        'addCalls',
        { run: id, numbers, startedMs, isAnswered },
        { signal }
      )
      if (!added.ok) return added
      passed += startedMs.length
      unreadable += page.value.unreadable
      from = next
      if (this.isCurrent(run))
        this.deps.publisher.update({ run: { kind: 'counting', id: run.id, calls: passed } })
    }
    return succeeded(unreadable)
  }

  private end(run: Run, counted: Result<CampaignProgress>): void {
    if (!this.isCurrent(run)) return
    this.run = null
    const { id } = run
    if (counted.ok) this.publish({ kind: 'none' })
    else if (counted.error.code === 'cancelled') this.publish({ kind: 'cancelled', id })
    else this.publish({ kind: 'failed', id, error: counted.error })
  }

  private isCurrent(run: Run): boolean {
    return this.run === run
  }

  private publish(run: ProgressRun): void {
    this.deps.publisher.updateNow({ run })
  }
}
