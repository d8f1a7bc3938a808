import { z } from 'zod'
import { historyLossSchema } from '../platform/history-loss'
import { exportFormats } from './records'
import { maxShownGaps, type RecordingsState, type RecordsState } from './records-state'
import {
  downloadStatuses,
  recordingContainers,
  recordingErrorCodes,
  type DownloadItem,
  type DownloadsView,
  type RecordingError,
  type RecordingFormat
} from '../recordings/recordings'
import { appErrorSchema } from '../app/schemas'

const timeMs = z.number().min(0).max(8.64e15)
const count = z.number().int().min(0)
const shortText = z.string().max(300)

/** See {@link RecordsState}. */
export const recordsStateSchema = z.strictObject({
  period: z.strictObject({ startMs: timeMs, endMs: timeMs }).nullable(),
  load: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('none') }),
    z.strictObject({
      kind: z.literal('loading'),
      share: z.number().min(0).max(1),
      rows: count,
      waitUntilMs: timeMs.nullable()
    }),
    z.strictObject({ kind: z.literal('done'), rows: count }),
    z.strictObject({ kind: z.literal('cancelled'), rows: count }),
    z.strictObject({ kind: z.literal('failed'), error: appErrorSchema })
  ]),
  gaps: z.array(z.strictObject({ startMs: timeMs, endMs: timeMs, error: appErrorSchema })).max(maxShownGaps),
  gapCount: count,
  incompleteSeconds: count,
  revision: count,
  export: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('none') }),
    z.strictObject({
      kind: z.literal('running'),
      format: z.enum(exportFormats),
      rows: count,
      totalRows: count
    }),
    z.strictObject({
      kind: z.literal('done'),
      format: z.enum(exportFormats),
      rows: count,
      fileName: shortText
    }),
    z.strictObject({ kind: z.literal('failed'), format: z.enum(exportFormats), error: appErrorSchema })
  ]),
  problem: appErrorSchema.nullable(),
  loss: historyLossSchema.nullable()
}) satisfies z.ZodType<RecordsState>

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
