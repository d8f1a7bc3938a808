import type faye from 'faye'
import { monotonicMs } from '../../platform/clock'
import type { LiveLineLimits } from './line-limits'
import type { LineTransport } from './line-proof'
import { openLineSession, type LineSession, type SessionEnd } from './line-session'
import type { FayeAddress } from '../addresses/endpoint-selector'

/** What one session is opened for. */
export interface SessionPlan {
  library: typeof faye
  address: FayeAddress
  /** The first one must stand. */
  channels: readonly string[]
  isWebsocketAllowed: boolean
  /** Opened only to find out whether a websocket works by now: nothing else is gained by it. */
  isUpgrade: boolean
}

/** A channel that the service doesn't allow; `words`: the service's. */
export interface RefusedChannel {
  channel: string
  words: string | null
}

/** What the sessions tell. Whoever was dropped tells nothing more. */
export interface LineSessionsEvents {
  /** By the standing one. */
  onHeard(): void
  /** By any of them: two that stand side by side may tell the same. */
  onData(plan: SessionPlan, channel: string, data: unknown): void
  onGarbage: () => void
  /** The standing one is proven. */
  onLive(transport: LineTransport): void
  onChannelRefused(refused: RefusedChannel): void
  onLost(plan: SessionPlan, end: SessionEnd): void
  /** The one beside is proven and took the standing one's place. */
  onTakenOver(plan: SessionPlan, transport: LineTransport, refused: readonly RefusedChannel[]): void
  /** The one beside is gone without having taken over; null: it was not worth it. */
  onBesideOver(plan: SessionPlan, end: SessionEnd | null): void
}

/** The sessions of one line: the standing one, at most one that is to take its place, and those it left. */
export interface LineSessions {
  /** What the standing one was opened for; null: there is none. */
  standing(): SessionPlan | null
  beside(): SessionPlan | null
  /** Until the next handshake may leave, in ms. */
  handshakeWaitMs(): number
  /** Opens the standing one; throws when faye is not what it was. */
  open(plan: SessionPlan): void
  /** Opens one beside the standing one; throws likewise. */
  openBeside(plan: SessionPlan): void
  dropBeside(): void
  dropAll(): void
  /** Resolves when nothing is left of those that were dropped. */
  closed(): Promise<void>
}

/** No session yet. */
export function createLineSessions(limits: LiveLineLimits, events: LineSessionsEvents): LineSessions {
  interface Held {
    session: LineSession
    plan: SessionPlan
    refused: RefusedChannel[]
  }
  let standing: Held | null = null
  let beside: Held | null = null
  /** Their polls may still hold what was published before the next one stood. */
  const lingering = new Map<Held, NodeJS.Timeout>()
  const closing = new Set<Promise<void>>()
  let lastHandshakeAtMs = -Infinity

  const drop = (held: Held | null): void => {
    if (held === null) return
    const closed = held.session.close()
    closing.add(closed)
    void closed.then(() => closing.delete(closed))
  }
  const takeOver = (held: Held, transport: LineTransport): void => {
    const left = standing
    standing = held
    beside = null
    // Both are subscribed for a while: an event may come twice, none is missed.
    if (left !== null) {
      const timer = setTimeout(() => {
        lingering.delete(left)
        drop(left)
      }, limits.lingerMs)
      lingering.set(left, timer)
    }
    events.onTakenOver(held.plan, transport, held.refused)
  }
  const leaveBeside = (held: Held, end: SessionEnd | null): void => {
    beside = null
    drop(held)
    events.onBesideOver(held.plan, end)
  }

  const openHeld = (plan: SessionPlan): Held => {
    lastHandshakeAtMs = monotonicMs()
    const { library, address, channels, isWebsocketAllowed } = plan
    const refused: RefusedChannel[] = []
    const session = openLineSession({
      library,
      address,
      channels,
      isWebsocketAllowed,
      limits,
      events: {
        onHandshake: () => (lastHandshakeAtMs = monotonicMs()),
        onHeard() {
          if (held === standing) events.onHeard()
        },
        onData: (channel, data) => events.onData(plan, channel, data),
        onGarbage: events.onGarbage,
        onChannelRefused(channel, words) {
          if (held === standing) events.onChannelRefused({ channel, words })
          else refused.push({ channel, words })
        },
        onLive(transport) {
          if (held === standing) events.onLive(transport)
          else if (held === beside) {
            if (plan.isUpgrade && transport !== 'websocket') leaveBeside(held, null)
            else takeOver(held, transport)
          }
        },
        onEnded(end) {
          if (held === standing) events.onLost(plan, end)
          else if (held === beside) leaveBeside(held, end)
        }
      }
    })
    const held: Held = { session, plan, refused }
    return held
  }

  return {
    standing: () => standing?.plan ?? null,
    beside: () => beside?.plan ?? null,
    handshakeWaitMs: () => Math.ceil(lastHandshakeAtMs + limits.handshakeGapMs - monotonicMs()),
    open(plan) {
      standing = openHeld(plan)
    },
    openBeside(plan) {
      beside = openHeld(plan)
    },
    dropBeside() {
      const left = beside
      beside = null
      drop(left)
    },
    dropAll() {
      const left = [standing, beside, ...lingering.keys()]
      for (const timer of lingering.values()) clearTimeout(timer)
      lingering.clear()
      standing = beside = null
      left.forEach(drop)
    },
    async closed() {
      await Promise.all(closing)
    }
  }
}
