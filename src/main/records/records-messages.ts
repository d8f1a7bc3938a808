import { z } from 'zod'
import {
  callRecordDataSchema,
  coveredPartSchema,
  exportProgressSchema,
  exportRequestSchema,
  followedCallSchema,
  incompleteCallsSchema,
  ingestReportSchema,
  maxCoveredParts,
  maxPageIds,
  maxPageRows,
  placedRowSchema,
  recordFacetsSchema,
  recordFilterSchema,
  recordIdSchema,
  recordIdsSchema,
  recordNoteSchema,
  recordPageSchema,
  recordRowSchema,
  recordsErrorSchema,
  recordSortSchema,
  recordingOfCallSchema,
  recordSummarySchema,
  recordViewSchema,
  zoneOffsetsSchema
} from '../../shared/records-schemas'
import { noteLimits } from '../../shared/records'

// What the records' own process is asked and answers. Both ends parse what arrives.

const count = z.number().int().min(0)
const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array)
const offset = count.max(0x7fffffff)
const period = { startMs: z.number().int().min(0), endMs: z.number().int().min(0) }
const maxFollowed = 10_000

/** Input and output of each operation. */
export const recordOperations = {
  open: {
    input: z.strictObject({
      file: z.string().min(1).max(4_096),
      notes: z.array(recordNoteSchema).max(noteLimits.maxNotes),
      followed: z.array(followedCallSchema).max(maxFollowed)
    }),
    output: z.strictObject({ keptAs: z.string().max(500).nullable() })
  },
  ingest: { input: z.strictObject({ body: bytes }), output: ingestReportSchema },
  upsert: {
    input: z.strictObject({ records: z.array(callRecordDataSchema).max(1_000) }),
    output: z.strictObject({ added: count, updated: count })
  },
  view: {
    input: z.strictObject({ filter: recordFilterSchema, sort: recordSortSchema, zone: zoneOffsetsSchema }),
    output: recordViewSchema
  },
  rows: {
    input: z.strictObject({ viewId: count, offset, limit: z.number().int().min(1).max(maxPageRows) }),
    output: recordPageSchema
  },
  ids: {
    input: z.strictObject({
      viewId: count,
      offset,
      limit: z.number().int().min(1).max(maxPageIds),
      hasRecording: z.boolean()
    }),
    output: recordIdsSchema
  },
  neighbour: {
    input: z.strictObject({
      viewId: count,
      id: recordIdSchema,
      direction: z.union([z.literal(1), z.literal(-1)]),
      hasRecording: z.boolean()
    }),
    output: placedRowSchema.nullable()
  },
  summary: {
    input: z.strictObject({ filter: recordFilterSchema, zone: zoneOffsetsSchema }),
    output: recordSummarySchema
  },
  facets: { input: z.strictObject({}), output: recordFacetsSchema },
  one: { input: z.strictObject({ id: recordIdSchema }), output: recordRowSchema },
  recordUrls: {
    input: z.strictObject({ ids: z.array(recordIdSchema).max(maxPageRows) }),
    output: z.array(recordingOfCallSchema).max(maxPageRows)
  },
  setNote: { input: z.strictObject({ note: recordNoteSchema }), output: z.null() },
  setFollowed: {
    input: z.strictObject({ calls: z.array(followedCallSchema).max(maxFollowed) }),
    output: z.null()
  },
  covered: { input: z.strictObject({}), output: z.array(coveredPartSchema).max(maxCoveredParts) },
  setCovered: {
    input: z.strictObject({ parts: z.array(coveredPartSchema).max(maxCoveredParts) }),
    output: z.null()
  },
  incomplete: { input: z.strictObject(period), output: incompleteCallsSchema },
  export: { input: exportRequestSchema, output: z.strictObject({ rows: count }) }
} as const

/** The operations' names. */
export type RecordOperation = keyof typeof recordOperations

/** What an operation is given. */
export type OperationInput<O extends RecordOperation> = z.output<(typeof recordOperations)[O]['input']>

/** What an operation gives back. */
export type OperationOutput<O extends RecordOperation> = z.output<(typeof recordOperations)[O]['output']>

/** The names as a schema. */
const operationSchema = z
  .string()
  .refine((name): name is RecordOperation => Object.hasOwn(recordOperations, name))

/** To the process; `input` is parsed by the operation's own schema. */
export const recordsRequestSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('ask'), id: count, operation: operationSchema, input: z.unknown() }),
  z.strictObject({ kind: z.literal('cancel'), id: count })
])

/** See {@link recordsRequestSchema}. */
export type RecordsRequest = z.output<typeof recordsRequestSchema>

/** From the process; `value` is parsed by the operation's own schema. */
export const recordsReplySchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('done'), id: count, value: z.unknown() }),
  z.strictObject({ kind: z.literal('failed'), id: count, error: recordsErrorSchema }),
  z.strictObject({ kind: z.literal('progress'), id: count, progress: exportProgressSchema })
])

/** See {@link recordsReplySchema}. */
export type RecordsReply = z.output<typeof recordsReplySchema>
