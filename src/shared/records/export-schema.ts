import { z } from 'zod'
import { resultLimits } from '../results/limits'
import { resultIdSchema } from '../results/schema'
import { exportFormats, recordColumns } from './records'
import { count, outcome } from './field-schema'
import { zoneOffsetsSchema } from './filter-schema'

const label = z.string().max(200)

/** The texts of an exported file, in the user's language. */
const exportLabelsSchema = z.strictObject({
  columns: z.record(z.enum(recordColumns), label),
  outcomes: z.record(outcome, label),
  /** Names by id. */
  results: z
    .record(resultIdSchema, label)
    .refine((names) => Object.keys(names).length <= resultLimits.maxAll),
  yes: label,
  no: label
})

/** See {@link exportLabelsSchema}. */
export type ExportLabels = z.infer<typeof exportLabelsSchema>

/** Exports the rows of a view to a file. */
export const exportRequestSchema = z.strictObject({
  viewId: count,
  format: z.enum(exportFormats),
  /** Numbers are masked in the file. */
  isMasked: z.boolean(),
  /** An absolute path that the user chose; an existing file is replaced once the new one is complete. */
  path: z.string().min(1).max(4_096),
  columns: z.array(z.enum(recordColumns)).min(1).max(recordColumns.length),
  labels: exportLabelsSchema,
  zone: zoneOffsetsSchema
})

/** See {@link exportRequestSchema}. */
export type ExportRequest = z.infer<typeof exportRequestSchema>

/** Rows written so far. */
export const exportProgressSchema = z.strictObject({
  rows: count,
  totalRows: count
})

/** See {@link exportProgressSchema}. */
export type ExportProgress = z.infer<typeof exportProgressSchema>
