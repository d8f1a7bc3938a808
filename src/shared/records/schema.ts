import { z } from 'zod'
import { resultLimits } from '../results/limits'
import { resultIdSchema } from '../results/schema'
import {
  exportFormats,
  maxRecordName,
  noteLimits,
  recordColumns,
  recordOutcomes,
  summaryLimits
} from './records'

const timeMs = z.number().int().min(0).max(8.64e15)
const count = z.number().int().min(0)
const shortText = z.string().max(200)
const agentId = z.number().int().positive()
const outcome = z.enum(recordOutcomes)
/** Maximum values of one list in a filter. */
const maxChoices = 1_000
const contactName = z.string().max(maxRecordName)
/** Maximum rows of one page. */
export const maxPageRows = 500
/** Maximum ids of one page. */
export const maxPageIds = 10_000
/** Records of one page of callee numbers, and maximum names that are changed at once. */
export const maxPageNumbers = 10_000
/** Maximum values that a filter list offers. */
export const maxFacets = 1_000
/** Maximum parts of covered time in one reply. */
export const maxCoveredParts = 20_000

/** The service's id of a call. */
export const recordIdSchema = z.string().min(1).max(200)

/** Tags of a call. */
export const noteTagsSchema = z
  .array(
    z
      .string()
      .min(1)
      .max(noteLimits.maxTagLength)
      .refine((tag) => tag.trim() === tag)
  )
  .max(noteLimits.maxTags)

/** The text of a note. */
export const noteTextSchema = z.string().max(noteLimits.maxLength)

/** The agent's own note on a call as earlier versions kept it. */
export const formerNoteSchema = z.strictObject({
  id: recordIdSchema,
  note: noteTextSchema,
  tags: noteTagsSchema
})

/** See {@link formerNoteSchema}. */
export type FormerNote = z.infer<typeof formerNoteSchema>

/** What the agent writes down about a call; kept on this machine, separately from the records. */
const recordNoteSchema = formerNoteSchema.extend({ result: resultIdSchema.nullable() })

/** See {@link recordNoteSchema}. */
export type RecordNote = z.infer<typeof recordNoteSchema>

/** A change of some parts of a note; absent parts stay. */
export const noteChangeSchema = recordNoteSchema.partial().required({ id: true })

/** See {@link noteChangeSchema}. */
export type NoteChange = z.infer<typeof noteChangeSchema>

/**
 * A call's record (话单; document, 二、查询一通呼叫). Any field but `id` can be missing: null then
 * means "not known yet". Times are epoch ms.
 */
export const callRecordDataSchema = z.strictObject({
  id: recordIdSchema,
  callerNumber: shortText.nullable(),
  calleeNumber: shortText.nullable(),
  agentId: agentId.nullable(),
  salesmanCode: shortText.nullable(),
  /** 呼叫发起时间 */
  startedAtMs: timeMs.nullable(),
  /** 应答时间 */
  answeredAtMs: timeMs.nullable(),
  /** 通话结束时间; a record with it is complete. */
  endedAtMs: timeMs.nullable(),
  /** 通话持续时长, seconds, as the service wrote them. */
  duration: shortText.nullable(),
  /** 费用, yuan, as the service wrote it. */
  cost: shortText.nullable(),
  /** 录音URL, unchecked text. */
  recordUrl: z.string().max(2_000).nullable()
})

/** See {@link callRecordDataSchema}. */
export type CallRecord = z.infer<typeof callRecordDataSchema>

/**
 * A call's record (话单; document, 二、查询一通呼叫) as tables show it, with the agent's own note. null: not known (yet). Times
 * are epoch ms.
 */
export const recordRowSchema = z.strictObject({
  id: recordIdSchema,
  startedAtMs: timeMs.nullable(),
  answeredAtMs: timeMs.nullable(),
  /** Set once the record is complete. */
  endedAtMs: timeMs.nullable(),
  callerNumber: shortText.nullable(),
  calleeNumber: shortText.nullable(),
  /** Who the callee number belongs to, on one line; empty while or if it isn't known. */
  contactName,
  agentId: agentId.nullable(),
  salesmanCode: shortText.nullable(),
  durationSeconds: z.number().nullable(),
  /** The duration as received, when it isn't a decimal number. */
  duration: shortText.nullable(),
  costYuan: z.number().nullable(),
  /** The cost as received, when it isn't a decimal number. */
  cost: shortText.nullable(),
  outcome,
  /** True if the record has an http(s) recording address, whether or not a recording exists there. */
  hasRecording: z.boolean(),
  result: resultIdSchema.nullable(),
  note: noteTextSchema,
  tags: noteTagsSchema
})

/** A callee number as in the records, with the name of its contact; empty if it has none. */
export const numberNameSchema = z.strictObject({ number: shortText, name: contactName })

/** See {@link numberNameSchema}. */
export type NumberName = z.infer<typeof numberNameSchema>

/** See {@link recordRowSchema}. */
export type RecordRow = z.infer<typeof recordRowSchema>

/** From `from` to `to`, both included; null: open. */
const numberRangeSchema = z.strictObject({ from: z.number().nullable(), to: z.number().nullable() })

/** See {@link numberRangeSchema}. */
export type NumberRange = z.infer<typeof numberRangeSchema>

/** Restricts the records. Absent or empty fields restrict nothing; the others are combined with AND. */
export const recordFilterSchema = z.strictObject({
  /** Start of the period, included. Calls with an unknown start belong to every period. */
  startMs: timeMs.optional(),
  /** End of the period, excluded. */
  endMs: timeMs.optional(),
  /**
   * Case-insensitive substring of number, name, caller, salesman, note or tags. Digits also match the agent id and numbers
   * stripped of spaces and dashes.
   */
  text: shortText.optional(),
  outcomes: z.array(outcome).max(recordOutcomes.length).optional(),
  agentIds: z.array(agentId).max(maxChoices).optional(),
  salesmanCodes: z.array(shortText).max(maxChoices).optional(),
  durationSeconds: numberRangeSchema.optional(),
  costYuan: numberRangeSchema.optional(),
  hasRecording: z.boolean().optional(),
  /** Matches records with any of these results; null: without a result. */
  results: z.array(resultIdSchema.nullable()).max(maxChoices).optional(),
  /** Matches records that have any of these tags. */
  tags: z.array(z.string().max(noteLimits.maxTagLength)).max(maxChoices).optional(),
  /** Hours of the day in the user's time zone. */
  hours: z.array(z.number().int().min(0).max(23)).max(24).optional(),
  /** Days of the week in the user's time zone, 1 Monday to 7 Sunday (ISO 8601). */
  weekdays: z.array(z.number().int().min(1).max(7)).max(7).optional()
})

/** The calls of one desk phone in a period; `endMs` is excluded. */
export const recordsOfAgentSchema = z.strictObject({ startMs: timeMs, endMs: timeMs, agentId })

/** See {@link recordsOfAgentSchema}. */
export type RecordsOfAgent = z.infer<typeof recordsOfAgentSchema>

/** See {@link recordFilterSchema}. */
export type RecordFilter = z.infer<typeof recordFilterSchema>

/** The address of a call's recording, and the data that its file name is built from. */
export const recordingOfCallSchema = z.strictObject({
  id: recordIdSchema,
  /** An http(s) address, otherwise unvalidated. */
  recordUrl: z.string().max(2_000),
  startedAtMs: timeMs.nullable(),
  calleeNumber: shortText.nullable(),
  agentId: agentId.nullable()
})

/** See {@link recordingOfCallSchema}. */
export type RecordingOfCall = z.infer<typeof recordingOfCallSchema>

/** Unknown values sort last in both directions; ties: later start first, then order of arrival. */
export const recordSortSchema = z.strictObject({
  column: z.enum(recordColumns),
  direction: z.enum(['ascending', 'descending'])
})

/** See {@link recordSortSchema}. */
export type RecordSort = z.infer<typeof recordSortSchema>

// Larger than any zone's offset from UTC, and exact in whole ms.
const offsetMs = z.number().int().min(-86_400_000).max(86_400_000)

/** A time zone as its offsets from UTC: `offsetMs` before the first change, then each change's. */
export const zoneOffsetsSchema = z.strictObject({
  offsetMs,
  changes: z.array(z.strictObject({ atMs: z.number().int(), offsetMs })).max(1_000)
})

/** See {@link zoneOffsetsSchema}. */
export type ZoneOffsets = z.infer<typeof zoneOffsetsSchema>

/** Totals over calls. */
const recordTotalsSchema = z.strictObject({
  calls: count,
  answered: count,
  notAnswered: count,
  notReached: count,
  phoneFailed: count,
  unknown: count,
  /** Sum of the durations that are numbers. */
  talkSeconds: z.number(),
  /** Sum of the costs that are numbers, exact to 10^-6 yuan. */
  costYuan: z.number(),
  withRecording: count
})

/** See {@link recordTotalsSchema}. */
export type RecordTotals = z.infer<typeof recordTotalsSchema>

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

/** Totals over the calls of one group. */
const recordGroupSchema = z.strictObject({
  calls: count,
  answered: count,
  talkSeconds: z.number(),
  costYuan: z.number()
})

/** See {@link recordGroupSchema}. */
export type RecordGroup = z.infer<typeof recordGroupSchema>

const group = recordGroupSchema.shape
const numbers = z
  .array(z.strictObject({ number: shortText, contactName, ...group }))
  .max(summaryLimits.maxNumbers)

/** The data of the charts, in the user's time zone. Calls with an unknown start are in neither heat nor days. */
export const recordSummarySchema = z.strictObject({
  totals: recordTotalsSchema,
  /** Hours that have calls. weekday: 1 Monday to 7 Sunday. */
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
  /** Days (`YYYY-MM-DD`) that have calls, oldest first; only the newest `maxDays`. */
  days: z.array(z.strictObject({ day: z.string().max(20), ...group })).max(summaryLimits.maxDays),
  /** Answered calls by duration, from `fromSeconds` (included) to `toSeconds` (excluded, null: open). */
  talkTime: z
    .array(z.strictObject({ fromSeconds: z.number(), toSeconds: z.number().nullable(), calls: count }))
    .max(50),
  /** Most calls first, at most `maxGroups`; null: missing in the record. */
  salesmen: z
    .array(z.strictObject({ salesmanCode: shortText.nullable(), ...group }))
    .max(summaryLimits.maxGroups),
  agents: z.array(z.strictObject({ agentId: agentId.nullable(), ...group })).max(summaryLimits.maxGroups),
  /** Most calls first; null: without a result. */
  results: z
    .array(z.strictObject({ result: resultIdSchema.nullable(), ...group }))
    .max(summaryLimits.maxGroups),
  /** Callee numbers with the most calls, and with the most talk time; at most `maxNumbers` each. */
  frequentNumbers: numbers,
  longestNumbers: numbers
})

/** See {@link recordSummarySchema}. */
export type RecordSummary = z.infer<typeof recordSummarySchema>

/** The values that the filter's lists offer, sorted. */
export const recordFacetsSchema = z.strictObject({
  agentIds: z.array(agentId).max(maxFacets),
  salesmanCodes: z.array(shortText).max(maxFacets),
  /** Ids of results, including ones that the user's list doesn't have any more. */
  results: z.array(shortText).max(maxFacets),
  tags: z.array(shortText).max(maxFacets)
})

/** See {@link recordFacetsSchema}. */
export type RecordFacets = z.infer<typeof recordFacetsSchema>

/** A period that was queried; `endMs` is excluded. */
export const coveredPartSchema = z
  .strictObject({
    startMs: timeMs,
    endMs: timeMs,
    /** `failed`: a gap, to be queried again. */
    state: z.enum(['loaded', 'failed']),
    /** When it was queried. */
    loadedAtMs: timeMs
  })
  .refine((part) => part.startMs < part.endMs)

/** See {@link coveredPartSchema}. */
export type CoveredPart = z.infer<typeof coveredPartSchema>

/** How a call that was followed live ended; more precise than the record. */
export const followedCallSchema = z.strictObject({
  id: recordIdSchema,
  outcome: z.enum(['answered', 'not-answered', 'not-reached', 'phone-failed'])
})

/** See {@link followedCallSchema}. */
export type FollowedCall = z.infer<typeof followedCallSchema>

/** Calls of a period whose records have no end yet and can still change. */
export const incompleteCallsSchema = z.strictObject({
  calls: count,
  /** The oldest of them, including calls with an unknown start. */
  ids: z.array(recordIdSchema).max(maxPageIds),
  earliestMs: timeMs.nullable(),
  latestMs: timeMs.nullable()
})

/** See {@link incompleteCallsSchema}. */
export type IncompleteCalls = z.infer<typeof incompleteCallsSchema>

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

/** Result of storing one reply of the period query. */
export const ingestReportSchema = z.strictObject({
  /** All rows of the reply, including unreadable ones: the service's limit of 10,000 counts these. */
  rowCount: count,
  readable: count,
  added: count,
  /** Rows that were stored already and changed. */
  updated: count,
  earliestMs: timeMs.nullable(),
  latestMs: timeMs.nullable()
})

/** See {@link ingestReportSchema}. */
export type IngestReport = z.infer<typeof ingestReportSchema>

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
