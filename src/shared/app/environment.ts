/** The kinds of files that Deskline stores; their names are in the messages. */
export const storedFiles = [
  'settings',
  'account',
  'recents',
  'team',
  'callers',
  'notes',
  'wrap-ups',
  'callbacks',
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

/** The number of problems kept; the oldest are dropped first. */
export const maxStorageProblems = 200
