import { z } from 'zod'
import { maxPageIds, maxPageRows, recordIdSchema } from '../records/schema'
import { downloadItemSchema, recordingFormatSchema } from './schema'

const nothing = z.undefined()
const count = z.number().int().min(0)
const byId = z.strictObject({ id: recordIdSchema })

/** A recording larger than this is played without a waveform, in bytes. */
export const maxWaveformBytes = 100 * 1_024 * 1_024

/** The commands about recordings; a part of the one contract. */
export const recordingsContract = {
  /** Fetches a recording to play it; `address`: where the window's own pages find it. */
  'recordings:open': {
    input: byId,
    output: z.strictObject({
      address: z.string().max(300),
      sizeBytes: count,
      format: recordingFormatSchema
    })
  },
  /** The bytes of the recording that is open, for its waveform; `recording-too-large` beyond {@link maxWaveformBytes}. */
  'recordings:bytes': { input: byId, output: z.instanceof(Uint8Array) },
  /** Nothing is played any longer; a fetch that goes on is ended. */
  'recordings:release': { input: nothing, output: nothing },
  /** Asks for a folder, then queues the recordings of these calls, or of all in a view that have one. */
  'recordings:download': {
    input: z.union([
      z.strictObject({ ids: z.array(recordIdSchema).min(1).max(maxPageIds) }),
      z.strictObject({ viewId: count })
    ]),
    output: z.strictObject({ kind: z.enum(['started', 'cancelled']), added: count, refused: count })
  },
  /** `id`: of one download; null: of all. */
  'recordings:downloads': {
    input: z.strictObject({
      action: z.enum(['pause', 'resume', 'cancel', 'retry-failed', 'clear-settled']),
      id: recordIdSchema.nullable()
    }),
    output: nothing
  },
  'recordings:items': {
    input: z.strictObject({ offset: count, limit: z.number().int().min(1).max(maxPageRows) }),
    output: z.array(downloadItemSchema).max(maxPageRows)
  },
  'recordings:show-folder': { input: nothing, output: nothing },
  'recordings:clear-cache': { input: nothing, output: nothing }
} as const
