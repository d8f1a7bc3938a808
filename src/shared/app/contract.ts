import { z } from 'zod'
import { preloadCommands, type PreloadCommand, type PushName } from './channels'
import type { Result } from '../platform/result'
import { importsContract } from '../imports/contract'
import { callsContract } from '../calls/contract'
import { callKeySchema } from '../calls/schema'
import { diallingContract } from '../dialling/contract'
import { sessionContract } from '../session/contract'
import { teamContract } from '../team/contract'
import { settingsSchema } from './schema'
import { recordingsContract } from '../recordings/contract'
import { recordsContract } from '../records/contract'
import { pageEvents } from './settings'
import { maxStorageProblems } from './environment'
import { allSnapshotsSchema, snapshotSchema, type AllSnapshots, type StateTopic } from './state'

const nothing = z.undefined()

/**
 * The input of each command, and its output when it succeeds. The channels of the router and the functions of
 * the preload are the names of this table.
 */
export const contract = {
  ...sessionContract,
  ...callsContract,
  ...diallingContract,
  ...teamContract,
  /** The whole state; a view subscribes to `state:changed` first, then asks. */
  'app:state': { input: nothing, output: allSnapshotsSchema },
  'app:quit': { input: nothing, output: nothing },
  /** Opens the page of an event with invented values; `template-invalid` when it is no http(s) address. */
  'pages:test': { input: z.strictObject({ event: z.enum(pageEvents) }), output: nothing },
  /** Puts a redacted report on the clipboard: versions, settings, connection history, last log lines. */
  'diagnostics:copy': { input: nothing, output: nothing },
  ...recordsContract,
  ...recordingsContract,
  ...importsContract,
  /** 10,000 rows of records are the most that can be selected at once. */
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
  'window:hide': { input: nothing, output: nothing }
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

/** The handler of each command: parsed input in, a Result out. Handlers don't throw. */
export type Handlers = {
  [C in CommandName]: (
    input: z.output<(typeof contract)[C]['input']>
  ) => Result<CommandOutput<C>> | Promise<Result<CommandOutput<C>>>
}

/**
 * A view that can be opened from outside its window; in the records window `key` is a record's id,
 * in the campaigns window an import's.
 */
const viewSchema = z.discriminatedUnion('view', [
  z.strictObject({ view: z.literal('home') }),
  z.strictObject({ view: z.literal('settings') }),
  z.strictObject({ view: z.literal('connection') }),
  z.strictObject({ view: z.literal('sign-in') }),
  z.strictObject({ view: z.literal('team') }),
  z.strictObject({ view: z.literal('call'), key: callKeySchema }),
  z.strictObject({ view: z.literal('import'), key: callKeySchema })
])

/** The schema of each push. */
export const pushSchemas = {
  'state:changed': snapshotSchema,
  'view:shown': viewSchema
} satisfies { [P in PushName]: z.ZodType }

/** The payload of each push. */
export interface PushPayload {
  'state:changed': AllSnapshots[StateTopic]
  'view:shown': z.output<typeof viewSchema>
}

/**
 * The preload's one object: a function for each command, which resolves to a Result and never
 * rejects, and a function for each push, which returns an unsubscribe function.
 */
export interface Bridge {
  readonly commands: {
    readonly [C in PageCommand]: (input: CommandInput<C>) => Promise<Result<CommandOutput<C>>>
  }
  /** Adds files that the user dropped on the page to the draft. Files that the page made itself have no path and are skipped. */
  readonly dropFiles: (files: readonly File[]) => Promise<Result<undefined>>
  readonly on: {
    readonly [P in PushName]: (listener: (payload: PushPayload[P]) => void) => () => void
  }
}
