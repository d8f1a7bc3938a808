import { setMaxListeners } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import type { ErrorCode } from '../../../shared/platform/errors'
import type { AppError } from '../../../shared/platform/schema'
import { failed, type Result } from '../../../shared/platform/result'
import { nextDelayMs, type RetrySchedule } from '../../platform/retry-schedule'
import type { HttpOutcome } from './exchange'
import type { HttpReply } from './http-reply'
import type { RestRequest, RestTransport } from './rest-transport'

/** How reads are retried; times in ms. */
export interface ReadPolicy {
  /** Maximum number of times a read is sent. */
  attempts: number
  minPauseMs: number
  maxPauseMs: number
  /** A longer wait that the service asks for (Retry-After) is left to the caller. */
  maxRetryAfterMs: number
}

const defaultReads: ReadPolicy = { attempts: 3, minPauseMs: 300, maxPauseMs: 5_000, maxRetryAfterMs: 10_000 }

/** Options of one call: `signal` cancels it (`cancelled`), `attempts` overrides the read policy. */
export interface CallOptions {
  signal?: AbortSignal
  attempts?: number
}

/** Parses a reply. */
type ReadReply<T> = (reply: HttpReply) => Result<T>

/** What the calls need. */
interface RestCallsDeps {
  transport: RestTransport
  reads: Partial<ReadPolicy> | undefined
  random: (() => number) | undefined
  /** Called when a reply of the service itself arrives with its time: `serviceMs`, epoch ms. */
  onServiceTime: ((serviceMs: number) => void) | undefined
}

const transientCodes: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'unreachable',
  'timed-out',
  'rate-limited',
  'service-failed'
])

/**
 * True when this status proves that a write wasn't carried out: a 4xx is a refusal, 307 and 308 ask to send it
 * elsewhere. A 5xx can follow a call that already rang the desk phone (gateway time-out, error while building the
 * reply), and 301 to 303 after a POST may point at the result.
 */
const isCertainRefusal = (status: number | undefined): boolean =>
  status !== undefined && ((status >= 400 && status < 500) || status === 307 || status === 308)

/** Sends requests: reads are retried, writes are sent once. An invalid request fails without being sent. */
export class RestCalls {
  readonly #deps: RestCallsDeps
  readonly #reads: ReadPolicy
  readonly #closing = new AbortController()
  readonly #pending = new Set<Promise<unknown>>()

  constructor(deps: RestCallsDeps) {
    this.#deps = deps
    this.#reads = { ...defaultReads, ...deps.reads }
    // Every pending request adds a listener, and there can be many after a gap.
    setMaxListeners(0, this.#closing.signal)
  }

  read<T>(request: Result<RestRequest>, readReply: ReadReply<T>, options: CallOptions): Promise<Result<T>> {
    return this.#track(request, (valid) => this.#sendRead(valid, readReply, options))
  }

  /** `unknown`: the error code if the service may have carried out the request. */
  write<T>(
    request: Result<RestRequest>,
    readReply: ReadReply<T>,
    unknown: 'call-unknown' | 'import-unknown',
    options: CallOptions
  ): Promise<Result<T>> {
    return this.#track(request, (valid) => this.#sendWrite(valid, readReply, unknown, options))
  }

  /** Cancels pending calls, waits for their results, and closes every connection. */
  async close(): Promise<void> {
    this.#closing.abort()
    await Promise.allSettled([...this.#pending])
    await Promise.allSettled([...this.#pending])
    await this.#deps.transport.close()
  }

  #track<T>(
    request: Result<RestRequest>,
    send: (request: RestRequest) => Promise<Result<T>>
  ): Promise<Result<T>> {
    if (!request.ok) return Promise.resolve(request)
    const work = send(request.value)
    this.#pending.add(work)
    return work.finally(() => this.#pending.delete(work))
  }

  async #sendRead<T>(
    request: RestRequest,
    readReply: ReadReply<T>,
    options: CallOptions
  ): Promise<Result<T>> {
    const signal = this.#signalOf(options)
    const schedule = this.#scheduleOf(options)
    for (let retry = 0; ; retry += 1) {
      const outcome = await this.#deps.transport.send(request, retry + 1, signal)
      const result = this.#resultOf(outcome, readReply)
      if (result.ok) return result
      const isCut = outcome.kind === 'failed' && outcome.isCut
      if (!isCut && !transientCodes.has(result.error.code)) return result
      const { random = Math.random } = this.#deps
      const delayMs = nextDelayMs(schedule, retry, { askedMs: result.error.retryAfterMs, random })
      if (delayMs === null) return result
      try {
        await pause(delayMs, undefined, { signal })
      } catch {
        return failed({ code: 'cancelled' })
      }
    }
  }

  async #sendWrite<T>(
    request: RestRequest,
    readReply: ReadReply<T>,
    unknown: 'call-unknown' | 'import-unknown',
    options: CallOptions
  ): Promise<Result<T>> {
    const outcome = await this.#deps.transport.send(request, 1, this.#signalOf(options))
    const result = this.#resultOf(outcome, readReply)
    if (result.ok) return result
    if (outcome.kind === 'failed' && !outcome.wasSent) return result
    // Either HTTP's status or the one in the service's error body (see readReply).
    if (isCertainRefusal(result.error.status)) return result
    return failed({ ...result.error, code: unknown } satisfies AppError)
  }

  #signalOf({ signal }: CallOptions): AbortSignal {
    const closing = this.#closing.signal
    return signal === undefined ? closing : AbortSignal.any([closing, signal])
  }

  #scheduleOf(options: CallOptions): RetrySchedule {
    const { attempts, minPauseMs: minMs, maxPauseMs: maxMs, maxRetryAfterMs: maxAskedMs } = this.#reads
    return { minMs, maxMs, jitter: 'full', retries: (options.attempts ?? attempts) - 1, maxAskedMs }
  }

  #resultOf<T>(outcome: HttpOutcome, readReply: ReadReply<T>): Result<T> {
    if (outcome.kind === 'failed') {
      return failed({
        code: outcome.code,
        ...(outcome.status === undefined ? {} : { status: outcome.status })
      })
    }
    const result = readReply(outcome.reply)
    // A proxy or captive portal has its own clock: only trust the time of a reply in the document's format.
    const isService = result.ok || result.error.serviceCode !== undefined
    if (isService && outcome.reply.senderMs !== null) this.#deps.onServiceTime?.(outcome.reply.senderMs)
    return result
  }
}
