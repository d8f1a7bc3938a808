import type { Call } from './call'
import type { Prompt } from './dialling'
import type { ConnectionInfo } from './connection'
import type { HotKeys } from './hot-keys'
import type { ImportDraft, ImportsState } from './imports-state'
import type { LineStatus } from './line'
import type { Links } from './links'
import type { OfflineReport } from './offline'
import type { RecordingsState, RecordsState } from './records-state'
import type { Session } from './session'
import type { Settings } from './settings'
import type { TeamMember } from './team'

/** A file of the person's folder. */
export type StoredFile = 'settings' | 'account' | 'recents' | 'team' | 'notes' | 'downloads' | 'memory'

/** A stored thing that could not be read or written; shown until it is dismissed. */
export type StorageProblem =
  /** `keptAs`: the name under which the unreadable file was put aside. */
  | { kind: 'file-unreadable'; file: StoredFile; keptAs: string | null }
  | { kind: 'file-unwritable'; file: StoredFile }

/** Parts of the desktop that Deskline asks for something, and that can hang. */
export const neighbours = [
  'notifications',
  'clipboard',
  'key-store',
  'tray',
  'link-tools',
  'browser',
  'proxy-settings',
  'disk'
] as const

/** See {@link neighbours}. */
export type Neighbour = (typeof neighbours)[number]

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
