/** The actions of global keys. */
export const hotKeyActions = ['dial-copied', 'redial-last', 'toggle-window', 'pause-notifications'] as const

/** See {@link hotKeyActions}. */
export type HotKeyAction = (typeof hotKeyActions)[number]

/** Why a combination can't be registered. */
export type HotKeyProblem =
  /** Used by another program or the system. */
  | 'taken'
  /** Used by another action of Deskline. */
  | 'used-here'
  /** Not suitable as a global key, e.g. a letter without Ctrl, Alt or Super. */
  | 'unsuitable'

/** The state of one global key. */
export interface HotKeyState {
  /** The registered combination in Electron's format (`Control+Alt+D`); null for none. */
  accelerator: string | null
  /** The last combination that could not be registered, and why. */
  failed: { accelerator: string; problem: HotKeyProblem } | null
}

/** A test whether a key arrives at all: on Wayland a registration can succeed and never fire. */
export interface HotKeyTest {
  action: HotKeyAction
  result: 'waiting' | 'heard' | 'not-heard'
}

/** All global keys. */
export interface HotKeys {
  keys: Record<HotKeyAction, HotKeyState>
  test: HotKeyTest | null
  /** True if the desktop may accept a registration without ever delivering the key. */
  isDoubtful: boolean
}
