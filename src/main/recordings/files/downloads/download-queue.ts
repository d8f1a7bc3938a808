import type { DownloadStatus, DownloadStop } from '../../../../shared/recordings/recordings'
import type { DownloadItem, DownloadsView } from '../../../../shared/recordings/schema'
import { localTimes } from '../../../platform/local-time'
import type { Clock } from '../../../platform/ports'
import { createDownloadRepository, isOver, type DownloadRepository } from './download-repository'
import {
  downloadItem,
  downloadSummary,
  isSettled,
  keptDownloads,
  newDownload,
  restoredDownloads,
  type Download,
  type KeptDownloads
} from '../../download-list'
import type { DownloadOutcome, FailedDownload } from './download-run'
import { RunningDownloads } from './running-downloads'
import { createThrottle, type Throttle } from '../../../platform/throttle'
import type { RecordingFetchDeps } from '../recording-fetch'
import type { DownloadableCall, DownloadQueue } from '../../ports'
import { recordingStem } from '../../recording-name'
import { afterTry, downloadRetries, noTries, retryPauseMs, type RetryPolicy } from '../../recording-retry'

/** Persists the downloads across program runs. */
interface DownloadsFile {
  readonly initial: KeptDownloads | null
  write(kept: KeptDownloads): void
}

/** Dependencies of a queue. */
export interface DownloadQueueDeps {
  fetch: RecordingFetchDeps
  clock: Clock
  file: DownloadsFile
  /** The current recording address at the service; null if there is none. Never throws. */
  freshAddress: (callId: string) => Promise<string | null>
  /** Maximum parallel downloads; default 3. */
  parallel?: number
  retries?: RetryPolicy
  random?: () => number
}

const maxItems = 10_000
const changeMs = 250
const keepMs = 2_000
/** After this many consecutive unreachable servers, the network is assumed to be down. */
const unreachableLimit = 6

class PersistedDownloadQueue implements DownloadQueue {
  readonly #clock: Clock
  readonly #file: DownloadsFile
  readonly #parallel: number
  readonly #retries: RetryPolicy
  readonly #random: () => number
  readonly #repository: DownloadRepository
  readonly #running: RunningDownloads
  readonly #notifying: Throttle
  readonly #saving: Throttle
  readonly #listeners = new Set<(view: DownloadsView) => void>()
  #isPaused: boolean
  #stoppedBy: DownloadStop | null = null
  #unreachableInARow = 0
  #isClosed = false
  #cancelWaking: (() => void) | null = null
  #summary: DownloadsView['summary'] = null

  constructor(deps: DownloadQueueDeps) {
    const { fetch, clock, file, freshAddress } = deps
    this.#clock = clock
    this.#file = file
    this.#parallel = deps.parallel ?? 3
    this.#retries = deps.retries ?? downloadRetries
    this.#random = deps.random ?? Math.random
    this.#isPaused = file.initial?.isPaused ?? false
    this.#notifying = createThrottle(clock, changeMs, () => this.#notify())
    this.#saving = createThrottle(clock, keepMs, () => this.#save())
    this.#running = new RunningDownloads({
      fetch,
      freshAddress,
      onProgress: (item, progress) => {
        if (item.status === 'running') Object.assign(item, progress)
        this.#notifying.call()
      },
      onEnd: (item, outcome) => this.#onEnd(item, outcome),
      onFree: () => this.#startDue()
    })
    this.#repository = createDownloadRepository(clock)
    for (const item of file.initial === null ? [] : restoredDownloads(file.initial))
      this.#repository.insert(item)
    this.#startDue()
  }

  // The user's actions

  add(
    calls: readonly DownloadableCall[],
    { folder, agentWord }: { folder: string; agentWord: string }
  ): { added: number; refused: number } {
    const { items } = this.#repository
    let added = 0
    let refused = 0
    const localTime = localTimes()
    for (const call of calls) {
      const earlier = items.get(call.callId)
      if (earlier !== undefined && (!isSettled(earlier.status) || this.#running.has(earlier))) continue
      if (earlier === undefined && items.size >= maxItems) {
        refused += 1
        continue
      }
      if (earlier !== undefined) this.#forget(earlier)
      this.#repository.insert(newDownload(call, folder, recordingStem(call, agentWord, localTime)))
      added += 1
    }
    this.#changed()
    this.#startDue()
    return { added, refused }
  }

  pause(callId: string): void {
    const item = this.#repository.items.get(callId)
    if (item?.status === 'waiting' || item?.status === 'running') this.#end(item, 'paused')
  }

  resume(callId: string): void {
    const item = this.#repository.items.get(callId)
    if (item?.status === 'paused') this.#retry(item)
    this.#startDue()
  }

  pauseAll(): void {
    this.#isPaused = true
    this.#running.abortAll()
    this.#changed()
  }

  resumeAll(): void {
    this.#isPaused = false
    this.#stoppedBy = null
    for (const item of this.#repository.items.values()) {
      if (item.status === 'paused' || this.#repository.isDelayed(item)) this.#retry(item)
    }
    this.#changed()
    this.#startDue()
  }

  cancel(callId: string): void {
    const item = this.#repository.items.get(callId)
    if (item !== undefined && !isSettled(item.status)) this.#end(item, 'cancelled')
  }

  cancelAll(): void {
    for (const callId of this.#repository.items.keys()) this.cancel(callId)
  }

  remove(callId: string): void {
    const item = this.#repository.items.get(callId)
    if (item !== undefined) this.#forget(item)
  }

  removeSettled(): void {
    for (const item of [...this.#repository.items.values()]) if (isSettled(item.status)) this.#forget(item)
  }

  retryFailed(): void {
    for (const item of this.#repository.items.values()) {
      if (item.status === 'failed' && item.address !== '') this.#retry(item)
    }
    this.#startDue()
  }

  #end(item: Download, status: 'paused' | 'cancelled'): void {
    this.#setStatus(item, status, status === 'cancelled' ? { receivedBytes: 0, error: null } : {})
    if (this.#running.has(item)) this.#running.abort(item)
    else if (status === 'cancelled') void this.#running.removePart(item)
  }

  #retry(item: Download): void {
    this.#running.allowRenewal(item.callId)
    this.#setStatus(item, 'waiting', { error: null, tries: noTries })
  }

  #forget(item: Download): void {
    if (!isSettled(item.status)) this.#end(item, 'cancelled')
    else if (item.status === 'failed') void this.#running.removePart(item)
    this.#repository.remove(item)
    this.#changed()
  }

  // Running downloads

  /** Starts due downloads, and schedules itself for delayed ones. */
  #startDue(): void {
    if (this.#isClosed || this.#isPaused) return
    for (const item of this.#repository.due()) {
      if (this.#running.count() >= this.#parallel) break
      // If it was paused and resumed before its earlier run ended, start it after that.
      if (this.#running.has(item)) continue
      this.#setStatus(item, 'running')
      this.#running.start(item)
    }
    const nextMs = this.#repository.nextDueMs()
    this.#cancelWaking?.()
    this.#cancelWaking = nextMs === null ? null : this.#clock.after(nextMs, () => this.#startDue())
  }

  #onEnd(item: Download, outcome: DownloadOutcome | { kind: 'renewed' }): void {
    // It was removed from the list.
    if (this.#repository.items.get(item.callId) !== item) return
    if (outcome.kind !== 'failed' && outcome.kind !== 'renewed') {
      this.#unreachableInARow = 0
      const { fileName, sizeBytes, kind } = outcome
      this.#setStatus(item, kind, { fileName, receivedBytes: sizeBytes, totalBytes: sizeBytes, error: null })
    } else if (item.status === 'running') {
      // Pause and cancel have already set the status; only a running download, or one stopped with all others, is
      // handled here.
      if (outcome.kind === 'renewed') this.#setStatus(item, 'waiting', { error: null })
      else this.#fail(item, outcome)
    }
  }

  #fail(item: Download, { error, gainedBytes }: FailedDownload): void {
    if (error.code === 'cancelled') {
      this.#setStatus(item, 'waiting')
      return
    }
    if (error.code === 'disk-full' || error.code === 'folder-unwritable') {
      this.#setStatus(item, 'waiting', { error })
      this.#stop(error.code)
      return
    }
    this.#unreachableInARow = error.code === 'unreachable' ? this.#unreachableInARow + 1 : 0
    const tries = afterTry(item.tries, gainedBytes)
    const pauseMs = retryPauseMs(error, tries, this.#retries, this.#random)
    if (pauseMs === null) this.#setStatus(item, 'failed', { error, tries: noTries })
    else this.#setStatus(item, 'waiting', { error, tries }, pauseMs)
    if (this.#unreachableInARow >= unreachableLimit) this.#stop('unreachable')
  }

  #stop(reason: DownloadStop): void {
    this.#stoppedBy = reason
    this.#unreachableInARow = 0
    this.pauseAll()
  }

  // The list

  view(): DownloadsView {
    const { counts, items } = this.#repository
    this.#summary = isOver(counts) ? (this.#summary ?? downloadSummary(items.values())) : null
    return {
      counts: { ...counts },
      isPaused: this.#isPaused,
      stoppedBy: this.#stoppedBy,
      running: this.#running.items().map(downloadItem),
      summary: this.#summary
    }
  }

  list(first: number, count: number): DownloadItem[] {
    return [...this.#repository.items.values()].slice(first, first + count).map(downloadItem)
  }

  onChange(listener: (view: DownloadsView) => void): () => void {
    const own = (now: DownloadsView): void => listener(now)
    this.#listeners.add(own)
    return () => void this.#listeners.delete(own)
  }

  async close(): Promise<void> {
    this.#isClosed = true
    this.#cancelWaking?.()
    this.#running.abortAll()
    await this.#running.ended()
    this.#notifying.cancel()
    this.#saving.cancel()
    this.#save()
  }

  #setStatus(item: Download, status: DownloadStatus, change?: Partial<Download>, pauseMs?: number): void {
    this.#repository.set(item, status, change, pauseMs)
    this.#changed()
  }

  #changed(): void {
    this.#summary = null
    this.#notifying.call()
    this.#saving.call()
  }

  #notify(): void {
    const now = this.view()
    this.#listeners.forEach((listener) => listener(now))
  }

  #save(): void {
    this.#file.write(keptDownloads(this.#repository.items.values(), this.#isPaused))
  }
}

/** Creates a queue that continues the downloads stored in `file`. */
export const createDownloadQueue = (deps: DownloadQueueDeps): DownloadQueue =>
  new PersistedDownloadQueue(deps)
