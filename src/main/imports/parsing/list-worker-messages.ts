import { z } from 'zod'
import { importsErrorSchema, readTotalsSchema, sourceProbeSchema } from '../../../shared/imports/schema'
import { importsProgressSchema } from '../imports-operations'
import {
  listSourceSchema,
  probeChoiceSchema,
  tableReadRequestSchema,
  type EntryBatch
} from '../lists/list-types'

// The messages of the list thread. Both ends validate what arrives.

const count = z.number().int().min(0)

const isStrings = (value: unknown, length: number): boolean =>
  Array.isArray(value) && value.length === length && value.every((one) => typeof one === 'string')

/** Bulk data: checked by the types of its columns, not entry by entry. */
function isEntryBatch(value: unknown): value is EntryBatch {
  if (typeof value !== 'object' || value === null) return false
  const { lines, columns, codes, dials, texts, suggestions } = value as Partial<
    Record<keyof EntryBatch, unknown>
  >
  return (
    lines instanceof Uint32Array &&
    columns instanceof Uint16Array &&
    codes instanceof Uint8Array &&
    columns.length === lines.length &&
    codes.length === lines.length &&
    [dials, texts, suggestions].every((column) => isStrings(column, lines.length))
  )
}

/** Messages to the thread, which runs one job at a time. `taken`: a batch was processed. */
export const listJobSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('probe'),
    id: count,
    source: listSourceSchema,
    choice: probeChoiceSchema
  }),
  z.strictObject({ kind: z.literal('read'), id: count, request: tableReadRequestSchema }),
  z.strictObject({ kind: z.literal('taken'), id: count })
])

/** See {@link listJobSchema}. */
export type ListJob = z.infer<typeof listJobSchema>

/** Messages from the thread. */
export const listReplySchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('probed'), id: count, probe: sourceProbeSchema }),
  z.strictObject({ kind: z.literal('batch'), id: count, batch: z.custom<EntryBatch>(isEntryBatch) }),
  z.strictObject({ kind: z.literal('progress'), id: count, progress: importsProgressSchema }),
  z.strictObject({ kind: z.literal('totals'), id: count, totals: readTotalsSchema }),
  z.strictObject({ kind: z.literal('failed'), id: count, error: importsErrorSchema })
])

/** See {@link listReplySchema}. */
export type ListReply = z.infer<typeof listReplySchema>

/** Maximum number of batches sent but not yet acknowledged. */
export const mostBatchesInFlight = 2
