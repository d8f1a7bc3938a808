import type { ErrorCode } from '../platform/errors'

// Codes, formats and states of recordings (录音).

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

/** All error codes of recordings: their own, and those of the connection. */
export const recordingFailures = [
  ...recordingErrorCodes,
  'unreachable',
  'certificate-refused',
  'timed-out',
  'cancelled',
  'redirect-refused',
  'rate-limited',
  'service-failed'
] as const satisfies readonly ErrorCode[]

/** See {@link recordingFailures}. */
export type RecordingErrorCode = (typeof recordingFailures)[number]

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

/** Status of a download, in the order of its lifecycle. `waiting`: for a free slot, or until `retryAtMs`. */
export const downloadStatuses = [
  'waiting',
  'running',
  'paused',
  'done',
  'skipped',
  'failed',
  'cancelled'
] as const

/** See {@link downloadStatuses}. */
export type DownloadStatus = (typeof downloadStatuses)[number]

/** Errors that stop all downloads, because every download would fail with them. */
export const downloadStops = [
  'disk-full',
  'folder-unwritable',
  'unreachable'
] as const satisfies readonly RecordingErrorCode[]

/** See {@link downloadStops}. */
export type DownloadStop = (typeof downloadStops)[number]
