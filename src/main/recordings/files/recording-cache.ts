import { createHash } from 'node:crypto'
import { utimes } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import type { RecordingProgress, RecordingResult } from '../../../shared/recordings/schema'
import { openPrivateFolder } from '../../platform/files/private-folder'
import { diskError } from '../../platform/files/disk-errors'
import { CachedFiles } from './cached-files'
import { fetchRecording, type RecordingFetchDeps } from './recording-fetch'
import type { CachedRecording, RecordingCache } from '../ports'
import { afterTry, noTries, playingRetries, retryPauseMs, type RetryPolicy } from '../recording-retry'
import { createSharedWork } from './shared-work'

/** Dependencies of a cache. */
export interface RecordingCacheDeps {
  /** The cache's own folder; created when needed. */
  folder: string
  /** Maximum total size; default 500 MB. */
  maxBytes?: number
  fetch: RecordingFetchDeps
  retries?: RetryPolicy
  random?: () => number
}

const defaultCacheBytes = 500_000_000

/** A key for the recording of a call at an address; reveals neither. */
export const recordingKey = (callId: string, address: URL): string =>
  createHash('sha256')
    .update(JSON.stringify([callId, address.href]))
    .digest('hex')

/** Creates a cache of recordings in `folder`. */
export function createRecordingCache(deps: RecordingCacheDeps): RecordingCache {
  const { fetch } = deps
  let maxBytes = deps.maxBytes ?? defaultCacheBytes
  const files = new CachedFiles(deps.folder)
  /** Number of users of each recording. */
  const uses = new Map<string, number>()
  /** In use, and to be removed on release. */
  const doomed = new Set<string>()
  const fetches = createSharedWork<RecordingResult<CachedRecording>, RecordingProgress>()

  const shrink = async (): Promise<void> => {
    const all = await files.list()
    let sizeBytes = all.reduce((sum, file) => sum + file.sizeBytes, 0)
    for (const file of all.toSorted((a, b) => a.usedAtMs - b.usedAtMs)) {
      if (sizeBytes <= maxBytes) return
      if (uses.has(file.key) || fetches.has(file.key)) continue
      await files.remove(file)
      sizeBytes -= file.sizeBytes
    }
  }

  /** Prevents the removal of a recording; returns a release function. */
  const hold = (key: string): (() => void) => {
    uses.set(key, (uses.get(key) ?? 0) + 1)
    let isHeld = true
    return () => {
      if (!isHeld) return
      isHeld = false
      const left = (uses.get(key) ?? 1) - 1
      if (left > 0) {
        uses.set(key, left)
        return
      }
      uses.delete(key)
      void (doomed.delete(key) ? files.removeRecording(key) : shrink())
    }
  }

  return {
    async open(callId, address, { signal, onProgress } = {}) {
      const key = recordingKey(callId, address)
      // Held before the fetch, so that it can't be removed between its arrival and its use.
      const release = hold(key)
      const cached = await files.find(key)
      const found: RecordingResult<CachedRecording> =
        cached !== null
          ? { ok: true, value: cached }
          : ((await fetches.join(
              key,
              (ended, notify) =>
                fetchToCache(deps, files, { key, address, signal: ended, onProgress: notify }),
              { ...(signal && { signal }), ...(onProgress && { onProgress }) }
            )) ?? { ok: false, error: { code: 'cancelled' } })
      if (!found.ok) {
        release()
        return found
      }
      const now = new Date(fetch.now())
      // The time of the last use survives a restart this way.
      await utimes(found.value.file, now, now).catch(() => undefined)
      await shrink()
      return { ok: true, value: { ...found.value, release } }
    },
    find: (key) => files.find(key),
    sizeBytes: async () => (await files.list()).reduce((sum, file) => sum + file.sizeBytes, 0),
    async setMaxBytes(bytes) {
      maxBytes = bytes
      await shrink()
    },
    async removeUsedBefore(beforeMs) {
      for (const file of await files.list()) {
        if (file.usedAtMs < beforeMs && !uses.has(file.key) && !fetches.has(file.key))
          await files.remove(file)
      }
    },
    async clear() {
      await fetches.endAll()
      for (const file of await files.list()) {
        if (uses.has(file.key) && file.isRecording) doomed.add(file.key)
        else await files.remove(file)
      }
    },
    close: () => fetches.endAll()
  }
}

/** Fetches a recording into the cache, with retries. */
async function fetchToCache(
  { folder, fetch, retries = playingRetries, random = Math.random }: RecordingCacheDeps,
  files: CachedFiles,
  {
    key,
    address,
    signal,
    onProgress
  }: { key: string; address: URL; signal: AbortSignal; onProgress: (progress: RecordingProgress) => void }
): Promise<RecordingResult<CachedRecording>> {
  try {
    openPrivateFolder(folder)
  } catch (error) {
    return { ok: false, error: diskError(error) }
  }
  for (let tries = noTries; ;) {
    const request = { address, partPath: files.partPath(key), signal, onProgress }
    const { result, gainedBytes } = await fetchRecording(fetch, request)
    if (result.ok) {
      try {
        const file = await files.complete(key, result.value.sizeBytes)
        return { ok: true, value: { key, file, ...result.value } }
      } catch (error) {
        return { ok: false, error: diskError(error) }
      }
    }
    if (result.error === 'is-unwanted') return { ok: false, error: { code: 'cancelled' } }
    tries = afterTry(tries, gainedBytes)
    const pauseMs = retryPauseMs(result.error, tries, retries, random)
    if (pauseMs === null) return { ok: false, error: result.error }
    try {
      await pause(pauseMs, undefined, { signal })
    } catch {
      return { ok: false, error: { code: 'cancelled' } }
    }
  }
}
