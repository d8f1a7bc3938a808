import type { AppError } from '../../shared/platform/errors'
import type { RecordIds, RecordsResult } from '../../shared/records/records'
import { maxPageIds, maxPageRows } from '../../shared/records/schema'
import { maxWaveformBytes } from '../../shared/recordings/contract'
import type { DownloadItem, RecordingFormat } from '../../shared/recordings/recordings'
import { failed, succeeded, type Result } from '../../shared/platform/result'
import { isSettled } from './download-list'
import { recordingAddress } from './recording-address'
import { canBeExpired } from './recording-retry'
import type { DownloadQueue, OpenRecording, RecordingCache } from './ports'
import type { Chosen, FileDialogs } from '../platform/file-dialogs'
import type { TopicPublisher } from '../platform/topic-publisher'
import type { RecordsStore } from '../records/records-store'

/** Actions on one download, or on all. */
type DownloadAction = 'pause' | 'resume' | 'cancel' | 'retry-failed' | 'clear-settled'

/** Recordings of the signed-in account: one is played at a time, others are downloaded. */
export interface Recordings {
  /** Fetches a recording for playback and releases the previous one. `address`: its URL for the window. */
  open(id: string): Promise<Result<{ address: string; sizeBytes: number; format: RecordingFormat }>>
  /** The whole file of the open recording. */
  bytes(id: string): Promise<Result<Uint8Array<ArrayBuffer>>>
  release(): void
  download(
    asked: { ids: string[] } | { viewId: number }
  ): Promise<Result<Chosen & { added: number; refused: number }>>
  /** `id` null: all downloads. */
  act(action: DownloadAction, id: string | null): Promise<Result<undefined>>
  items(offset: number, limit: number): DownloadItem[]
  showFolder(): void
  clearCache(): Promise<void>
  /** Stops running downloads and stores their progress. */
  close(): Promise<void>
  /** Like `close`, and removes the account's cached recordings and downloads. */
  closeForGood(): Promise<void>
}

/** Dependencies of recordings. */
export interface RecordingsDeps {
  store: RecordsStore
  publisher: TopicPublisher<'recordings'>
  cache: Pick<RecordingCache, 'open' | 'clear' | 'sizeBytes'>
  queue: DownloadQueue
  dialogs: Pick<FileDialogs, 'chooseFolder' | 'lastFolder' | 'openFolder'>
  /** The current recording address at the service; null if there is none. Never throws. */
  freshAddress: (callId: string) => Promise<string | null>
  readFile: (path: string) => Promise<Uint8Array<ArrayBuffer>>
  /** The URL, among Deskline's own pages, for a key of the cache. */
  pageOf: (key: string) => string
  /** The word for 代理 in the user's language. */
  agentWord: () => string
}

/** Creates the recordings service over a store's addresses. */
export function createRecordings(deps: RecordingsDeps): Recordings {
  const { store, publisher, cache, queue, dialogs } = deps
  let opening: AbortController | null = null
  let held: { id: string; recording: OpenRecording } | null = null
  let isAsking = false

  const showCache = async (): Promise<void> => publisher.update({ cacheBytes: await cache.sizeBytes() })
  const showDownloads = (): void => {
    const folder = dialogs.lastFolder()
    const folderName = folder?.split(/[/\\]/).findLast((part) => part !== '') ?? null
    const view = queue.view()
    const hasAny = Object.values(view.counts).some((count) => count > 0)
    publisher.update({ downloads: hasAny ? view : null, folderName: folderName?.slice(0, 300) ?? null })
  }
  const offQueue = queue.onChange(showDownloads)
  showDownloads()
  void showCache()

  const release = (): void => {
    opening?.abort()
    opening = null
    held?.recording.release()
    held = null
    publisher.update({ opening: null })
  }

  const addressOf = async (id: string): Promise<Result<URL>> => {
    const found = await store.ask('recordUrls', { ids: [id] })
    return found.ok ? recordingAddress(found.value[0]?.recordUrl ?? null) : found
  }

  const fetch = async (id: string, ending: AbortController): Promise<Result<OpenRecording>> => {
    const fetchFrom = (address: URL): Promise<Result<OpenRecording>> =>
      cache.open(id, address, {
        signal: ending.signal,
        onProgress(progress) {
          if (opening === ending) publisher.update({ opening: { id, ...progress } })
        }
      })
    const address = await addressOf(id)
    if (!address.ok) return address
    const fetched = await fetchFrom(address.value)
    if (fetched.ok || !canBeExpired(fetched.error)) return fetched
    const newer = recordingAddress(await deps.freshAddress(id))
    // If the open was cancelled meanwhile, the cache cancels this fetch at once.
    if (!newer.ok || newer.value.href === address.value.href) return fetched
    return fetchFrom(newer.value)
  }

  /** Queues calls, looking them up in batches. Returns how many were queued and refused. */
  const queueCalls = async (
    ids: readonly string[],
    folder: string
  ): Promise<Result<{ added: number; refused: number }>> => {
    let [added, refused] = [0, 0]
    for (let at = 0; at < ids.length; at += maxPageRows) {
      const found = await store.ask('recordUrls', { ids: ids.slice(at, at + maxPageRows) })
      if (!found.ok) return added > 0 ? succeeded({ added, refused }) : found
      const calls = found.value.map(({ id, calleeNumber, ...call }) => ({
        ...call,
        callId: id,
        number: calleeNumber
      }))
      const queued = queue.add(calls, { folder, agentWord: deps.agentWord() })
      added += queued.added
      refused += queued.refused
    }
    return succeeded({ added, refused })
  }

  const queueView = async (
    viewId: number,
    folder: string
  ): Promise<Result<{ added: number; refused: number }>> => {
    let [added, refused] = [0, 0]
    let offset: number | null = 0
    while (offset !== null) {
      const page: RecordsResult<RecordIds> = await store.ask('ids', {
        ...{ viewId, offset, limit: maxPageIds, hasRecording: true }
      })
      if (!page.ok) return added > 0 ? succeeded({ added, refused }) : page
      offset = page.value.nextOffset
      if (refused > 0) {
        // The queue is full: only count the rest.
        refused += page.value.ids.length
        continue
      }
      const queued = await queueCalls(page.value.ids, folder)
      if (!queued.ok) return queued
      added += queued.value.added
      refused += queued.value.refused
    }
    return succeeded({ added, refused })
  }

  const chooseFolder = async (): Promise<string | null> => {
    if (isAsking) return null
    isAsking = true
    try {
      return await dialogs.chooseFolder()
    } finally {
      isAsking = false
    }
  }

  const stop = async (): Promise<void> => {
    offQueue()
    release()
    await queue.close()
    publisher.close()
  }

  return {
    async open(id) {
      release()
      const ending = new AbortController()
      opening = ending
      publisher.update({ opening: { id, receivedBytes: 0, totalBytes: null } })
      const opened = await fetch(id, ending)
      if (opening !== ending) {
        // Another recording was opened meanwhile, or this one was released.
        if (opened.ok) opened.value.release()
        return failed({ code: 'cancelled' })
      }
      opening = null
      publisher.update({ opening: null })
      void showCache()
      if (!opened.ok) return opened
      held = { id, recording: opened.value }
      const { key, sizeBytes, format } = opened.value
      return succeeded({ address: deps.pageOf(key), sizeBytes, format })
    },
    async bytes(id) {
      if (held?.id !== id) return failed({ code: 'recording-missing' })
      const { file, sizeBytes } = held.recording
      if (sizeBytes > maxWaveformBytes) return failed({ code: 'recording-too-large' })
      try {
        return succeeded(await deps.readFile(file))
      } catch {
        return failed({ code: 'recording-missing' })
      }
    },
    release,
    async download(asked) {
      const folder = await chooseFolder()
      if (folder === null) return succeeded({ kind: 'cancelled', added: 0, refused: 0 })
      const queued =
        'ids' in asked ? await queueCalls(asked.ids, folder) : await queueView(asked.viewId, folder)
      showDownloads()
      return queued.ok ? succeeded({ kind: 'started', ...queued.value }) : queued
    },
    async act(action, id) {
      let error: AppError | null = null
      switch (action) {
        case 'pause':
          if (id === null) queue.pauseAll()
          else queue.pause(id)
          break
        case 'resume':
          if (id === null) queue.resumeAll()
          else queue.resume(id)
          break
        case 'cancel':
          if (id === null) queue.cancelAll()
          else queue.cancel(id)
          break
        case 'clear-settled':
          if (id === null) queue.removeSettled()
          else if (queue.list(0, Infinity).some((item) => item.callId === id && isSettled(item.status)))
            queue.remove(id)
          break
        case 'retry-failed': {
          const folder = dialogs.lastFolder()
          if (id === null) queue.retryFailed()
          else if (folder !== null) {
            const queued = await queueCalls([id], folder)
            if (!queued.ok) error = queued.error
          }
        }
      }
      showDownloads()
      return error === null ? succeeded(undefined) : failed(error)
    },
    items: (offset, limit) => queue.list(offset, limit),
    showFolder() {
      const folder = dialogs.lastFolder()
      if (folder !== null) dialogs.openFolder(folder)
    },
    async clearCache() {
      await cache.clear()
      await showCache()
    },
    close: stop,
    async closeForGood() {
      queue.cancelAll()
      queue.removeSettled()
      await stop()
      await cache.clear()
    }
  }
}
