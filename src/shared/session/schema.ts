import { z } from 'zod'
import { appErrorSchema, longText, shortText, timeMs } from '../platform/schema'
import { addressKinds, connectionEventKinds, connectionReasons, maxConnectionEvents } from './connection'

/** The address of the service to use (document, 服务器信息). */
export const serverChoiceSchema = z.union([
  /** `automatic`: the product server by its name, or by a carrier's address if the name can't be reached. */
  z.strictObject({ kind: z.enum(['automatic', 'product', 'test', 'mobile', 'telecom', 'unicom']) }),
  /** `apiPrefix` such as `http://host:9037/api/v31`, `fayeUrl` such as `http://host:9003/faye` */
  z.strictObject({ kind: z.literal('custom'), apiPrefix: longText, fayeUrl: longText })
])

/** See {@link serverChoiceSchema}. */
export type ServerChoice = z.infer<typeof serverChoiceSchema>

/** An account of the service. Contains no secret. */
export const accountSchema = z.strictObject({
  server: serverChoiceSchema,
  tenantId: shortText,
  /** 固定话机ID */
  agentId: z.number().int().positive(),
  /** 主叫号码; null to use the desk phone's binding. */
  callerNumber: shortText.nullable(),
  /** 销售员编号; null to use the desk phone's binding. */
  salesmanCode: shortText.nullable(),
  /** The built-in demo: all its data is fictitious. */
  isDemo: z.boolean()
})

/** See {@link accountSchema}. */
export type Account = z.infer<typeof accountSchema>

/** The content of the sign-in form, as typed. */
export const signInFormSchema = z.strictObject({
  server: serverChoiceSchema,
  tenantId: shortText,
  token: longText,
  agentId: shortText,
  callerNumber: shortText,
  salesmanCode: shortText
})

/** See {@link signInFormSchema}. */
export type SignInForm = z.infer<typeof signInFormSchema>

/** The state of the sign-in. */
export const sessionSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('signed-out'),
    /** Prefills the form. */
    lastAccount: accountSchema.nullable(),
    /** Why a stored sign-in could not be used. */
    problem: appErrorSchema.nullable()
  }),
  z.strictObject({ kind: z.literal('restoring') }),
  z.strictObject({
    kind: z.literal('signed-in'),
    account: accountSchema,
    /** `this-run`: no key store could store the token; it is lost on quit. */
    tokenKept: z.enum(['key-store', 'this-run']),
    /** Why the key store did not store it. */
    vaultProblem: appErrorSchema.nullable(),
    /** The service no longer accepts the token: no automatic requests until the next sign-in. */
    isTokenRefused: z.boolean()
  })
])

/** See {@link sessionSchema}. */
export type Session = z.infer<typeof sessionSchema>

/** One event of the connection's history. */
const connectionEventSchema = z.strictObject({
  /** Epoch ms. */
  atMs: timeMs,
  kind: z.enum(connectionEventKinds),
  reason: z.enum(connectionReasons).nullable(),
  /** The service's message. */
  words: longText.nullable(),
  /** The address used from then on. */
  address: z.enum(addressKinds).nullable()
})

/** See {@link connectionEventSchema}. */
export type ConnectionEvent = z.infer<typeof connectionEventSchema>

/** How the service is currently reached, and the event history; newest first. */
export const connectionSchema = z.strictObject({
  /** Null while signed out. `isEncrypted`: https, for both REST and the live line. */
  address: z
    .strictObject({ kind: z.enum(addressKinds), host: shortText, isEncrypted: z.boolean() })
    .nullable(),
  /** Null while the line isn't live. */
  transport: z.enum(['websocket', 'long-polling']).nullable(),
  /** The system's proxy for this service as host:port, without user name and password; null for none. */
  proxy: shortText.nullable(),
  /** How far the service's clock, the source of all times of calls, is ahead of this computer's, in ms. */
  clockOffsetMs: z.number().int(),
  history: z.array(connectionEventSchema).max(maxConnectionEvents)
})

/** See {@link connectionSchema}. */
export type ConnectionInfo = z.infer<typeof connectionSchema>
