import type faye from 'faye'
import type { LineStatus } from '../../../shared/calls/schema'
import type { LineDetail, LiveLine, LiveLineListener } from '../../platform/ports'
import { systemClock } from '../../platform/clock'
import { nextDelayMs } from '../../platform/retry-schedule'
import { defaultLiveLineLimits, type LiveLineLimits } from './line-limits'
import type { LineTransport } from './line-proof'
import type { RefusedChannel, SessionEnd, SessionLoss, SessionPlan } from './line-session'
import { createLineSessions, type LineSessions, type LineSessionsListener } from './line-sessions'
import { canCarryWebsocket, routeKey } from '../addresses/proxy'
import { readMonitorMessage } from '../schemas'
import type { EndpointSelector, FayeAddress } from '../addresses/endpoint-selector'
import { createWatchedAgents, type WatchedAgents } from './watched-agents'
import { createWebsocketTrust } from './faye/websocket-trust'

/** The part of the connection's listener that the line notifies. */
export type LineListener = Omit<LiveLineListener, 'onAddress'>

/** What a live line needs. */
export interface LiveLineDeps {
  endpoint: EndpointSelector<FayeAddress>
  /** 固定话机ID of each desk phone to watch at first, at most 500; the first is the user's own. */
  agentIds: readonly number[]
  listener: LineListener
  /** Called when a listener threw or faye's fields differ from the pinned version; the line continues. */
  onFault?: ((error: unknown) => void) | undefined
  limits?: Partial<LiveLineLimits> | undefined
  now?: () => number
  random?: () => number
}

/** The live state of desk phones (document, 订阅话机状态). None of its methods throws. */
export interface WatchedLiveLine extends LiveLine {
  /**
   * Call after the endpoint's address changed: reconnects at once, or, while the line is live, proves a new session
   * there before it replaces the active one.
   */
  moved(): void
  /** Number of dropped messages that weren't in the service's format. */
  droppedCount(): number
}

const isSameAddress = (one: FayeAddress, other: FayeAddress): boolean =>
  one.fayeUrl === other.fayeUrl && routeKey(one.fayeRoute) === routeKey(other.fayeRoute)

/** The end of a session that couldn't be opened. */
const brokenAtOnce: SessionEnd = {
  ...{ kind: 'lost', reason: 'broken', words: null, error: null, advisedMs: 0 },
  ...{ isTurnedAway: false, wasWebsocket: false, isWebsocketMute: false }
}

type LineTimer = 'attempt' | 'stable' | 'websocket' | 'upgrade' | 'standby'

class FayeLiveLine implements WatchedLiveLine, LineSessionsListener {
  readonly #deps: LiveLineDeps
  readonly #endpoint: EndpointSelector<FayeAddress>
  readonly #limits: LiveLineLimits
  readonly #now: () => number
  readonly #random: () => number
  readonly #agents: WatchedAgents
  readonly #websockets = createWebsocketTrust()
  readonly #sessions: LineSessions
  readonly #timers: Partial<Record<LineTimer, NodeJS.Timeout>> = {}
  #library: typeof faye | null = null
  #isStarted = false
  #status: LineStatus = { kind: 'off' }
  #liveTransport: LineTransport = 'long-polling'
  /** Attempts since the line was last stable. */
  #attempts = 0
  /** Failed attempts to prove a standby session. */
  #standbyAttempts = 0
  /** Time of the last message while live; before that, of the start. Epoch ms. */
  #lastHeardAtMs = 0
  #gapSinceMs: number | null = null
  #dropped = 0

  constructor(deps: LiveLineDeps) {
    this.#deps = deps
    this.#endpoint = deps.endpoint
    this.#limits = { ...defaultLiveLineLimits, ...deps.limits }
    this.#now = deps.now ?? (() => systemClock.now())
    this.#random = deps.random ?? Math.random
    this.#agents = createWatchedAgents(deps.agentIds)
    this.#sessions = createLineSessions(this.#limits, this)
  }

  start(): void {
    if (this.#isStarted) return
    this.#isStarted = true
    this.#attempts = 0
    this.#gapSinceMs = null
    this.#lastHeardAtMs = this.#now()
    this.#setStatus({ kind: 'connecting' })
    if (this.#agents.channels().length === 0) {
      this.#setStatus({ kind: 'refused', message: null }, { problem: { reason: 'not-allowed', words: null } })
      return
    }
    // Loaded on demand: not needed before sign-in.
    void import('faye').then(
      (loaded) => {
        this.#library = loaded.default
        this.#attempt()
      },
      (error: unknown) => this.#deps.onFault?.(error)
    )
  }

  retry(): void {
    if (!this.#isStarted || this.#agents.channels().length === 0) return
    this.#attempts = 0
    this.#websockets.reset()
    if (this.#sessions.active() === null || this.#status.kind === 'live') this.#reconnect()
    else if (this.#status.kind === 'lost') this.#setStatus({ kind: 'connecting' })
  }

  wake(): void {
    if (this.#isStarted && this.#status.kind !== 'refused') this.#reconnect()
  }

  watch(agentIds: readonly number[]): void {
    if (!this.#agents.watch(agentIds)) return
    this.#standbyAttempts = 0
    this.#tryStandby()
  }

  moved(): void {
    const active = this.#sessions.active()
    this.#websockets.reset()
    if (!this.#isStarted || this.#status.kind === 'refused') return
    if (this.#status.kind !== 'live') {
      if (active === null || !this.#isCurrent(active)) this.#reconnect()
      return
    }
    const standby = this.#sessions.standby()
    if (standby !== null && !this.#isCurrent(standby)) {
      this.#sessions.dropStandby()
      if (this.#liveTransport === 'long-polling') this.#scheduleUpgrade()
    }
    this.#standbyAttempts = 0
    this.#tryStandby()
  }

  async stop(): Promise<void> {
    if (this.#isStarted) {
      this.#isStarted = false
      this.#dropAll()
      this.#setStatus({ kind: 'off' })
    }
    await this.#sessions.closed()
  }

  droppedCount(): number {
    return this.#dropped
  }

  // Session events

  onHeard(): void {
    if (this.#status.kind === 'live') this.#lastHeardAtMs = this.#now()
  }

  onData(plan: SessionPlan, channel: string, data: unknown): void {
    const agentId = this.#agents.agentOf(channel)
    if (agentId === null) {
      // A session about to be left can deliver events of a desk phone that is no longer watched.
      if (!plan.channels.includes(channel)) this.#dropped += 1
      return
    }
    const message = readMonitorMessage(data, agentId)
    if (message === null) this.#dropped += 1
    else this.#notify((listener) => listener.onMessage(message, this.#now()))
  }

  onGarbage(): void {
    this.#dropped += 1
  }

  onChannelRefused({ channel, words }: RefusedChannel): void {
    const agentId = this.#agents.agentOf(channel)
    if (agentId === null) return
    this.#agents.refused(agentId)
    this.#notify((listener) => listener.onAgentRefused(agentId, words))
  }

  onLive(transport: LineTransport): void {
    const missedSinceMs = this.#gapSinceMs
    this.#gapSinceMs = null
    this.#lastHeardAtMs = this.#now()
    this.#liveTransport = transport
    this.#standbyAttempts = 0
    clearTimeout(this.#timers.stable)
    this.#timers.stable = setTimeout(() => (this.#attempts = 0), this.#limits.stableMs)
    this.#watchTransport(transport)
    this.#setStatus({ kind: 'live', sinceMs: this.#lastHeardAtMs }, { gapSinceMs: missedSinceMs, transport })
    this.#tryStandby()
  }

  onLost(plan: SessionPlan, end: SessionEnd): void {
    this.#leaveLive()
    this.#dropAll()
    if (end.kind === 'not-allowed') {
      this.#setStatus(
        { kind: 'refused', message: end.words },
        { problem: { reason: 'not-allowed', words: end.words } }
      )
      return
    }
    const isDoneWithWebsockets = end.wasWebsocket && this.#websockets.ended(end.isWebsocketMute)
    const pauseMs = this.#retryPauseMs(end, isDoneWithWebsockets)
    this.#attempts += 1
    this.#timers.attempt = setTimeout(() => this.#attempt(), pauseMs)
    const { reason, words, error } = end
    this.#setStatus(
      { kind: 'lost', sinceMs: this.#lastHeardAtMs, nextTryAtMs: this.#now() + pauseMs },
      { problem: { reason, words, ...(error === null ? {} : { error }) } }
    )
    void this.#endpoint.reportUnreachable(plan.address)
  }

  onTakeover(transport: LineTransport, refused: readonly RefusedChannel[]): void {
    this.#standbyAttempts = 0
    this.#lastHeardAtMs = this.#now()
    this.#agents.forgetRefused()
    for (const channel of refused) this.onChannelRefused(channel)
    this.#watchTransport(transport)
    if (transport !== this.#liveTransport) {
      this.#liveTransport = transport
      this.#setStatus(this.#status, { transport })
    }
    this.#tryStandby()
  }

  onStandbyEnded(plan: SessionPlan, end: SessionEnd | null): void {
    if (end?.kind === 'lost' && end.wasWebsocket) this.#websockets.ended(end.isWebsocketMute)
    if (plan.isUpgrade) {
      this.#scheduleUpgrade()
      this.#tryStandby()
      return
    }
    if (this.#liveTransport === 'long-polling') this.#scheduleUpgrade()
    const pauseMs = this.#backOffMs(this.#standbyAttempts)
    this.#standbyAttempts += 1
    this.#timers.standby = setTimeout(() => this.#tryStandby(), pauseMs)
    // The new address doesn't work: let the endpoint selector decide again.
    const active = this.#sessions.active()
    if (active !== null && !isSameAddress(active.address, plan.address))
      void this.#endpoint.reportUnreachable(plan.address)
  }

  // Status

  /** An exception of the listener must not stop the line. */
  #notify(work: (listener: LineListener) => void): void {
    try {
      work(this.#deps.listener)
    } catch (error) {
      this.#deps.onFault?.(error)
    }
  }

  #setStatus(next: LineStatus, detail: Partial<LineDetail> = {}): void {
    this.#status = next
    this.#notify((listener) =>
      listener.onStatus(next, { gapSinceMs: null, transport: null, problem: null, ...detail })
    )
  }

  #leaveLive(): void {
    if (this.#status.kind === 'live') this.#gapSinceMs = this.#lastHeardAtMs
  }

  #dropAll(): void {
    for (const timer of Object.values(this.#timers)) clearTimeout(timer)
    delete this.#timers.attempt
    this.#sessions.dropAll()
  }

  // Attempts

  #attempt(): void {
    clearTimeout(this.#timers.attempt)
    delete this.#timers.attempt
    if (!this.#isStarted || this.#sessions.active() !== null || this.#library === null) return
    const waitMs = this.#sessions.handshakeWaitMs()
    if (waitMs > 0) {
      this.#timers.attempt = setTimeout(() => this.#attempt(), waitMs)
      return
    }
    this.#agents.forgetRefused()
    const plan = this.#plan(this.#library, false)
    try {
      this.#sessions.open(plan)
    } catch (error) {
      this.#deps.onFault?.(error)
      this.onLost(plan, brokenAtOnce)
    }
  }

  #reconnect(): void {
    this.#leaveLive()
    this.#dropAll()
    this.#attempts = 0
    if (this.#status.kind !== 'connecting') this.#setStatus({ kind: 'connecting' })
    this.#attempt()
  }

  #retryPauseMs(end: SessionLoss, isDoneWithWebsockets: boolean): number {
    if (end.isTurnedAway) return Math.round(this.#limits.turnedAwayRetryMs * (0.75 + this.#random() / 2))
    // Long-polling is likely to work, so it doesn't wait out the back-off of the failed websockets.
    if (isDoneWithWebsockets) return this.#limits.backOffMinMs
    return Math.max(this.#backOffMs(this.#attempts), Math.min(end.advisedMs, this.#limits.backOffMaxMs))
  }

  #backOffMs(attempts: number): number {
    const { backOffMinMs: minMs, backOffMaxMs: maxMs } = this.#limits
    return nextDelayMs({ minMs, maxMs, jitter: 'full' }, attempts, { random: this.#random })
  }

  #plan(library: typeof faye, isUpgrade: boolean): SessionPlan {
    return {
      library,
      address: this.#endpoint.current(),
      channels: this.#agents.channels(),
      isWebsocketAllowed: this.#websockets.isAllowed() || isUpgrade,
      isUpgrade
    }
  }

  // Standby sessions: other channels, another address, or a websocket in place of long-polling

  #isCurrent(plan: SessionPlan): boolean {
    return isSameAddress(plan.address, this.#endpoint.current())
  }

  #isOutdated(active: SessionPlan): boolean {
    return active.channels !== this.#agents.channels() || !this.#isCurrent(active)
  }

  #tryStandby(): void {
    clearTimeout(this.#timers.standby)
    this.#openStandby(false, () => this.#tryStandby())
  }

  #tryUpgrade(): void {
    this.#openStandby(true, () => this.#tryUpgrade())
  }

  /** Opens a standby session if the line is live and needs one; calls `again` when the next handshake may be sent. */
  #openStandby(isUpgrade: boolean, again: () => void): void {
    const active = this.#sessions.active()
    if (this.#library === null || active === null) return
    if (this.#status.kind !== 'live' || this.#sessions.standby() !== null) return
    if (!isUpgrade && !this.#isOutdated(active)) return
    const waitMs = this.#sessions.handshakeWaitMs()
    if (waitMs > 0) {
      this.#timers[isUpgrade ? 'upgrade' : 'standby'] = setTimeout(again, waitMs)
      return
    }
    try {
      this.#sessions.openStandby(this.#plan(this.#library, isUpgrade && !this.#isOutdated(active)))
    } catch (error) {
      this.#deps.onFault?.(error)
    }
  }

  #scheduleUpgrade(): void {
    clearTimeout(this.#timers.upgrade)
    if (!canCarryWebsocket(this.#endpoint.current().fayeRoute)) return
    const delayMs = this.#limits.websocketRetryMs * this.#websockets.retryFactor()
    this.#timers.upgrade = setTimeout(() => this.#tryUpgrade(), delayMs)
  }

  /** Waits until the live session's websocket counts as stable, or schedules the upgrade to one. */
  #watchTransport(transport: LineTransport): void {
    clearTimeout(this.#timers.websocket)
    if (transport === 'long-polling') {
      this.#scheduleUpgrade()
      return
    }
    clearTimeout(this.#timers.upgrade)
    this.#websockets.opened()
    this.#timers.websocket = setTimeout(() => this.#websockets.stable(), this.#limits.websocketStableMs)
  }
}

/**
 * Creates a live line that is `live` only while events can arrive: each attempt uses a new stock client, which is
 * proven by its replies, probed while idle, and dropped on the first failure. Attempts are spaced by a back-off with
 * full jitter and at least `handshakeGapMs`.
 */
export const createLiveLine = (deps: LiveLineDeps): WatchedLiveLine => new FayeLiveLine(deps)
