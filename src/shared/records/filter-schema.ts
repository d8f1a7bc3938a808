import { z } from 'zod'
import { resultIdSchema } from '../results/schema'
import { noteLimits, recordColumns, recordOutcomes } from './records'
import { timeMs, shortText, agentId, outcome } from './field-schema'

/** Maximum values of one list in a filter. */
const maxChoices = 1_000

/** Maximum values that a filter list offers. */
export const maxFacets = 1_000

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

/** See {@link recordFilterSchema}. */
export type RecordFilter = z.infer<typeof recordFilterSchema>

/** The calls of one desk phone in a period; `endMs` is excluded. */
export const recordsOfAgentSchema = z.strictObject({ startMs: timeMs, endMs: timeMs, agentId })

/** See {@link recordsOfAgentSchema}. */
export type RecordsOfAgent = z.infer<typeof recordsOfAgentSchema>

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
