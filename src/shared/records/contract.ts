import { z } from 'zod'
import { exportFormats, recordColumns } from './records'
import {
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
} from './schema'
import { callSchema } from '../calls/schema'

const nothing = z.undefined()
const count = z.number().int().min(0)
const timeMs = z.number().int().min(0).max(8.64e15)
const byId = z.strictObject({ id: recordIdSchema })
/** What a file dialog came to. */
const chosen = z.strictObject({ kind: z.enum(['started', 'cancelled']) })
const maxPictureBytes = 20 * 1_024 * 1_024

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
  /** The user knows that records were lost. */
  'records:acknowledge-loss': { input: nothing, output: nothing },
  /** Asks for a file, then writes a chart into it. */
  'records:save-picture': {
    input: z.strictObject({
      title: z.string().max(100),
      png: z.instanceof(Uint8Array).refine((bytes) => bytes.length <= maxPictureBytes)
    }),
    output: chosen
  }
} as const
