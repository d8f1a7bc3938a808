import { createHash } from 'node:crypto'
import { open, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import type {
  RecordingFormat,
  RecordingProgress,
  RecordingResult
} from '../../../shared/recordings/recordings'
import { ownFile, removeParts, syncFolder, writeAtomic } from '../../platform/files/atomic-file'
import { openPrivateFolder } from '../../platform/files/private-folder'
import { diskError } from '../../platform/files/disk-errors'
import { removePartNote } from './downloads/part-file'
import { fetchRecording, type RecordingFetchDeps } from './recording-fetch'
import { formatHeadBytes, recordingFormat } from './recording-format'
import type { CachedRecording, RecordingCache } from '../ports'
import { afterTry, noTries, playingRetries, retryPauseMs, type RetryPolicy } from '../recording-retry'
import { createSharedWork } from './shared-work'
import { repairWaveSizes } from './wave-sizes'

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
const sizeSchema = z.strictObject({ sizeBytes: z.number().int().min(0) })
const keyText = /^[a-f\d]{64}$/
const ownName = /^[a-f\d]{64}\.(recording|part|part\.json)$/

/** A key for the recording of a call at an address; reveals neither. */
export const recordingKey = (callId: string, address: URL): string =>
  createHash('sha256')
    .update(JSON.stringify([callId, address.href]))
    .digest('hex')

/** The note next to a recording contains its size, which detects truncated files and trailing data. */
const notePath = (file: string): string => `${file}.json`
const keepSize = (file: string, sizeBytes: number): Promise<void> =>
  writeAtomic(notePath(file), ownFile, (part) =>
    writeFile(part, JSON.stringify({ sizeBytes }), { flag: 'wx', mode: ownFile.mode })
  )
async function keptSize(file: string): Promise<number | null> {
  try {
    const json: unknown = JSON.parse(await readFile(notePath(file), 'utf8'))
    return sizeSchema.safeParse(json).data?.sizeBytes ?? null
  } catch {
    // Recordings of an earlier version have no note.
    return null
  }
}

async function formatOfFile(path: string): Promise<RecordingFormat | null> {
  const file = await open(path, 'r')
  try {
    const head = Buffer.alloc(formatHeadBytes)
    const { bytesRead } = await file.read(head, 0, head.length, 0)
    return recordingFormat(head.subarray(0, bytesRead))
  } finally {
    await file.close()
  }
}

/** Creates a cache of recordings in `folder`. */
export function createRecordingCache(deps: RecordingCacheDeps): RecordingCache {
  const { folder, fetch, retries = playingRetries, random = Math.random } = deps
  let maxBytes = deps.maxBytes ?? defaultCacheBytes
  removeParts(folder)
  const holds = new Map<string, number>()
  /** In use, and to be removed on release. */
  const doomed = new Set<string>()
  const fetches = createSharedWork<RecordingResult<CachedRecording>, RecordingProgress>()
  const wholePath = (key: string): string => join(folder, `${key}.recording`)
  const partPath = (key: string): string => join(folder, `${key}.part`)

  /** All files of the cache; other files in the folder are ignored. */
  const files = async (): Promise<{ name: string; key: string; sizeBytes: number; usedAtMs: number }[]> => {
    const names = (await readdir(folder).catch(() => [])).filter((name) => ownName.test(name))
    const found = await Promise.all(
      names.map(async (name) => {
        const about = await stat(join(folder, name)).catch(() => null)
        const key = name.slice(0, 64)
        return about === null ? null : { name, key, sizeBytes: about.size, usedAtMs: about.mtimeMs }
      })
    )
    return found.filter((file) => file !== null)
  }
  const isInUse = (key: string): boolean => holds.has(key) || fetches.has(key)
  const remove = async (name: string): Promise<void> => {
    await rm(join(folder, name), { force: true }).catch(() => undefined)
    if (name.endsWith('.recording'))
      await rm(notePath(join(folder, name)), { force: true }).catch(() => undefined)
  }

  const shrink = async (): Promise<void> => {
    const all = await files()
    let sizeBytes = all.reduce((sum, file) => sum + file.sizeBytes, 0)
    for (const file of all.toSorted((a, b) => a.usedAtMs - b.usedAtMs)) {
      if (sizeBytes <= maxBytes) return
      if (isInUse(file.key)) continue
      await remove(file.name)
      sizeBytes -= file.sizeBytes
    }
  }

  const find = async (key: string): Promise<CachedRecording | null> => {
    if (!keyText.test(key)) return null
    try {
      const file = wholePath(key)
      const { size } = await stat(file)
      if (size !== ((await keptSize(file)) ?? size)) return null
      const format = await formatOfFile(file)
      // Unrecognised bytes aren't played; after a power loss they can be zeros.
      if (format === null || format.container === 'other') return null
      return { key, file, sizeBytes: size, format }
    } catch {
      return null
    }
  }

  const bring = async (
    key: string,
    address: URL,
    signal: AbortSignal,
    onProgress: (progress: RecordingProgress) => void
  ): Promise<RecordingResult<CachedRecording>> => {
    try {
      openPrivateFolder(folder)
    } catch (error) {
      return { ok: false, error: diskError(error) }
    }
    for (let tries = noTries; ;) {
      const request = { address, partPath: partPath(key), signal, onProgress }
      const { result, gainedBytes } = await fetchRecording(fetch, request)
      if (result.ok) {
        try {
          await repairWaveSizes(partPath(key))
          await keepSize(wholePath(key), result.value.sizeBytes)
          await rename(partPath(key), wholePath(key))
          syncFolder(folder)
        } catch (error) {
          return { ok: false, error: diskError(error) }
        }
        await removePartNote(partPath(key))
        return { ok: true, value: { key, file: wholePath(key), ...result.value } }
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

  /** Prevents the removal of a recording; returns a release function. */
  const hold = (key: string): (() => void) => {
    holds.set(key, (holds.get(key) ?? 0) + 1)
    let isHeld = true
    return () => {
      if (!isHeld) return
      isHeld = false
      const left = (holds.get(key) ?? 1) - 1
      if (left > 0) {
        holds.set(key, left)
        return
      }
      holds.delete(key)
      void (doomed.delete(key) ? remove(basename(wholePath(key))) : shrink())
    }
  }

  return {
    async open(callId, address, { signal, onProgress } = {}) {
      const key = recordingKey(callId, address)
      // Held before the fetch, so that it can't be removed between its arrival and its use.
      const release = hold(key)
      const there = await find(key)
      const found: RecordingResult<CachedRecording> =
        there !== null
          ? { ok: true, value: there }
          : ((await fetches.join(key, (ended, tell) => bring(key, address, ended, tell), {
              ...(signal && { signal }),
              ...(onProgress && { onProgress })
            })) ?? { ok: false, error: { code: 'cancelled' } })
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
    find,
    sizeBytes: async () => (await files()).reduce((sum, file) => sum + file.sizeBytes, 0),
    async setMaxBytes(bytes) {
      maxBytes = bytes
      await shrink()
    },
    async clear() {
      await fetches.endAll()
      for (const { name, key } of await files()) {
        if (holds.has(key) && name === basename(wholePath(key))) doomed.add(key)
        else await remove(name)
      }
    },
    close: () => fetches.endAll()
  }
}
