import {
  maxConnectionEvents,
  type ConnectionEventKind,
  type ConnectionReason
} from '../../shared/session/connection'
import type { ConnectionEvent } from '../../shared/session/schema'
import type { LineStatus } from '../../shared/calls/schema'
import type { Clock, LineDetail, UsedAddress } from '../platform/ports'
import type { StateStore } from '../platform/state-store'

/** The maximum length of a stored text from the service, in characters. */
const maxWords = 200

/** How many events of the beginning and the end of an outage are kept; it can have thousands of attempts. */
const keptOfBeginning = 3
const keptOfEnd = 5

/** Maintains the state's `connection`: how the service is reached, and the event history, newest first. */
export interface ConnectionHistory {
  /** `reason`: why the previous address was abandoned; null for the first one. */
  onAddress(address: UsedAddress, reason: ConnectionReason | null): void
  onLine(status: LineStatus, detail: LineDetail): void
  /** This computer woke up, was unlocked or changed its network. */
  woken(reason: 'resume' | 'unlock' | 'network'): void
  tokenRefused(): void
  /** How far the service's clock is ahead of this computer's, in ms. */
  onClockOffset(clockOffsetMs: number): void
  /** Resets the connection after a sign-out; the history stays. */
  signedOut(): void
}

const bounded = (text: string): string =>
  Array.from(text.slice(0, 2 * maxWords))
    .slice(0, maxWords)
    .join('')

/** True for an event that ends an outage. */
const isBorder = ({ kind }: ConnectionEvent): boolean => kind === 'live' || kind === 'off'

/** The events, newest first, without the middle of the current outage. */
function withoutMiddle(events: ConnectionEvent[]): ConnectionEvent[] {
  const border = events.findIndex(isBorder)
  const length = border < 0 ? events.length : border
  return length <= keptOfBeginning + keptOfEnd
    ? events
    : events.toSpliced(keptOfEnd, length - keptOfBeginning - keptOfEnd)
}

/** Starts with the history in the state. */
export function createConnectionHistory({
  state,
  clock
}: {
  state: StateStore
  clock: Clock
}): ConnectionHistory {
  const add = (kind: ConnectionEventKind, more: Partial<ConnectionEvent> = {}): void => {
    const info = state.get('connection')
    const event: ConnectionEvent = {
      atMs: clock.now(),
      kind,
      reason: more.reason ?? null,
      words: more.words == null ? null : bounded(more.words),
      address: more.address ?? null
    }
    const [last] = info.history
    // A status is also repeated when only its details change, e.g. the time of the next attempt.
    const isSame =
      last?.kind === kind &&
      last.reason === event.reason &&
      last.words === event.words &&
      last.address === event.address &&
      kind !== 'woken'
    if (isSame) return
    const history = withoutMiddle([event, ...info.history]).slice(0, maxConnectionEvents)
    state.set('connection', { ...info, history })
  }

  return {
    onAddress({ kind, host, isEncrypted, proxy }, reason) {
      const info = state.get('connection')
      const hasMoved = reason !== null || (info.address !== null && info.address.kind !== kind)
      state.set('connection', {
        ...info,
        address: { kind, host: bounded(host), isEncrypted },
        proxy: proxy === null ? null : bounded(proxy)
      })
      if (hasMoved) add('moved', { reason, address: kind })
    },
    onLine(status, { transport, problem }) {
      const current = status.kind === 'live' ? transport : null
      const info = state.get('connection')
      if (info.transport !== current) state.set('connection', { ...info, transport: current })
      const words = problem?.words ?? (status.kind === 'refused' ? status.message : null)
      add(status.kind, { reason: problem?.reason ?? null, words })
    },
    woken: (reason) => add('woken', { reason }),
    onClockOffset(clockOffsetMs) {
      const info = state.get('connection')
      if (info.clockOffsetMs !== clockOffsetMs) state.set('connection', { ...info, clockOffsetMs })
    },
    tokenRefused: () => add('token-refused'),
    signedOut() {
      if (state.get('connection').address !== null) add('off')
      state.set('connection', {
        ...state.get('connection'),
        address: null,
        transport: null,
        proxy: null,
        clockOffsetMs: 0
      })
    }
  }
}
