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

const headerText = (value: string | string[] | undefined): string =>
  (Array.isArray(value) ? value[0] : value) ?? ''

/**
 * Sends one request through `dispatcher` without retries and reads the whole reply within the limits. Never throws,
 * doesn't follow redirects, and requests an uncompressed body.
 */
export function exchange(
  dispatcher: Dispatcher,
  request: HttpRequest,
  options: {
    limits: TimeLimits
    maxBodyBytes: number
    signal: AbortSignal
    /** A proxy forwards the request and may answer in place of the server. */
    isByProxy: boolean
  }
): Promise<HttpOutcome> {
  const { limits, maxBodyBytes, signal } = options
  return new Promise((resolve) => {
    let controller: Dispatcher.DispatchController | null = null
    let head: (Omit<HttpReply, 'body'> & { came: Moment }) | null = null
    let phaseTimer: NodeJS.Timeout | undefined
    let isSettled = false
    let sizeBytes = 0
    const chunks: Buffer[] = []

    const settle = (outcome: HttpOutcome): void => {
      if (isSettled) return
      isSettled = true
      clearTimeout(phaseTimer)
      clearTimeout(totalTimer)
      signal.removeEventListener('abort', cancel)
      resolve(outcome)
      // Keep the connection alive for the next request after a complete reply.
      if (outcome.kind === 'failed') controller?.abort(new Error('settled'))
    }
    const fail = (code: Extract<HttpOutcome, { kind: 'failed' }>['code'], isCut = false): void =>
      settle({ kind: 'failed', code, isCut, wasSent: controller !== null, status: head?.status })
    // Without a connection nothing was sent, so a connect time-out counts as unreachable.
    const timeOut = (): void => fail(controller === null ? 'unreachable' : 'timed-out')
    const cancel = (): void => fail('cancelled')
    const enter = (limitMs: number): void => {
      clearTimeout(phaseTimer)
      phaseTimer = setTimeout(timeOut, limitMs)
    }

    const totalTimer = setTimeout(timeOut, limits.totalMs)
    enter(limits.connectMs)
    if (signal.aborted) {
      cancel()
      return
    }
    signal.addEventListener('abort', cancel, { once: true })

    const handler: Dispatcher.DispatchHandler = {
      // undici calls this right before it writes to a connected socket: nothing has been sent before this.
      onRequestStart(started) {
        if (isSettled) {
          started.abort(new Error('settled'))
          return
        }
        controller = started
        enter(limits.headersMs)
      },
      onResponseStart(_controller, status, headers) {
        head = {
          status,
          contentType: headerText(headers['content-type']),
          contentEncoding: headerText(headers['content-encoding']),
          retryAfter: headerText(headers['retry-after']),
          location: headerText(headers.location),
          senderMs: headerText(headers['age']) === '' ? readDate(headerText(headers['date'])) : null,
          came: systemClock.moment()
        }
        enter(limits.bodyMs)
      },
      onResponseData(_controller, chunk) {
        sizeBytes += chunk.length
        if (sizeBytes > maxBodyBytes) {
          fail('reply-too-large')
          return
        }
        chunks.push(chunk)
        if (!isSettled) enter(limits.bodyMs)
      },
      onResponseEnd() {
        if (head === null) fail('reply-invalid')
        // RFC 9110, 15.5.8: the proxy requires authentication and didn't forward the request.
        else if (options.isByProxy && head.status === 407) fail('proxy-refused')
        else {
          const { came, senderMs, ...rest } = head
          const sinceMs = systemClock.moment().msSince(came)
          const body = Buffer.concat(chunks)
          settle({
            kind: 'reply',
            reply: { ...rest, senderMs: senderMs === null ? null : senderMs + sinceMs, body }
          })
        }
      },
      onResponseError(_controller, error) {
        const code = errorCodeOf(error)
        if (controller === null || isNoHttp(error) || code === 'UND_ERR_HEADERS_OVERFLOW')
          fail(networkFault(error))
        else fail(head === null ? 'unreachable' : 'reply-invalid', true)
      }
    }
    try {
      dispatcher.dispatch(
        {
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
          // Disabled in favour of the limits above: undici's timers are coarse.
          headersTimeout: 0,
          bodyTimeout: 0
        },
        handler
      )
    } catch {
      fail('unreachable')
    }
  })
}
