import type faye from 'faye'
import type { LineStatus } from '../../../shared/calls/line'
import type { MonitorMessage } from '../../../shared/records/record'
import type { LineDetail, LiveLine } from '../../platform/ports'
import { systemClock } from '../../platform/clock'
import { backOffMs } from '../../platform/back-off'
import { defaultLiveLineLimits, type LiveLineLimits } from './line-limits'
import type { LineTransport } from './line-proof'
import type { SessionEnd } from './line-session'
import { createLineSessions, type RefusedChannel, type SessionPlan } from './line-sessions'
import { canCarryWebsocket, routeKey } from '../addresses/proxy'
import { readMonitorMessage } from '../schemas'
import type { FayeAddress, EndpointSelector } from '../addresses/endpoint-selector'
import { createWatchedAgents } from './watched-agents'
import { createWebsocketTrust } from './websocket-trust'

/** What a live line needs. */
export interface LiveLineDeps {
  endpoint: EndpointSelector<FayeAddress>
  /** 固定话机ID of each desk phone to watch at first, at most 500; the first is the person's own. */
  agentIds: readonly number[]
  onMessage: (message: MonitorMessage, heardAtMs: number) => void
  onStatus: (status: LineStatus, detail: LineDetail) => void
  /** A desk phone other than the first can't be watched; the rest can. */
  onAgentRefused?: (agentId: number, words: string | null) => void
  /** A listener threw, or faye is not what it was; the line goes on. */
  onFault?: (error: unknown) => void
  limits?: Partial<LiveLineLimits>
  now?: () => number
  random?: () => number
}

/** The live state of desk phones (document, 订阅话机状态). Nothing of it throws. */
export interface WatchedLiveLine extends LiveLine {
  /**
   * The way's address is another one: connects there at once, or, while it is live, proves the new session
   * before the old one is left.
   */
  moved(): void
  /** Messages that were not the service's and were dropped. */
  droppedCount(): number
}

const isSameAddress = (one: FayeAddress, other: FayeAddress): boolean =>
  one.fayeUrl === other.fayeUrl && routeKey(one.fayeRoute) === routeKey(other.fayeRoute)

/** faye is not what it was. */
const brokenAtOnce: SessionEnd = {
  ...{ kind: 'lost', reason: 'broken', words: null, error: null, advisedMs: 0 },
  ...{ isTurnedAway: false, wasWebsocket: false, isWebsocketMute: false }
}

/**
 * A live line that is `live` only while events can arrive: each attempt is a fresh stock client, proven
 * by its replies, probed while it is quiet, and dropped whole on the first doubt. Attempts are spaced by
 * a back-off with full jitter, and never closer than `handshakeGapMs`.
 */
export function createLiveLine(deps: LiveLineDeps): WatchedLiveLine {
  const limits = { ...defaultLiveLineLimits, ...deps.limits }
  const now = deps.now ?? (() => systemClock.now())
  const random = deps.random ?? Math.random
  const { endpoint } = deps
  const agents = createWatchedAgents(deps.agentIds)
  const websockets = createWebsocketTrust()

  let library: typeof faye | null = null
  let isStarted = false
  let status: LineStatus = { kind: 'off' }
  let liveTransport: LineTransport = 'long-polling'
  let turn = 0
  /** Failed tries to prove a session beside the standing one. */
  let besideTurn = 0
  /** While live: when something was last heard; before that, the start. Epoch ms. */
  let lastHeardAtMs = 0
  let gapSinceMs: number | null = null
  let dropped = 0
  const timers: Partial<Record<'attempt' | 'stable' | 'websocket' | 'upgrade' | 'beside', NodeJS.Timeout>> =
    {}

  // What a listener throws is its own affair: the line must go on.
  const tell = (work: () => void): void => {
    try {
      work()
    } catch (error) {
      deps.onFault?.(error)
    }
  }
  const setStatus = (next: LineStatus, detail: Partial<LineDetail> = {}): void => {
    status = next
    tell(() => deps.onStatus(next, { gapSinceMs: null, transport: null, problem: null, ...detail }))
  }
  const dropAll = (): void => {
    for (const timer of Object.values(timers)) clearTimeout(timer)
    delete timers.attempt
    sessions.dropAll()
  }
  const refuse = ({ channel, words }: RefusedChannel): void => {
    const agentId = agents.agentOf(channel)
    if (agentId === null) return
    agents.refused(agentId)
    tell(() => deps.onAgentRefused?.(agentId, words))
  }
  const leaveLive = (): void => {
    if (status.kind === 'live') gapSinceMs = lastHeardAtMs
  }
  const pauseAfter = (end: Extract<SessionEnd, { kind: 'lost' }>, isDoneWithWebsockets: boolean): number => {
    if (end.isTurnedAway) return Math.round(limits.turnedAwayRetryMs * (0.75 + random() / 2))
    // Without the websocket it is likely to work, so that doesn't wait out what the websockets ran up.
    if (isDoneWithWebsockets) return limits.backOffMinMs
    const pauseMs = backOffMs(turn, limits.backOffMinMs, limits.backOffMaxMs, random)
    return Math.max(pauseMs, Math.min(end.advisedMs, limits.backOffMaxMs))
  }
  /** The session that is live now travels this way. */
  const travels = (transport: LineTransport): void => {
    clearTimeout(timers.websocket)
    if (transport === 'long-polling') {
      scheduleUpgrade()
      return
    }
    clearTimeout(timers.upgrade)
    websockets.opened()
    timers.websocket = setTimeout(() => websockets.stable(), limits.websocketStableMs)
  }
  const lose = (plan: SessionPlan, end: SessionEnd): void => {
    leaveLive()
    dropAll()
    if (end.kind === 'not-allowed') {
      setStatus(
        { kind: 'refused', message: end.words },
        { problem: { reason: 'not-allowed', words: end.words } }
      )
      return
    }
    const isDoneWithWebsockets = end.wasWebsocket && websockets.ended(end.isWebsocketMute)
    const pauseMs = pauseAfter(end, isDoneWithWebsockets)
    turn += 1
    timers.attempt = setTimeout(attempt, pauseMs)
    const { reason, words, error } = end
    setStatus(
      { kind: 'lost', sinceMs: lastHeardAtMs, nextTryAtMs: now() + pauseMs },
      { problem: { reason, words, ...(error === null ? {} : { error }) } }
    )
    void endpoint.reportUnreachable(plan.address)
  }

  const sessions = createLineSessions(limits, {
    onHeard() {
      if (status.kind === 'live') lastHeardAtMs = now()
    },
    onData(plan, channel, data) {
      const agentId = agents.agentOf(channel)
      if (agentId === null) {
        // A session that is about to be left may tell of a desk phone that is watched no longer.
        if (!plan.channels.includes(channel)) dropped += 1
        return
      }
      const message = readMonitorMessage(data, agentId)
      if (message === null) dropped += 1
      else tell(() => deps.onMessage(message, now()))
    },
    onGarbage: () => (dropped += 1),
    onChannelRefused: refuse,
    onLive(transport) {
      const missedSinceMs = gapSinceMs
      gapSinceMs = null
      lastHeardAtMs = now()
      liveTransport = transport
      besideTurn = 0
      clearTimeout(timers.stable)
      timers.stable = setTimeout(() => (turn = 0), limits.stableMs)
      travels(transport)
      setStatus({ kind: 'live', sinceMs: lastHeardAtMs }, { gapSinceMs: missedSinceMs, transport })
      tryBeside()
    },
    onLost: lose,
    onTakenOver(_plan, transport, refused) {
      besideTurn = 0
      lastHeardAtMs = now()
      agents.forgetRefused()
      refused.forEach(refuse)
      travels(transport)
      if (transport !== liveTransport) {
        liveTransport = transport
        setStatus(status, { transport })
      }
      tryBeside()
    },
    onBesideOver(plan, end) {
      if (end?.kind === 'lost' && end.wasWebsocket) websockets.ended(end.isWebsocketMute)
      if (plan.isUpgrade) {
        scheduleUpgrade()
        tryBeside()
        return
      }
      if (liveTransport === 'long-polling') scheduleUpgrade()
      const pauseMs = backOffMs(besideTurn, limits.backOffMinMs, limits.backOffMaxMs, random)
      besideTurn += 1
      timers.beside = setTimeout(tryBeside, pauseMs)
      // A new address that is none: the addresses decide again.
      const standing = sessions.standing()
      if (standing !== null && !isSameAddress(standing.address, plan.address))
        void endpoint.reportUnreachable(plan.address)
    }
  })

  const plan = (loaded: typeof faye, isUpgrade: boolean): SessionPlan => ({
    library: loaded,
    address: endpoint.current(),
    channels: agents.channels(),
    isWebsocketAllowed: websockets.isAllowed() || isUpgrade,
    isUpgrade
  })
  const isOutdated = (standing: SessionPlan): boolean =>
    standing.channels !== agents.channels() || !isSameAddress(standing.address, endpoint.current())
  const attempt = (): void => {
    clearTimeout(timers.attempt)
    delete timers.attempt
    if (!isStarted || sessions.standing() !== null || library === null) return
    const waitMs = sessions.handshakeWaitMs()
    if (waitMs > 0) {
      timers.attempt = setTimeout(attempt, waitMs)
      return
    }
    agents.forgetRefused()
    const next = plan(library, false)
    try {
      sessions.open(next)
    } catch (error) {
      deps.onFault?.(error)
      lose(next, brokenAtOnce)
    }
  }
  /** Opens a session beside the standing one, when it is live and `isWanted`. */
  const openBeside = (isUpgrade: boolean, again: () => void): void => {
    const standing = sessions.standing()
    if (library === null || standing === null || status.kind !== 'live' || sessions.beside() !== null) return
    if (!isUpgrade && !isOutdated(standing)) return
    const waitMs = sessions.handshakeWaitMs()
    if (waitMs > 0) {
      timers[isUpgrade ? 'upgrade' : 'beside'] = setTimeout(again, waitMs)
      return
    }
    try {
      sessions.openBeside(plan(library, isUpgrade && !isOutdated(standing)))
    } catch (error) {
      deps.onFault?.(error)
    }
  }
  const tryBeside = (): void => {
    clearTimeout(timers.beside)
    openBeside(false, tryBeside)
  }
  const tryUpgrade = (): void => openBeside(true, tryUpgrade)
  const scheduleUpgrade = (): void => {
    clearTimeout(timers.upgrade)
    if (canCarryWebsocket(endpoint.current().fayeRoute))
      timers.upgrade = setTimeout(tryUpgrade, limits.websocketRetryMs * websockets.retryFactor())
  }
  const connectAnew = (): void => {
    leaveLive()
    dropAll()
    turn = 0
    if (status.kind !== 'connecting') setStatus({ kind: 'connecting' })
    attempt()
  }

  return {
    start() {
      if (isStarted) return
      isStarted = true
      turn = 0
      gapSinceMs = null
      lastHeardAtMs = now()
      setStatus({ kind: 'connecting' })
      if (agents.channels().length === 0) {
        setStatus({ kind: 'refused', message: null }, { problem: { reason: 'not-allowed', words: null } })
        return
      }
      // Loaded here, because a program that only shows its window has no need of it.
      void import('faye').then(
        (loaded) => {
          library = loaded.default
          attempt()
        },
        (error: unknown) => deps.onFault?.(error)
      )
    },
    retry() {
      if (!isStarted || agents.channels().length === 0) return
      turn = 0
      websockets.reset()
      if (sessions.standing() === null || status.kind === 'live') connectAnew()
      else if (status.kind === 'lost') setStatus({ kind: 'connecting' })
    },
    wake() {
      if (isStarted && status.kind !== 'refused') connectAnew()
    },
    watch(agentIds) {
      if (!agents.watch(agentIds)) return
      besideTurn = 0
      tryBeside()
    },
    moved() {
      const standing = sessions.standing()
      websockets.reset()
      if (!isStarted || status.kind === 'refused') return
      if (status.kind !== 'live') {
        if (standing === null || !isSameAddress(standing.address, endpoint.current())) connectAnew()
        return
      }
      const beside = sessions.beside()
      if (beside !== null && !isSameAddress(beside.address, endpoint.current())) {
        sessions.dropBeside()
        if (liveTransport === 'long-polling') scheduleUpgrade()
      }
      besideTurn = 0
      tryBeside()
    },
    async stop() {
      if (isStarted) {
        isStarted = false
        dropAll()
        setStatus({ kind: 'off' })
      }
      await sessions.closed()
    },
    droppedCount: () => dropped
  }
}
