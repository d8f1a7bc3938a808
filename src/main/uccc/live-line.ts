import type faye from 'faye'
import type { LineStatus } from '../../shared/line'
import type { MonitorMessage } from '../../shared/record'
import type { LiveLine } from '../core/ports'
import { backOffMs } from './back-off'
import { defaultLiveLineLimits, type LiveLineLimits } from './line-limits'
import type { LineTransport } from './line-proof'
import { openLineSession, type LineSession, type LossReason, type SessionEnd } from './line-session'
import { readMonitorMessage } from './schemas'

/** How many desk phones one line can watch. */
export const maxWatchedAgents = 500

/** What is told with a status. */
export interface LineDetail {
  /** On becoming live: events since this time (epoch ms) may have been missed. Null: none were. */
  gapSinceMs: number | null
  /** On becoming live. */
  transport: LineTransport | null
  /** Why it was lost or refused; `words`: the server's own. */
  problem: { reason: LossReason | 'not-allowed'; words: string | null } | null
}

/** What a live line needs. */
export interface LiveLineDeps {
  fayeUrl: string
  /** 固定话机ID of each desk phone to watch, at most {@link maxWatchedAgents}; the first is the person's own. */
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
  /** Connects anew at once: after resume, unlock, a change of network. Not after a refusal. */
  wake(): void
  /** Messages that were not the service's and were dropped. */
  droppedCount(): number
}

const channelPrefix = '/monitor_agent_'

/**
 * A live line that is `live` only while events can arrive: each attempt is a fresh stock client, proven
 * by its replies, probed while it is quiet, and dropped whole on the first doubt. Attempts are spaced by
 * a back-off with full jitter, and never closer than `handshakeGapMs`.
 */
export function createLiveLine(deps: LiveLineDeps): WatchedLiveLine {
  const limits = { ...defaultLiveLineLimits, ...deps.limits }
  const now = deps.now ?? Date.now
  const random = deps.random ?? Math.random
  const agentOfChannel = new Map(
    [...new Set(deps.agentIds)]
      .filter((agentId) => Number.isSafeInteger(agentId) && agentId > 0)
      .slice(0, maxWatchedAgents)
      .map((agentId) => [channelPrefix + String(agentId), agentId])
  )

  let library: typeof faye | null = null
  let isStarted = false
  let status: LineStatus = { kind: 'off' }
  let session: LineSession | null = null
  /** Opened beside a session on long-polling, to find out whether a websocket works by now. */
  let candidate: LineSession | null = null
  /** Its polls may still hold what was published before the websocket stood. */
  let lingering: LineSession | null = null
  let isWebsocketAllowed = true
  let turn = 0
  let lastHandshakeAtMs = -Infinity
  /** While live: when something was last heard; before that, the start. Epoch ms. */
  let lastHeardAtMs = 0
  let gapSinceMs: number | null = null
  let dropped = 0
  const timers: Partial<Record<'attempt' | 'stable' | 'upgrade' | 'linger', NodeJS.Timeout>> = {}
  const closing = new Set<Promise<void>>()

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
  const drop = (old: LineSession | null): void => {
    if (old === null) return
    const closed = old.close()
    closing.add(closed)
    void closed.then(() => closing.delete(closed))
  }
  const dropAll = (): void => {
    for (const timer of Object.values(timers)) clearTimeout(timer)
    delete timers.attempt
    const old = [session, candidate, lingering]
    session = candidate = lingering = null
    old.forEach(drop)
  }
  const handshakeWaitMs = (): number =>
    Math.ceil(lastHandshakeAtMs + limits.handshakeGapMs - performance.now())

  const hearData = (channel: string, data: unknown): void => {
    const agentId = agentOfChannel.get(channel)
    const message = agentId === undefined ? null : readMonitorMessage(data, agentId)
    if (message === null) dropped += 1
    else tell(() => deps.onMessage(message, now()))
  }
  const goLive = (transport: LineTransport): void => {
    const missedSinceMs = gapSinceMs
    gapSinceMs = null
    lastHeardAtMs = now()
    clearTimeout(timers.stable)
    timers.stable = setTimeout(() => (turn = 0), limits.stableMs)
    if (transport === 'long-polling') scheduleUpgrade()
    setStatus({ kind: 'live', sinceMs: lastHeardAtMs }, { gapSinceMs: missedSinceMs, transport })
  }
  const leaveLive = (): void => {
    if (status.kind === 'live') gapSinceMs = lastHeardAtMs
  }
  const lose = (end: SessionEnd): void => {
    leaveLive()
    dropAll()
    if (end.kind === 'not-allowed') {
      setStatus(
        { kind: 'refused', message: end.words },
        { problem: { reason: 'not-allowed', words: end.words } }
      )
      return
    }
    isWebsocketAllowed = !end.isWebsocketMute
    const pauseMs = backOffMs(turn, limits.backOffMinMs, limits.backOffMaxMs, random)
    turn += 1
    timers.attempt = setTimeout(attempt, pauseMs)
    const { reason, words } = end
    setStatus(
      { kind: 'lost', sinceMs: lastHeardAtMs, nextTryAtMs: now() + pauseMs },
      { problem: { reason, words } }
    )
  }

  const open = (
    use: { library: typeof faye; isWebsocketAllowed: boolean },
    isCandidate: boolean
  ): LineSession => {
    lastHandshakeAtMs = performance.now()
    const opened = openLineSession({
      ...use,
      fayeUrl: deps.fayeUrl,
      channels: [...agentOfChannel.keys()],
      limits,
      events: {
        onHandshake: () => (lastHandshakeAtMs = performance.now()),
        onHeard() {
          if (status.kind === 'live' && opened === session) lastHeardAtMs = now()
        },
        onData: hearData,
        onGarbage: () => (dropped += 1),
        onChannelRefused(channel, words) {
          const agentId = agentOfChannel.get(channel)
          if (agentId !== undefined && !isCandidate) tell(() => deps.onAgentRefused?.(agentId, words))
        },
        onLive(transport) {
          if (opened !== candidate) {
            goLive(transport)
          } else if (transport === 'websocket') {
            // Both are subscribed for a while: an event may come twice, none is missed.
            lingering = session
            session = opened
            candidate = null
            timers.linger = setTimeout(() => {
              const old = lingering
              lingering = null
              drop(old)
            }, limits.lingerMs)
          } else giveUpUpgrade()
        },
        onEnded(end) {
          if (opened === candidate) giveUpUpgrade()
          else if (opened === session) lose(end)
        }
      }
    })
    return opened
  }
  const attempt = (): void => {
    clearTimeout(timers.attempt)
    delete timers.attempt
    if (!isStarted || session !== null) return
    const waitMs = handshakeWaitMs()
    if (waitMs > 0 || library === null) {
      if (library !== null) timers.attempt = setTimeout(attempt, waitMs)
      return
    }
    try {
      session = open({ library, isWebsocketAllowed }, false)
    } catch (error) {
      deps.onFault?.(error)
      lose({ kind: 'lost', reason: 'broken', words: null, isWebsocketMute: false })
    }
  }
  const tryUpgrade = (): void => {
    const waitMs = handshakeWaitMs()
    if (waitMs > 0) timers.upgrade = setTimeout(tryUpgrade, waitMs)
    else if (library !== null && status.kind === 'live') {
      candidate = open({ library, isWebsocketAllowed: true }, true)
    }
  }
  const scheduleUpgrade = (): void => {
    clearTimeout(timers.upgrade)
    timers.upgrade = setTimeout(tryUpgrade, limits.websocketRetryMs)
  }
  const giveUpUpgrade = (): void => {
    const old = candidate
    candidate = null
    drop(old)
    scheduleUpgrade()
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
      if (agentOfChannel.size === 0) {
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
      if (!isStarted || agentOfChannel.size === 0) return
      turn = 0
      if (session === null || status.kind === 'live') connectAnew()
      else if (status.kind === 'lost') setStatus({ kind: 'connecting' })
    },
    wake() {
      if (isStarted && status.kind !== 'refused') connectAnew()
    },
    async stop() {
      if (isStarted) {
        isStarted = false
        dropAll()
        setStatus({ kind: 'off' })
      }
      await Promise.all(closing)
    },
    droppedCount: () => dropped
  }
}
