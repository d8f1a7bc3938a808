import type faye from 'faye'
import type { BayeuxMessage, ClientExtension, MessageScheduler, PassOn } from 'faye'
import type { ConnectionReason } from '../../../shared/session/connection'
import type { AppError } from '../../../shared/platform/errors'
import { monotonicMs } from '../../platform/clock'
import { readAdvice, readHandshake, readRefusal, type Refusal } from './bayeux'
import { wrapFayeClient } from './faye-wrapper'
import type { LiveLineLimits } from './line-limits'
import { createLineProof, type LineTransport } from './line-proof'
import { canCarryWebsocket } from '../addresses/proxy'
import type { FayeAddress } from '../addresses/endpoint-selector'

/**
 * Why a session was lost: answered by something that is no Bayeux server is `foreign-answer`, cut or not answered in time is `no-reply`, a client that the server knows no
 * longer `forgotten`, a new handshake that the server advised `advised`, what made no sense `broken`, too
 * long until events could arrive `slow`.
 */
export type LossReason = Extract<
  ConnectionReason,
  | 'foreign-answer'
  | 'handshake-failed'
  | 'subscription-failed'
  | 'forgotten'
  | 'no-reply'
  | 'advised'
  | 'broken'
  | 'slow'
>

/** Why a session is over. `words`: the server's own. */
export type SessionEnd =
  | { kind: 'not-allowed'; words: string | null }
  | {
      kind: 'lost'
      reason: LossReason
      words: string | null
      /** What a sign-in can say of it, where the network or another server than the service's answered. */
      error: AppError | null
      /** The server advised not to come back. */
      isTurnedAway: boolean
      /** The server advised to wait this long, in ms. */
      advisedMs: number
      /** It went over a websocket. */
      wasWebsocket: boolean
      /** A websocket was opened and never said anything: next time without it. */
      isWebsocketMute: boolean
    }

/** What a session tells. After `onEnded`, and after `close`, it tells nothing more. */
export interface SessionEvents {
  /** A handshake leaves. Once a session. */
  onHandshake(): void
  /** Something of the server's arrived. */
  onHeard(): void
  /** Proven: events can arrive now. Once a session. */
  onLive(transport: LineTransport): void
  onData(channel: string, data: unknown): void
  /** A channel other than the first is refused: the others go on. */
  onChannelRefused(channel: string, words: string | null): void
  onGarbage: () => void
  onEnded(end: SessionEnd): void
}

/** One life of one stock client: a handshake, its subscriptions, and whatever ends it. */
export interface LineSession {
  /** Says goodbye where there is somebody to say it to; resolves when nothing is left of the client. */
  close(): Promise<void>
}

/** What a session needs. */
export interface LineSessionDeps {
  library: typeof faye
  address: FayeAddress
  /** The first one must stand; another may be refused. */
  channels: readonly string[]
  limits: LiveLineLimits
  isWebsocketAllowed: boolean
  events: SessionEvents
}

// A server that answers every connect at once, with nothing in it, would be asked without end.
const maxQuickReplies = 3
const quickReplyMs = 200
const slowedDownMs = 1_000
/** The document's example has a timeout of 120 s; the server's advice overrides it. */
const assumedTimeoutMs = 120_000
/** Polls that leave together are answered together: a probe must leave after the connect it is to prove. */
const afterBatchMs = 5

/**
 * Opens a session. The stock client is kept from repeating anything by itself: whatever is not answered
 * in time, or not successful, ends the session, and with it every socket and timer of the client.
 */
export function openLineSession(deps: LineSessionDeps): LineSession {
  const { limits, events, channels } = deps
  const proof = createLineProof(channels)
  let phase: 'opening' | 'live' | 'closing' | 'over' = 'opening'
  let hasHandshaken = false
  let clientId: string | null = null
  let hasHeardOnWebsocket = false
  let quickReplies = 0
  let wasQuickReply = false
  let connectSentAtMs = 0
  let hasDataSinceConnect = false
  let advisedTimeoutMs = assumedTimeoutMs
  let advisedIntervalMs = 0
  let isProbing = false
  let lastHeardAtMs = 0
  /** What the network, or another server, said last. */
  let problem: AppError | null = null
  let onGone = (): void => undefined
  const timers: Partial<Record<'attempt' | 'probe' | 'pace' | 'proof' | 'goodbye', NodeJS.Timeout>> = {}
  const isWorking = (): boolean => phase === 'opening' || phase === 'live'

  const destroy = (): void => {
    phase = 'over'
    for (const timer of Object.values(timers)) clearTimeout(timer)
    hold.destroy()
    onGone()
  }
  const end = (ended: SessionEnd): void => {
    const isExpected = !isWorking()
    if (phase === 'over') return
    destroy()
    if (!isExpected) events.onEnded(ended)
  }
  const lose = (reason: LossReason, more: { words?: string | null; isTurnedAway?: boolean } = {}): void => {
    const wasWebsocket = proof.transport() === 'websocket'
    end({
      ...{ kind: 'lost', reason, words: more.words ?? null, error: problem },
      isTurnedAway: more.isTurnedAway ?? false,
      advisedMs: advisedIntervalMs,
      wasWebsocket,
      isWebsocketMute: phase === 'opening' && wasWebsocket && !hasHeardOnWebsocket
    })
  }
  const turnAway = (words: string | null): void => {
    problem = { code: 'line-refused', ...(words === null ? {} : { message: words }) }
    lose('advised', { words, isTurnedAway: true })
  }
  const endBy = (refusal: Refusal, reason: LossReason): void => {
    if (refusal.kind === 'not-allowed') end(refusal)
    else if (refusal.kind === 'forgotten') lose('forgotten')
    else if (refusal.kind === 'turned-away') turnAway(refusal.words)
    else lose(reason, { words: refusal.words })
  }

  /** A standing subscription, sent again: its answer proves both ways, whatever the transport. */
  const probe = (): void => {
    const channel = proof.nextStanding()
    if (isProbing || channel === null) return
    isProbing = true
    client.subscribe(channel, true)
  }
  const watch = (): void => {
    const dueInMs = lastHeardAtMs + limits.probeEveryMs - monotonicMs()
    if (dueInMs <= 0) probe()
    timers.probe = setTimeout(watch, dueInMs > 0 ? dueInMs : limits.probeEveryMs)
  }
  const checkProof = (): void => {
    if (phase !== 'opening') return
    if (proof.isProven()) {
      phase = 'live'
      clearTimeout(timers.attempt)
      watch()
      events.onLive(proof.transport())
    } else if (proof.isProbeWanted()) probe()
  }

  class SentOnce implements MessageScheduler {
    readonly #channel: string | undefined
    #isSent = false
    constructor(message: BayeuxMessage) {
      this.#channel = message.channel
    }
    isDeliverable(): boolean {
      return !this.#isSent && phase !== 'over'
    }
    getTimeout(): number {
      if (this.#channel === '/meta/connect') return (advisedTimeoutMs + limits.connectGraceMs) / 1_000
      return (phase === 'live' ? limits.probeReplyMs : limits.replyMs) / 1_000
    }
    getInterval(): number {
      return 0
    }
    send(): void {
      this.#isSent = true
    }
    succeed(): void {
      return
    }
    fail(): void {
      lose('no-reply')
    }
    abort(): void {
      return
    }
  }

  const sendConnect = (message: BayeuxMessage, passOn: PassOn): void => {
    proof.connectSent(message.connectionType === 'websocket' ? 'websocket' : 'long-polling')
    connectSentAtMs = monotonicMs()
    hasDataSinceConnect = false
    passOn(message)
    timers.proof = setTimeout(checkProof, afterBatchMs)
  }
  const outgoing = (message: BayeuxMessage, passOn: PassOn): void => {
    const isGoodbye = message.channel === '/meta/disconnect'
    if (phase === 'over' || (phase === 'closing' && !isGoodbye)) {
      passOn(null)
      return
    }
    if (message.channel === '/meta/handshake') {
      if (hasHandshaken) {
        passOn(null)
        lose('broken')
        return
      }
      hasHandshaken = true
      events.onHandshake()
    } else if (message.channel === '/meta/subscribe') {
      proof.subscriptionSent(message.id ?? '')
    } else if (message.channel === '/meta/connect') {
      // Judged now, because the events of a poll come behind its reply.
      quickReplies = wasQuickReply && !hasDataSinceConnect ? quickReplies + 1 : 0
      const delayMs = Math.max(advisedIntervalMs, quickReplies > maxQuickReplies ? slowedDownMs : 0)
      const send = (): void => {
        if (isWorking()) sendConnect(message, passOn)
      }
      if (delayMs === 0) send()
      else timers.pace = setTimeout(send, delayMs)
      return
    }
    passOn(message)
  }

  const hearSubscription = (message: BayeuxMessage, passOn: PassOn): void => {
    const channel = typeof message.subscription === 'string' ? message.subscription : ''
    const isStanding = message.successful === true
    isProbing = false
    passOn(isStanding ? message : null)
    if (!isStanding) {
      const refusal = readRefusal(message, clientId)
      if (refusal.kind !== 'not-allowed' || channel === channels[0] || !channels.includes(channel)) {
        endBy(refusal, 'subscription-failed')
        return
      }
      if (!proof.isRefused(channel)) events.onChannelRefused(channel, refusal.words)
    }
    proof.subscriptionAnswered(message.id ?? '', channel, isStanding)
    checkProof()
  }
  const hearMeta = (message: BayeuxMessage, passOn: PassOn): void => {
    const advice = readAdvice(message.advice)
    advisedTimeoutMs = advice.timeoutMs ?? advisedTimeoutMs
    advisedIntervalMs = advice.intervalMs ?? advisedIntervalMs
    const isSuccessful = message.successful === true
    // faye follows advice by itself, without pause or end; so it is given none.
    const quiet: BayeuxMessage = { ...message, advice: undefined }
    if (isSuccessful && advice.reconnect !== undefined && advice.reconnect !== 'retry') {
      passOn(null)
      if (advice.reconnect === 'none') turnAway(null)
      else lose('advised')
    } else if (message.channel === '/meta/handshake') {
      const handshake = readHandshake(message)
      clientId = handshake?.clientId ?? null
      // A failed handshake that reaches the client is repeated after a fixed pause.
      if (handshake === null) {
        passOn(null)
        endBy(readRefusal(message, null), 'handshake-failed')
        return
      }
      const goOn = (isWebsocket: boolean): void => {
        const types = isWebsocket ? ['websocket', 'long-polling'] : ['long-polling']
        if (isWorking()) passOn({ ...quiet, supportedConnectionTypes: types })
      }
      if (!isWebsocketPossible || !handshake.connectionTypes.includes('websocket')) goOn(false)
      else hold.openWebsocket(limits.websocketOpenMs, goOn)
    } else if (message.channel === '/meta/subscribe') {
      hearSubscription({ ...message, advice: undefined }, passOn)
    } else if (message.channel === '/meta/connect') {
      proof.connectAnswered()
      wasQuickReply = monotonicMs() - connectSentAtMs < quickReplyMs
      passOn(isSuccessful ? quiet : null)
      if (!isSuccessful) endBy(readRefusal(message, clientId), 'subscription-failed')
    } else passOn(null)
  }
  const incoming = (message: BayeuxMessage, passOn: PassOn): void => {
    if (!isWorking()) {
      passOn(null)
      if (phase === 'closing' && message.channel === '/meta/disconnect') destroy()
      return
    }
    lastHeardAtMs = monotonicMs()
    problem = null
    if (proof.transport() === 'websocket') hasHeardOnWebsocket = true
    events.onHeard()
    if (message.channel?.startsWith('/meta/') === true) {
      hearMeta(message, passOn)
      return
    }
    // Delivered here, so that the client neither looks for listeners nor follows an advice in it.
    passOn(null)
    hasDataSinceConnect = true
    if (message.channel !== undefined && message.data !== undefined)
      events.onData(message.channel, message.data)
    else events.onGarbage()
  }

  const { fayeUrl, fayeRoute: route } = deps.address
  const client = new deps.library.Client(fayeUrl, {
    scheduler: SentOnce,
    // Said out loud, so that no environment variable can turn it off.
    tls: { rejectUnauthorized: true }
  })
  const hold = wrapFayeClient(
    client,
    {
      onGarbage: events.onGarbage,
      onBroken: () => lose('broken'),
      onForeign(answer) {
        problem = answer
        lose('foreign-answer')
      },
      onUnreachable: (error) => (problem = error)
    },
    { fayeUrl, route, tunnelMs: limits.replyMs }
  )
  const isWebsocketPossible = deps.isWebsocketAllowed && canCarryWebsocket(route)
  if (!isWebsocketPossible) client.disable('websocket')
  client.addExtension({ outgoing, incoming } satisfies ClientExtension)
  timers.attempt = setTimeout(() => lose('slow'), limits.attemptMs)
  for (const channel of channels) client.subscribe(channel, () => undefined)

  return {
    close: () =>
      new Promise((resolve) => {
        if (phase === 'over') {
          resolve()
          return
        }
        const before = onGone
        onGone = () => {
          before()
          resolve()
        }
        if (phase === 'closing') return
        phase = 'closing'
        timers.goodbye = setTimeout(destroy, limits.closeMs)
        if (clientId === null || client.disconnect() === undefined) destroy()
      })
  }
}
