import { z } from 'zod'
import { maxPageIds, maxPageRows } from '../records/view-schema'
import { recordIdSchema } from '../records/field-schema'
import { listedDownloadSchema, recordingFormatSchema } from './schema'

const nothing = z.undefined()
const count = z.number().int().min(0)
const byId = z.strictObject({ id: recordIdSchema })

/** Maximum size of a recording that is played with a waveform, in bytes. */
export const maxWaveformBytes = 100 * 1_024 * 1_024

/** The commands about recordings, part of the command contract. */
export const recordingsContract = {
  /** Fetches a recording for playback; `address`: its URL for the window's own pages. */
  'recordings:open': {
    input: byId,
    output: z.strictObject({
      address: z.string().max(300),
      sizeBytes: count,
      format: recordingFormatSchema
    })
  },
  /** The bytes of the open recording, for its waveform; `recording-too-large` beyond {@link maxWaveformBytes}. */
  'recordings:bytes': { input: byId, output: z.instanceof(Uint8Array) },
  /** Ends playback; cancels a fetch that is running. */
  'recordings:release': { input: nothing, output: nothing },
  /** Shows a folder dialog, then queues the recordings of these calls, or all recordings of a view. */
  'recordings:download': {
    input: z.union([
      z.strictObject({ ids: z.array(recordIdSchema).min(1).max(maxPageIds) }),
      z.strictObject({ viewId: count })
    ]),
    output: z.strictObject({ kind: z.enum(['started', 'cancelled']), added: count, refused: count })
  },
  /** `id`: of one download; null: all downloads. */
  'recordings:downloads': {
    input: z.strictObject({
      action: z.enum(['pause', 'resume', 'cancel', 'retry-failed', 'clear-settled']),
      id: recordIdSchema.nullable()
    }),
    output: nothing
  },
  'recordings:items': {
    input: z.strictObject({ offset: count, limit: z.number().int().min(1).max(maxPageRows) }),
    output: z.array(listedDownloadSchema).max(maxPageRows)
  },
  'recordings:show-folder': { input: nothing, output: nothing },
  'recordings:clear-cache': { input: nothing, output: nothing }
} as const
