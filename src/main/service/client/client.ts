import { z } from 'zod'
import type { CallRecord } from '../../../shared/records/row-schema'
import type { Result } from '../../../shared/platform/result'
import type { StartCallRequest } from '../../platform/ports'
import { systemClock } from '../../platform/clock'
import type { TimeLimits } from './exchange'
import type { HttpReply } from './http-reply'
import { readLargeReply, readReply, type ReplyReader } from './reply'
import { RestCalls, type CallOptions, type ReadPolicy } from './rest-calls'
import { createRestTransport, type ExchangeNote } from './rest-transport'
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

// 10,000 records of about 1 kB, with ample headroom.
const defaultMaxBodyBytes = 32 * 1_024 * 1_024

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

/** A client of the service's REST calls for one tenant. `close` it at sign-out. */
export function createServiceClient(deps: ServiceClientDeps): ServiceClient {
  const { tenantId, token, now = () => systemClock.now() } = deps
  const requests = createServiceRequests(tenantId, deps.maxBodyBytes ?? defaultMaxBodyBytes)
  const transport = createRestTransport({
    endpoint: deps.endpoint,
    limits: { ...defaultTimeLimits, ...deps.timeLimits },
    withToken: (path, isNeeded) =>
      isNeeded || deps.isTokenSentEverywhere() ? withToken(path, token()) : path,
    onExchange: deps.onExchange
  })
  const { reads, random, onServiceTime } = deps
  const calls = new RestCalls({ transport, reads, random, onServiceTime })

  /** A date in Retry-After uses the sender's clock, like its Date header. */
  const context = ({ senderMs }: HttpReply): { token: string; nowMs: number } => ({
    token: token(),
    nowMs: senderMs ?? now()
  })
  const by =
    <T>(replyReader: ReplyReader<T>) =>
    (reply: HttpReply): Result<T> =>
      readReply(reply, replyReader, context(reply))

  return {
    startCall: (request, options = {}) =>
      calls.write(requests.startCall(request), by(replyOf.startCall), 'call-unknown', options),
    readCall: (callId, options = {}) => calls.read(requests.readCall(callId), by(replyOf.readCall), options),
    queryByPeriod: (startMs, endMs, options = {}) =>
      calls.read(requests.queryByPeriod(startMs, endMs), by(replyOf.queryByPeriod), options),
    readPeriodReply: (startMs, endMs, options = {}) =>
      calls.read(
        requests.queryByPeriod(startMs, endMs),
        (reply) => readLargeReply(reply, context(reply)),
        options
      ),
    importNumbers: (campaignId, numbers, options = {}) =>
      calls.write(
        requests.importNumbers(campaignId, numbers),
        by(replyOf.importNumbers),
        'import-unknown',
        options
      ),
    close: () => calls.close()
  }
}
