import type {
  DownloadItem,
  DownloadsView,
  RecordingFormat,
  RecordingProgress,
  RecordingResult
} from '../../shared/recordings/recordings'
import type { NamedCall } from './recording-name'

// What the rules of recordings need of the files: implemented in files/.

/** A recording that lies in the cache, whole. */
export interface CachedRecording {
  /** The name under which the window may ask for it: 64 hexadecimal digits. */
  key: string
  file: string
  sizeBytes: number
  format: RecordingFormat
}

/** A recording that is kept until `release` is called, whatever else comes. */
export interface OpenRecording extends CachedRecording {
  release(): void
}

/** Recordings that were fetched for playing. What isn't played goes first, the longest unused first. */
export interface RecordingCache {
  /**
   * The recording at `address` of a call, fetched once however often it is asked for at the same time.
   * `signal` lets go of this asking; the fetch ends with the last one. Errors: any of a recording's.
   */
  open(
    callId: string,
    address: URL,
    options?: { signal?: AbortSignal; onProgress?: (progress: RecordingProgress) => void }
  ): Promise<RecordingResult<OpenRecording>>
  /** A whole recording by its key, for the window; null for none, or for text that is no key. */
  find(key: string): Promise<CachedRecording | null>
  sizeBytes(): Promise<number>
  /** Lets the cache shrink at once. */
  setMaxBytes(maxBytes: number): Promise<void>
  /** Ends the fetches and removes everything; what is held goes when it is released. */
  clear(): Promise<void>
  /** Ends the fetches; parts stay and are gone on from. */
  close(): Promise<void>
}

/** A call whose recording is wanted. */
export interface DownloadableCall extends NamedCall {
  recordUrl: string | null
}

/** Downloads of recordings into folders of the person's choice. */
export interface DownloadQueue {
  /**
   * Queues calls; `agentWord` is 代理 in the person's language. A call that waits or runs already is left
   * as it is, one that is settled is taken up again. At most 10,000 in all: `refused` says how many
   * found no place.
   */
  add(
    calls: readonly DownloadableCall[],
    to: { folder: string; agentWord: string }
  ): { added: number; refused: number }
  pause(callId: string): void
  resume(callId: string): void
  pauseAll(): void
  /** Goes on with everything that is paused, also after a stop; what waits for a retry is tried now. */
  resumeAll(): void
  /** Ends one and removes what came of it; it stays in the list. */
  cancel(callId: string): void
  cancelAll(): void
  /** As cancel, and out of the list. A file that is whole stays in its folder. */
  remove(callId: string): void
  /** Takes out of the list what is settled. */
  removeSettled(): void
  retryFailed(): void
  view(): DownloadsView
  /** A part of the list, in the order in which calls were added. */
  list(first: number, count: number): DownloadItem[]
  /** Told of changes at most four times a second; gives back `off`. */
  onChange(listener: (view: DownloadsView) => void): () => void
  /** Stops what runs, keeps how far it is, and waits for both. */
  close(): Promise<void>
}
