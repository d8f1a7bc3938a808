import { join } from 'node:path'
import type { DownloadsView, DownloadStatus, DownloadStop } from '../../../../shared/recordings/recordings'
import { localTimes } from '../../../platform/local-time'
import type { Clock } from '../../../platform/ports'
import { createDownloadRepository, isOver } from './download-repository'
import {
  downloadItem,
  downloadSummary,
  isSettled,
  keptDownloads,
  restoredDownloads,
  type Download,
  type KeptDownloads
} from '../../download-list'
import { runDownload, type DownloadOutcome } from './download-run'
import { createThrottle } from '../../../platform/throttle'
import { removePart } from './part-file'
import { recordingAddress } from '../../recording-address'
import { recordingKey } from '../recording-cache'
import type { RecordingFetchDeps } from '../recording-fetch'
import type { DownloadQueue } from '../../ports'
import { recordingStem } from '../../recording-name'
import {
  afterTry,
  canBeExpired,
  downloadRetries,
  noTries,
  retryPauseMs,
  type RetryPolicy
} from '../../recording-retry'

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

/** Creates a queue that continues the downloads stored in `file`. */
export function createDownloadQueue(deps: DownloadQueueDeps): DownloadQueue {
  const { fetch, clock, file, parallel = 3, retries = downloadRetries, random = Math.random } = deps
  const book = createDownloadRepository(clock)
  const { items, counts } = book
  const running = new Map<Download, { ending: AbortController; done: Promise<void> }>()
  const listeners = new Set<(view: DownloadsView) => void>()
  /** Calls whose address was fetched again: only once until they succeed or the user retries. */
  const renewed = new Set<string>()
  let isPaused = file.initial?.isPaused ?? false
  let stoppedBy: DownloadStop | null = null
  let unreachableInARow = 0
  let isClosed = false
  let callOffWaking: (() => void) | null = null
  let summary: DownloadsView['summary'] = null

  const view = (): DownloadsView => {
    summary = isOver(counts) ? (summary ?? downloadSummary(items.values())) : null
    return {
      counts: { ...counts },
      isPaused,
      stoppedBy,
      running: [...running.keys()].map(downloadItem),
      summary
    }
  }
  const changes = createThrottle(clock, changeMs, () => {
    const now = view()
    listeners.forEach((listener) => listener(now))
  })
  const keeping = createThrottle(clock, keepMs, () => file.write(keptDownloads(items.values(), isPaused)))
  const changed = (): void => {
    summary = null
    changes.call()
    keeping.call()
  }

  const partPath = ({ callId, address, folder, stem }: Download): string =>
    join(folder, `${stem}.${recordingKey(callId, new URL(address)).slice(0, 12)}.part`)
  // A refused address never had a part.
  const dropPart = (item: Download): Promise<void> =>
    recordingAddress(item.address).ok ? removePart(partPath(item)) : Promise.resolve()

  const setStatus = (
    item: Download,
    status: DownloadStatus,
    change?: Partial<Download>,
    pauseMs?: number
  ): void => {
    book.set(item, status, change, pauseMs)
    changed()
  }

  const stop = (reason: DownloadStop): void => {
    isPaused = true
    stoppedBy = reason
    unreachableInARow = 0
    for (const { ending } of running.values()) ending.abort()
    changed()
  }

  const settle = (item: Download, outcome: DownloadOutcome): void => {
    if (outcome.kind !== 'failed') {
      unreachableInARow = 0
      const { fileName, sizeBytes, kind } = outcome
      setStatus(item, kind, { fileName, receivedBytes: sizeBytes, totalBytes: sizeBytes, error: null })
      return
    }
    const { error, gainedBytes } = outcome
    // Pause and cancel have already set the status; only a running download, or one stopped with all others, is
    // handled here.
    if (item.status !== 'running') return
    if (error.code === 'cancelled') {
      setStatus(item, 'waiting')
      return
    }
    if (error.code === 'disk-full' || error.code === 'folder-unwritable') {
      setStatus(item, 'waiting', { error })
      stop(error.code)
      return
    }
    unreachableInARow = error.code === 'unreachable' ? unreachableInARow + 1 : 0
    const tries = afterTry(item.tries, gainedBytes)
    const pauseMs = retryPauseMs(error, tries, retries, random)
    if (pauseMs === null) setStatus(item, 'failed', { error, tries: noTries })
    else setStatus(item, 'waiting', { error, tries }, pauseMs)
    if (unreachableInARow >= unreachableLimit) stop('unreachable')
  }

  /** Replaces an address that may have expired with the record's current one; false if there is no newer one. */
  const renew = async (item: Download): Promise<boolean> => {
    if (renewed.has(item.callId)) return false
    renewed.add(item.callId)
    const fresh = recordingAddress(await deps.freshAddress(item.callId))
    if (!fresh.ok || fresh.value.href === item.address) return false
    await dropPart(item)
    item.address = fresh.value.href
    return true
  }

  const start = (item: Download): void => {
    const ending = new AbortController()
    setStatus(item, 'running')
    const done = runDownload(fetch, item, partPath(item), ending.signal, (progress) => {
      if (item.status === 'running') Object.assign(item, progress)
      changes.call()
    }).then(async (outcome) => {
      const isRenewed = outcome.kind === 'failed' && canBeExpired(outcome.error) && (await renew(item))
      running.delete(item)
      // Ignore the outcome of a download that was removed from the list.
      if (isRenewed && item.status === 'running') setStatus(item, 'waiting', { error: null })
      else if (items.get(item.callId) === item) settle(item, outcome)
      return item.status === 'cancelled' ? dropPart(item) : undefined
    })
    running.set(item, { ending, done })
    void done.finally(pump)
  }

  /** Starts due downloads, and schedules itself for delayed ones. */
  function pump(): void {
    if (isClosed || isPaused) return
    for (const item of book.due()) {
      if (running.size >= parallel) break
      // If it was paused and resumed before its earlier run ended, start it after that.
      if (!running.has(item)) start(item)
    }
    const nextMs = book.nextDueMs()
    callOffWaking?.()
    callOffWaking = nextMs === null ? null : clock.after(nextMs, pump)
  }

  const end = (item: Download, status: 'paused' | 'cancelled'): void => {
    const run = running.get(item)
    setStatus(item, status, status === 'cancelled' ? { receivedBytes: 0, error: null } : {})
    run?.ending.abort()
    if (status === 'cancelled' && run === undefined) void dropPart(item)
  }
  const goOn = (item: Download): void => {
    renewed.delete(item.callId)
    setStatus(item, 'waiting', { error: null, tries: noTries })
  }
  const forget = (item: Download): void => {
    if (!isSettled(item.status)) end(item, 'cancelled')
    else if (item.status === 'failed') void dropPart(item)
    book.remove(item)
    changed()
  }

  const queue: DownloadQueue = {
    add(calls, { folder, agentWord }) {
      let added = 0
      let refused = 0
      const localTime = localTimes()
      for (const call of calls) {
        const there = items.get(call.callId)
        if (there !== undefined && (!isSettled(there.status) || running.has(there))) continue
        if (there === undefined && items.size >= maxItems) {
          refused += 1
          continue
        }
        if (there !== undefined) forget(there)
        const address = recordingAddress(call.recordUrl)
        book.insert({
          callId: call.callId,
          address: address.ok ? address.value.href : '',
          folder,
          stem: recordingStem(call, agentWord, localTime),
          status: address.ok ? 'waiting' : 'failed',
          fileName: null,
          receivedBytes: 0,
          totalBytes: null,
          error: address.ok ? null : address.error,
          tries: noTries,
          retryAtMs: null
        })
        added += 1
      }
      changed()
      pump()
      return { added, refused }
    },
    pause(callId) {
      const item = items.get(callId)
      if (item?.status === 'waiting' || item?.status === 'running') end(item, 'paused')
    },
    resume(callId) {
      const item = items.get(callId)
      if (item?.status === 'paused') goOn(item)
      pump()
    },
    pauseAll() {
      isPaused = true
      for (const { ending } of running.values()) ending.abort()
      changed()
    },
    resumeAll() {
      isPaused = false
      stoppedBy = null
      for (const item of items.values()) {
        if (item.status === 'paused' || book.isDelayed(item)) goOn(item)
      }
      changed()
      pump()
    },
    cancel(callId) {
      const item = items.get(callId)
      if (item !== undefined && !isSettled(item.status)) end(item, 'cancelled')
    },
    cancelAll() {
      for (const item of items.values()) if (!isSettled(item.status)) end(item, 'cancelled')
    },
    remove(callId) {
      const item = items.get(callId)
      if (item !== undefined) forget(item)
    },
    removeSettled() {
      for (const item of [...items.values()]) if (isSettled(item.status)) forget(item)
    },
    retryFailed() {
      for (const item of items.values()) {
        if (item.status === 'failed' && item.address !== '') goOn(item)
      }
      pump()
    },
    view,
    list: (first, count) => [...items.values()].slice(first, first + count).map(downloadItem),
    onChange(listener) {
      const own = (now: DownloadsView): void => listener(now)
      listeners.add(own)
      return () => void listeners.delete(own)
    },
    async close() {
      isClosed = true
      callOffWaking?.()
      for (const { ending } of running.values()) ending.abort()
      await Promise.allSettled([...running.values()].map(({ done }) => done))
      changes.cancel()
      keeping.cancel()
      file.write(keptDownloads(items.values(), isPaused))
    }
  }

  for (const item of file.initial === null ? [] : restoredDownloads(file.initial)) book.insert(item)
  pump()
  return queue
}
