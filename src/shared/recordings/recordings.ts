import type { ErrorCode } from '../platform/errors'

// The recordings (录音) as windows see them: formats, cache, downloads. Plain data.

/** Stable error codes that occur only with recordings and files that the user saves. */
export const recordingErrorCodes = [
  /** The record has no recording address, or the server has no recording (404, 410). */
  'recording-missing',
  /** The record's address must not be requested: not http(s), with a user name, or malformed. */
  'recording-address-refused',
  /** The recording's server refuses it (401, 403 and other refusals). */
  'recording-refused',
  /** The response is not a recording: an HTML page, a compressed body, or empty. */
  'recording-invalid',
  /** The response ended early, or its sizes contradict each other. */
  'recording-incomplete',
  'recording-too-large',
  'disk-full',
  /** The folder is gone or read-only, or the user has no write permission. */
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

/** Why a recording could not be fetched. Contains no address. */
export interface RecordingError {
  code: RecordingErrorCode
  /** HTTP status of the failed reply. */
  status?: number | undefined
  /** Delay that the server asks for (Retry-After), in ms. */
  retryAfterMs?: number | undefined
}

/** Like `Result`, with the error codes of recordings. */
export type RecordingResult<T> = { ok: true; value: T } | { ok: false; error: RecordingError }

/** File formats of recordings; `other`: audio of an unrecognised format, such as headerless G.711. */
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

/** The format of a recording, detected from its content. */
export interface RecordingFormat {
  container: RecordingContainer
  /** For display, the same in every language: `WAV (A-law)`. Empty for an unrecognised format. */
  label: string
  /** Without the dot. */
  extension: string
  mimeType: string
  /** False: Chromium can't play it; it can still be downloaded. */
  isPlayable: boolean
}

/** Progress of a fetch, in bytes. */
export interface RecordingProgress {
  receivedBytes: number
  /** Null while unknown. */
  totalBytes: number | null
}

/** Status of a download. `waiting`: for a free slot, or until `retryAtMs`. */
export type DownloadStatus = 'waiting' | 'running' | 'paused' | 'done' | 'skipped' | 'failed' | 'cancelled'

/** Every status, in the order of a download's lifecycle. */
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
  /** The file name; without its extension until the format is known. */
  fileName: string
  status: DownloadStatus
  /** Why it failed, or why it is retried. */
  error: RecordingError | null
  /** Epoch ms of the next attempt; null: as soon as a slot is free. */
  retryAtMs: number | null
}

/** Result of all downloads, once none is waiting or running. */
export interface DownloadSummary {
  done: number
  /** The same file already existed. */
  skipped: number
  cancelled: number
  failed: number
  /** Failures per reason, most frequent first. */
  reasons: { code: RecordingErrorCode; count: number }[]
  /** Total size of the finished files. */
  sizeBytes: number
}

/** Errors that stop all downloads, because every download would fail with them. */
export type DownloadStop = Extract<RecordingErrorCode, 'disk-full' | 'folder-unwritable' | 'unreachable'>

/** A snapshot of all downloads. */
export interface DownloadsView {
  counts: Record<DownloadStatus, number>
  /** True: no download starts until the user resumes. */
  isPaused: boolean
  /** Why it was paused, if not by the user. */
  stoppedBy: DownloadStop | null
  /** The downloads that run now. */
  running: DownloadItem[]
  /** Null until the last download has ended. */
  summary: DownloadSummary | null
}

/** The state of recordings in the records window. */
export interface RecordingsState {
  downloads: DownloadsView | null
  /** The last part of the folder's path; null before the first download. */
  folderName: string | null
  /** The recording that is being fetched for playback. */
  opening: ({ id: string } & RecordingProgress) | null
  /** Size of the playback cache. */
  cacheBytes: number
}
