import { z } from 'zod'
import { count, recordIdSchema } from './field-schema'
import { recordRowSchema } from './row-schema'
import { recordTotalsSchema } from './summary-schema'

/** Maximum rows of one page. */
export const maxPageRows = 500

/** Maximum ids of one page. */
export const maxPageIds = 10_000

/** Records filtered and sorted. The store keeps one view at a time; its order doesn't change until the next one. */
export const recordViewSchema = z.strictObject({
  viewId: count,
  totals: recordTotalsSchema
})

/** See {@link recordViewSchema}. */
export type RecordView = z.infer<typeof recordViewSchema>

/** A page of a view. `rows` is shorter than requested only at the end. */
export const recordPageSchema = z.strictObject({
  viewId: count,
  offset: count,
  rows: z.array(recordRowSchema).max(maxPageRows)
})

/** See {@link recordPageSchema}. */
export type RecordPage = z.infer<typeof recordPageSchema>

/** Ids of a view, in its order. */
export const recordIdsSchema = z.strictObject({
  ids: z.array(recordIdSchema).max(maxPageIds),
  /** Offset of the next page; null at the end of the view. */
  nextOffset: count.nullable()
})

/** See {@link recordIdsSchema}. */
export type RecordIds = z.infer<typeof recordIdsSchema>

/** A row and its offset in a view. */
export const placedRowSchema = z.strictObject({
  offset: count,
  row: recordRowSchema
})

/** See {@link placedRowSchema}. */
export type PlacedRow = z.infer<typeof placedRowSchema>
