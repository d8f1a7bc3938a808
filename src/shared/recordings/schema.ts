import { z } from 'zod'
import {
  downloadStatuses,
  recordingContainers,
  recordingErrorCodes,
  type DownloadItem,
  type DownloadsView,
  type RecordingError,
  type RecordingFormat,
  type RecordingsState
} from './recordings'

const timeMs = z.number().min(0).max(8.64e15)
const count = z.number().int().min(0)
const shortText = z.string().max(300)

const recordingFailures = [
  ...recordingErrorCodes,
  'unreachable',
  'certificate-refused',
  'timed-out',
  'cancelled',
  'redirect-refused',
  'rate-limited',
  'service-failed'
] as const
const recordingErrorSchema = z.strictObject({
  code: z.enum(recordingFailures),
  status: z.number().int().optional(),
  retryAfterMs: z.number().min(0).optional()
}) satisfies z.ZodType<RecordingError>
const progress = { receivedBytes: count, totalBytes: count.nullable() }

/** See {@link DownloadItem}. */
export const downloadItemSchema = z.strictObject({
  callId: shortText,
  fileName: shortText,
  status: z.enum(downloadStatuses),
  error: recordingErrorSchema.nullable(),
  retryAtMs: timeMs.nullable(),
  ...progress
}) satisfies z.ZodType<DownloadItem>

/** See {@link RecordingFormat}. */
export const recordingFormatSchema = z.strictObject({
  container: z.enum(recordingContainers),
  label: shortText,
  extension: shortText,
  mimeType: shortText,
  isPlayable: z.boolean()
}) satisfies z.ZodType<RecordingFormat>

const counts = z.strictObject({
  waiting: count,
  running: count,
  paused: count,
  done: count,
  skipped: count,
  failed: count,
  cancelled: count
})
const downloadsView = z.strictObject({
  counts,
  isPaused: z.boolean(),
  stoppedBy: z.enum(['disk-full', 'folder-unwritable', 'unreachable']).nullable(),
  running: z.array(downloadItemSchema).max(20),
  summary: z
    .strictObject({
      done: count,
      skipped: count,
      cancelled: count,
      failed: count,
      reasons: z.array(z.strictObject({ code: z.enum(recordingFailures), count })).max(50),
      sizeBytes: count
    })
    .nullable()
}) satisfies z.ZodType<DownloadsView>

/** See {@link RecordingsState}. */
export const recordingsStateSchema = z.strictObject({
  downloads: downloadsView.nullable(),
  folderName: shortText.nullable(),
  opening: z.strictObject({ id: shortText, ...progress }).nullable(),
  cacheBytes: count
}) satisfies z.ZodType<RecordingsState>
