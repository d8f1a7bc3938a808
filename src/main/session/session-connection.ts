import type { AppError, ErrorCode } from '../../shared/platform/errors'
import { succeeded, type Result } from '../../shared/platform/result'
import type { Account } from '../../shared/session/session'
import type { Clock, ClockOffsetFile, Connect, Connection, LiveLineListener } from '../platform/ports'
import { createServiceClock, type ServiceClock } from '../service/service-clock'
import { checkToken } from './token-gate'

/** How long the live line may take to stand at sign-in, in ms. */
const lineCheckMs = 15_000

/** How much that is heard before someone listens is held for them. */
const maxHeld = 1_000

/** Both ways to the service, before anyone is let in. */
export interface SessionConnection {
  connection: Connection
  /** Learns from the connection's replies. */
  serviceClock: ServiceClock
  /**
   * The check that shows most: the token and tenant by a query, the desk phone by its channel. Starts the
   * line. Null when both stand; an error names the field of the sign-in form. `cancelled` as soon as `signal`
   * aborts.
   */
  check(signal: AbortSignal): Promise<AppError | null>
  /** Tells `listener` what was held back, then all that comes. */
  attach(listener: LiveLineListener): void
  /** Ends both ways; for those that nobody enters. */
  shut(): Promise<void>
}

const addressCodes: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'reply-invalid',
  'reply-too-large',
  'redirect-refused',
  'unreachable',
  'timed-out',
  'certificate-refused',
  'tls-expected',
  'tls-unavailable',
  'line-unreachable'
])

/** The error with the field of the sign-in form at which it can be put right. */
const fieldOf = (error: AppError, address: 'apiPrefix' | 'fayeUrl'): AppError => {
  if (error.field !== undefined) return error
  if (addressCodes.has(error.code)) return { ...error, field: address }
  switch (error.code) {
    case 'token-refused':
      return { ...error, field: 'token' }
    case 'line-refused':
      return { ...error, field: 'agentId' }
    case 'not-found':
      // The service says what it doesn't know (document, 错误信息); a server that has no such path doesn't.
      return error.serviceCode === undefined && error.message === undefined
        ? { ...error, code: 'reply-invalid', field: address }
        : { ...error, field: 'tenantId' }
    default:
      return error
  }
}

/** Resolves with `work`, or with `cancelled` as soon as `signal` aborts. */
const orCancelled = (work: Promise<AppError | null>, signal: AbortSignal): Promise<AppError | null> =>
  new Promise((resolve, reject) => {
    const cancel = (): void => resolve({ code: 'cancelled' })
    if (signal.aborted) cancel()
    signal.addEventListener('abort', cancel, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', cancel))
  })

/** Opens both ways to the service; nothing is sent yet. */
export async function openSessionConnection(deps: {
  connect: Connect
  clock: Clock
  account: Account
  token: string
  clockOffset: ClockOffsetFile
}): Promise<Result<SessionConnection>> {
  const { connect, clock, account, token, clockOffset } = deps
  const serviceClock = createServiceClock(clock, account.isDemo ? 0 : clockOffset.read())
  if (!account.isDemo) serviceClock.onOffset((offsetMs) => clockOffset.write(offsetMs))
  let listener: LiveLineListener | null = null
  let isOverfull = false
  const held: ((to: LiveLineListener) => void)[] = []
  const tell = (act: (to: LiveLineListener) => void): void => {
    if (listener !== null) act(listener)
    else if (held.length < maxHeld) held.push(act)
    else isOverfull = true
  }
  let settleLine: (error: AppError | null) => void = () => undefined

  const opened = await connect(account, token, {
    onServiceTime: (serviceMs) => serviceClock.learn(serviceMs),
    onMessage: (message, heardAtMs) => tell((to) => to.onMessage(message, heardAtMs)),
    onStatus(status, detail) {
      if (status.kind === 'live') settleLine(null)
      if (status.kind === 'refused') {
        const words = status.message === null ? {} : { message: status.message }
        settleLine({ code: 'line-refused', ...words })
      }
      // What answered won't answer otherwise in the next seconds. Where there are other addresses, they are tried
      // before a connection that can't be made counts.
      const error = status.kind === 'lost' ? detail.problem?.error : undefined
      const isFinal = error?.code !== 'unreachable' || account.server.kind !== 'automatic'
      if (error !== undefined && isFinal) settleLine(error)
      tell((to) => to.onStatus(status, detail))
    },
    onAgentRefused: (agentId, words) => tell((to) => to.onAgentRefused(agentId, words)),
    onAddress: (address, reason) => tell((to) => to.onAddress(address, reason))
  })
  if (!opened.ok) return opened
  const connection = opened.value

  const lineStands = (): Promise<AppError | null> =>
    new Promise((resolve) => {
      const cancel = clock.after(lineCheckMs, () => resolve({ code: 'line-unreachable' }))
      settleLine = (error) => {
        cancel()
        // "Unreachable" would be said of the whole service.
        resolve(error?.code === 'unreachable' ? { ...error, code: 'line-unreachable' } : error)
      }
      connection.line.start()
    })

  return succeeded({
    connection,
    serviceClock,
    async check(signal) {
      const look = async (): Promise<AppError | null> => {
        const reply = await checkToken(connection.service, serviceClock, signal)
        if (!reply.ok) return fieldOf(reply.error, 'apiPrefix')
        if (signal.aborted) return null
        const problem = await lineStands()
        return problem === null ? null : fieldOf(problem, 'fayeUrl')
      }
      return orCancelled(look(), signal)
    },
    attach(to) {
      for (let act = held.shift(); act !== undefined; act = held.shift()) act(to)
      listener = to
      // What was dropped is made up for like any other gap.
      if (isOverfull) connection.wake()
    },
    async shut() {
      await connection.line.stop()
      await connection.service.close()
    }
  })
}
