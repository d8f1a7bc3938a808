import type { Call } from '../../shared/calls/schema'
import type { AppState } from '../../shared/app/state'

/** The tray icons, distinguishable by shape. */
export type TrayIcon = 'idle' | 'phone-rings' | 'calling' | 'talking' | 'offline'

/** The content of the tray, independent of language. */
export interface TrayView {
  icon: TrayIcon
  /** The call that the icon represents. */
  call: Call | null
  lastCalls: Call[]
}

const iconOf = (call: Call): TrayIcon => {
  switch (call.step) {
    case 'phone-rings':
      return 'phone-rings'
    case 'talking':
      return 'talking'
    case 'requesting':
    case 'unknown':
    case 'starting':
    case 'phone-answered':
    case 'calling':
    case 'ringing':
      return 'calling'
    case 'ended':
      return 'idle'
  }
}

/**
 * Derives the tray's content from the state. A call in progress takes precedence over the line's state only while
 * the line is live; with a dead line, the call's state is unknown.
 */
export function trayView(state: Pick<AppState, 'session' | 'line' | 'calls'>): TrayView {
  const lastCalls = state.calls.slice(0, 5)
  if (state.session.kind !== 'signed-in' || state.line.kind !== 'live') {
    return { icon: 'offline', call: null, lastCalls }
  }
  const call = state.calls.find((one) => one.step !== 'ended') ?? null
  return { icon: call === null ? 'idle' : iconOf(call), call, lastCalls }
}
