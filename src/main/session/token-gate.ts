import { failed, type Result } from '../../shared/platform/result'
import type { Moment } from '../platform/moment'
import type { CallService } from '../platform/ports'
import type { ServiceClock } from '../service/service-clock'

/** How long a verdict on the token is valid, and thus the minimum interval between checks, in ms. */
const validMs = 60_000

/** The smallest request that validates the token (三、按时间段查询呼叫): the records of the last minute. */
export async function checkToken(
  service: Pick<CallService, 'queryByPeriod'>,
  clock: ServiceClock,
  signal?: AbortSignal
): Promise<Result<unknown>> {
  const ask = (): Promise<Result<unknown>> => {
    const untilMs = clock.now()
    return service.queryByPeriod(untilMs - 60_000, untilMs, signal === undefined ? {} : { signal })
  }
  const formerMs = clock.offsetMs()
  const reply = await ask()
  // A period in the future can be refused as such; that reply has revealed the service's time, so retry.
  const isPeriodRefused = !reply.ok && ['startTime', 'endTime'].includes(reply.error.field ?? '')
  return isPeriodRefused && clock.offsetMs() !== formerMs ? ask() : reply
}

/**
 * Wraps `service` so that a refused token is reported once instead of with every request. When a request is refused
 * for its token, the period query of one minute decides, at most once a minute: if accepted, only that request isn't
 * allowed, and its error becomes `service-refused`; if refused, `onChange(true)`. From then on, requests that
 * Deskline makes automatically fail with `token-refused` without being sent. Calls and imports of the user are still
 * sent; if one succeeds, the query is repeated, since only it validates the token and can clear the state.
 */
export function createTokenGate(deps: {
  service: CallService
  clock: ServiceClock
  onChange: (isRefused: boolean) => void
}): CallService {
  const { service, clock, onChange } = deps
  let isRefused = false
  let isClosed = false
  let verdict: { asked: Moment; answer: Promise<'accepted' | 'refused' | 'not-known'> } | null = null

  const ask = async (): Promise<'accepted' | 'refused' | 'not-known'> => {
    const reply = await checkToken(service, clock)
    if (!reply.ok && reply.error.code !== 'token-refused') return 'not-known'
    if (reply.ok === isRefused && !isClosed) {
      isRefused = !reply.ok
      onChange(isRefused)
    }
    return reply.ok ? 'accepted' : 'refused'
  }

  const verify = (): Promise<'accepted' | 'refused' | 'not-known'> => {
    const now = clock.moment()
    if (verdict === null || now.msSince(verdict.asked) >= validMs) verdict = { asked: now, answer: ask() }
    return verdict.answer
  }

  const judged = async <T>(reply: Result<T>): Promise<Result<T>> => {
    if (reply.ok || reply.error.code !== 'token-refused' || isRefused) return reply
    return (await verify()) === 'accepted' ? failed({ ...reply.error, code: 'service-refused' }) : reply
  }

  const sendAutomatically = async <T>(send: () => Promise<Result<T>>): Promise<Result<T>> =>
    isRefused ? failed({ code: 'token-refused' }) : judged(await send())

  const sentByUser = async <T>(sent: Promise<Result<T>>): Promise<Result<T>> => {
    const reply = await sent
    if (reply.ok && isRefused) void verify()
    return judged(reply)
  }

  return {
    startCall: (request) => sentByUser(service.startCall(request)),
    importNumbers: (campaignId, numbers, options) =>
      sentByUser(service.importNumbers(campaignId, numbers, options)),
    readCall: (callId) => sendAutomatically(() => service.readCall(callId)),
    queryByPeriod: (startMs, endMs, options) =>
      sendAutomatically(() => service.queryByPeriod(startMs, endMs, options)),
    readPeriodReply: (startMs, endMs, options) =>
      sendAutomatically(() => service.readPeriodReply(startMs, endMs, options)),
    close() {
      isClosed = true
      return service.close()
    }
  }
}
