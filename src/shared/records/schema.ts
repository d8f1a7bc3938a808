import { z } from 'zod'
import type { CallRecord } from './record'
import {
  exportFormats,
  noteLimits,
  recordColumns,
  recordOutcomes,
  summaryLimits,
  type CoveredPart,
  type ExportProgress,
  type ExportRequest,
  type FollowedCall,
  type IncompleteCalls,
  type IngestReport,
  type PlacedRow,
  type RecordFacets,
  type RecordFilter,
  type RecordIds,
  type RecordingOfCall,
  type RecordNote,
  type RecordPage,
  type RecordRow,
  type RecordSort,
  type RecordSummary,
  type RecordTotals,
  type RecordView,
  type ZoneOffsets
} from './records'

// One schema for each plain type of the records that crosses a process border, checked against its type by the
// compiler.

const timeMs = z.number().int().min(0).max(8.64e15)
const count = z.number().int().min(0)
const shortText = z.string().max(200)
const agentId = z.number().int().positive()
const range = z.strictObject({ from: z.number().nullable(), to: z.number().nullable() })
const outcome = z.enum(recordOutcomes)
/** Maximum values of one list in a filter. */
const maxChoices = 1_000
/** Maximum rows of one page. */
export const maxPageRows = 500
/** Maximum ids of one page. */
export const maxPageIds = 10_000
/** Maximum values that a filter list offers. */
export const maxFacets = 1_000
/** Maximum parts of covered time in one reply. */
export const maxCoveredParts = 20_000

/** The service's id of a call. */
export const recordIdSchema = z.string().min(1).max(200)

const tags = z
  .array(
    z
      .string()
      .min(1)
      .max(noteLimits.maxTagLength)
      .refine((tag) => tag.trim() === tag)
  )
  .max(noteLimits.maxTags)

/** See {@link RecordNote}. */
export const recordNoteSchema = z.strictObject({
  id: recordIdSchema,
  note: z.string().max(noteLimits.maxLength),
  tags
}) satisfies z.ZodType<RecordNote>

/** See {@link CallRecord}. */
export const callRecordDataSchema = z.strictObject({
  id: recordIdSchema,
  callerNumber: shortText.nullable(),
  calleeNumber: shortText.nullable(),
  agentId: agentId.nullable(),
  salesmanCode: shortText.nullable(),
  startedAtMs: timeMs.nullable(),
  answeredAtMs: timeMs.nullable(),
  endedAtMs: timeMs.nullable(),
  duration: shortText.nullable(),
  cost: shortText.nullable(),
  recordUrl: z.string().max(2_000).nullable()
}) satisfies z.ZodType<CallRecord>

/** See {@link RecordRow}. */
export const recordRowSchema = z.strictObject({
  id: recordIdSchema,
  startedAtMs: timeMs.nullable(),
  answeredAtMs: timeMs.nullable(),
  endedAtMs: timeMs.nullable(),
  callerNumber: shortText.nullable(),
  calleeNumber: shortText.nullable(),
  agentId: agentId.nullable(),
  salesmanCode: shortText.nullable(),
  durationSeconds: z.number().nullable(),
  duration: shortText.nullable(),
  costYuan: z.number().nullable(),
  cost: shortText.nullable(),
  outcome,
  hasRecording: z.boolean(),
  note: z.string().max(noteLimits.maxLength),
  tags
}) satisfies z.ZodType<RecordRow>

/** See {@link RecordFilter}. */
export const recordFilterSchema = z.strictObject({
  startMs: timeMs.optional(),
  endMs: timeMs.optional(),
  text: shortText.optional(),
  outcomes: z.array(outcome).max(recordOutcomes.length).optional(),
  agentIds: z.array(agentId).max(maxChoices).optional(),
  salesmanCodes: z.array(shortText).max(maxChoices).optional(),
  durationSeconds: range.optional(),
  costYuan: range.optional(),
  hasRecording: z.boolean().optional(),
  tags: z.array(z.string().max(noteLimits.maxTagLength)).max(maxChoices).optional(),
  hours: z.array(z.number().int().min(0).max(23)).max(24).optional(),
  weekdays: z.array(z.number().int().min(1).max(7)).max(7).optional()
}) satisfies z.ZodType<RecordFilter>

/** See {@link RecordingOfCall}. */
export const recordingOfCallSchema = z.strictObject({
  id: recordIdSchema,
  recordUrl: z.string().max(2_000),
  startedAtMs: timeMs.nullable(),
  calleeNumber: shortText.nullable(),
  agentId: agentId.nullable()
}) satisfies z.ZodType<RecordingOfCall>

/** See {@link RecordSort}. */
export const recordSortSchema = z.strictObject({
  column: z.enum(recordColumns),
  direction: z.enum(['ascending', 'descending'])
}) satisfies z.ZodType<RecordSort>

// Larger than any zone's offset from UTC, and exact in whole ms.
const offsetMs = z.number().int().min(-86_400_000).max(86_400_000)

/** See {@link ZoneOffsets}. */
export const zoneOffsetsSchema = z.strictObject({
  offsetMs,
  changes: z.array(z.strictObject({ atMs: z.number().int(), offsetMs })).max(1_000)
}) satisfies z.ZodType<ZoneOffsets>

/** See {@link RecordTotals}. */
const recordTotalsSchema = z.strictObject({
  calls: count,
  answered: count,
  notAnswered: count,
  notReached: count,
  phoneFailed: count,
  unknown: count,
  talkSeconds: z.number(),
  costYuan: z.number(),
  withRecording: count
}) satisfies z.ZodType<RecordTotals>

/** See {@link RecordView}. */
export const recordViewSchema = z.strictObject({
  viewId: count,
  totals: recordTotalsSchema
}) satisfies z.ZodType<RecordView>

/** See {@link RecordPage}. */
export const recordPageSchema = z.strictObject({
  viewId: count,
  offset: count,
  rows: z.array(recordRowSchema).max(maxPageRows)
}) satisfies z.ZodType<RecordPage>

const group = { calls: count, answered: count, talkSeconds: z.number(), costYuan: z.number() }
const numbers = z.array(z.strictObject({ number: shortText, ...group })).max(summaryLimits.maxNumbers)

/** See {@link RecordSummary}. */
export const recordSummarySchema = z.strictObject({
  totals: recordTotalsSchema,
  heat: z
    .array(
      z.strictObject({
        weekday: z.number().int().min(1).max(7),
        hour: z.number().int().min(0).max(23),
        calls: count,
        answered: count
      })
    )
    .max(7 * 24),
  days: z.array(z.strictObject({ day: z.string().max(20), ...group })).max(summaryLimits.maxDays),
  talkTime: z
    .array(z.strictObject({ fromSeconds: z.number(), toSeconds: z.number().nullable(), calls: count }))
    .max(50),
  salesmen: z
    .array(z.strictObject({ salesmanCode: shortText.nullable(), ...group }))
    .max(summaryLimits.maxGroups),
  agents: z.array(z.strictObject({ agentId: agentId.nullable(), ...group })).max(summaryLimits.maxGroups),
  frequentNumbers: numbers,
  longestNumbers: numbers
}) satisfies z.ZodType<RecordSummary>

/** See {@link RecordFacets}. */
export const recordFacetsSchema = z.strictObject({
  agentIds: z.array(agentId).max(maxFacets),
  salesmanCodes: z.array(shortText).max(maxFacets),
  tags: z.array(shortText).max(maxFacets)
}) satisfies z.ZodType<RecordFacets>

/** See {@link CoveredPart}. */
export const coveredPartSchema = z
  .strictObject({
    startMs: timeMs,
    endMs: timeMs,
    state: z.enum(['loaded', 'failed']),
    loadedAtMs: timeMs
  })
  .refine((part) => part.startMs < part.endMs) satisfies z.ZodType<CoveredPart>

/** See {@link FollowedCall}. */
export const followedCallSchema = z.strictObject({
  id: recordIdSchema,
  outcome: z.enum(['answered', 'not-answered', 'not-reached', 'phone-failed'])
}) satisfies z.ZodType<FollowedCall>

/** See {@link IncompleteCalls}. */
export const incompleteCallsSchema = z.strictObject({
  calls: count,
  ids: z.array(recordIdSchema).max(maxPageIds),
  earliestMs: timeMs.nullable(),
  latestMs: timeMs.nullable()
}) satisfies z.ZodType<IncompleteCalls>

/** See {@link RecordIds}. */
export const recordIdsSchema = z.strictObject({
  ids: z.array(recordIdSchema).max(maxPageIds),
  nextOffset: count.nullable()
}) satisfies z.ZodType<RecordIds>

/** See {@link PlacedRow}. */
export const placedRowSchema = z.strictObject({
  offset: count,
  row: recordRowSchema
}) satisfies z.ZodType<PlacedRow>

/** See {@link IngestReport}. */
export const ingestReportSchema = z.strictObject({
  rowCount: count,
  readable: count,
  added: count,
  updated: count,
  earliestMs: timeMs.nullable(),
  latestMs: timeMs.nullable()
}) satisfies z.ZodType<IngestReport>

const label = z.string().max(200)

/** See {@link ExportRequest}. */
export const exportRequestSchema = z.strictObject({
  viewId: count,
  format: z.enum(exportFormats),
  path: z.string().min(1).max(4_096),
  columns: z.array(z.enum(recordColumns)).min(1).max(recordColumns.length),
  labels: z.strictObject({
    columns: z.record(z.enum(recordColumns), label),
    outcomes: z.record(outcome, label),
    yes: label,
    no: label
  }),
  zone: zoneOffsetsSchema
}) satisfies z.ZodType<ExportRequest>

/** See {@link ExportProgress}. */
export const exportProgressSchema = z.strictObject({
  rows: count,
  totalRows: count
}) satisfies z.ZodType<ExportProgress>
