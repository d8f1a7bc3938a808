import { z } from 'zod'
import { historyLossSchema } from '../../shared/platform/schema'
import {
  callRecordDataSchema,
  maxPageNumbers,
  noteChangeSchema,
  numberNameSchema,
  recordRowSchema,
  recordingOfCallSchema
} from '../../shared/records/row-schema'
import {
  coveredPartSchema,
  followedCallSchema,
  incompleteCallsSchema,
  ingestReportSchema,
  maxCoveredParts
} from '../../shared/records/load-schema'
import {
  exportProgressSchema,
  exportRequestSchema,
  type ExportProgress
} from '../../shared/records/export-schema'
import {
  maxPageIds,
  maxPageRows,
  placedRowSchema,
  recordIdsSchema,
  recordPageSchema,
  recordViewSchema
} from '../../shared/records/view-schema'
import {
  recordFacetsSchema,
  recordFilterSchema,
  recordSortSchema,
  zoneOffsetsSchema
} from '../../shared/records/filter-schema'
import { recordIdSchema } from '../../shared/records/field-schema'
import { recordSummarySchema } from '../../shared/records/summary-schema'
import { resultLimits } from '../../shared/results/limits'
import { resultIdSchema } from '../../shared/results/schema'
import { recordsErrorCodes, type RecordsErrorCode } from '../../shared/records/records'
import type { ProcessCodes, ProcessContract, ProcessReply } from '../platform/process-contract'

// The operations of the records process. Both ends parse what they receive.

/** The records' error codes for failures of the database or the process. */
export const recordsCodes = {
  known: recordsErrorCodes,
  failed: 'records-failed',
  locked: 'records-locked',
  cancelled: 'cancelled',
  timedOut: 'timed-out',
  inputInvalid: 'input-invalid'
} as const satisfies ProcessCodes<RecordsErrorCode> & { locked: RecordsErrorCode }

const count = z.number().int().min(0)
const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array)
const calleeNumber = z.string().max(200)
/** Records of one page of called numbers. */
export const maxPageCalls = 50_000
const offset = count.max(0x7fffffff)
const period = { startMs: z.number().int().min(0), endMs: z.number().int().min(0) }
const maxFollowed = 10_000

/** The called numbers of a page of records; packed, because a campaign can have a million calls. */
const calledNumbersSchema = z.strictObject({
  /** The digits to dial of each call, separated by line feeds. */
  numbers: z.string().max(maxPageCalls * 41),
  /** Epoch ms, by call. */
  startedMs: z.custom<Float64Array>((value) => value instanceof Float64Array),
  /** 1: the call was answered; by call. */
  isAnswered: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
  /** Calls left out because the service doesn't show their whole number. */
  unreadable: count,
  /** The `from` of the next page; null: this is the last one. */
  next: count.nullable()
})

/** See {@link calledNumbersSchema}. */
export type CalledNumbers = z.infer<typeof calledNumbersSchema>

/** Input and output of each operation. */
export const recordOperations = {
  open: {
    input: z.strictObject({
      file: z.string().min(1).max(4_096),
      nowMs: z.number().min(0).max(8.64e15),
      /** The log of the notes; see `store/note-log.ts`. */
      notesFile: z.string().min(1).max(4_096),
      followed: z.array(followedCallSchema).max(maxFollowed)
    }),
    output: z.strictObject({
      loss: historyLossSchema.nullable(),
      /** Lines of the notes' log that couldn't be read. */
      unreadableNotes: count,
      /** Compacting the log is worth its while. */
      isNoteLogCompactable: z.boolean()
    })
  },
  /** Acknowledges that records were lost. */
  acknowledgeLoss: { input: z.strictObject({}), output: z.null() },
  ingest: { input: z.strictObject({ body: bytes }), output: ingestReportSchema },
  upsert: {
    input: z.strictObject({ records: z.array(callRecordDataSchema).max(1_000) }),
    output: z.strictObject({ added: count, updated: count })
  },
  view: {
    input: z.strictObject({
      filter: recordFilterSchema,
      sort: recordSortSchema,
      zone: zoneOffsetsSchema,
      /** Ids of results in the order in which they are sorted. */
      resultOrder: z.array(resultIdSchema).max(resultLimits.maxAll).optional()
    }),
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
  /** Who the callee numbers of these calls belong to; calls without a name are left out. */
  callNames: {
    input: z.strictObject({ ids: z.array(recordIdSchema).max(maxPageRows) }),
    output: z
      .array(z.strictObject({ id: recordIdSchema, name: numberNameSchema.shape.name }))
      .max(maxPageRows)
  },
  setNote: { input: z.strictObject({ change: noteChangeSchema }), output: z.null() },
  /** The callee numbers of a page of records, the newest first; see `RecordStore.calleeNumbers`. */
  calleeNumbers: {
    input: z.strictObject({ from: offset, before: offset.nullable() }),
    output: z.strictObject({
      numbers: z.array(calleeNumber).max(maxPageNumbers),
      rest: count.nullable(),
      next: count
    })
  },
  /** The called numbers of a page of records that started in the period; see `RecordStore.calledNumbers`. */
  calledNumbers: { input: z.strictObject({ ...period, from: offset }), output: calledNumbersSchema },
  /** Changes the names of these numbers; `changed`: how many were other ones before. */
  setNames: {
    input: z.strictObject({ names: z.array(numberNameSchema).max(maxPageNumbers) }),
    output: z.strictObject({ changed: count })
  },
  clearNames: { input: z.strictObject({}), output: z.null() },
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

/** Names of the operations. */
export type RecordOperation = keyof typeof recordOperations

/** The contract between the main process and the records process. */
export const recordsContract: ProcessContract<typeof recordOperations, RecordsErrorCode, ExportProgress> = {
  operations: recordOperations,
  codes: recordsCodes,
  progress: exportProgressSchema,
  isWhole: ({ rows, totalRows }) => rows >= totalRows
}

/** Messages of the process. */
export type RecordsReply = ProcessReply<RecordsErrorCode, ExportProgress>
