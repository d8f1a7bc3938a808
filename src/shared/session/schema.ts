import { z } from 'zod'
import { appErrorSchema, longText, shortText, timeMs } from '../platform/schema'
import {
  addressKinds,
  connectionEventKinds,
  connectionReasons,
  maxConnectionEvents,
  type ConnectionInfo
} from './connection'
import type { Account, ServerChoice, Session, SignInForm } from './session'

/** See {@link ServerChoice}. */
const serverChoiceSchema = z.union([
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
