import { z } from 'zod'
import type { CommandName, PageCommand, PushName } from './channels'
import type { DialInput } from '../numbers/number'
import type { Result } from '../platform/result'
import { hotKeyActions } from '../dialling/hot-keys'
import { importsContract } from '../imports/contract'
import { callSchema } from '../calls/schema'
import { dialOutcomeSchema, promptIdSchema } from '../dialling/schema'
import { signInFormSchema } from '../session/schema'
import { teamEntrySchema } from '../team/schema'
import { settingsSchema } from './schema'
import { recordingsContract } from '../recordings/contract'
import { recordsContract } from '../records/contract'
import { topicSchemas } from './topic-schemas'
import { pageEvents } from './settings'
import { maxStorageProblems, type AppState, type StateTopic } from './state'
import { maxTeamSize } from '../team/team'

const nothing = z.undefined()
const numberText = z.string().max(10_000)
const callKey = z.string().min(1).max(200)

const snapshot = <T extends StateTopic>(topic: T) =>
  z.strictObject({ topic: z.literal(topic), version: z.number().int(), value: topicSchemas[topic] })

/** Every topic's snapshot, as one value. */
export type AllSnapshots = { [T in StateTopic]: { topic: T; version: number; value: AppState[T] } }

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
      prompt: snapshot('prompt'),
      hotKeys: snapshot('hotKeys'),
      links: snapshot('links'),
      connection: snapshot('connection'),
      offline: snapshot('offline'),
      team: snapshot('team'),
      records: snapshot('records'),
      recordings: snapshot('recordings'),
      imports: snapshot('imports'),
      importDraft: snapshot('importDraft'),
      calls: snapshot('calls')
    })
  },
  'app:quit': { input: nothing, output: nothing },
  /** Checks the account against the service, then keeps it. Errors carry the form's field. */
  'session:sign-in': { input: signInFormSchema, output: nothing },
  /** Ends a sign-in that is being checked: it answers `cancelled`, and nothing of it is kept. */
  'session:cancel-sign-in': { input: nothing, output: nothing },
  'session:start-demo': { input: nothing, output: nothing },
  /** Tries the kept sign-in again (after the key store was unlocked, say); the outcome is in `session`. */
  'session:restore': { input: nothing, output: nothing },
  /** Takes the token out of the key store. */
  'session:sign-out': { input: nothing, output: nothing },
  /** Tries the live line again at once. */
  'line:reconnect': { input: nothing, output: nothing },
  /** Starts a call to the number in the text, or puts a question into the state's `prompt`. */
  'calls:dial': { input: z.strictObject({ number: numberText }), output: dialOutcomeSchema },
  /** The same with the number of a call. */
  'calls:redial': { input: z.strictObject({ key: callKey }), output: dialOutcomeSchema },
  /**
   * Takes one of several numbers; its questions, if it has any, come next. `question-replaced` when prompt `id`
   * isn't what is asked any more: nothing is dialled.
   */
  'prompt:choose': {
    input: z.strictObject({ id: promptIdSchema, index: z.number().int().min(0).max(99) }),
    output: nothing
  },
  /** Answers question `id` with yes; during the undo pause: dials now. Errors as of `prompt:choose`. */
  'prompt:confirm': { input: z.strictObject({ id: promptIdSchema }), output: nothing },
  /** Takes the question, the pause or the notice away; nothing is dialled. */
  'prompt:cancel': { input: nothing, output: nothing },
  /** Tries a combination; one that can't be had leaves the one that worked, and says why in `hotKeys`. */
  'hot-keys:set': {
    input: z.strictObject({
      action: z.enum(hotKeyActions),
      accelerator: z.string().min(1).max(100).nullable()
    }),
    output: nothing
  },
  /** While a combination is recorded, Deskline's own global keys are given back, so that they can be pressed. */
  'hot-keys:record': { input: z.strictObject({ isRecording: z.boolean() }), output: nothing },
  /** Waits 10 s for the key to be pressed, without doing what it does; the result is in `hotKeys`. */
  'hot-keys:test': { input: z.strictObject({ action: z.enum(hotKeyActions) }), output: nothing },
  /** Opens tel: and callto: links with Deskline, or hands them back to who had them. */
  'links:set': { input: z.strictObject({ isOurs: z.boolean() }), output: nothing },
  /** Opens the page of an event with invented values; `template-invalid` when it is no http(s) address. */
  'pages:test': { input: z.strictObject({ event: z.enum(pageEvents) }), output: nothing },
  /** The report of what went on while the line was down was seen. */
  'offline:dismiss': { input: nothing, output: nothing },
  /** Asks for its records again; the outcome is in `offline`. */
  'offline:retry': { input: nothing, output: nothing },
  /** The colleagues to watch, in order; the own desk phone and doubles are left out. */
  'team:set': {
    input: z.strictObject({ entries: z.array(teamEntrySchema).max(maxTeamSize) }),
    output: nothing
  },
  /** A colleague's call under way, or the last one; null: none was heard of. */
  'team:call': {
    input: z.strictObject({ agentId: z.number().int().positive().max(Number.MAX_SAFE_INTEGER) }),
    output: callSchema.nullable()
  },
  /** Puts a redacted report on the clipboard: versions, settings, connection history, last log lines. */
  'diagnostics:copy': { input: nothing, output: nothing },
  ...recordsContract,
  ...recordingsContract,
  ...importsContract,
  'calls:refresh-record': { input: z.strictObject({ key: callKey }), output: nothing },
  /** Empties the list of ended calls of this account. */
  'calls:forget-all': { input: nothing, output: nothing },
  /** What the number box makes of its text. */
  'numbers:read': {
    input: z.strictObject({ text: numberText }),
    output: z.custom<DialInput>((value) => typeof value === 'object' && value !== null && 'kind' in value)
  },
  /** 10,000 rows of records are the most that a person can choose at once. */
  'clipboard:write': { input: z.strictObject({ text: z.string().max(4_000_000) }), output: nothing },
  /** The settings that change, whole; undefined, which would take one away, is refused. */
  'settings:change': {
    input: settingsSchema
      .partial()
      .strict()
      .refine((changes) => !Object.values<unknown>(changes).includes(undefined)),
    output: nothing
  },
  /** Those that were shown: one that came up meanwhile stays. */
  'storage-problems:dismiss': {
    input: z.strictObject({ ids: z.array(z.string().max(200)).max(maxStorageProblems) }),
    output: nothing
  },
  /** Forgets what a flood of events would have shown. */
  'withheld:dismiss': { input: nothing, output: nothing },
  /** Ends the wait for the system's key store. */
  'key-store:give-up': { input: nothing, output: nothing },
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

/**
 * A view of the window that something outside of it can bring up; in the records window `key` is a record's id,
 * in the campaigns window an import's.
 */
export const viewSchema = z.discriminatedUnion('view', [
  z.strictObject({ view: z.literal('home') }),
  z.strictObject({ view: z.literal('settings') }),
  z.strictObject({ view: z.literal('connection') }),
  z.strictObject({ view: z.literal('sign-in') }),
  z.strictObject({ view: z.literal('team') }),
  z.strictObject({ view: z.literal('call'), key: callKey }),
  z.strictObject({ view: z.literal('import'), key: callKey })
])

/** What each push carries. */
export const pushSchemas = {
  'state:changed': z.discriminatedUnion('topic', [
    snapshot('environment'),
    snapshot('session'),
    snapshot('settings'),
    snapshot('line'),
    snapshot('prompt'),
    snapshot('hotKeys'),
    snapshot('links'),
    snapshot('connection'),
    snapshot('offline'),
    snapshot('team'),
    snapshot('records'),
    snapshot('recordings'),
    snapshot('imports'),
    snapshot('importDraft'),
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
    readonly [C in PageCommand]: (input: CommandInput<C>) => Promise<Result<CommandOutput<C>>>
  }
  /** Adds files that a person dropped on the page to the draft. A file that a page made up has no path: it is left out. */
  readonly dropFiles: (files: readonly File[]) => Promise<Result<undefined>>
  readonly on: {
    readonly [P in PushName]: (listener: (payload: PushPayload[P]) => void) => () => void
  }
}
