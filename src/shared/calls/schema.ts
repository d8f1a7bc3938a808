import { z } from 'zod'
import { appErrorSchema, longText, shortText, timeMs } from '../platform/schema'
import { callOutcomes, callSteps } from './steps'

/** The key of a call in a command. */
export const callKeySchema = z.string().min(1).max(200)

/** The status of the live line (Faye). It is `live` only while events can arrive. */
export const lineStatusSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('off') }),
  z.strictObject({ kind: z.literal('connecting') }),
  z.strictObject({ kind: z.literal('live'), sinceMs: timeMs }),
  /** No event can arrive; `sinceMs`: when a message was last received. */
  z.strictObject({ kind: z.literal('lost'), sinceMs: timeMs, nextTryAtMs: timeMs }),
  /** The service refused the line (with its message, if any); not retried until something changes. */
  z.strictObject({ kind: z.literal('refused'), message: longText.nullable() })
])

/** See {@link lineStatusSchema}. */
export type LineStatus = z.infer<typeof lineStatusSchema>

/** One entry of a call's timeline. */
const timelineEntrySchema = z.strictObject({
  /**
   * A state of the document, an unknown state unchanged, or one of Deskline's own (`requested`, `accepted`,
   * `refused`, `reply-lost`).
   */
  state: shortText,
  /** When it was received here, or the record's time; epoch ms. */
  atMs: timeMs,
  source: z.enum(['here', 'live', 'record']),
  /** It arrived after a later state and changed nothing. */
  isLate: z.boolean()
})

/** See {@link timelineEntrySchema}. */
export type TimelineEntry = z.infer<typeof timelineEntrySchema>

/** A call as every view shows it. */
export const callSchema = z.strictObject({
  /** Deskline's own id of the call; stable from the request on. */
  key: shortText,
  /** The service's UUID; null until it is known. */
  callId: shortText.nullable(),
  callee: shortText,
  caller: shortText.nullable(),
  agentId: z.number().nullable(),
  salesmanCode: shortText.nullable(),
  origin: z.enum(['here', 'elsewhere']),
  step: z.enum(callSteps),
  /** Null until the call has ended. */
  outcome: z.enum(callOutcomes).nullable(),
  startedAtMs: timeMs,
  answeredAtMs: timeMs.nullable(),
  endedAtMs: timeMs.nullable(),
  timeline: z.array(timelineEntrySchema).max(64),
  /** Events may have been missed: nothing is inferred from missing ones. */
  hasGap: z.boolean(),
  /** The data of a call that only its record (话单) contains. */
  record: z.strictObject({
    /** `pending` while Deskline keeps requesting it; `incomplete` if it gave up before `endTime` was present. */
    status: z.enum(['none', 'pending', 'complete', 'incomplete']),
    /** 通话持续时长, seconds as written by the service. */
    duration: shortText.nullable(),
    /** 费用, yuan as the service wrote it. */
    cost: shortText.nullable(),
    hasRecording: z.boolean()
  }),
  /** Why it was refused or its state is unknown. */
  error: appErrorSchema.nullable()
})

/** See {@link callSchema}. */
export type Call = z.infer<typeof callSchema>

/**
 * The calls missed while the line was down, from their records. One report per gap; a gap that begins before the user
 * dismissed the last report extends it.
 */
export const offlineReportSchema = z.strictObject({
  /** The period in which no event could arrive; epoch ms. */
  sinceMs: timeMs,
  untilMs: timeMs,
  /** `checking`: the records are being requested; `failed`: the request failed, the user can retry. */
  status: z.enum(['checking', 'done', 'failed']),
  /** The `key`s of the calls that were found or completed, newest first. */
  callKeys: z.array(shortText).max(500),
  /** Part of the period could not be requested, or is older than the oldest period requested. */
  isPartial: z.boolean()
})

/** See {@link offlineReportSchema}. */
export type OfflineReport = z.infer<typeof offlineReportSchema>
