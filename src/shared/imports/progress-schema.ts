import { z } from 'zod'
import { appErrorSchema } from '../platform/schema'
import { notReachedChoices, progressLimits } from './progress'
import { importIdSchema } from './schema'

const count = z.number().int().min(0)
const timeMs = z.number().min(0).max(8.64e15)
const period = { startMs: timeMs, endMs: timeMs }

/** Numbers of an import by what became of them since they were sent; the last three add up to `sent`. */
const reachedShape = {
  /** Numbers that were sent. */
  sent: count,
  /** At least one call was answered. */
  answered: count,
  /** Called, but no call was answered. */
  notAnswered: count,
  notCalled: count
}

/** One day of a campaign, in the user's time zone. The counts of all days add up to those of the campaign. */
const progressDaySchema = z.strictObject({
  /** Such as 2026-11-30. */
  day: z.string().max(20),
  /** Calls of this day. */
  attempts: count,
  /** Numbers that were called for the first time. */
  called: count,
  /** Numbers that answered for the first time. */
  answered: count
})

/** See {@link progressDaySchema}. */
export type ProgressDay = z.infer<typeof progressDaySchema>

/** How far a campaign is, by the tenant's call records. Times are epoch ms. */
export const campaignProgressSchema = z.strictObject({
  ...reachedShape,
  /** Calls of the sent numbers. */
  attempts: count,
  /** When it was counted. */
  asOfMs: timeMs,
  /** The period of records that was counted; `endMs` is excluded. */
  period: z.strictObject(period),
  /** Parts of the period whose records are missing, in time order; `gapCount` counts all. */
  gaps: z.array(z.strictObject({ ...period, error: appErrorSchema })).max(progressLimits.maxGaps),
  gapCount: count,
  /** Full one-second windows: they may hold more calls than the service returns. */
  incompleteSeconds: count,
  /** Calls of the period whose whole number the service doesn't show; they can't be counted. */
  unreadable: count,
  /** Days with calls, oldest first; only the newest `maxDays`. */
  days: z.array(progressDaySchema).max(progressLimits.maxDays)
})

/** See {@link campaignProgressSchema}. */
export type CampaignProgress = z.infer<typeof campaignProgressSchema>

/** The progress of an import as lists show it. */
export const progressFigureSchema = z.strictObject({
  id: importIdSchema,
  ...reachedShape,
  asOfMs: timeMs,
  /** No records are missing. */
  isWhole: z.boolean()
})

/** See {@link progressFigureSchema}. */
export type ProgressFigure = z.infer<typeof progressFigureSchema>

/** The counting that is running, or how the last one ended. */
const progressRunSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  /** The missing records are being loaded. */
  z.strictObject({
    kind: z.literal('loading'),
    id: importIdSchema,
    /** The loaded share of the period's time. */
    share: z.number().min(0).max(1),
    /** Calls of the period so far. */
    rows: count,
    /** When the service allows the next request; null: no wait. */
    waitUntilMs: timeMs.nullable()
  }),
  z.strictObject({ kind: z.literal('counting'), id: importIdSchema, calls: count }),
  z.strictObject({ kind: z.literal('cancelled'), id: importIdSchema }),
  /** The former result is kept. */
  z.strictObject({ kind: z.literal('failed'), id: importIdSchema, error: appErrorSchema })
])

/** See {@link progressRunSchema}. */
export type ProgressRun = z.infer<typeof progressRunSchema>

/** State of the campaigns' progress; the days are queried. */
export const campaignProgressStateSchema = z.strictObject({
  /** Of imports that were counted, in no order. */
  figures: z.array(progressFigureSchema).max(progressLimits.maxFigures),
  run: progressRunSchema
})

/** Which numbers a list of those not reached has. */
export const notReachedChoiceSchema = z.enum(notReachedChoices)
