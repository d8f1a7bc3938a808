/** What a global key can do. */
export const hotKeyActions = ['dial-copied', 'redial-last', 'toggle-window', 'pause-notifications'] as const

/** What a global key can do. */
export type HotKeyAction = (typeof hotKeyActions)[number]

/** Why a combination can't be had. */
export type HotKeyProblem =
  /** Another program, or the system, has it. */
  | 'taken'
  /** Another action of Deskline has it. */
  | 'used-here'
  /** It is no combination that can be a global key: a letter without Ctrl, Alt or Super, say. */
  | 'unsuitable'

/** How one global key stands. */
export interface HotKeyState {
  /** The combination that works now, as Electron writes it (`Control+Alt+D`); null: none. */
  accelerator: string | null
  /** The last combination that was tried and could not be had, and why. */
  failed: { accelerator: string; problem: HotKeyProblem } | null
}

/** A try whether a key arrives at all: on Wayland a registration can succeed and never fire. */
export interface HotKeyTest {
  action: HotKeyAction
  result: 'waiting' | 'heard' | 'not-heard'
}

/** All global keys. */
export interface HotKeys {
  keys: Record<HotKeyAction, HotKeyState>
  test: HotKeyTest | null
  /** True where the desktop may take a registration without ever delivering it. */
  isDoubtful: boolean
}
