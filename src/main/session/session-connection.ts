import type { ErrorCode } from '../../shared/platform/errors'
import type { AppError } from '../../shared/platform/schema'
import { succeeded, type Result } from '../../shared/platform/result'
import type { Account } from '../../shared/session/schema'
import type { Clock, ClockOffsetFile, Connect, Connection, LiveLineListener } from '../platform/ports'
import { createServiceClock, type ServiceClock } from '../service/service-clock'
import { checkToken } from './token-gate'

/** How long the live line may take to connect at sign-in, in ms. */
const lineCheckMs = 15_000

/** The maximum number of line events buffered before a listener is attached. */
const maxBuffered = 1_000

/** The REST and line connections to the service, before the sign-in is complete. */
export interface SessionConnection {
  connection: Connection
  /** Synchronized with the times in the connection's replies. */
  serviceClock: ServiceClock
  /**
   * Checks the token and tenant with a query, and the desk phone with its channel. Starts the line. Resolves with
   * null if both succeed; an error names the field of the sign-in form. `cancelled` as soon as `signal` aborts.
   */
  check(signal: AbortSignal): Promise<AppError | null>
  /** Passes the buffered line events to `listener`, then all later ones. */
  attach(listener: LiveLineListener): void
  /** Closes both connections if the sign-in fails. */
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

/** Adds the field of the sign-in form in which the error can be corrected. */
const fieldOf = (error: AppError, address: 'apiPrefix' | 'fayeUrl'): AppError => {
  if (error.field !== undefined) return error
  if (addressCodes.has(error.code)) return { ...error, field: address }
  switch (error.code) {
    case 'token-refused':
      return { ...error, field: 'token' }
    case 'line-refused':
      return { ...error, field: 'agentId' }
    case 'not-found':
      // The service says what wasn't found (document, 错误信息); a server without this path doesn't.
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

/** Creates both connections to the service; sends nothing yet. */
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
  const buffered: ((to: LiveLineListener) => void)[] = []
  const deliver = (act: (to: LiveLineListener) => void): void => {
    if (listener !== null) act(listener)
    else if (buffered.length < maxBuffered) buffered.push(act)
    else isOverfull = true
  }
  let resolveLine: (error: AppError | null) => void = () => undefined

  const opened = await connect(account, token, {
    onServiceTime: (serviceMs) => serviceClock.learn(serviceMs),
    onMessage: (message, heardAtMs) => deliver((to) => to.onMessage(message, heardAtMs)),
    onStatus(status, detail) {
      if (status.kind === 'live') resolveLine(null)
      if (status.kind === 'refused') {
        const words = status.message === null ? {} : { message: status.message }
        resolveLine({ code: 'line-refused', ...words })
      }
      // A server that answered won't change its answer within seconds. If there are other addresses, try them before
      // an unreachable one counts as failure.
      const error = status.kind === 'lost' ? detail.problem?.error : undefined
      const isFinal = error?.code !== 'unreachable' || account.server.kind !== 'automatic'
      if (error !== undefined && isFinal) resolveLine(error)
      deliver((to) => to.onStatus(status, detail))
    },
    onAgentRefused: (agentId, words) => deliver((to) => to.onAgentRefused(agentId, words)),
    onAddress: (address, reason) => deliver((to) => to.onAddress(address, reason))
  })
  if (!opened.ok) return opened
  const connection = opened.value

  const connectLine = (): Promise<AppError | null> =>
    new Promise((resolve) => {
      const cancel = clock.after(lineCheckMs, () => resolve({ code: 'line-unreachable' }))
      resolveLine = (error) => {
        cancel()
        // "Unreachable" would mean the whole service.
        resolve(error?.code === 'unreachable' ? { ...error, code: 'line-unreachable' } : error)
      }
      connection.line.start()
    })

  return succeeded({
    connection,
    serviceClock,
    async check(signal) {
      const checkBoth = async (): Promise<AppError | null> => {
        const reply = await checkToken(connection.service, serviceClock, signal)
        if (!reply.ok) return fieldOf(reply.error, 'apiPrefix')
        if (signal.aborted) return null
        const problem = await connectLine()
        return problem === null ? null : fieldOf(problem, 'fayeUrl')
      }
      return orCancelled(checkBoth(), signal)
    },
    attach(to) {
      for (let act = buffered.shift(); act !== undefined; act = buffered.shift()) act(to)
      listener = to
      // Reconcile the dropped events like any other gap.
      if (isOverfull) connection.wake()
    },
    async shut() {
      await connection.line.stop()
      await connection.service.close()
    }
  })
}
