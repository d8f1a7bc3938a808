import { z } from 'zod'
import { exportFormats, recordColumns } from './records'
import { maxPageRows, placedRowSchema, recordPageSchema, recordViewSchema } from './view-schema'
import {
  recordFacetsSchema,
  recordFilterSchema,
  recordSortSchema,
  recordsOfAgentSchema
} from './filter-schema'
import { recordIdSchema } from './field-schema'
import { noteChangeSchema, recordRowSchema } from './row-schema'
import { recordSummarySchema } from './summary-schema'
import { callSchema } from '../calls/schema'

const nothing = z.undefined()
const count = z.number().int().min(0)
const timeMs = z.number().int().min(0).max(8.64e15)
const byId = z.strictObject({ id: recordIdSchema })
/** Result of a file dialog. */
const chosen = z.strictObject({ kind: z.enum(['started', 'cancelled']) })
const maxPictureBytes = 20 * 1_024 * 1_024

/** The commands of the records window, part of the command contract. */
export const recordsContract = {
  /** Shows the records window; `id`: on this call's page; `calls`: with these calls. */
  'records:open': {
    input: z.strictObject({ id: recordIdSchema.nullable(), calls: recordsOfAgentSchema.optional() }),
    output: nothing
  },
  /** Loads the missing parts of a period; progress is in the state's `records`. */
  'records:load': { input: z.strictObject({ startMs: timeMs, endMs: timeMs }), output: nothing },
  /** Stops loading; records received so far are kept. */
  'records:cancel': { input: nothing, output: nothing },
  /** Queries the gaps of the period again. */
  'records:resume': { input: nothing, output: nothing },
  /** Filters and sorts. Rows are served from the newest view only. */
  'records:view': {
    input: z.strictObject({ filter: recordFilterSchema, sort: recordSortSchema }),
    output: recordViewSchema
  },
  /** Fails with `view-outdated` once a newer view has replaced this one. */
  'records:rows': {
    input: z.strictObject({ viewId: count, offset: count, limit: z.number().int().min(1).max(maxPageRows) }),
    output: recordPageSchema
  },
  /** The next call before or after a given one in a view; null at its ends. */
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
  /** One call, with its live call data if it was followed. */
  'records:one': {
    input: byId,
    output: z.strictObject({ row: recordRowSchema, followed: callSchema.nullable() })
  },
  /** Fetches one record from the service now. */
  'records:refresh': { input: byId, output: recordRowSchema },
  /** Changes the given parts of a call's note. */
  'records:note': { input: noteChangeSchema, output: nothing },
  /** Shows a file dialog, then writes the rows of a view to the file; progress is in the state's `records`. */
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
  /** Acknowledges that records were lost. */
  'records:acknowledge-loss': { input: nothing, output: nothing },
  /** Shows a file dialog, then writes a chart to the file. */
  'records:save-picture': {
    input: z.strictObject({
      title: z.string().max(100),
      png: z.instanceof(Uint8Array).refine((bytes) => bytes.length <= maxPictureBytes)
    }),
    output: chosen
  }
} as const
