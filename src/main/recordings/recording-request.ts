import { Agent, type Dispatcher } from 'undici'
import type { RecordingError, RecordingResult } from '../../shared/recordings'
import { createBodyBuffer } from './body-buffer'
import { errorCodeOf } from './disk-errors'
import { maxRedirects, redirectAddress } from './recording-address'
import { headerText, type ReplyHeaders } from './recording-reply'

/** How long each part of a request may take. A recording may take hours, so there is no limit for all of it. */
export interface RecordingLimits {
  connectMs: number
  /** From the request until the reply's headers, for each redirect anew. */
  headersMs: number
  /** Between two pieces of the body. */
  idleMs: number
  /** In so many ms at least `paceBytes` must come: no server can drip for ever. */
  paceMs: number
  paceBytes: number
}

/** Limits that hold unless others are given. */
export const defaultRecordingLimits: RecordingLimits = {
  connectMs: 10_000,
  headersMs: 30_000,
  idleMs: 20_000,
  paceMs: 60_000,
  paceBytes: 30_000
}

// The limits above hold; undici's own run on a coarse clock.
const noCoarseLimits = { headersTimeout: 0, bodyTimeout: 0 } as const

/** The way to recording servers. Close it when it is no longer needed. */
export const openRecordingDispatcher = (limits: RecordingLimits, connections: number): Dispatcher =>
  new Agent({
    // Said out loud, so that no environment variable can turn it off.
    connect: { timeout: limits.connectMs, rejectUnauthorized: true },
    connections,
    pipelining: 1,
    allowH2: false
  })

/** A reply whose body is still to be read. */
export interface RecordingReply {
  status: number
  headers: ReplyHeaders
  /** The next piece, read only as fast as it is taken; null at the end, or why there is no more. */
  next(): Promise<RecordingResult<Uint8Array | null>>
  /** Lets go of what is left. */
  discard(): void
}

const certificateCodes =
  /^(CERT_|ERR_TLS_|ERR_SSL_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|HOSTNAME_MISMATCH|EPROTO)/

/** Before the headers came: why there is no reply. */
function replyError(error: unknown): RecordingError {
  const code = errorCodeOf(error)
  // Not each error of undici's parser has a code (HPE_…).
  const isNotHttp = error instanceof Error && error.name === 'HTTPParserError'
  if (isNotHttp || code === 'UND_ERR_HEADERS_OVERFLOW') return { code: 'recording-invalid' }
  return { code: certificateCodes.test(code) ? 'certificate-refused' : 'unreachable' }
}

/** One GET, without following where it leads. */
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
    // undici's own stream drops what it holds when the connection is cut; here it is kept, so that a
    // recording can be resumed from the last byte that came.
    const body = createBodyBuffer(limits, {
      pause: () => controller?.pause(),
      resume: () => controller?.resume(),
      stop: (code) => end({ code })
    })

    const settle = (result: RecordingResult<RecordingReply>): void => {
      clearTimeout(headersTimer)
      hasReply = true
      resolve(result)
    }
    const end = (error: RecordingError): void => {
      // A reply that is whole leaves its connection for the next request.
      if (body.isEnded()) return
      signal.removeEventListener('abort', cancel)
      body.end({ ok: false, error })
      if (!hasReply) settle({ ok: false, error })
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
        settle({
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

/**
 * GETs a recording, following at most three redirects, each judged anew. No cookie, no token and no
 * referrer goes with it. Never throws.
 */
export async function requestRecording(
  dispatcher: Dispatcher,
  address: URL,
  options: {
    range: { firstByte: number; validator: string } | null
    limits: RecordingLimits
    signal: AbortSignal
  }
): Promise<RecordingResult<RecordingReply>> {
  const { range, limits, signal } = options
  const headers: Record<string, string> = {
    accept: '*/*',
    'accept-encoding': 'identity',
    'user-agent': 'Deskline',
    ...(range === null ? {} : { range: `bytes=${range.firstByte}-`, 'if-range': range.validator })
  }
  let at = address
  for (let followed = 0; ; followed += 1) {
    const reply = await getOnce(dispatcher, at, headers, limits, signal)
    if (!reply.ok || !redirectStatuses.has(reply.value.status)) return reply
    const { status } = reply.value
    reply.value.discard()
    const next = redirectAddress(at, headerText(reply.value.headers, 'location'))
    if (!next.ok || followed >= maxRedirects) {
      return { ok: false, error: { code: 'redirect-refused', status } }
    }
    at = next.value
  }
}
