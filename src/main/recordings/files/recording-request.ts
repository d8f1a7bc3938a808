import { isIP } from 'node:net'
import { Agent, buildConnector, type Dispatcher } from 'undici'
import type { RecordingError, RecordingResult } from '../../../shared/recordings/schema'
import { createBodyBuffer } from './body-buffer'
import { errorCodeOf } from '../../platform/error-code'
import { isOwnAddress, isOwnHost, lookupElsewhere, OwnMachineError } from './own-machine'
import { maxRedirects, redirectAddress } from '../recording-address'
import { headerText, type ReplyHeaders } from './recording-reply'

/** Time limits of a request. There is no limit in total, because a recording may take hours. */
export interface RecordingLimits {
  connectMs: number
  /** From the request to the reply's headers, for each redirect separately. */
  headersMs: number
  /** Maximum time between two pieces of the body. */
  idleMs: number
  /** At least `paceBytes` must arrive in this time, so that no server can trickle forever. */
  paceMs: number
  paceBytes: number
}

/** The default limits. */
export const defaultRecordingLimits: RecordingLimits = {
  connectMs: 10_000,
  headersMs: 30_000,
  idleMs: 20_000,
  paceMs: 60_000,
  paceBytes: 30_000
}

// The limits above apply; undici's own use a coarse clock.
const noCoarseLimits = { headersTimeout: 0, bodyTimeout: 0 } as const

/** Connections to recording servers, and whether they may lead to this computer. */
export interface RecordingConnections {
  dispatcher: Dispatcher
  /**
   * True only while the service itself runs on this computer (the demo line, a simulator). Otherwise a record's
   * address could reach any program that listens here.
   */
  canReachThisMachine: () => boolean
}

/** Opens connections to recording servers. Destroy the dispatcher when they are no longer needed. */
export function openRecordingConnections(
  limits: RecordingLimits,
  connections: number,
  canReachThisMachine: () => boolean
): RecordingConnections {
  // Explicit, so that no environment variable can disable it.
  const options = { timeout: limits.connectMs, rejectUnauthorized: true }
  const connectAnywhere = buildConnector(options)
  const connectElsewhere = buildConnector({ ...options, lookup: lookupElsewhere })
  const dispatcher = new Agent({
    connect(target, callback) {
      if (canReachThisMachine()) connectAnywhere(target, callback)
      else if (isIP(target.hostname) !== 0 && isOwnAddress(target.hostname)) {
        callback(new OwnMachineError(target.hostname), null)
      } else connectElsewhere(target, callback)
    },
    connections,
    pipelining: 1,
    allowH2: false
  })
  return { dispatcher, canReachThisMachine }
}

/** A reply whose body hasn't been read yet. */
export interface RecordingReply {
  status: number
  headers: ReplyHeaders
  /** The next piece, with backpressure; null at the end, or the error that ended the body. */
  next(): Promise<RecordingResult<Uint8Array | null>>
  /** Discards the rest of the body. */
  discard(): void
}

const certificateCodes =
  /^(CERT_|ERR_TLS_|ERR_SSL_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|HOSTNAME_MISMATCH|EPROTO)/

/** Maps an error before the headers. */
function replyError(error: unknown): RecordingError {
  if (error instanceof OwnMachineError) return { code: 'recording-address-refused' }
  const code = errorCodeOf(error)
  // Not every error of undici's parser has a code (HPE_…).
  const isNotHttp = error instanceof Error && error.name === 'HTTPParserError'
  if (isNotHttp || code === 'UND_ERR_HEADERS_OVERFLOW') return { code: 'recording-invalid' }
  return { code: certificateCodes.test(code) ? 'certificate-refused' : 'unreachable' }
}

/** One GET, without following redirects. */
function getOnce(
  dispatcher: Dispatcher,
  address: URL,
  headers: Record<string, string>,
  limits: RecordingLimits,
  signal: AbortSignal
): Promise<RecordingResult<RecordingReply>> {
  return new Promise((resolve) => {
    let controller: Dispatcher.DispatchController | null = null
    let hasReply = false
    // undici's own stream drops buffered bytes when the connection is lost; this buffer keeps them, so that a
    // recording can be resumed from the last received byte.
    const body = createBodyBuffer(limits, {
      pause: () => controller?.pause(),
      resume: () => controller?.resume(),
      stop: (code) => end({ code })
    })

    const finish = (result: RecordingResult<RecordingReply>): void => {
      clearTimeout(headersTimer)
      hasReply = true
      resolve(result)
    }
    const end = (error: RecordingError): void => {
      // A complete reply leaves its connection open for the next request.
      if (body.isEnded()) return
      signal.removeEventListener('abort', cancel)
      body.end({ ok: false, error })
      if (!hasReply) finish({ ok: false, error })
      controller?.abort(new Error(error.code))
    }
    const cancel = (): void => end({ code: 'cancelled' })
    const headersTimer = setTimeout(() => end({ code: 'timed-out' }), limits.headersMs)
    signal.addEventListener('abort', cancel, { once: true })

    const handler: Dispatcher.DispatchHandler = {
      onRequestStart(started) {
        controller = started
        if (body.isEnded()) started.abort(new Error('settled'))
      },
      onResponseStart(_controller, status, replyHeaders) {
        if (status < 200) return
        finish({
          ok: true,
          value: { status, headers: replyHeaders, next: () => body.next(), discard: cancel }
        })
      },
      onResponseData(_controller, piece) {
        body.add(piece)
      },
      onResponseEnd() {
        signal.removeEventListener('abort', cancel)
        body.end({ ok: true, value: null })
      },
      onResponseError(_controller, error) {
        end(hasReply ? { code: 'recording-incomplete' } : replyError(error))
      }
    }
    if (signal.aborted) {
      cancel()
      return
    }
    const { origin, pathname, search } = address
    try {
      dispatcher.dispatch(
        { origin, path: pathname + search, method: 'GET', headers, ...noCoarseLimits },
        handler
      )
    } catch {
      end({ code: 'unreachable' })
    }
  })
}

const redirectStatuses: ReadonlySet<number> = new Set([301, 302, 303, 307, 308])

const encodedByte = (byte: string): string =>
  `%${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`

/**
 * A Location header in the form of RFC 9110 (10.2.2): non-ASCII bytes, which some servers send unencoded, are
 * encoded.
 */
const encodedLocation = (location: string): string =>
  // undici reads headers as latin1, so each of these characters is one byte.
  location.replace(/[\x80-\xff]/g, encodedByte)

/**
 * GETs a recording, following at most three redirects, each validated. Sends no cookie, token or referrer. Never
 * throws. Errors include `recording-address-refused` if the address leads to this computer and isn't allowed to.
 */
export async function requestRecording(
  connections: RecordingConnections,
  address: URL,
  options: {
    range: { firstByte: number; validator: string } | null
    limits: RecordingLimits
    signal: AbortSignal
  }
): Promise<RecordingResult<RecordingReply>> {
  const { dispatcher, canReachThisMachine } = connections
  const { range, limits, signal } = options
  const headers: Record<string, string> = {
    accept: '*/*',
    'accept-encoding': 'identity',
    'user-agent': 'Deskline',
    ...(range === null ? {} : { range: `bytes=${range.firstByte}-`, 'if-range': range.validator })
  }
  let at = address
  for (let followed = 0; ; followed += 1) {
    // In addition to the check of each new connection: a reused connection may be from an earlier account.
    const reply: RecordingResult<RecordingReply> =
      !canReachThisMachine() && isOwnHost(at)
        ? { ok: false, error: { code: 'recording-address-refused' } }
        : await getOnce(dispatcher, at, headers, limits, signal)
    if (!reply.ok && reply.error.code === 'recording-address-refused' && followed > 0) {
      return { ok: false, error: { code: 'redirect-refused' } }
    }
    if (!reply.ok || !redirectStatuses.has(reply.value.status)) return reply
    const { status } = reply.value
    reply.value.discard()
    const next = redirectAddress(at, encodedLocation(headerText(reply.value.headers, 'location')), isOwnHost)
    if (!next.ok || followed >= maxRedirects) {
      return { ok: false, error: { code: 'redirect-refused', status } }
    }
    at = next.value
  }
}
