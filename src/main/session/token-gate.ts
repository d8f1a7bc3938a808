import { failed, type Result } from '../../shared/platform/result'
import type { Moment } from '../platform/moment'
import type { CallService } from '../platform/ports'
import type { ServiceClock } from '../service/service-clock'

/** How long one answer about the token holds, and how long nothing is asked about it again, in ms. */
const holdsMs = 60_000

/** The smallest call that documents the token (三、按时间段查询呼叫): the records of the last minute. */
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
  // A minute that lies in the time to come can be refused as such; that reply has told the service's time.
  const isPeriodRefused = !reply.ok && ['startTime', 'endTime'].includes(reply.error.field ?? '')
  return isPeriodRefused && clock.offsetMs() !== formerMs ? ask() : reply
}

/**
 * `service`, with a token that turns out to be refused told once instead of asked about again and again.
 * When a call is refused for its token, the period query of a minute decides, at most once a minute:
 * accepted, it was that one call that is not allowed, and its error becomes `service-refused`; refused,
 * `onChange(true)`. From then on what Deskline asks by itself is answered `token-refused` without being
 * sent. A person's call, or import, is still sent; when it goes through, the query is asked anew, since it
 * alone documents the token and so alone can clear it.
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
    if (verdict === null || now.msSince(verdict.asked) >= holdsMs) verdict = { asked: now, answer: ask() }
    return verdict.answer
  }

  const judged = async <T>(reply: Result<T>): Promise<Result<T>> => {
    if (reply.ok || reply.error.code !== 'token-refused' || isRefused) return reply
    return (await verify()) === 'accepted' ? failed({ ...reply.error, code: 'service-refused' }) : reply
  }

  const byItself = async <T>(send: () => Promise<Result<T>>): Promise<Result<T>> =>
    isRefused ? failed({ code: 'token-refused' }) : judged(await send())

  const byPerson = async <T>(sent: Promise<Result<T>>): Promise<Result<T>> => {
    const reply = await sent
    if (reply.ok && isRefused) void verify()
    return judged(reply)
  }

  return {
    startCall: (request) => byPerson(service.startCall(request)),
    importNumbers: (campaignId, numbers, options) =>
      byPerson(service.importNumbers(campaignId, numbers, options)),
    readCall: (callId) => byItself(() => service.readCall(callId)),
    queryByPeriod: (startMs, endMs, options) =>
      byItself(() => service.queryByPeriod(startMs, endMs, options)),
    readPeriodReply: (startMs, endMs, options) =>
      byItself(() => service.readPeriodReply(startMs, endMs, options)),
    close() {
      isClosed = true
      return service.close()
    }
  }
}
