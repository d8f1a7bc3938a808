import type { Call } from '../calls/call'
import type { Prompt } from '../dialling/dialling'
import type { ConnectionInfo } from '../session/connection'
import type { HotKeys } from '../dialling/hot-keys'
import type { ImportDraft, ImportsState } from '../imports/imports-state'
import type { LineStatus } from '../calls/line'
import type { Links } from '../dialling/links'
import type { OfflineReport } from '../calls/offline'
import type { Neighbour } from '../platform/neighbours'
import type { RecordingsState } from '../recordings/recordings'
import type { RecordsState } from '../records/records-state'
import type { Session } from '../session/session'
import type { Settings } from './settings'
import type { TeamMember } from '../team/team'

/** What Deskline stores; the name of each is in the messages. */
export const storedFiles = [
  'settings',
  'account',
  'recents',
  'team',
  'notes',
  'downloads',
  'memory',
  'problems',
  'records',
  'imports'
] as const

/** See {@link storedFiles}. */
export type StoredFile = (typeof storedFiles)[number]

/**
 * `file-unreadable`: everything in it is lost to the program. `file-damaged`: a part of it is. Both are kept on the
 * disk until the user dismisses them. `file-unwritable`: it can't be saved at present.
 */
export const storageProblemKinds = ['file-unreadable', 'file-damaged', 'file-unwritable'] as const

/** Stored data that could not be read or written; shown until it is dismissed. */
export interface StorageProblem {
  id: string
  kind: (typeof storageProblemKinds)[number]
  file: StoredFile
  /** The file's own name in the user-data folder, such as `calls-….json`. */
  name: string
  /** The name of the copy that was put aside; null: there is none. */
  keptAs: string | null
  /** How many entries could not be read; null: not known. */
  lostEntries: number | null
  /** When it was found; epoch ms. */
  atMs: number
}

/** How many problems are kept; the oldest go first. */
export const maxStorageProblems = 200

/** What a flood of events would have opened and shown; counted until it is dismissed. */
export interface Withheld {
  /** Web pages that were not opened. */
  pages: number
  /** Notifications that were merged into one. */
  notifications: number
}

/** What the program stands on; changes rarely. */
export interface Environment {
  version: string
  platform: 'win32' | 'darwin' | 'linux'
  /** The language that is shown now. */
  locale: 'zh-CN' | 'en'
  /** False where no tray can be had: closing then minimises instead of hiding. */
  hasTray: boolean
  storageProblems: StorageProblem[]
  /** What was asked and hasn't answered within its time limit, until it answers again. */
  unresponsive: Neighbour[]
  withheld: Withheld
}

/** The one state, of which every window is a view. The calls are newest first. */
export interface AppState {
  environment: Environment
  session: Session
  settings: Settings
  line: LineStatus
  prompt: Prompt
  hotKeys: HotKeys
  links: Links
  connection: ConnectionInfo
  /** What went on while the line was down; null: nothing, or it was seen. */
  offline: OfflineReport | null
  /** Colleagues' desk phones, in the order of the person's list. */
  team: TeamMember[]
  /** The records window: its period, progress and exports. */
  records: RecordsState
  recordings: RecordingsState
  /** Imports into campaigns, under way and done. */
  imports: ImportsState
  /** Lists that are looked at before anything is sent. */
  importDraft: ImportDraft
  /** Calls of the signed-in account, at most 500, the open ones among them. */
  calls: Call[]
}

/** A part of the state that is pushed as a whole. */
export type StateTopic = keyof AppState

/** A versioned whole of one topic; a view drops what is older than what it has. */
export interface Snapshot<T extends StateTopic = StateTopic> {
  topic: T
  version: number
  value: AppState[T]
}
