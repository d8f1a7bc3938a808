import { z } from 'zod'
import { appErrorSchema, shortText, timeMs } from '../platform/schema'
import { attemptPeriods, ruleActions, ruleLimits } from './limits'

const count = z.number().int().min(0)
/** Minutes since midnight. */
const minute = z.number().int().min(0).max(1_440)

/** When calls may be made on one weekday, in the computer's time zone. */
const callingDaySchema = z
  .strictObject({ isOn: z.boolean(), fromMinute: minute, toMinute: minute })
  .refine(({ fromMinute, toMinute }) => fromMinute < toMinute)

/** See {@link callingDaySchema}. */
export type CallingDay = z.infer<typeof callingDaySchema>

const attemptLimit = z.number().int().min(0).max(ruleLimits.maxAttempts)

/** The settings of the calling rules. */
export const callingRulesSchema = z.strictObject({
  doNotCall: z.strictObject({ action: z.enum(ruleActions) }),
  hours: z.strictObject({
    action: z.enum(ruleActions),
    /** From Monday to Sunday. */
    days: z.array(callingDaySchema).length(7)
  }),
  attempts: z.strictObject({
    action: z.enum(ruleActions),
    /** Calls to a number within 60 minutes; 0: any number. */
    perHour: attemptLimit,
    /** Calls to a number within 24 hours; 0: any number. */
    perDay: attemptLimit,
    /** Calls to a number within `totalDays`; 0: any number. */
    total: attemptLimit,
    totalDays: z.number().int().min(1).max(ruleLimits.maxTotalDays),
    /** Whose calls count: those of the account's desk phone, or all of the tenant's. */
    scope: z.enum(['agent', 'tenant']),
    /** What happens when the tenant's calls aren't known in time. */
    whenUnknown: z.enum(['ask', 'refuse'])
  })
})

/** See {@link callingRulesSchema}. */
export type CallingRules = z.infer<typeof callingRulesSchema>

/** A calling rule that a number breaks now. `possibleAtMs`: when it can be called again; null: unknown or never. */
export const ruleBreachSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('do-not-call'),
    /** The user's words; '' for a number of a file. */
    reason: z.string().max(ruleLimits.maxReason),
    /** When it was added; null: it comes from a file. */
    addedAtMs: timeMs.nullable(),
    possibleAtMs: timeMs.nullable()
  }),
  /** The list can't be read. */
  z.strictObject({ kind: z.literal('do-not-call-unknown'), possibleAtMs: z.null() }),
  z.strictObject({ kind: z.literal('outside-hours'), possibleAtMs: timeMs.nullable() }),
  z.strictObject({
    kind: z.literal('too-many-attempts'),
    period: z.enum(attemptPeriods),
    count,
    limit: count,
    possibleAtMs: timeMs.nullable()
  }),
  /** The tenant's calls to the number couldn't be counted in time. */
  z.strictObject({ kind: z.literal('attempts-unknown'), possibleAtMs: z.null() })
])

/** See {@link ruleBreachSchema}. */
export type RuleBreach = z.infer<typeof ruleBreachSchema>

/** A number that must not be called (黑名单). */
export const doNotCallEntrySchema = z.strictObject({
  /** The digits to dial. */
  number: z.string().regex(/^\d{1,40}$/),
  reason: z.string().max(ruleLimits.maxReason),
  addedAtMs: timeMs,
  /** From then on it can be called again; null: never. */
  untilMs: timeMs.nullable()
})

/** See {@link doNotCallEntrySchema}. */
export type DoNotCallEntry = z.infer<typeof doNotCallEntrySchema>

/** The do-not-call list of the signed-in tenant; its entries are asked for by pages. */
export const doNotCallStateSchema = z.strictObject({
  /** Entries that hold now, without the file's. */
  count,
  /** Grows with every change. */
  revision: count,
  /** The file whose numbers aren't called either; null: none. */
  file: z
    .strictObject({ name: z.string().max(300), numbers: count, readAtMs: timeMs, isOutdated: z.boolean() })
    .nullable(),
  transfer: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('none') }),
    z.strictObject({ kind: z.literal('reading'), fileName: shortText }),
    z.strictObject({
      kind: z.literal('imported'),
      fileName: shortText,
      added: count,
      extended: count,
      known: count,
      skipped: count
    }),
    z.strictObject({ kind: z.literal('exported'), fileName: shortText, rows: count }),
    z.strictObject({ kind: z.literal('failed'), fileName: shortText, error: appErrorSchema })
  ])
})

/** See {@link doNotCallStateSchema}. */
export type DoNotCallState = z.infer<typeof doNotCallStateSchema>
