import { z } from 'zod'
import { exportFormats, recordColumns } from './records'
import {
  maxPageIds,
  maxPageRows,
  placedRowSchema,
  recordFacetsSchema,
  recordFilterSchema,
  recordIdSchema,
  recordNoteSchema,
  recordPageSchema,
  recordRowSchema,
  recordSortSchema,
  recordSummarySchema,
  recordViewSchema
} from './records-schemas'
import { downloadItemSchema, recordingFormatSchema } from './records-state-schemas'
import { callSchema } from '../app/schemas'

const nothing = z.undefined()
const count = z.number().int().min(0)
const timeMs = z.number().int().min(0).max(8.64e15)
const byId = z.strictObject({ id: recordIdSchema })
/** What a file dialog came to. */
const chosen = z.strictObject({ kind: z.enum(['started', 'cancelled']) })
const maxPictureBytes = 20 * 1_024 * 1_024

/** A recording larger than this is played without a waveform, in bytes. */
export const maxWaveformBytes = 100 * 1_024 * 1_024

/** The commands of the records window; a part of the one contract. */
export const recordsContract = {
  /** Shows the records window; `id`: with this call's page. */
  'records:open': { input: z.strictObject({ id: recordIdSchema.nullable() }), output: nothing },
  /** Loads what isn't there yet of a period; the progress is in the state's `records`. */
  'records:load': { input: z.strictObject({ startMs: timeMs, endMs: timeMs }), output: nothing },
  /** Ends the loading; what came is kept. */
  'records:cancel': { input: nothing, output: nothing },
  /** Asks again for the gaps of the period. */
  'records:resume': { input: nothing, output: nothing },
  /** Filters and sorts; the newest view is the one that rows are given of. */
  'records:view': {
    input: z.strictObject({ filter: recordFilterSchema, sort: recordSortSchema }),
    output: recordViewSchema
  },
  /** `view-outdated` when a newer view has taken its place. */
  'records:rows': {
    input: z.strictObject({ viewId: count, offset: count, limit: z.number().int().min(1).max(maxPageRows) }),
    output: recordPageSchema
  },
  /** The next call before or behind one in a view; null at its ends. */
  'records:neighbour': {
    input: z.strictObject({
      viewId: count,
      id: recordIdSchema,
      direction: z.union([z.literal(1), z.literal(-1)]),
      hasRecording: z.boolean()
    }),
    output: placedRowSchema.nullable()
  },
  'records:summary': { input: z.strictObject({ filter: recordFilterSchema }), output: recordSummarySchema },
  'records:facets': { input: nothing, output: recordFacetsSchema },
  /** One call, with what was heard of it live, where it was followed. */
  'records:one': {
    input: byId,
    output: z.strictObject({ row: recordRowSchema, followed: callSchema.nullable() })
  },
  /** Asks the service for one record now. */
  'records:refresh': { input: byId, output: recordRowSchema },
  'records:note': { input: recordNoteSchema, output: nothing },
  /** Asks for a file, then writes the rows of a view into it; the progress is in the state's `records`. */
  'records:export': {
    input: z.strictObject({
      viewId: count,
      format: z.enum(exportFormats),
      columns: z.array(z.enum(recordColumns)).min(1).max(recordColumns.length)
    }),
    output: chosen
  },
  'records:export-cancel': { input: nothing, output: nothing },
  /** Shows the last export in its folder. */
  'records:show-export': { input: nothing, output: nothing },
  /** Asks for a file, then writes a chart into it. */
  /** The user knows that records were lost. */
  'records:acknowledge-loss': { input: nothing, output: nothing },
  'records:save-picture': {
    input: z.strictObject({
      title: z.string().max(100),
      png: z.instanceof(Uint8Array).refine((bytes) => bytes.length <= maxPictureBytes)
    }),
    output: chosen
  },
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
