import { z } from 'zod'
import { aboutSchema } from './about-schema'
import { doNotCallStateSchema } from '../calling-rules/schema'
import { callbacksSchema } from '../callbacks/schema'
import { callSchema, lineStatusSchema, offlineReportSchema } from '../calls/schema'
import { contactNamesSchema, contactsStateSchema } from '../contacts/schema'
import { callerNumbersSchema, hotKeysSchema, linksSchema, promptSchema } from '../dialling/schema'
import { campaignProgressStateSchema } from '../imports/progress-schema'
import { importDraftSchema, importsStateSchema } from '../imports/state-schema'
import { recordingsStateSchema } from '../recordings/schema'
import { recordsStateSchema } from '../records/state-schema'
import { policyStateSchema } from '../policy/schema'
import { connectionSchema, sessionSchema } from '../session/schema'
import { updatesSchema } from '../updates/schema'
import { teamMemberSchema } from '../team/schema'
import { maxTeamSize } from '../team/team'
import { maxWrapUps } from '../wrap-ups/limits'
import { wrapUpSchema } from '../wrap-ups/schema'
import { workListsStateSchema, workRunSchema } from '../work-lists/schema'
import { environmentSchema, settingsSchema } from './schema'
import { defaultSettings } from './settings'

const everyone = ['main', 'records', 'imports', 'contacts', 'workLists'] as const

/** A window; the prompt window counts as the main window. */
export type Viewer = (typeof everyone)[number]

/** A topic of the state, pushed as a whole to its viewers. */
interface Topic<Value> {
  schema: z.ZodType<Value>
  /** Its value at the start of the program. */
  initial: Value
  viewers: readonly Viewer[]
}

const topic = <Value>(
  schema: z.ZodType<Value>,
  initial: NoInfer<Value>,
  viewers: readonly Viewer[] = everyone
): Topic<Value> => ({ schema, initial, viewers })

const noKey = { accelerator: null, assigned: null, failed: null }

/**
 * The topics of the state. Types, snapshots, pushes, the initial state and the windows' copies follow from this table.
 * To add a topic: its schema, and an entry here.
 */
const topics = {
  environment: topic(environmentSchema, {
    version: '',
    platform: 'linux',
    locale: 'en',
    hasTray: false,
    isPackaged: false,
    isGuideDue: false,
    storageProblems: [],
    unresponsive: [],
    withheld: { pages: 0, notifications: 0 }
  }),
  about: topic(
    aboutSchema,
    { version: '', commit: null, builtAtMs: null, electron: '', chromium: '', node: '', system: '' },
    ['main']
  ),
  /** Updates of the program. */
  updates: topic(updatesSchema, { kind: 'off' }, ['main']),
  session: topic(sessionSchema, { kind: 'restoring' }),
  settings: topic(settingsSchema, defaultSettings),
  /** What the organisation's policy fixes. */
  policy: topic(policyStateSchema, {
    organisation: null,
    lockedSettings: [],
    isClosed: false,
    lockedAccount: [],
    account: { server: null, tenantId: null },
    problem: null
  }),
  line: topic(lineStatusSchema, { kind: 'off' }),
  /** The question or notice on the way to a call. */
  prompt: topic(promptSchema, { kind: 'none' }),
  /** The caller numbers of the signed-in account; empty while signed out. */
  callerNumbers: topic(callerNumbersSchema, { numbers: [], regionChoices: [], defaultNumber: null }, [
    'main',
    'workLists'
  ]),
  hotKeys: topic(
    hotKeysSchema,
    {
      keys: {
        'dial-copied': noKey,
        'redial-last': noKey,
        'toggle-window': noKey,
        'wrap-up-last': noKey,
        'pause-notifications': noKey
      },
      test: null,
      delivery: 'system',
      shortcut: null
    },
    ['main']
  ),
  links: topic(
    linksSchema,
    {
      schemes: { tel: { isOurs: false, handler: null }, callto: { isOurs: false, handler: null } },
      problem: null
    },
    ['main']
  ),
  /** Address and transport of the service, and the history of the connection. */
  connection: topic(
    connectionSchema,
    { address: null, transport: null, proxy: null, clockOffsetMs: 0, history: [] },
    ['main']
  ),
  /** The calls missed while the line was down; null: none, or the report was dismissed. */
  offline: topic(offlineReportSchema.nullable(), null, ['main']),
  /** Colleagues' desk phones, in the order of the user's list. */
  team: topic(z.array(teamMemberSchema).max(maxTeamSize), [], ['main', 'records']),
  /** The user's call-backs, in the order of their creation. */
  callbacks: topic(callbacksSchema, [], ['main', 'workLists']),
  /** What the user wrote down about calls of the list. */
  wrapUps: topic(z.array(wrapUpSchema).max(maxWrapUps), [], ['main', 'workLists']),
  /** The numbers that must not be called. */
  doNotCall: topic(doNotCallStateSchema, { count: 0, revision: 0, file: null, transfer: { kind: 'none' } }, [
    'main',
    'imports',
    'workLists'
  ]),
  /** The work lists of the signed-in account. */
  workLists: topic(
    workListsStateSchema,
    {
      lists: null,
      revision: 0,
      making: { kind: 'none' },
      export: { kind: 'none' },
      problem: null,
      loss: null
    },
    ['main', 'workLists']
  ),
  /** The work on one list; null: none. */
  workRun: topic(workRunSchema, null, ['main', 'workLists']),
  /** The contacts of the signed-in tenant. */
  contacts: topic(
    contactsStateSchema,
    {
      count: null,
      revision: 0,
      import: { kind: 'none' },
      export: { kind: 'none' },
      problem: null,
      loss: null
    },
    ['main', 'contacts']
  ),
  /** Who the numbers that are shown belong to. */
  contactNames: topic(contactNamesSchema, {}),
  /** The records window: its period, progress and exports. */
  records: topic(
    recordsStateSchema,
    {
      period: null,
      load: { kind: 'none' },
      gaps: [],
      gapCount: 0,
      incompleteSeconds: 0,
      revision: 0,
      export: { kind: 'none' },
      problem: null,
      loss: null
    },
    ['main', 'records']
  ),
  recordings: topic(
    recordingsStateSchema,
    { downloads: null, folderName: null, opening: null, cacheBytes: 0 },
    ['records']
  ),
  /** Campaign imports, running and finished. */
  imports: topic(
    importsStateSchema,
    {
      isOpen: false,
      imports: [],
      campaigns: [],
      blockList: null,
      isBlockListReading: false,
      export: { kind: 'none' },
      problem: null,
      loss: null
    },
    ['main', 'imports']
  ),
  /** How far the campaigns of imports are. */
  campaignProgress: topic(campaignProgressStateSchema, { figures: [], run: { kind: 'none' } }, ['imports']),
  /** The lists being checked before an import is sent. */
  importDraft: topic(
    importDraftSchema,
    {
      tables: [],
      check: { kind: 'none' },
      revision: 0,
      isDoubtfulIncluded: false,
      campaignId: '',
      canUndo: false
    },
    ['imports']
  ),
  /** Calls of the signed-in account, newest first, at most 500, including the open ones. */
  calls: topic(z.array(callSchema).max(500), [])
}

/** A part of the state that is pushed as a whole. */
export type StateTopic = keyof typeof topics

/** The windows that render a topic. */
export const viewersOf = (name: StateTopic): readonly Viewer[] => topics[name].viewers

/** The whole state, which every window renders. */
export type AppState = { [T in StateTopic]: (typeof topics)[T]['initial'] }

/** A topic's whole value with its version; a view drops snapshots older than the one it has. */
export interface Snapshot<T extends StateTopic = StateTopic> {
  topic: T
  version: number
  value: AppState[T]
}

/** The snapshots of all topics. */
export type AllSnapshots = { [T in StateTopic]: Snapshot<T> }

/** The names of all topics. */
const stateTopics = Object.keys(topics) as StateTopic[]

// Object.fromEntries loses which value belongs to which topic, so the types below are stated. The table above has one
// type parameter per entry, which keeps them true.

/** An object with `valueOf(topic)` for each topic. */
export const byTopic = (valueOf: (topic: StateTopic) => unknown): Record<string, unknown> =>
  Object.fromEntries(stateTopics.map((name) => [name, valueOf(name)]))

/** The state before anything is loaded. */
export const initialState = byTopic((name) => topics[name].initial) as unknown as AppState

const snapshotSchemas = stateTopics.map((name) =>
  z.strictObject({ topic: z.literal(name), version: z.number().int(), value: topics[name].schema })
)

/** The snapshot of any topic. */
export const snapshotSchema = z.discriminatedUnion(
  'topic',
  snapshotSchemas as [(typeof snapshotSchemas)[number]]
) as unknown as z.ZodType<AllSnapshots[StateTopic]>

/** The snapshots of all topics, by name. */
export const allSnapshotsSchema = z.strictObject(
  Object.fromEntries(snapshotSchemas.map((schema, index) => [stateTopics[index], schema]))
) as unknown as z.ZodType<AllSnapshots>
