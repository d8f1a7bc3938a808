import type {
  DownloadItem,
  DownloadsView,
  RecordingFormat,
  RecordingProgress,
  RecordingResult
} from '../../shared/recordings/schema'
import type { NamedCall } from './recording-name'

// Interfaces of the recordings' logic to files, implemented in files/.

/** A complete recording in the cache. */
export interface CachedRecording {
  /** The key by which windows request it: 64 hexadecimal digits. */
  key: string
  file: string
  sizeBytes: number
  format: RecordingFormat
}

/** A recording that isn't removed until `release` is called. */
export interface OpenRecording extends CachedRecording {
  release(): void
}

/** Recordings that were fetched for playback. Least recently used ones are removed first, but never while in use. */
export interface RecordingCache {
  /**
   * The recording of a call at `address`, fetched only once for concurrent callers. `signal` cancels this call; the
   * fetch is cancelled with its last caller. Errors: any error of a recording.
   */
  open(
    callId: string,
    address: URL,
    options?: { signal?: AbortSignal; onProgress?: (progress: RecordingProgress) => void }
  ): Promise<RecordingResult<OpenRecording>>
  /** A complete recording by its key, for windows; null for any other text. */
  find(key: string): Promise<CachedRecording | null>
  sizeBytes(): Promise<number>
  /** Shrinks the cache at once if necessary. */
  setMaxBytes(maxBytes: number): Promise<void>
  /** Removes what was last used before a time, epoch ms; recordings in use stay. */
  removeUsedBefore(beforeMs: number): Promise<void>
  /** Cancels all fetches and removes everything; recordings in use are removed on release. */
  clear(): Promise<void>
  /** Cancels all fetches; parts are kept and resumed later. */
  close(): Promise<void>
}

/** A call whose recording is to be downloaded. */
export interface DownloadableCall extends NamedCall {
  recordUrl: string | null
}

/** Downloads of recordings into folders that the user chooses. */
export interface DownloadQueue {
  /**
   * Queues calls; `agentWord`: 代理 in the user's language. A waiting or running download stays unchanged; one that has
   * ended is queued again. At most 10,000 in total; `refused`: calls beyond that.
   */
  add(
    calls: readonly DownloadableCall[],
    to: { folder: string; agentWord: string }
  ): { added: number; refused: number }
  pause(callId: string): void
  resume(callId: string): void
  pauseAll(): void
  /** Resumes all paused downloads, also after a stop; delayed retries start now. */
  resumeAll(): void
  /** Cancels a download and removes its part; it stays in the list. */
  cancel(callId: string): void
  cancelAll(): void
  /** Cancels a download and removes it from the list. A finished file is kept. */
  remove(callId: string): void
  /** Removes downloads that have ended from the list. */
  removeSettled(): void
  retryFailed(): void
  view(): DownloadsView
  /** A part of the list, in the order in which calls were added. */
  list(first: number, count: number): DownloadItem[]
  /** Called on changes, at most four times a second; returns a function that removes the listener. */
  onChange(listener: (view: DownloadsView) => void): () => void
  /** Stops running downloads, stores their progress, and waits for both. */
  close(): Promise<void>
}
