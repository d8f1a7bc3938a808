import { z } from 'zod'
import { callOutcomes, callSteps, type Call } from '../calls/call'
import {
  addressKinds,
  connectionEventKinds,
  connectionReasons,
  maxConnectionEvents,
  type ConnectionInfo
} from '../session/connection'
import { errorCodes, type AppError } from '../platform/errors'
import { dialPolicies, dialSources, type DialOutcome, type Prompt } from '../dialling/dialling'
import { hotKeyActions, type HotKeys } from '../dialling/hot-keys'
import type { Links } from '../dialling/links'
import { doubtReasons, type FoundNumber } from '../numbers/number'
import type { LineStatus } from '../calls/line'
import type { OfflineReport } from '../calls/offline'
import type { Account, ServerChoice, Session, SignInForm } from '../session/session'
import { recordColumns } from '../records/records'
import { importLimits } from '../imports/imports'
import type { Settings } from './settings'
import {
  maxStorageProblems,
  neighbours,
  storageProblemKinds,
  storedFiles,
  type Environment,
  type StorageProblem
} from './state'
import { maxTeamLabelLength, teamStatuses, type TeamEntry, type TeamMember } from '../team/team'

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
  address: shortText.optional(),
  retryAfterMs: z.number().min(0).optional()
}) satisfies z.ZodType<AppError>

/** See {@link ServerChoice}. */
export const serverChoiceSchema = z.union([
  z.strictObject({ kind: z.enum(['automatic', 'product', 'test', 'mobile', 'telecom', 'unicom']) }),
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
    vaultProblem: appErrorSchema.nullable(),
    isTokenRefused: z.boolean()
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

const accelerator = z.string().min(1).max(100)
const page = z.strictObject({ isOn: z.boolean(), template: longText })

/** See {@link FoundNumber}. */
export const foundNumberSchema = z.strictObject({
  raw: longText,
  dial: shortText,
  kind: z.enum(['mobile', 'fixed', 'doubtful']),
  extension: shortText.optional(),
  region: shortText.optional(),
  doubt: z.enum(doubtReasons).optional()
}) satisfies z.ZodType<FoundNumber>

const dialSource = z.enum(dialSources)
/** Which prompt an answer is given to. */
export const promptIdSchema = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER)
const asked = { id: promptIdSchema, hasIgnoredLink: z.boolean() }
const lastCall = z.strictObject({ atMs: timeMs, outcome: z.enum(callOutcomes).nullable() }).nullable()

/** See {@link Prompt}. */
export const promptSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({
    kind: z.literal('pausing'),
    ...asked,
    source: dialSource,
    number: foundNumberSchema,
    lastCall,
    startedAtMs: timeMs,
    untilMs: timeMs
  }),
  z.strictObject({
    kind: z.literal('choosing'),
    ...asked,
    source: dialSource,
    numbers: z.array(foundNumberSchema).min(2).max(100)
  }),
  z.strictObject({
    kind: z.literal('confirming'),
    ...asked,
    source: dialSource,
    number: foundNumberSchema,
    lastCall,
    reasons: z
      .array(
        z.discriminatedUnion('kind', [
          z.strictObject({ kind: z.literal('doubtful'), doubt: z.enum(doubtReasons).nullable() }),
          z.strictObject({ kind: z.literal('called-recently'), agoMs: z.number().min(0) }),
          z.strictObject({ kind: z.literal('call-under-way') }),
          z.strictObject({ kind: z.literal('outcome-unknown') }),
          z.strictObject({ kind: z.literal('always') }),
          z.strictObject({ kind: z.literal('link') }),
          z.strictObject({ kind: z.literal('new-salesman'), code: shortText })
        ])
      )
      .min(1)
  }),
  z.strictObject({
    kind: z.literal('no-number'),
    id: promptIdSchema,
    source: dialSource,
    copied: shortText,
    untilMs: timeMs
  }),
  z.strictObject({
    kind: z.literal('refused'),
    id: promptIdSchema,
    source: dialSource,
    number: foundNumberSchema.nullable(),
    error: appErrorSchema,
    untilMs: timeMs
  })
]) satisfies z.ZodType<Prompt>

/** See {@link DialOutcome}. */
export const dialOutcomeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('started'), key: shortText }),
  z.strictObject({ kind: z.literal('asked') })
]) satisfies z.ZodType<DialOutcome>

const hotKeyState = z.strictObject({
  accelerator: accelerator.nullable(),
  failed: z.strictObject({ accelerator, problem: z.enum(['taken', 'used-here', 'unsuitable']) }).nullable()
})

/** See {@link HotKeys}. */
export const hotKeysSchema = z.strictObject({
  keys: z.strictObject({
    'dial-copied': hotKeyState,
    'redial-last': hotKeyState,
    'toggle-window': hotKeyState,
    'pause-notifications': hotKeyState
  }),
  test: z
    .strictObject({ action: z.enum(hotKeyActions), result: z.enum(['waiting', 'heard', 'not-heard']) })
    .nullable(),
  isDoubtful: z.boolean()
}) satisfies z.ZodType<HotKeys>

const linkState = z.strictObject({ isOurs: z.boolean(), handler: shortText.nullable() })

/** See {@link Links}. */
export const linksSchema = z.strictObject({
  schemes: z.strictObject({ tel: linkState, callto: linkState }),
  problem: z.enum(['not-changed', 'not-supported']).nullable()
}) satisfies z.ZodType<Links>

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
  isOpenedAtLogin: z.boolean(),
  dialling: z.strictObject({
    policy: z.enum(dialPolicies),
    undoPauseMs: z.number().int().min(0).max(5_000),
    askAgainWithinMs: z.number().int().min(0).max(86_400_000),
    isSelectionTaken: z.boolean(),
    isBarShown: z.boolean()
  }),
  hotKeys: z.strictObject({
    'dial-copied': accelerator.nullable(),
    'redial-last': accelerator.nullable(),
    'toggle-window': accelerator.nullable(),
    'pause-notifications': accelerator.nullable()
  }),
  records: z.strictObject({
    columns: z.array(z.enum(recordColumns)).min(1).max(recordColumns.length),
    isNumberMasked: z.boolean(),
    playback: z.strictObject({
      rate: z.number().min(0.5).max(2),
      volume: z.number().min(0).max(1),
      deviceId: shortText
    }),
    maxCacheBytes: z.number().int().min(0).max(50_000_000_000)
  }),
  imports: z.strictObject({
    batchSize: z.number().int().min(importLimits.batchSize.min).max(importLimits.batchSize.max),
    requestsAtOnce: z
      .number()
      .int()
      .min(importLimits.requestsAtOnce.min)
      .max(importLimits.requestsAtOnce.max),
    isDoubtfulIncluded: z.boolean()
  }),
  pages: z.strictObject({ phoneRings: page, calleeAnswered: page, callEnded: page })
}) satisfies z.ZodType<Settings>

/** See {@link ConnectionInfo}. */
export const connectionSchema = z.strictObject({
  address: z
    .strictObject({ kind: z.enum(addressKinds), host: shortText, isEncrypted: z.boolean() })
    .nullable(),
  transport: z.enum(['websocket', 'long-polling']).nullable(),
  proxy: shortText.nullable(),
  clockOffsetMs: z.number().int(),
  history: z
    .array(
      z.strictObject({
        atMs: timeMs,
        kind: z.enum(connectionEventKinds),
        reason: z.enum(connectionReasons).nullable(),
        words: longText.nullable(),
        address: z.enum(addressKinds).nullable()
      })
    )
    .max(maxConnectionEvents)
}) satisfies z.ZodType<ConnectionInfo>

/** See {@link OfflineReport}. */
export const offlineReportSchema = z.strictObject({
  sinceMs: timeMs,
  untilMs: timeMs,
  status: z.enum(['checking', 'done', 'failed']),
  callKeys: z.array(shortText).max(500),
  isPartial: z.boolean()
}) satisfies z.ZodType<OfflineReport>

const agentId = z.number().int().positive().max(Number.MAX_SAFE_INTEGER)

/** See {@link TeamEntry}. */
export const teamEntrySchema = z.strictObject({
  agentId,
  label: z.string().max(maxTeamLabelLength)
}) satisfies z.ZodType<TeamEntry>

/** See {@link TeamMember}. */
export const teamMemberSchema = z.strictObject({
  agentId,
  label: z.string().max(maxTeamLabelLength),
  status: z.enum(teamStatuses),
  sinceMs: timeMs.nullable(),
  number: shortText.nullable(),
  hasCall: z.boolean()
}) satisfies z.ZodType<TeamMember>

/** See {@link StorageProblem}. */
export const storageProblemSchema = z.strictObject({
  id: shortText.min(1),
  kind: z.enum(storageProblemKinds),
  file: z.enum(storedFiles),
  name: shortText,
  keptAs: shortText.nullable(),
  lostEntries: z.number().int().min(0).nullable(),
  atMs: timeMs
}) satisfies z.ZodType<StorageProblem>

/** See {@link Environment}. */
export const environmentSchema = z.strictObject({
  version: shortText,
  platform: z.enum(['win32', 'darwin', 'linux']),
  locale: z.enum(['zh-CN', 'en']),
  hasTray: z.boolean(),
  storageProblems: z.array(storageProblemSchema).max(maxStorageProblems),
  unresponsive: z.array(z.enum(neighbours)).max(neighbours.length),
  withheld: z.strictObject({ pages: z.number().int().min(0), notifications: z.number().int().min(0) })
}) satisfies z.ZodType<Environment>
