import type { AppError } from '../../shared/errors'
import { failed, succeeded, type Result } from '../../shared/result'
import type { Account } from '../../shared/session'
import type { CallBook } from './call-book'
import { findNumbers } from './number'
import type { CallService, Clock } from './ports'

/** What the person asked to dial; `isConfirmed`: they saw that the number is doubtful and want it. */
export interface DialIntent {
  number: string
  isConfirmed: boolean
}

/** Starts calls. Every way in uses this one, so that what it checks is checked for all of them. */
export interface Dialer {
  /** Gives the key of the call that the intent became; its reply comes later, into the call book. */
  dial(intent: DialIntent): Promise<Result<{ key: string }>>
}

/**
 * The errors after which the service may still have started the call. All others are certain: it
 * did not leave this machine, or the service said no.
 */
const isUncertain = (error: AppError): boolean => error.code === 'call-unknown'

/** The dialler of one signed-in account. */
export function createDialer(deps: {
  account: Account
  service: Pick<CallService, 'startCall'>
  book: CallBook
  clock: Clock
}): Dialer {
  const { account, service, book, clock } = deps

  return {
    async dial({ number, isConfirmed }) {
      if (number.trim() === '') return failed({ code: 'number-missing', field: 'calleeNumber' })
      const found = findNumbers(number)
      const [callee] = found
      if (callee === undefined) return failed({ code: 'number-invalid', field: 'calleeNumber' })
      if (found.length > 1) return failed({ code: 'number-several', field: 'calleeNumber' })
      if (callee.kind === 'doubtful' && !isConfirmed) {
        return failed({ code: 'number-doubtful', field: 'calleeNumber' })
      }
      if (book.all().some((call) => call.step === 'requesting')) return failed({ code: 'call-being-started' })

      const { agentId, callerNumber, salesmanCode } = account
      const call = book.request(
        { callee: callee.dial, caller: callerNumber, agentId, salesmanCode },
        clock.now()
      )
      const reply = await service.startCall({
        calleeNumber: callee.dial,
        callerNumber,
        agentId,
        salesmanCode
      })
      if (reply.ok) {
        book.accept(call.key, reply.value.callId, clock.now())
        return succeeded({ key: call.key })
      }
      if (isUncertain(reply.error)) book.lose(call.key, reply.error, clock.now())
      else book.refuse(call.key, reply.error, clock.now())
      return failed(reply.error)
    }
  }
}
