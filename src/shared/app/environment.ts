import type { Neighbour } from '../platform/neighbours'
import type { Locale } from '../platform/locale'

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
  locale: Locale
  /** False where no tray can be had: closing then minimises instead of hiding. */
  hasTray: boolean
  storageProblems: StorageProblem[]
  /** What was asked and hasn't answered within its time limit, until it answers again. */
  unresponsive: Neighbour[]
  withheld: Withheld
}
