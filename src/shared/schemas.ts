import { z } from 'zod'
import { callOutcomes, callSteps, type Call } from './call'
import { errorCodes, type AppError } from './errors'
import type { LineStatus } from './line'
import type { Account, ServerChoice, Session, SignInForm } from './session'
import type { Settings } from './settings'
import type { AppState, Environment, StorageProblem } from './state'

// One schema for each plain type that crosses a border: a window, or a file. Each is held against
// its type by the compiler, so neither can change alone. Lengths are bounded: what arrives here may
// come from outside.

const timeMs = z.number().min(0).max(8.64e15)
const shortText = z.string().max(200)
const longText = z.string().max(2_000)

/** See {@link AppError}. */
export const appErrorSchema = z.strictObject({
  code: z.enum(errorCodes),
  message: longText.optional(),
  field: shortText.optional(),
  serviceCode: z.number().optional(),
  status: z.number().int().optional(),
  retryAfterMs: z.number().min(0).optional()
}) satisfies z.ZodType<AppError>

/** See {@link ServerChoice}. */
export const serverChoiceSchema = z.union([
  z.strictObject({ kind: z.enum(['product', 'test', 'mobile', 'telecom', 'unicom']) }),
  z.strictObject({ kind: z.literal('custom'), apiPrefix: longText, fayeUrl: longText })
]) satisfies z.ZodType<ServerChoice>

/** See {@link Account}. */
export const accountSchema = z.strictObject({
  server: serverChoiceSchema,
  tenantId: shortText,
  agentId: z.number().int().positive(),
  callerNumber: shortText.nullable(),
  salesmanCode: shortText.nullable(),
  isDemo: z.boolean()
}) satisfies z.ZodType<Account>

/** See {@link SignInForm}. */
export const signInFormSchema = z.strictObject({
  server: serverChoiceSchema,
  tenantId: shortText,
  token: longText,
  agentId: shortText,
  callerNumber: shortText,
  salesmanCode: shortText
}) satisfies z.ZodType<SignInForm>

/** See {@link Session}. */
export const sessionSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('signed-out'),
    lastAccount: accountSchema.nullable(),
    problem: appErrorSchema.nullable()
  }),
  z.strictObject({ kind: z.literal('restoring') }),
  z.strictObject({
    kind: z.literal('signed-in'),
    account: accountSchema,
    tokenKept: z.enum(['key-store', 'this-run']),
    vaultProblem: appErrorSchema.nullable()
  })
]) satisfies z.ZodType<Session>

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

/** See {@link Settings}. */
export const settingsSchema = z.strictObject({
  language: z.enum(['system', 'zh-CN', 'en']),
  theme: z.enum(['system', 'light', 'dark']),
  notifications: z.strictObject({
    phoneRings: z.boolean(),
    calleeAnswered: z.boolean(),
    callEnded: z.boolean()
  }),
  notificationsPausedUntilMs: timeMs,
  isTokenSentEverywhere: z.boolean(),
  isOpenedAtLogin: z.boolean()
}) satisfies z.ZodType<Settings>

const storedFile = z.enum(['settings', 'account', 'recents'])

/** See {@link Environment}. */
export const environmentSchema = z.strictObject({
  version: shortText,
  platform: z.enum(['win32', 'darwin', 'linux']),
  locale: z.enum(['zh-CN', 'en']),
  hasTray: z.boolean(),
  storageProblems: z.array(
    z.discriminatedUnion('kind', [
      z.strictObject({
        kind: z.literal('file-unreadable'),
        file: storedFile,
        keptAs: shortText.nullable()
      }),
      z.strictObject({ kind: z.literal('file-unwritable'), file: storedFile })
    ]) satisfies z.ZodType<StorageProblem>
  )
}) satisfies z.ZodType<Environment>

/** The schema of each topic of {@link AppState}. */
export const topicSchemas = {
  environment: environmentSchema,
  session: sessionSchema,
  settings: settingsSchema,
  line: lineStatusSchema,
  calls: z.array(callSchema).max(500)
} satisfies { [T in keyof AppState]: z.ZodType<AppState[T]> }
