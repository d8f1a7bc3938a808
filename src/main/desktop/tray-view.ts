import type { Call } from '../../shared/calls/call'
import type { AppState } from '../../shared/app/state'

/** The pictures of the tray; told apart by shape. */
export type TrayIcon = 'idle' | 'phone-rings' | 'calling' | 'talking' | 'offline'

/** What the tray shows, before it is put into words. */
export interface TrayView {
  icon: TrayIcon
  /** The call that the icon speaks of. */
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
 * What the tray shows of the state. A call that goes on comes before the line's state only while
 * the line is live: with a dead line nobody knows how the call stands.
 */
export function trayView(state: Pick<AppState, 'session' | 'line' | 'calls'>): TrayView {
  const lastCalls = state.calls.slice(0, 5)
  if (state.session.kind !== 'signed-in' || state.line.kind !== 'live') {
    return { icon: 'offline', call: null, lastCalls }
  }
  const call = state.calls.find((one) => one.step !== 'ended') ?? null
  return { icon: call === null ? 'idle' : iconOf(call), call, lastCalls }
}
