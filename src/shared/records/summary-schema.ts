import { z } from 'zod'
import { resultIdSchema } from '../results/schema'
import { summaryLimits } from './records'
import { count, shortText, agentId, contactName } from './field-schema'

/** Totals over calls. */
export const recordTotalsSchema = z.strictObject({
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
