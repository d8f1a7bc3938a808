import { monotonicMs } from '../../platform/clock'
import type { LiveLineLimits } from './line-limits'
import type { LineTransport } from './line-proof'
import {
  LineSession,
  type RefusedChannel,
  type SessionEnd,
  type SessionListener,
  type SessionPlan
} from './line-session'

/** Notified by the sessions of one line. Dropped sessions no longer notify. */
export interface LineSessionsListener {
  /** Any message arrived in the active session. */
  onHeard(): void
  /** From any session: while two are live, both can deliver the same event. */
  onData(plan: SessionPlan, channel: string, data: unknown): void
  onGarbage(): void
  /** The active session is proven. */
  onLive(transport: LineTransport): void
  onChannelRefused(refused: RefusedChannel): void
  onLost(plan: SessionPlan, end: SessionEnd): void
  /** The standby session is proven and has replaced the active one. */
  onTakeover(transport: LineTransport, refused: readonly RefusedChannel[]): void
  /** The standby session ended before it could take over; `end` is null for an upgrade without a websocket. */
  onStandbyEnded(plan: SessionPlan, end: SessionEnd | null): void
}

/** The sessions of one line: the active one, at most one standby to replace it, and replaced ones. */
export interface LineSessions {
  /** The active session's plan; null without one. */
  active(): SessionPlan | null
  /** The standby session's plan; null without one. */
  standby(): SessionPlan | null
  /** Time until the next handshake may be sent, in ms; not positive if it may be sent now. */
  handshakeWaitMs(): number
  /** Opens the active session. Throws when faye's fields are not those of the pinned version. */
  open(plan: SessionPlan): void
  /** Opens the standby session. Throws like `open`. */
  openStandby(plan: SessionPlan): void
  dropStandby(): void
  dropAll(): void
  /** Resolves when every dropped session is closed. */
  closed(): Promise<void>
}

class ActiveAndStandby implements LineSessions, SessionListener {
  readonly #limits: LiveLineLimits
  readonly #listener: LineSessionsListener
  #active: LineSession | null = null
  #standby: LineSession | null = null
  /** Replaced sessions: their polls may still carry events published before the new one was subscribed. */
  readonly #lingering = new Map<LineSession, NodeJS.Timeout>()
  readonly #closing = new Set<Promise<void>>()
  #lastHandshakeAtMs = -Infinity

  constructor(limits: LiveLineLimits, listener: LineSessionsListener) {
    this.#limits = limits
    this.#listener = listener
  }

  active(): SessionPlan | null {
    return this.#active?.plan ?? null
  }

  standby(): SessionPlan | null {
    return this.#standby?.plan ?? null
  }

  handshakeWaitMs(): number {
    return Math.ceil(this.#lastHandshakeAtMs + this.#limits.handshakeGapMs - monotonicMs())
  }

  open(plan: SessionPlan): void {
    this.#active = this.#openSession(plan)
  }

  openStandby(plan: SessionPlan): void {
    this.#standby = this.#openSession(plan)
  }

  dropStandby(): void {
    const dropped = this.#standby
    this.#standby = null
    this.#drop(dropped)
  }

  dropAll(): void {
    const dropped = [this.#active, this.#standby, ...this.#lingering.keys()]
    for (const timer of this.#lingering.values()) clearTimeout(timer)
    this.#lingering.clear()
    this.#active = this.#standby = null
    for (const session of dropped) this.#drop(session)
  }

  async closed(): Promise<void> {
    await Promise.all(this.#closing)
  }

  onHandshake(): void {
    this.#lastHandshakeAtMs = monotonicMs()
  }

  onHeard(session: LineSession): void {
    if (session === this.#active) this.#listener.onHeard()
  }

  onData(session: LineSession, channel: string, data: unknown): void {
    this.#listener.onData(session.plan, channel, data)
  }

  onGarbage(): void {
    this.#listener.onGarbage()
  }

  onChannelRefused(session: LineSession, refused: RefusedChannel): void {
    if (session === this.#active) this.#listener.onChannelRefused(refused)
  }

  onLive(session: LineSession, transport: LineTransport): void {
    if (session === this.#active) this.#listener.onLive(transport)
    else if (session === this.#standby) {
      if (session.plan.isUpgrade && transport !== 'websocket') this.#leaveStandby(session, null)
      else this.#takeOver(session, transport)
    }
  }

  onEnded(session: LineSession, end: SessionEnd): void {
    if (session === this.#active) this.#listener.onLost(session.plan, end)
    else if (session === this.#standby) this.#leaveStandby(session, end)
  }

  #openSession(plan: SessionPlan): LineSession {
    this.#lastHandshakeAtMs = monotonicMs()
    return new LineSession(plan, this.#limits, this)
  }

  #drop(session: LineSession | null): void {
    if (session === null) return
    const closed = session.close()
    this.#closing.add(closed)
    void closed.then(() => this.#closing.delete(closed))
  }

  #takeOver(session: LineSession, transport: LineTransport): void {
    const replaced = this.#active
    this.#active = session
    this.#standby = null
    // Both stay subscribed for a while: an event may arrive twice, but none is missed.
    if (replaced !== null) {
      const timer = setTimeout(() => {
        this.#lingering.delete(replaced)
        this.#drop(replaced)
      }, this.#limits.lingerMs)
      this.#lingering.set(replaced, timer)
    }
    this.#listener.onTakeover(transport, session.refusedChannels)
  }

  #leaveStandby(session: LineSession, end: SessionEnd | null): void {
    this.#standby = null
    this.#drop(session)
    this.#listener.onStandbyEnded(session.plan, end)
  }
}

/** Creates the sessions of a line, none of them open yet. */
export const createLineSessions = (limits: LiveLineLimits, listener: LineSessionsListener): LineSessions =>
  new ActiveAndStandby(limits, listener)
