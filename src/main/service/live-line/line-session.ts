import type faye from 'faye'
import type { BayeuxMessage, Client, PassOn } from 'faye'
import type { ConnectionReason } from '../../../shared/session/connection'
import type { AppError } from '../../../shared/platform/schema'
import { monotonicMs } from '../../platform/clock'
import { readAdvice, readHandshake, readRefusal, type Refusal } from './faye/bayeux'
import { ConnectPace } from './connect-pace'
import { wrapFayeClient, type WrappedFayeClient } from './faye/faye-wrapper'
import type { LiveLineLimits } from './line-limits'
import { createLineProof, type LineProof, type LineTransport } from './line-proof'
import { sendOnceScheduler } from './faye/send-once-scheduler'
import { canCarryWebsocket } from '../addresses/proxy'
import type { FayeAddress } from '../addresses/endpoint-selector'

/** How to open one session. */
export interface SessionPlan {
  library: typeof faye
  address: FayeAddress
  /** The first subscription must succeed; the others may be refused. */
  channels: readonly string[]
  isWebsocketAllowed: boolean
  /** Opened only to check whether websockets work now; useless over long-polling. */
  isUpgrade: boolean
}

/** A channel that the service doesn't allow; `words`: the service's message. */
export interface RefusedChannel {
  channel: string
  words: string | null
}

/**
 * Why a session was lost. `foreign-answer`: the answer didn't come from a Bayeux server. `no-reply`: the
 * connection was cut, or a reply is overdue. `forgotten`: the server no longer knows the client. `advised`: the
 * server advised a new handshake. `broken`: invalid messages. `slow`: not live within the time limit.
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

/** A session that was lost. */
export interface SessionLoss {
  kind: 'lost'
  reason: LossReason
  /** The server's message. */
  words: string | null
  /** The error to show at sign-in if the network failed or a different server answered. */
  error: AppError | null
  /** The server advised not to reconnect. */
  isTurnedAway: boolean
  /** The server advised to wait this long, in ms. */
  advisedMs: number
  wasWebsocket: boolean
  /** A websocket was opened but never received a message: don't use one for the next session. */
  isWebsocketMute: boolean
}

/** Why a session ended; `words`: the server's message. */
export type SessionEnd = { kind: 'not-allowed'; words: string | null } | SessionLoss

/** Notified by each session of a line. A session doesn't notify after `onEnded` or after its `close`. */
export interface SessionListener {
  /** The handshake is being sent. Once for each session. */
  onHandshake(): void
  /** Any message of the server arrived. */
  onHeard(session: LineSession): void
  /** Proven: events can arrive now. Once for each session. */
  onLive(session: LineSession, transport: LineTransport): void
  onData(session: LineSession, channel: string, data: unknown): void
  /** A channel other than the first is refused; the others stay subscribed. */
  onChannelRefused(session: LineSession, refused: RefusedChannel): void
  /** A message was dropped because it isn't a Bayeux message. */
  onGarbage(): void
  onEnded(session: LineSession, end: SessionEnd): void
}

/** The document's example has a timeout of 120 s; the server's advice overrides it. */
const assumedTimeoutMs = 120_000
/** Messages batched into one poll are answered together, so send a probe this much after the connect it proves. */
const afterBatchMs = 5

/**
 * The lifecycle of one stock faye client, from handshake and subscriptions to its end. The client's own retries are
 * disabled: a message without a successful reply in time ends the session and destroys every socket and timer of
 * the client.
 */
export class LineSession {
  readonly plan: SessionPlan
  /** The channels that were refused, in order. */
  readonly refusedChannels: RefusedChannel[] = []
  readonly #limits: LiveLineLimits
  readonly #listener: SessionListener
  readonly #proof: LineProof
  readonly #pace = new ConnectPace()
  readonly #client: Client
  readonly #wrapper: WrappedFayeClient
  readonly #isWebsocketPossible: boolean
  #phase: 'opening' | 'live' | 'closing' | 'over' = 'opening'
  #hasHandshaken = false
  #clientId: string | null = null
  #hasHeardOnWebsocket = false
  #advisedTimeoutMs = assumedTimeoutMs
  #advisedIntervalMs = 0
  #isProbing = false
  #lastHeardAtMs = 0
  /** The last network error, or the error of a different server that answered. */
  #problem: AppError | null = null
  #onDestroyed: (() => void)[] = []
  readonly #timers: Partial<Record<'attempt' | 'probe' | 'pace' | 'proof' | 'goodbye', NodeJS.Timeout>> = {}

  /** Starts the handshake at once. Throws when faye's fields are not those of the pinned version. */
  constructor(plan: SessionPlan, limits: LiveLineLimits, listener: SessionListener) {
    this.plan = plan
    this.#limits = limits
    this.#listener = listener
    this.#proof = createLineProof(plan.channels)
    const { fayeUrl, fayeRoute: route } = plan.address
    this.#isWebsocketPossible = plan.isWebsocketAllowed && canCarryWebsocket(route)
    this.#client = new plan.library.Client(fayeUrl, {
      scheduler: sendOnceScheduler({
        isOpen: () => this.#phase !== 'over',
        replyMs: (channel) => this.#replyMs(channel),
        onFailed: () => this.#lose('no-reply')
      }),
      // Explicit, so that NODE_TLS_REJECT_UNAUTHORIZED can't disable it.
      tls: { rejectUnauthorized: true }
    })
    this.#wrapper = wrapFayeClient(
      this.#client,
      {
        onGarbage: () => listener.onGarbage(),
        onBroken: () => this.#lose('broken'),
        onForeign: (answer) => {
          this.#problem = answer
          this.#lose('foreign-answer')
        },
        onUnreachable: (error) => (this.#problem = error)
      },
      { fayeUrl, route, tunnelMs: limits.replyMs }
    )
    if (!this.#isWebsocketPossible) this.#client.disable('websocket')
    this.#client.addExtension({
      outgoing: (message, passOn) => this.#send(message, passOn),
      incoming: (message, passOn) => this.#receive(message, passOn)
    })
    this.#timers.attempt = setTimeout(() => this.#lose('slow'), limits.attemptMs)
    for (const channel of plan.channels) this.#client.subscribe(channel, () => undefined)
  }

  /** Sends a disconnect if the server knows the client; resolves when all sockets and timers are destroyed. */
  close(): Promise<void> {
    return new Promise((resolve) => {
      if (this.#phase === 'over') {
        resolve()
        return
      }
      this.#onDestroyed.push(resolve)
      if (this.#phase === 'closing') return
      this.#phase = 'closing'
      this.#timers.goodbye = setTimeout(() => this.#destroy(), this.#limits.closeMs)
      if (this.#clientId === null || this.#client.disconnect() === undefined) this.#destroy()
    })
  }

  #isWorking(): boolean {
    return this.#phase === 'opening' || this.#phase === 'live'
  }

  #replyMs(channel: string | undefined): number {
    if (channel === '/meta/connect') return this.#advisedTimeoutMs + this.#limits.connectGraceMs
    return this.#phase === 'live' ? this.#limits.probeReplyMs : this.#limits.replyMs
  }

  // Ending

  #destroy(): void {
    this.#phase = 'over'
    for (const timer of Object.values(this.#timers)) clearTimeout(timer)
    this.#wrapper.destroy()
    for (const resolve of this.#onDestroyed) resolve()
  }

  #end(end: SessionEnd): void {
    const isExpected = !this.#isWorking()
    if (this.#phase === 'over') return
    this.#destroy()
    if (!isExpected) this.#listener.onEnded(this, end)
  }

  #lose(reason: LossReason, more: { words?: string | null; isTurnedAway?: boolean } = {}): void {
    const wasWebsocket = this.#proof.transport() === 'websocket'
    this.#end({
      ...{ kind: 'lost', reason, words: more.words ?? null, error: this.#problem },
      isTurnedAway: more.isTurnedAway ?? false,
      advisedMs: this.#advisedIntervalMs,
      wasWebsocket,
      isWebsocketMute: this.#phase === 'opening' && wasWebsocket && !this.#hasHeardOnWebsocket
    })
  }

  #turnAway(words: string | null): void {
    this.#problem = { code: 'line-refused', ...(words === null ? {} : { message: words }) }
    this.#lose('advised', { words, isTurnedAway: true })
  }

  #endBy(refusal: Refusal, reason: LossReason): void {
    if (refusal.kind === 'not-allowed') this.#end(refusal)
    else if (refusal.kind === 'forgotten') this.#lose('forgotten')
    else if (refusal.kind === 'turned-away') this.#turnAway(refusal.words)
    else this.#lose(reason, { words: refusal.words })
  }

  // Proof

  /** Sends an active subscription again: its reply proves both directions on any transport. */
  #probe(): void {
    const channel = this.#proof.nextSubscribed()
    if (this.#isProbing || channel === null) return
    this.#isProbing = true
    this.#client.subscribe(channel, true)
  }

  #probeWhenQuiet(): void {
    const dueInMs = this.#lastHeardAtMs + this.#limits.probeEveryMs - monotonicMs()
    if (dueInMs <= 0) this.#probe()
    const delayMs = dueInMs > 0 ? dueInMs : this.#limits.probeEveryMs
    this.#timers.probe = setTimeout(() => this.#probeWhenQuiet(), delayMs)
  }

  #checkProof(): void {
    if (this.#phase !== 'opening') return
    if (this.#proof.isProven()) {
      this.#phase = 'live'
      clearTimeout(this.#timers.attempt)
      this.#probeWhenQuiet()
      this.#listener.onLive(this, this.#proof.transport())
    } else if (this.#proof.isProbeWanted()) this.#probe()
  }

  // Outgoing messages

  #send(message: BayeuxMessage, passOn: PassOn): void {
    const isGoodbye = message.channel === '/meta/disconnect'
    if (this.#phase === 'over' || (this.#phase === 'closing' && !isGoodbye)) {
      passOn(null)
      return
    }
    if (message.channel === '/meta/connect') {
      this.#sendConnect(message, passOn)
      return
    }
    if (message.channel === '/meta/handshake') {
      if (this.#hasHandshaken) {
        passOn(null)
        this.#lose('broken')
        return
      }
      this.#hasHandshaken = true
      this.#listener.onHandshake()
    } else if (message.channel === '/meta/subscribe') this.#proof.subscriptionSent(message.id ?? '')
    passOn(message)
  }

  #sendConnect(message: BayeuxMessage, passOn: PassOn): void {
    const send = (): void => {
      if (!this.#isWorking()) return
      this.#proof.connectSent(message.connectionType === 'websocket' ? 'websocket' : 'long-polling')
      this.#pace.sent()
      passOn(message)
      this.#timers.proof = setTimeout(() => this.#checkProof(), afterBatchMs)
    }
    const delayMs = Math.max(this.#advisedIntervalMs, this.#pace.nextDelayMs())
    if (delayMs === 0) send()
    else this.#timers.pace = setTimeout(send, delayMs)
  }

  // Incoming messages

  #receive(message: BayeuxMessage, passOn: PassOn): void {
    if (!this.#isWorking()) {
      passOn(null)
      if (this.#phase === 'closing' && message.channel === '/meta/disconnect') this.#destroy()
      return
    }
    this.#lastHeardAtMs = monotonicMs()
    this.#problem = null
    if (this.#proof.transport() === 'websocket') this.#hasHeardOnWebsocket = true
    this.#listener.onHeard(this)
    if (message.channel?.startsWith('/meta/') === true) {
      this.#receiveMeta(message, passOn)
      return
    }
    // Delivered here, so that the client neither dispatches it to listeners nor follows advice in it.
    passOn(null)
    this.#pace.dataArrived()
    if (message.channel !== undefined && message.data !== undefined)
      this.#listener.onData(this, message.channel, message.data)
    else this.#listener.onGarbage()
  }

  #receiveMeta(message: BayeuxMessage, passOn: PassOn): void {
    const advice = readAdvice(message.advice)
    this.#advisedTimeoutMs = advice.timeoutMs ?? this.#advisedTimeoutMs
    this.#advisedIntervalMs = advice.intervalMs ?? this.#advisedIntervalMs
    const isSuccessful = message.successful === true
    // Strip the advice: faye would follow it on its own, without delay or limit.
    const quiet: BayeuxMessage = { ...message, advice: undefined }
    if (isSuccessful && advice.reconnect !== undefined && advice.reconnect !== 'retry') {
      passOn(null)
      if (advice.reconnect === 'none') this.#turnAway(null)
      else this.#lose('advised')
    } else if (message.channel === '/meta/handshake') this.#receiveHandshake(message, quiet, passOn)
    else if (message.channel === '/meta/subscribe') this.#receiveSubscription(quiet, passOn)
    else if (message.channel === '/meta/connect') {
      this.#proof.connectAnswered()
      this.#pace.answered()
      passOn(isSuccessful ? quiet : null)
      if (!isSuccessful) this.#endBy(readRefusal(message, this.#clientId), 'subscription-failed')
    } else passOn(null)
  }

  #receiveHandshake(message: BayeuxMessage, quiet: BayeuxMessage, passOn: PassOn): void {
    const handshake = readHandshake(message)
    this.#clientId = handshake?.clientId ?? null
    if (handshake === null) {
      // Drop it: the client would retry a failed handshake after a fixed pause.
      passOn(null)
      this.#endBy(readRefusal(message, null), 'handshake-failed')
      return
    }
    const goOn = (isWebsocket: boolean): void => {
      const types = isWebsocket ? ['websocket', 'long-polling'] : ['long-polling']
      if (this.#isWorking()) passOn({ ...quiet, supportedConnectionTypes: types })
    }
    if (!this.#isWebsocketPossible || !handshake.connectionTypes.includes('websocket')) goOn(false)
    else this.#wrapper.openWebsocket(this.#limits.websocketOpenMs, goOn)
  }

  #receiveSubscription(message: BayeuxMessage, passOn: PassOn): void {
    const { channels } = this.plan
    const channel = typeof message.subscription === 'string' ? message.subscription : ''
    const isSubscribed = message.successful === true
    this.#isProbing = false
    passOn(isSubscribed ? message : null)
    if (!isSubscribed) {
      const refusal = readRefusal(message, this.#clientId)
      if (refusal.kind !== 'not-allowed' || channel === channels[0] || !channels.includes(channel)) {
        this.#endBy(refusal, 'subscription-failed')
        return
      }
      if (!this.#proof.isRefused(channel)) {
        const refused = { channel, words: refusal.words }
        this.refusedChannels.push(refused)
        this.#listener.onChannelRefused(this, refused)
      }
    }
    this.#proof.subscriptionAnswered(message.id ?? '', channel, isSubscribed)
    this.#checkProof()
  }
}
