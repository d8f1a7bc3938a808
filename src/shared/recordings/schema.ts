import { z } from 'zod'
import { maxRecordName } from '../records/records'
import { downloadStatuses, downloadStops, recordingContainers, recordingFailures } from './recordings'

const timeMs = z.number().min(0).max(8.64e15)
const count = z.number().int().min(0)
const shortText = z.string().max(300)

/** Why a recording could not be fetched. Contains no address. */
const recordingErrorSchema = z.strictObject({
  code: z.enum(recordingFailures),
  /** HTTP status of the failed reply. */
  status: z.number().int().optional(),
  /** Delay that the server asks for (Retry-After), in ms. */
  retryAfterMs: z.number().min(0).optional()
})

/** See {@link recordingErrorSchema}. */
export type RecordingError = z.infer<typeof recordingErrorSchema>

/** Like `Result`, with the error codes of recordings. */
export type RecordingResult<T> = { ok: true; value: T } | { ok: false; error: RecordingError }

/** Progress of a fetch, in bytes. */
const recordingProgressSchema = z.strictObject({
  receivedBytes: count,
  /** Null while unknown. */
  totalBytes: count.nullable()
})

/** See {@link recordingProgressSchema}. */
export type RecordingProgress = z.infer<typeof recordingProgressSchema>

/** One download as a list shows it. */
const downloadItemSchema = z.strictObject({
  callId: shortText,
  /** The file name; without its extension until the format is known. */
  fileName: shortText,
  status: z.enum(downloadStatuses),
  /** Why it failed, or why it is retried. */
  error: recordingErrorSchema.nullable(),
  /** Epoch ms of the next attempt; null: as soon as a slot is free. */
  retryAtMs: timeMs.nullable(),
  ...recordingProgressSchema.shape
})

/** See {@link downloadItemSchema}. */
export type DownloadItem = z.infer<typeof downloadItemSchema>

/** A download in the list, with the contact name of its call's number; empty if it has none. */
export const listedDownloadSchema = downloadItemSchema.extend({ contactName: z.string().max(maxRecordName) })

/** See {@link listedDownloadSchema}. */
export type ListedDownload = z.infer<typeof listedDownloadSchema>

/** The format of a recording, detected from its content. */
export const recordingFormatSchema = z.strictObject({
  container: z.enum(recordingContainers),
  /** For display, the same in every language: `WAV (A-law)`. Empty for an unrecognised format. */
  label: shortText,
  /** Without the dot. */
  extension: shortText,
  mimeType: shortText,
  /** False: Chromium can't play it; it can still be downloaded. */
  isPlayable: z.boolean()
})

/** See {@link recordingFormatSchema}. */
export type RecordingFormat = z.infer<typeof recordingFormatSchema>

/** Result of all downloads, once none is waiting or running. */
const downloadSummarySchema = z.strictObject({
  done: count,
  /** The same file already existed. */
  skipped: count,
  cancelled: count,
  failed: count,
  /** Failures per reason, most frequent first. */
  reasons: z.array(z.strictObject({ code: z.enum(recordingFailures), count })).max(50),
  /** Total size of the finished files. */
  sizeBytes: count
})

/** See {@link downloadSummarySchema}. */
export type DownloadSummary = z.infer<typeof downloadSummarySchema>

/** A snapshot of all downloads. */
const downloadsViewSchema = z.strictObject({
  counts: z.strictObject({
    waiting: count,
    running: count,
    paused: count,
    done: count,
    skipped: count,
    failed: count,
    cancelled: count
  }),
  /** True: no download starts until the user resumes. */
  isPaused: z.boolean(),
  /** Why it was paused, if not by the user. */
  stoppedBy: z.enum(downloadStops).nullable(),
  /** The downloads that run now. */
  running: z.array(downloadItemSchema).max(20),
  /** Null until the last download has ended. */
  summary: downloadSummarySchema.nullable()
})

/** See {@link downloadsViewSchema}. */
export type DownloadsView = z.infer<typeof downloadsViewSchema>

/** The state of recordings in the records window. */
export const recordingsStateSchema = z.strictObject({
  downloads: downloadsViewSchema.nullable(),
  /** The last part of the folder's path; null before the first download. */
  folderName: shortText.nullable(),
  /** The recording that is being fetched for playback. */
  opening: z.strictObject({ id: shortText, ...recordingProgressSchema.shape }).nullable(),
  /** Size of the playback cache. */
  cacheBytes: count
})

/** See {@link recordingsStateSchema}. */
export type RecordingsState = z.infer<typeof recordingsStateSchema>
