import { setMaxListeners } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import type { AppError, ErrorCode } from '../../../shared/platform/errors'
import type { CallRecord } from '../../../shared/records/record'
import { failed, succeeded, type Result } from '../../../shared/platform/result'
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
import { urlPart } from '../url-part'

/** Limits that hold unless others are given: ms. */
export const defaultTimeLimits: TimeLimits = {
  connectMs: 5_000,
  headersMs: 15_000,
  bodyMs: 10_000,
  totalMs: 60_000
}

/** How reads are repeated; ms. */
export interface ReadPolicy {
  /** Times a read is sent at most. */
  attempts: number
  minPauseMs: number
  maxPauseMs: number
  /** A service that asks for a longer wait than this (Retry-After) gets it from the caller. */
  maxRetryAfterMs: number
}

const defaultReads: ReadPolicy = { attempts: 3, minPauseMs: 300, maxPauseMs: 5_000, maxRetryAfterMs: 10_000 }
// 10,000 records of about 1 kB, and room to spare.
const defaultMaxBodyBytes = 32 * 1_024 * 1_024
const maxSmallBodyBytes = 1_024 * 1_024

/** For one call: `signal` ends it as `cancelled`, `attempts` replaces the policy's. */
export interface CallOptions {
  signal?: AbortSignal
  attempts?: number
}

/** The service's REST calls. Each gives its value or an error as data; none throws. */
export interface ServiceClient {
  /**
   * 一、发起呼叫. Sent once, whatever happens. `call-unknown`: it may have been taken; with any other
   * error certainly no call was started.
   */
  startCall(request: StartCallRequest, options?: CallOptions): Promise<Result<{ callId: string }>>
  /** 二、查询一通呼叫 */
  readCall(callId: string, options?: CallOptions): Promise<Result<CallRecord>>
  /** 三、按时间段查询呼叫; both ends in epoch ms. */
  queryByPeriod(startMs: number, endMs: number, options?: CallOptions): Promise<Result<PeriodReply>>
  /** The same, with the reply's JSON unread (see `readLargeReply`). */
  readPeriodReply(
    startMs: number,
    endMs: number,
    options?: CallOptions
  ): Promise<Result<{ body: Uint8Array }>>
  /**
   * 四、导号到号码库. Sent once. `import-unknown`: the numbers may have been taken; with any other error
   * certainly none was.
   */
  importNumbers(
    campaignId: string,
    numbers: readonly string[],
    options?: CallOptions
  ): Promise<Result<undefined>>
  /** Ends what is under way (`cancelled`; a write that was sent: unknown) and closes every connection. */
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
  /** A reply of the service's own, which has just come, says that it is `serviceMs` there (epoch ms). */
  onServiceTime?: (serviceMs: number) => void
  now?: () => number
  onExchange?: (note: ExchangeNote) => void
}

/** `text` as one segment of a path, or null when it can't be one: a dot segment would leave its place. */
function segment(text: string): string | null {
  if (text === '' || text === '.' || text === '..' || text.length > 200) return null
  return urlPart(text)
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
  // 如果调用成功,body返回值为空. JSON's own ways to say "nothing" count too; a captive portal's page doesn't.
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
 * Does this status say that a write was certainly not carried out? A 4xx is a refusal, 307 and 308 ask
 * to send it elsewhere. A 5xx can come after the desk phone rang (a gateway that lost patience, a fault
 * while the reply was made); 301 to 303 after a POST may point at the result of what was done.
 */
const isCertainRefusal = (status: number | undefined): boolean =>
  status !== undefined && ((status >= 400 && status < 500) || status === 307 || status === 308)

/** A client of the service's REST calls for one tenant. `close` it when the account is left. */
export function createServiceClient(deps: ServiceClientDeps): ServiceClient {
  const limits = { ...defaultTimeLimits, ...deps.timeLimits }
  const reads = { ...defaultReads, ...deps.reads }
  const maxBodyBytes = deps.maxBodyBytes ?? defaultMaxBodyBytes
  const random = deps.random ?? Math.random
  const now = deps.now ?? (() => systemClock.now())
  const closing = new AbortController()
  // Every request under way listens, and there may be many after a gap.
  setMaxListeners(0, closing.signal)
  const pending = new Set<Promise<unknown>>()

  const transport = createRestTransport({
    endpoint: deps.endpoint,
    limits,
    withToken: (path, isNeeded) =>
      isNeeded || deps.isTokenSentEverywhere() ? withToken(path, deps.token()) : path,
    onExchange: deps.onExchange
  })

  const reading = (
    operation: 'readCall' | 'queryByPeriod',
    path: string,
    isTokenNeeded: boolean
  ): RestRequest => ({
    operation,
    use: 'read',
    path,
    isTokenNeeded,
    body: null,
    maxBodyBytes: operation === 'queryByPeriod' ? maxBodyBytes : Math.min(maxBodyBytes, maxSmallBodyBytes)
  })
  const writing = (operation: 'startCall' | 'importNumbers', path: string, body: object): RestRequest => ({
    operation,
    use: 'write',
    path,
    isTokenNeeded: false,
    body: JSON.stringify(body),
    maxBodyBytes: Math.min(maxBodyBytes, maxSmallBodyBytes)
  })

  /** A date to wait for is of the sender's clock, as its Date header is. */
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
    // A proxy or a captive portal has a clock of its own: only what is in the document's shape is the service's.
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
    // The status in the service's own error counts as much as HTTP's (see readReply).
    if (isCertainRefusal(result.error.status)) return result
    return failed({ ...result.error, code: unknown } satisfies AppError)
  }

  const signalOf = (options: CallOptions): AbortSignal =>
    options.signal === undefined ? closing.signal : AbortSignal.any([closing.signal, options.signal])

  const tracked = <T>(work: Promise<Result<T>>): Promise<Result<T>> => {
    pending.add(work)
    return work.finally(() => pending.delete(work))
  }

  const tenant = segment(deps.tenantId)
  const invalid = (field: string): Promise<Result<never>> =>
    Promise.resolve(failed({ code: 'input-invalid', field }))

  /** 三、按时间段查询呼叫 */
  const askPeriod = <T>(
    startMs: number,
    endMs: number,
    readOne: (reply: HttpReply) => Result<T>,
    options: CallOptions
  ): Promise<Result<T>> => {
    if (tenant === null) return invalid('tenantId')
    const [start, end] = [new Date(startMs), new Date(endMs)]
    if (Number.isNaN(start.getTime())) return invalid('startTime')
    if (Number.isNaN(end.getTime())) return invalid('endTime')
    const query = `startTime=${urlPart(start.toISOString())}&endTime=${urlPart(end.toISOString())}`
    const sent = reading('queryByPeriod', `/tserver/tenants/${tenant}/calls/queryByPeriod?${query}`, true)
    return tracked(read(sent, readOne, options))
  }

  return {
    startCall(request, options = {}) {
      if (tenant === null) return invalid('tenantId')
      // The document's four fields, in its order; what is not known is left out.
      const body = {
        calleeNumber: request.calleeNumber,
        ...(request.callerNumber === null || request.callerNumber === ''
          ? {}
          : { callerNumber: request.callerNumber }),
        ...(request.agentId === null ? {} : { agentId: request.agentId }),
        ...(request.salesmanCode === null || request.salesmanCode === ''
          ? {}
          : { salesmanCode: request.salesmanCode })
      }
      const path = `/tserver/tenants/${tenant}/calls`
      const sent = writing('startCall', path, body)
      return tracked(write(sent, replyOf.startCall, 'call-unknown', options))
    },
    readCall(callId, options = {}) {
      const call = segment(callId)
      if (tenant === null) return invalid('tenantId')
      if (call === null) return invalid('callId')
      const sent = reading('readCall', `/tserver/tenants/${tenant}/calls/${call}`, false)
      return tracked(read(sent, by(replyOf.readCall), options))
    },
    queryByPeriod: (startMs, endMs, options = {}) =>
      askPeriod(startMs, endMs, by(replyOf.queryByPeriod), options),
    readPeriodReply: (startMs, endMs, options = {}) =>
      askPeriod(startMs, endMs, (reply) => readLargeReply(reply, context(reply)), options),
    async importNumbers(campaignId, numbers, options = {}) {
      const campaign = segment(campaignId)
      if (tenant === null) return invalid('tenantId')
      if (campaign === null) return invalid('campaignId')
      const path = `/outbound/tenants/${tenant}/campaigns/${campaign}/numbers`
      const sent = writing('importNumbers', path, { numbers })
      const result = await tracked(write(sent, replyOf.importNumbers, 'import-unknown', options))
      return result.ok ? succeeded(undefined) : result
    },
    async close() {
      closing.abort()
      await Promise.allSettled([...pending])
      await Promise.allSettled([...pending])
      await transport.close()
    }
  }
}
