import type { Neighbour } from '../platform/neighbours'
import type { Locale } from '../platform/locale'

/** The kinds of files that Deskline stores; their names are in the messages. */
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
 * `file-unreadable`: its whole content is lost to the program. `file-damaged`: part of it is. In both cases a copy
 * stays on the disk until the user dismisses the problem. `file-unwritable`: it can't be saved at present.
 */
export const storageProblemKinds = ['file-unreadable', 'file-damaged', 'file-unwritable'] as const

/** Stored data that couldn't be read or written; shown until the user dismisses it. */
export interface StorageProblem {
  id: string
  kind: (typeof storageProblemKinds)[number]
  file: StoredFile
  /** The file's name in the user-data folder, such as `calls-….json`. */
  name: string
  /** The name of the copy of the damaged file; null: none. */
  keptAs: string | null
  /** The number of unreadable entries; null: unknown. */
  lostEntries: number | null
  /** When the problem was found; epoch ms. */
  atMs: number
}

/** The number of problems kept; the oldest are dropped first. */
export const maxStorageProblems = 200

/** Pages and notifications withheld during a flood of events; counted until the user dismisses them. */
export interface Withheld {
  /** Web pages that were not opened. */
  pages: number
  /** Notifications that were merged into one. */
  notifications: number
}

/** Facts about the program's environment; rarely change. */
export interface Environment {
  version: string
  platform: 'win32' | 'darwin' | 'linux'
  /** The language in use. */
  locale: Locale
  /** False where no tray is available: closing then minimises instead of hiding. */
  hasTray: boolean
  storageProblems: StorageProblem[]
  /** Neighbours that exceeded their time limit, until they answer again. */
  unresponsive: Neighbour[]
  withheld: Withheld
}
