import type { CommandInput } from '../../shared/app/contract'
import { isSettled } from './download-list'
import { queueCalls, queueView, type QueuedCalls } from './download-requests'
import { Playback, type PlaybackDeps } from './playback'
import type { DownloadQueue, RecordingCache } from './ports'
import type { ListedDownload } from '../../shared/recordings/schema'
import { succeeded, type Result } from '../../shared/platform/result'
import type { Chosen, FileDialogs } from '../platform/file-dialogs'
import { createOneDialog } from '../platform/one-dialog'
import type { RecordsStore } from '../records/records-store'

/** Actions on one download, or on all. */
type DownloadAction = CommandInput<'recordings:downloads'>['action']

/** Recordings of the signed-in account: one is played at a time, others are downloaded. */
export interface Recordings {
  /** Fetches a recording for playback and releases the previous one. `address`: its URL for the window. */
  open: Playback['open']
  /** The whole file of the open recording. */
  bytes: Playback['bytes']
  release(): void
  download(asked: { ids: string[] } | { viewId: number }): Promise<Result<Chosen & QueuedCalls>>
  /** `id` null: all downloads. */
  act(action: DownloadAction, id: string | null): Promise<Result<undefined>>
  items(offset: number, limit: number): Promise<ListedDownload[]>
  showFolder(): void
  clearCache(): Promise<void>
  /** Stops running downloads and stores their progress. */
  close(): Promise<void>
  /** Like `close`, and removes the account's cached recordings and downloads. */
  closeForGood(): Promise<void>
}

/** Dependencies of recordings. */
export interface RecordingsDeps extends Omit<PlaybackDeps, 'onFetched'> {
  store: RecordsStore
  cache: Pick<RecordingCache, 'open' | 'clear' | 'sizeBytes'>
  queue: DownloadQueue
  dialogs: Pick<FileDialogs, 'chooseFolder' | 'lastFolder' | 'openFolder'>
  /** The word for 代理 in the user's language. */
  agentWord: () => string
  /** Numbers are masked in the names of files. */
  isMasked: () => boolean
}

/** Creates the recordings service over a store's addresses. */
export function createRecordings(deps: RecordingsDeps): Recordings {
  const { publisher, cache, queue, dialogs } = deps
  const askInDialog = createOneDialog()

  const publishCacheSize = async (): Promise<void> =>
    publisher.update({ cacheBytes: await cache.sizeBytes() })
  const publishDownloads = (): void => {
    const folder = dialogs.lastFolder()
    const folderName = folder?.split(/[/\\]/).findLast((part) => part !== '') ?? null
    const view = queue.view()
    const hasAny = Object.values(view.counts).some((count) => count > 0)
    publisher.update({ downloads: hasAny ? view : null, folderName: folderName?.slice(0, 300) ?? null })
  }
  const playback = new Playback({ ...deps, onFetched: () => void publishCacheSize() })
  const offQueue = queue.onChange(publishDownloads)
  publishDownloads()
  void publishCacheSize()

  const stop = async (): Promise<void> => {
    offQueue()
    playback.release()
    await queue.close()
    publisher.close()
  }

  return {
    open: (id) => playback.open(id),
    bytes: (id) => playback.bytes(id),
    release: () => playback.release(),
    async download(asked) {
      const folder = await askInDialog(() => dialogs.chooseFolder())
      if (folder === null) return succeeded({ kind: 'cancelled', added: 0, refused: 0 })
      const queued =
        'ids' in asked
          ? await queueCalls(deps, asked.ids, folder)
          : await queueView(deps, asked.viewId, folder)
      publishDownloads()
      return queued.ok ? succeeded({ kind: 'started', ...queued.value }) : queued
    },
    async act(action, id) {
      const acted = id === null ? actOnAll(queue, action) : await actOnOne(deps, action, id)
      publishDownloads()
      return acted
    },
    async items(offset, limit) {
      const items = queue.list(offset, limit)
      const found = await deps.store.ask('callNames', { ids: items.map(({ callId }) => callId) })
      const names = new Map(found.ok ? found.value.map(({ id, name }) => [id, name]) : [])
      return items.map((item) => ({ ...item, contactName: names.get(item.callId) ?? '' }))
    },
    showFolder() {
      const folder = dialogs.lastFolder()
      if (folder !== null) dialogs.openFolder(folder)
    },
    async clearCache() {
      await cache.clear()
      await publishCacheSize()
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

function actOnAll(queue: DownloadQueue, action: DownloadAction): Result<undefined> {
  if (action === 'pause') queue.pauseAll()
  else if (action === 'resume') queue.resumeAll()
  else if (action === 'cancel') queue.cancelAll()
  else if (action === 'clear-settled') queue.removeSettled()
  else queue.retryFailed()
  return succeeded(undefined)
}

async function actOnOne(
  deps: RecordingsDeps,
  action: DownloadAction,
  id: string
): Promise<Result<undefined>> {
  const { queue, dialogs } = deps
  if (action === 'pause') queue.pause(id)
  else if (action === 'resume') queue.resume(id)
  else if (action === 'cancel') queue.cancel(id)
  else if (action === 'clear-settled') {
    if (queue.list(0, Infinity).some((item) => item.callId === id && isSettled(item.status))) queue.remove(id)
  } else {
    const folder = dialogs.lastFolder()
    const queued = folder === null ? null : await queueCalls(deps, [id], folder)
    if (queued?.ok === false) return queued
  }
  return succeeded(undefined)
}
