import type { ErrorCode } from '../platform/errors'

// What the windows see of recordings (录音): their formats, the cache, the downloads. Plain data.

/** Error codes that only recordings and files for a person know; stable like all of them. */
export const recordingErrorCodes = [
  /** The record names no recording, or the server has none (404, 410). */
  'recording-missing',
  /** The record's address is not one that may be asked: not http(s), or with a user name, or odd. */
  'recording-address-refused',
  /** The server of the recording won't give it (401, 403 and other refusals). */
  'recording-refused',
  /** What came is not a recording: a page of HTML, a compressed body, nothing at all. */
  'recording-invalid',
  /** It ended early, or its sizes don't agree. */
  'recording-incomplete',
  'recording-too-large',
  'disk-full',
  /** The folder is gone, read-only, or not the person's to write in. */
  'folder-unwritable'
] as const

/** See {@link recordingErrorCodes}. */
export type RecordingErrorCode =
  | (typeof recordingErrorCodes)[number]
  | Extract<
      ErrorCode,
      | 'unreachable'
      | 'certificate-refused'
      | 'timed-out'
      | 'cancelled'
      | 'redirect-refused'
      | 'rate-limited'
      | 'service-failed'
    >

/** Why a recording could not be had. Holds no address. */
export interface RecordingError {
  code: RecordingErrorCode
  /** HTTP status of the reply that said so. */
  status?: number | undefined
  /** How long the server asks to wait (Retry-After), in ms. */
  retryAfterMs?: number | undefined
}

/** As `Result`, with the errors that recordings have. */
export type RecordingResult<T> = { ok: true; value: T } | { ok: false; error: RecordingError }

/** File formats of recordings; `other`: sound of a format that isn't recognised, such as headerless G.711. */
export const recordingContainers = [
  'wav',
  'mp3',
  'ogg',
  'amr',
  'flac',
  'm4a',
  '3gp',
  'aac',
  'webm',
  'au',
  'aiff',
  'caf',
  'wma',
  'other'
] as const

/** See {@link recordingContainers}. */
export type RecordingContainer = (typeof recordingContainers)[number]

/** What a recording is, told by its content. */
export interface RecordingFormat {
  container: RecordingContainer
  /** For display, the same in every language: `WAV (A-law)`. Empty for a format that isn't recognised. */
  label: string
  /** Without the dot. */
  extension: string
  mimeType: string
  /** False: the program's window can't play it; it can still be downloaded. */
  isPlayable: boolean
}

/** How far a fetch is; bytes. */
export interface RecordingProgress {
  receivedBytes: number
  /** Null while the server has not said. */
  totalBytes: number | null
}

/** Where a download is. `waiting`: for its turn, or for `retryAtMs`. */
export type DownloadStatus = 'waiting' | 'running' | 'paused' | 'done' | 'skipped' | 'failed' | 'cancelled'

/** Every status, in the order in which a person meets them. */
export const downloadStatuses = [
  'waiting',
  'running',
  'paused',
  'done',
  'skipped',
  'failed',
  'cancelled'
] as const satisfies readonly DownloadStatus[]

/** One download as a list shows it. */
export interface DownloadItem extends RecordingProgress {
  callId: string
  /** The name of the file, or the one it will have without its extension. */
  fileName: string
  status: DownloadStatus
  /** Why it failed, or why it is tried again. */
  error: RecordingError | null
  /** Epoch ms of the next try; null: as soon as its turn comes. */
  retryAtMs: number | null
}

/** What came of it all, once nothing waits or runs. */
export interface DownloadSummary {
  done: number
  /** The same file was there already. */
  skipped: number
  cancelled: number
  failed: number
  /** How many failed for each reason, most first. */
  reasons: { code: RecordingErrorCode; count: number }[]
  /** Bytes of the files that are done. */
  sizeBytes: number
}

/** Reasons that stop every download, because each would fail of it. */
export type DownloadStop = Extract<RecordingErrorCode, 'disk-full' | 'folder-unwritable' | 'unreachable'>

/** The downloads as a whole; a snapshot. */
export interface DownloadsView {
  counts: Record<DownloadStatus, number>
  /** True: nothing is started until the person goes on. */
  isPaused: boolean
  /** Why it was paused, when it was not the person. */
  stoppedBy: DownloadStop | null
  /** The few that run now. */
  running: DownloadItem[]
  /** Null until the last one is settled. */
  summary: DownloadSummary | null
}

/** What the records window shows of recordings. */
export interface RecordingsState {
  downloads: DownloadsView | null
  /** The last part of the folder's path; null before the first download. */
  folderName: string | null
  /** The recording that is being fetched to be played. */
  opening: ({ id: string } & RecordingProgress) | null
  /** Of the recordings that are kept to be played again. */
  cacheBytes: number
}
