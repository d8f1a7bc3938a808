/** The actions of global keys. */
export const hotKeyActions = [
  'dial-copied',
  'redial-last',
  'toggle-window',
  'wrap-up-last',
  'pause-notifications'
] as const

/** See {@link hotKeyActions}. */
export type HotKeyAction = (typeof hotKeyActions)[number]

/** Why a combination can't be registered. */
export const hotKeyProblems = [
  /** Used by another program or the system. */
  'taken',
  /** Used by another action of Deskline. */
  'used-here',
  /** Not suitable as a global key, e.g. a letter without Ctrl, Alt or Super. */
  'unsuitable'
] as const

/** See {@link hotKeyProblems}. */
export type HotKeyProblem = (typeof hotKeyProblems)[number]
