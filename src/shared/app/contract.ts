import { z } from 'zod'
import { preloadCommands, type DropTarget, type PreloadCommand, type PushName } from './channels'
import type { Result } from '../platform/result'
import { importsContract } from '../imports/contract'
import { callbacksContract } from '../callbacks/contract'
import { callbackIdSchema } from '../callbacks/schema'
import { wrapUpsContract } from '../wrap-ups/contract'
import { callsContract } from '../calls/contract'
import { callKeySchema } from '../calls/schema'
import { lookUpContract } from '../contacts/look-up-contract'
import { contactsContract } from '../contacts/contract'
import { contactIdSchema } from '../contacts/schema'
import { diallingContract } from '../dialling/contract'
import { sessionContract } from '../session/contract'
import { teamContract } from '../team/contract'
import { callingRulesContract } from '../calling-rules/contract'
import { updatesContract } from '../updates/contract'
import { workListsContract } from '../work-lists/contract'
import { workRunContract } from '../work-lists/run-contract'
import { licenceTexts } from './about-schema'
import { settingsSchema } from './schema'
import { recordingsContract } from '../recordings/contract'
import { recordsContract } from '../records/contract'
import { recordsOfAgentSchema } from '../records/filter-schema'
import { pageEvents } from './settings'
import { maxStorageProblems } from './environment'
import { maxViewStateLength } from './view-state'
import { allSnapshotsSchema, snapshotSchema, type AllSnapshots, type StateTopic } from './state'

const nothing = z.undefined()

/**
 * The input of each command, and its output on success. The router's channels and the preload's functions are the
 * keys of this table.
 */
export const contract = {
  ...sessionContract,
  ...callsContract,
  ...diallingContract,
  ...teamContract,
  ...callbacksContract,
  ...lookUpContract,
  ...contactsContract,
  ...wrapUpsContract,
  ...callingRulesContract,
  ...workListsContract,
  ...workRunContract,
  ...updatesContract,
  /** The whole state. Views subscribe to `state:changed` first, then request it. */
  'app:state': { input: nothing, output: allSnapshotsSchema },
  'app:quit': { input: nothing, output: nothing },
  /** Opens the page of an event with sample values; `template-invalid` if it isn't an http(s) address. */
  'pages:test': { input: z.strictObject({ event: z.enum(pageEvents) }), output: nothing },
  /** Opens a shipped text of licences in the user's program for it; `file-not-opened` if there is none. */
  'about:open-licence': { input: z.strictObject({ text: z.enum(licenceTexts) }), output: nothing },
  /** Copies a redacted report to the clipboard: versions, settings, connection history, last log lines. */
  'diagnostics:copy': { input: nothing, output: nothing },
  ...recordsContract,
  ...recordingsContract,
  ...importsContract,
  /** Large enough for the 10,000 rows of records that can be selected at once. */
  'clipboard:write': { input: z.strictObject({ text: z.string().max(4_000_000) }), output: nothing },
  /** The settings to change, as whole values; undefined, which would remove one, is refused. */
  'settings:change': {
    input: settingsSchema
      .partial()
      .strict()
      .refine((changes) => !Object.values<unknown>(changes).includes(undefined)),
    output: nothing
  },
  /** The problems that were shown: one that occurred in the meantime stays. */
  'storage-problems:dismiss': {
    input: z.strictObject({ ids: z.array(z.string().max(200)).max(maxStorageProblems) }),
    output: nothing
  },
  /** Resets the counts of events withheld in a flood. */
  'withheld:dismiss': { input: nothing, output: nothing },
  'window:hide': { input: nothing, output: nothing },
  /** Whether the main window shows its home view, which has the current calls: then no notification is needed. */
  'window:viewed': { input: z.strictObject({ isHome: z.boolean() }), output: nothing },
  /** Shows a notification now; `isShown`: the system showed it. */
  'guide:notify': { input: nothing, output: z.strictObject({ isShown: z.boolean() }) },
  /** The guide was finished or left; it doesn't open by itself again. */
  'guide:end': { input: nothing, output: nothing },
  /** The answer to the push `view:leaving`; null: the page can't be restored now, so it must be kept. */
  'window:leave': {
    input: z.strictObject({ id: z.uuid(), view: z.string().max(maxViewStateLength).nullable() }),
    output: nothing
  },
  /** The view state that the former page of the main window left; null: none. It is returned once. */
  'window:enter': { input: nothing, output: z.string().max(maxViewStateLength).nullable() }
} satisfies Record<string, { input: z.ZodType; output: z.ZodType }>

/** A command a window may send. */
export type CommandName = keyof typeof contract

/** The names of all commands. */
export const commandNames = Object.keys(contract) as CommandName[]

/** A command that pages send themselves. */
type PageCommand = Exclude<CommandName, PreloadCommand>

const ofPreload: readonly CommandName[] = preloadCommands

/** See {@link PageCommand}. */
export const pageCommands = commandNames.filter((name) => !ofPreload.includes(name))

/** The input of a command. */
export type CommandInput<C extends CommandName> = z.input<(typeof contract)[C]['input']>

/** The output of a command that succeeds. */
export type CommandOutput<C extends CommandName> = z.output<(typeof contract)[C]['output']>

/** The handler of each command: takes parsed input, returns a Result, never throws. */
export type Handlers = {
  [C in CommandName]: (
    input: z.output<(typeof contract)[C]['input']>
  ) => Result<CommandOutput<C>> | Promise<Result<CommandOutput<C>>>
}

/**
 * A view that can be opened from outside its window. `key`: a record's id in the records window, an import's id in
 * the campaigns window, a contact's id in the contacts window.
 */
const viewSchema = z.discriminatedUnion('view', [
  z.strictObject({ view: z.literal('home') }),
  z.strictObject({ view: z.literal('settings'), section: z.enum(['callerNumbers', 'about']).optional() }),
  z.strictObject({ view: z.literal('connection') }),
  z.strictObject({ view: z.literal('sign-in') }),
  z.strictObject({ view: z.literal('team') }),
  /** `id`: the call-back to select; null: none. */
  z.strictObject({ view: z.literal('callbacks'), id: callbackIdSchema.nullable() }),
  z.strictObject({ view: z.literal('call'), key: callKeySchema }),
  z.strictObject({ view: z.literal('import'), key: callKeySchema }),
  z.strictObject({ view: z.literal('contact'), key: contactIdSchema }),
  /** The call screen, in the window of work lists. */
  z.strictObject({ view: z.literal('work-run') }),
  z.strictObject({ view: z.literal('records'), calls: recordsOfAgentSchema })
])

/** The schema of each push. */
export const pushSchemas = {
  'state:changed': snapshotSchema,
  'view:shown': viewSchema,
  /** The page is about to be given back: it answers with `window:leave`. */
  'view:leaving': z.strictObject({ id: z.uuid() })
} satisfies { [P in PushName]: z.ZodType }

/** The payload of each push. */
export interface PushPayload {
  'state:changed': AllSnapshots[StateTopic]
  'view:shown': z.infer<typeof viewSchema>
  'view:leaving': { id: string }
}

/**
 * The object the preload exposes: a function per command, which resolves to a Result and never rejects, and a
 * function per push, which returns an unsubscribe function.
 */
export interface Bridge {
  readonly commands: {
    readonly [C in PageCommand]: (input: CommandInput<C>) => Promise<Result<CommandOutput<C>>>
  }
  /**
   * Passes files dropped on the page to the draft or to the import of contacts, which takes one. Skips files that the
   * page made itself: they have no path.
   */
  readonly dropFiles: (files: readonly File[], target: DropTarget) => Promise<Result<undefined>>
  readonly on: {
    readonly [P in PushName]: (listener: (payload: PushPayload[P]) => void) => () => void
  }
}
