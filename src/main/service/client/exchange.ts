import type { Dispatcher } from 'undici'
import type { ErrorCode } from '../../../shared/platform/errors'
import type { Moment } from '../../platform/moment'
import { errorCodeOf } from '../../platform/error-code'
import { systemClock } from '../../platform/clock'
import { isNoHttp, networkFault, type NetworkFault } from '../addresses/network-fault'
import { readDate } from './reply'
import type { HttpReply } from './http-reply'

/** Time limits for the phases of one request, in ms. */
export interface TimeLimits {
  /** Until the connection is established (DNS, TCP, TLS). */
  connectMs: number
  /** From the request until the reply's headers. */
  headersMs: number
  /** Between two chunks of the reply's body. */
  bodyMs: number
  /** For the whole request, so that a server can't drip-feed its reply for ever. */
  totalMs: number
}

/** One HTTP request. `path` contains the token: never log it. */
export interface HttpRequest {
  method: 'GET' | 'POST'
  origin: string
  /** An absolute URL when `origin` is a proxy that forwards the request. */
  path: string
  /** The Host header, if it differs from the origin's. */
  host?: string
  /** JSON text. */
  body?: string
}

/** The outcome of one request. Omits addresses and network error messages, which can contain the token. */
export type HttpOutcome =
  | { kind: 'reply'; reply: HttpReply }
  | {
      kind: 'failed'
      code: Extract<ErrorCode, NetworkFault | 'timed-out' | 'cancelled' | 'reply-too-large'>
      /** False only when no part of the request left this machine. */
      wasSent: boolean
      /** The connection was cut before the reply was complete. */
      isCut: boolean
      /** Defined once the headers arrived. */
      status: number | undefined
    }

type Failure = Extract<HttpOutcome, { kind: 'failed' }>

/** Options of one exchange. */
interface ExchangeOptions {
  limits: TimeLimits
  maxBodyBytes: number
  signal: AbortSignal
  /** A proxy forwards the request and may answer in place of the server. */
  isByProxy: boolean
}

const headerText = (value: string | string[] | undefined): string =>
  (Array.isArray(value) ? value[0] : value) ?? ''

const dispatchOptions = (request: HttpRequest): Dispatcher.DispatchOptions => ({
  origin: request.origin,
  path: request.path,
  method: request.method,
  headers: {
    ...(request.host === undefined ? {} : { host: request.host }),
    accept: 'application/json',
    'accept-encoding': 'identity',
    ...(request.body === undefined ? {} : { 'content-type': 'application/json' })
  },
  body: request.body ?? null,
  // Disabled in favour of the time limits of the exchange: undici's timers are coarse.
  headersTimeout: 0,
  bodyTimeout: 0
})

class Exchange implements Dispatcher.DispatchHandler {
  readonly #options: ExchangeOptions
  readonly #resolve: (outcome: HttpOutcome) => void
  readonly #chunks: Buffer[] = []
  readonly #totalTimer: NodeJS.Timeout
  #phaseTimer: NodeJS.Timeout | undefined
  #controller: Dispatcher.DispatchController | null = null
  #head: (Omit<HttpReply, 'body'> & { came: Moment }) | null = null
  #isOver = false
  #sizeBytes = 0

  constructor(options: ExchangeOptions, resolve: (outcome: HttpOutcome) => void) {
    this.#options = options
    this.#resolve = resolve
    this.#totalTimer = setTimeout(this.#timeOut, options.limits.totalMs)
  }

  run(dispatcher: Dispatcher, request: HttpRequest): void {
    const { limits, signal } = this.#options
    this.#enter(limits.connectMs)
    if (signal.aborted) {
      this.#cancel()
      return
    }
    signal.addEventListener('abort', this.#cancel, { once: true })
    try {
      dispatcher.dispatch(dispatchOptions(request), this)
    } catch {
      this.#fail('unreachable')
    }
  }

  /** undici calls this right before it writes to a connected socket: nothing has been sent before this. */
  onRequestStart(controller: Dispatcher.DispatchController): void {
    if (this.#isOver) {
      controller.abort(new Error('over'))
      return
    }
    this.#controller = controller
    this.#enter(this.#options.limits.headersMs)
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: Record<string, string | string[] | undefined>
  ): void {
    this.#head = {
      status,
      contentType: headerText(headers['content-type']),
      contentEncoding: headerText(headers['content-encoding']),
      retryAfter: headerText(headers['retry-after']),
      location: headerText(headers.location),
      senderMs: headerText(headers['age']) === '' ? readDate(headerText(headers['date'])) : null,
      came: systemClock.moment()
    }
    this.#enter(this.#options.limits.bodyMs)
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#sizeBytes += chunk.length
    if (this.#sizeBytes > this.#options.maxBodyBytes) {
      this.#fail('reply-too-large')
      return
    }
    this.#chunks.push(chunk)
    if (!this.#isOver) this.#enter(this.#options.limits.bodyMs)
  }

  onResponseEnd(): void {
    const head = this.#head
    if (head === null) this.#fail('reply-invalid')
    // RFC 9110, 15.5.8: the proxy requires authentication and didn't forward the request.
    else if (this.#options.isByProxy && head.status === 407) this.#fail('proxy-refused')
    else {
      const { came, senderMs, ...rest } = head
      const sinceMs = systemClock.moment().msSince(came)
      const body = Buffer.concat(this.#chunks)
      this.#end({
        kind: 'reply',
        reply: { ...rest, senderMs: senderMs === null ? null : senderMs + sinceMs, body }
      })
    }
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    const code = errorCodeOf(error)
    if (this.#controller === null || isNoHttp(error) || code === 'UND_ERR_HEADERS_OVERFLOW')
      this.#fail(networkFault(error))
    else this.#fail(this.#head === null ? 'unreachable' : 'reply-invalid', true)
  }

  readonly #cancel = (): void => this.#fail('cancelled')

  // Without a connection nothing was sent, so a connect time-out counts as unreachable.
  readonly #timeOut = (): void => this.#fail(this.#controller === null ? 'unreachable' : 'timed-out')

  /** Enters the next phase, which has its own time limit. */
  #enter(limitMs: number): void {
    clearTimeout(this.#phaseTimer)
    this.#phaseTimer = setTimeout(this.#timeOut, limitMs)
  }

  #fail(code: Failure['code'], isCut = false): void {
    const wasSent = this.#controller !== null
    this.#end({ kind: 'failed', code, isCut, wasSent, status: this.#head?.status })
  }

  #end(outcome: HttpOutcome): void {
    if (this.#isOver) return
    this.#isOver = true
    clearTimeout(this.#phaseTimer)
    clearTimeout(this.#totalTimer)
    this.#options.signal.removeEventListener('abort', this.#cancel)
    this.#resolve(outcome)
    // Keep the connection alive for the next request after a complete reply.
    if (outcome.kind === 'failed') this.#controller?.abort(new Error('over'))
  }
}

/**
 * Sends one request through `dispatcher` without retries and reads the whole reply within the limits. Never throws,
 * doesn't follow redirects, and requests an uncompressed body.
 */
export const exchange = (
  dispatcher: Dispatcher,
  request: HttpRequest,
  options: ExchangeOptions
): Promise<HttpOutcome> => new Promise((resolve) => new Exchange(options, resolve).run(dispatcher, request))
