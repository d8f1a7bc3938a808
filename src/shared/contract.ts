import { z } from 'zod'
import type { CommandName, PushName } from './channels'
import type { DialInput } from './number'
import type { Result } from './result'
import { settingsSchema, signInFormSchema, topicSchemas } from './schemas'
import type { AppState, StateTopic } from './state'

const nothing = z.undefined()
const numberText = z.string().max(10_000)
const callKey = z.string().min(1).max(200)

const snapshot = <T extends StateTopic>(topic: T) =>
  z.strictObject({ topic: z.literal(topic), version: z.number().int(), value: topicSchemas[topic] })

/** Every topic's snapshot, as one value. */
export type AllSnapshots = { [T in StateTopic]: { topic: T; version: number; value: AppState[T] } }

/** See FoundNumber. */
export const foundNumberSchema = z.strictObject({
  raw: z.string(),
  dial: z.string(),
  kind: z.enum(['mobile', 'fixed', 'doubtful']),
  extension: z.string().optional(),
  region: z.string().optional(),
  doubt: z.string().optional()
})

/** What each command takes and, when it succeeds, gives. A command without an entry doesn't compile. */
export const contract = {
  /** The whole state; a view subscribes to `state:changed` first, then asks. */
  'app:state': {
    input: nothing,
    output: z.strictObject({
      environment: snapshot('environment'),
      session: snapshot('session'),
      settings: snapshot('settings'),
      line: snapshot('line'),
      calls: snapshot('calls')
    })
  },
  'app:quit': { input: nothing, output: nothing },
  /** Checks the account against the service, then keeps it. Errors carry the form's field. */
  'session:sign-in': { input: signInFormSchema, output: nothing },
  'session:start-demo': { input: nothing, output: nothing },
  /** Tries the kept sign-in again (after the key store was unlocked, say); the outcome is in `session`. */
  'session:restore': { input: nothing, output: nothing },
  /** Takes the token out of the key store. */
  'session:sign-out': { input: nothing, output: nothing },
  /** Tries the live line again at once. */
  'line:reconnect': { input: nothing, output: nothing },
  /** Starts a call; gives the key of the call it became. */
  'calls:dial': {
    input: z.strictObject({ number: numberText, isConfirmed: z.boolean() }),
    output: z.strictObject({ key: callKey })
  },
  'calls:refresh-record': { input: z.strictObject({ key: callKey }), output: nothing },
  /** Empties the list of ended calls of this account. */
  'calls:forget-all': { input: nothing, output: nothing },
  /** What the number box makes of its text. */
  'numbers:read': {
    input: z.strictObject({ text: numberText }),
    output: z.custom<DialInput>((value) => typeof value === 'object' && value !== null && 'kind' in value)
  },
  'clipboard:write': { input: z.strictObject({ text: z.string().max(10_000) }), output: nothing },
  'settings:change': { input: settingsSchema.partial().strict(), output: nothing },
  'storage-problems:dismiss': { input: nothing, output: nothing },
  'window:hide': { input: nothing, output: nothing },
  /** Demo line only: a call that another program started (a CRM page, say). */
  'demo:call-from-elsewhere': { input: nothing, output: nothing },
  /** Demo line only: the callee hangs up. */
  'demo:hang-up': { input: nothing, output: nothing }
} satisfies { [C in CommandName]: { input: z.ZodType; output: z.ZodType } }

/** What a command takes. */
export type CommandInput<C extends CommandName> = z.input<(typeof contract)[C]['input']>

/** What a command gives when it succeeds. */
export type CommandOutput<C extends CommandName> = z.output<(typeof contract)[C]['output']>

/** What runs for each command: parsed input in, a Result out. None may throw. */
export type Handlers = {
  [C in CommandName]: (
    input: z.output<(typeof contract)[C]['input']>
  ) => Result<CommandOutput<C>> | Promise<Result<CommandOutput<C>>>
}

/** A view of the window that something outside of it can bring up. */
export const viewSchema = z.discriminatedUnion('view', [
  z.strictObject({ view: z.literal('home') }),
  z.strictObject({ view: z.literal('settings') }),
  z.strictObject({ view: z.literal('call'), key: callKey })
])

/** What each push carries. */
export const pushSchemas = {
  'state:changed': z.discriminatedUnion('topic', [
    snapshot('environment'),
    snapshot('session'),
    snapshot('settings'),
    snapshot('line'),
    snapshot('calls')
  ]),
  'view:shown': viewSchema
} satisfies { [P in PushName]: z.ZodType }

/** What a push carries. */
export interface PushPayload {
  'state:changed': AllSnapshots[StateTopic]
  'view:shown': z.output<typeof viewSchema>
}

/**
 * The preload's one object: a function for each command, which answers with a Result and never
 * throws, and a function for each push, which gives back the function that ends the listening.
 */
export interface Bridge {
  readonly commands: {
    readonly [C in CommandName]: (input: CommandInput<C>) => Promise<Result<CommandOutput<C>>>
  }
  readonly on: {
    readonly [P in PushName]: (listener: (payload: PushPayload[P]) => void) => () => void
  }
}
