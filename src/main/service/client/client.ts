import { setMaxListeners } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import type { AppError, ErrorCode } from '../../../shared/platform/errors'
import type { CallRecord } from '../../../shared/records/record'
import { failed, type Result } from '../../../shared/platform/result'
import type { StartCallRequest } from '../../platform/ports'
import { systemClock } from '../../platform/clock'
import { backOffMs } from '../../platform/back-off'
import type { HttpOutcome, TimeLimits } from './exchange'
import type { HttpReply } from './http-reply'
import { readLargeReply, readReply, type ReplyReader } from './reply'
import { createRestTransport, type ExchangeNote, type RestRequest } from './rest-transport'
import { callRecordSchema, periodReplySchema, startedCallSchema, type PeriodReply } from '../schemas'
import type { RestAddress, EndpointSelector } from '../addresses/endpoint-selector'
import { withToken } from '../token'
import { createServiceRequests } from './service-requests'

/** Default limits, in ms. */
const defaultTimeLimits: TimeLimits = {
  connectMs: 5_000,
  headersMs: 15_000,
  bodyMs: 10_000,
  totalMs: 60_000
}

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
// 10,000 records of about 1 kB, with ample headroom.
const defaultMaxBodyBytes = 32 * 1_024 * 1_024

/** Options of one call: `signal` cancels it (`cancelled`), `attempts` overrides the read policy. */
interface CallOptions {
  signal?: AbortSignal
  attempts?: number
}

/** The service's REST calls. Each returns a value or an error; none throws. */
export interface ServiceClient {
  /**
   * 一、发起呼叫. Never sent twice. `call-unknown`: the service may have accepted it; any other error means that no
   * call was started.
   */
  startCall(request: StartCallRequest, options?: CallOptions): Promise<Result<{ callId: string }>>
  /** 二、查询一通呼叫 */
  readCall(callId: string, options?: CallOptions): Promise<Result<CallRecord>>
  /** 三、按时间段查询呼叫; both ends in epoch ms. */
  queryByPeriod(startMs: number, endMs: number, options?: CallOptions): Promise<Result<PeriodReply>>
  /** Like `queryByPeriod`, but with the reply's JSON unparsed (see `readLargeReply`). */
  readPeriodReply(
    startMs: number,
    endMs: number,
    options?: CallOptions
  ): Promise<Result<{ body: Uint8Array }>>
  /**
   * 四、导号到号码库. Never sent twice. `import-unknown`: the service may have accepted the numbers; any other error
   * means that it accepted none.
   */
  importNumbers(
    campaignId: string,
    numbers: readonly string[],
    options?: CallOptions
  ): Promise<Result<undefined>>
  /** Cancels pending calls (`cancelled`; `…-unknown` for writes already sent) and closes every connection. */
  close(): Promise<void>
}

/** What a client needs. */
export interface ServiceClientDeps {
  endpoint: EndpointSelector<RestAddress>
  tenantId: string
  token: () => string
  isTokenSentEverywhere: () => boolean
  timeLimits?: Partial<TimeLimits>
  maxBodyBytes?: number
  reads?: Partial<ReadPolicy>
  random?: () => number
  /** Called when a reply of the service itself arrives with its time: `serviceMs`, epoch ms. */
  onServiceTime?: (serviceMs: number) => void
  now?: () => number
  onExchange?: (note: ExchangeNote) => void
}

const reader = <T>(schema: z.ZodType<T>, empty: { value: T } | null = null): ReplyReader<T> => ({
  empty,
  json(json) {
    const parsed = schema.safeParse(json)
    return parsed.success ? { value: parsed.data } : null
  }
})

const replyOf = {
  startCall: reader(startedCallSchema),
  readCall: reader(callRecordSchema),
  queryByPeriod: reader(periodReplySchema),
  // 如果调用成功,body返回值为空. Accept JSON's empty values too, but not a captive portal's page.
  importNumbers: reader(
    z.union([z.null(), z.strictObject({}), z.literal('')]).transform(() => undefined),
    {
      value: undefined
    }
  )
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

/** A client of the service's REST calls for one tenant. `close` it at sign-out. */
export function createServiceClient(deps: ServiceClientDeps): ServiceClient {
  const limits = { ...defaultTimeLimits, ...deps.timeLimits }
  const reads = { ...defaultReads, ...deps.reads }
  const random = deps.random ?? Math.random
  const now = deps.now ?? (() => systemClock.now())
  const closing = new AbortController()
  // Every pending request adds a listener, and there can be many after a gap.
  setMaxListeners(0, closing.signal)
  const pending = new Set<Promise<unknown>>()

  const transport = createRestTransport({
    endpoint: deps.endpoint,
    limits,
    withToken: (path, isNeeded) =>
      isNeeded || deps.isTokenSentEverywhere() ? withToken(path, deps.token()) : path,
    onExchange: deps.onExchange
  })

  const requests = createServiceRequests(deps.tenantId, deps.maxBodyBytes ?? defaultMaxBodyBytes)

  /** A date in Retry-After uses the sender's clock, like its Date header. */
  const context = ({ senderMs }: HttpReply): { token: string; nowMs: number } => ({
    token: deps.token(),
    nowMs: senderMs ?? now()
  })
  const judge = <T>(outcome: HttpOutcome, readOne: (reply: HttpReply) => Result<T>): Result<T> => {
    if (outcome.kind === 'failed') {
      return failed({
        code: outcome.code,
        ...(outcome.status === undefined ? {} : { status: outcome.status })
      })
    }
    const result = readOne(outcome.reply)
    // A proxy or captive portal has its own clock: only trust the time of a reply in the document's format.
    const isService = result.ok || result.error.serviceCode !== undefined
    if (isService && outcome.reply.senderMs !== null) deps.onServiceTime?.(outcome.reply.senderMs)
    return result
  }
  const by =
    <T>(replyReader: ReplyReader<T>) =>
    (reply: HttpReply): Result<T> =>
      readReply(reply, replyReader, context(reply))

  const read = async <T>(
    request: RestRequest,
    readOne: (reply: HttpReply) => Result<T>,
    options: CallOptions
  ): Promise<Result<T>> => {
    const signal = signalOf(options)
    const attempts = options.attempts ?? reads.attempts
    for (let attempt = 1; ; attempt += 1) {
      const outcome = await transport.send(request, attempt, signal)
      const result = judge(outcome, readOne)
      if (result.ok || attempt >= attempts) return result
      const isCut = outcome.kind === 'failed' && outcome.isCut
      if (!isCut && !transientCodes.has(result.error.code)) return result
      const askedMs = result.error.retryAfterMs ?? 0
      if (askedMs > reads.maxRetryAfterMs) return result
      const pauseMs = Math.max(askedMs, backOffMs(attempt - 1, reads.minPauseMs, reads.maxPauseMs, random))
      try {
        await pause(pauseMs, undefined, { signal })
      } catch {
        return failed({ code: 'cancelled' })
      }
    }
  }

  const write = async <T>(
    request: RestRequest,
    replyReader: ReplyReader<T>,
    unknown: 'call-unknown' | 'import-unknown',
    options: CallOptions
  ): Promise<Result<T>> => {
    const outcome = await transport.send(request, 1, signalOf(options))
    const result = judge(outcome, by(replyReader))
    if (result.ok) return result
    if (outcome.kind === 'failed' && !outcome.wasSent) return result
    // Either HTTP's status or the one in the service's error body (see readReply).
    if (isCertainRefusal(result.error.status)) return result
    return failed({ ...result.error, code: unknown } satisfies AppError)
  }

  const signalOf = (options: CallOptions): AbortSignal =>
    options.signal === undefined ? closing.signal : AbortSignal.any([closing.signal, options.signal])

  /** Sends `request` unless it is invalid; `close` waits for its result. */
  const track = <T>(
    request: Result<RestRequest>,
    send: (request: RestRequest) => Promise<Result<T>>
  ): Promise<Result<T>> => {
    if (!request.ok) return Promise.resolve(request)
    const work = send(request.value)
    pending.add(work)
    return work.finally(() => pending.delete(work))
  }

  return {
    startCall: (request, options = {}) =>
      track(requests.startCall(request), (sent) => write(sent, replyOf.startCall, 'call-unknown', options)),
    readCall: (callId, options = {}) =>
      track(requests.readCall(callId), (sent) => read(sent, by(replyOf.readCall), options)),
    queryByPeriod: (startMs, endMs, options = {}) =>
      track(requests.queryByPeriod(startMs, endMs), (sent) => read(sent, by(replyOf.queryByPeriod), options)),
    readPeriodReply: (startMs, endMs, options = {}) =>
      track(requests.queryByPeriod(startMs, endMs), (sent) =>
        read(sent, (reply) => readLargeReply(reply, context(reply)), options)
      ),
    importNumbers: (campaignId, numbers, options = {}) =>
      track(requests.importNumbers(campaignId, numbers), (sent) =>
        write(sent, replyOf.importNumbers, 'import-unknown', options)
      ),
    async close() {
      closing.abort()
      await Promise.allSettled([...pending])
      await Promise.allSettled([...pending])
      await transport.close()
    }
  }
}
