import { z } from 'zod'
import { appErrorSchema, longText, shortText, timeMs } from '../platform/schema'
import { callOutcomes, callSteps, type Call } from './call'
import type { LineStatus } from './line'
import type { OfflineReport } from './offline'

/** The key of a call in a command. */
export const callKeySchema = z.string().min(1).max(200)

/** See {@link LineStatus}. */
export const lineStatusSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('off') }),
  z.strictObject({ kind: z.literal('connecting') }),
  z.strictObject({ kind: z.literal('live'), sinceMs: timeMs }),
  z.strictObject({ kind: z.literal('lost'), sinceMs: timeMs, nextTryAtMs: timeMs }),
  z.strictObject({ kind: z.literal('refused'), message: longText.nullable() })
]) satisfies z.ZodType<LineStatus>

/** See {@link Call}. */
export const callSchema = z.strictObject({
  key: shortText,
  callId: shortText.nullable(),
  callee: shortText,
  caller: shortText.nullable(),
  agentId: z.number().nullable(),
  salesmanCode: shortText.nullable(),
  origin: z.enum(['here', 'elsewhere']),
  step: z.enum(callSteps),
  outcome: z.enum(callOutcomes).nullable(),
  startedAtMs: timeMs,
  answeredAtMs: timeMs.nullable(),
  endedAtMs: timeMs.nullable(),
  timeline: z
    .array(
      z.strictObject({
        state: shortText,
        atMs: timeMs,
        source: z.enum(['here', 'live', 'record']),
        isLate: z.boolean()
      })
    )
    .max(64),
  hasGap: z.boolean(),
  record: z.strictObject({
    status: z.enum(['none', 'pending', 'complete', 'incomplete']),
    duration: shortText.nullable(),
    cost: shortText.nullable(),
    hasRecording: z.boolean()
  }),
  error: appErrorSchema.nullable()
}) satisfies z.ZodType<Call>

/** See {@link OfflineReport}. */
export const offlineReportSchema = z.strictObject({
  sinceMs: timeMs,
  untilMs: timeMs,
  status: z.enum(['checking', 'done', 'failed']),
  callKeys: z.array(shortText).max(500),
  isPartial: z.boolean()
}) satisfies z.ZodType<OfflineReport>
