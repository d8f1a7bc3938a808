import type { DialSource } from '../../shared/dialling/dialling'
import type { CallerChoice, DialReason } from '../../shared/dialling/schema'
import type { AppError } from '../../shared/platform/schema'
import type { FoundNumber } from '../../shared/numbers/schema'
import { failed, succeeded, type Result } from '../../shared/platform/result'
import type { Account } from '../../shared/session/schema'
import type { Settings } from '../../shared/app/schema'
import type { AccountCallers } from './caller-numbers'
import type { RuleChecker } from '../calling-rules/account-rules'
import type { Decided } from '../calling-rules/rule-decisions'
import type { CallAges } from '../calls/call-ages'
import type { CallList } from '../calls/call-list'
import type { ClaimedDial } from './claimed-dial'
import { checkDial, justDialledMs, refusalOf, type DialDecision } from './dial-rules'
import type { Moment } from '../platform/moment'
import type { CallService, Clock, KnownSalesmen } from '../platform/ports'

/** Starts calls. All dial sources use it, so its checks apply to each of them. */
export interface Dialer {
  /** The current decision for a number; starts nothing. `confirmed`: the reasons that the user confirmed. */
  check(number: FoundNumber, source: DialSource, confirmed?: readonly ReasonKind[]): DialDecision
  /**
   * Sends one request immediately, without retries. Returns the key of the call if the service accepted it. Checks all
   * rules again: refuses whatever `check` refuses, and with `question-replaced` whatever it asks and `confirmed` lacks.
   */
  send(request: DialRequest): Promise<Result<{ key: string }>>
  /** The caller number that `send` would use; null: none is sent. */
  callerOf(number: FoundNumber, choice: CallerChoice | null): string | null
  /** Writes down what the calling rules asked or refused. */
  decided(decision: Decided): void
}

/** See {@link DialReason}. */
export type ReasonKind = DialReason['kind']

/** A number to call now. */
interface DialRequest {
  number: FoundNumber
  source: DialSource
  /** The caller number that the user chose for this call; once accepted, it is remembered for the callee's region. */
  choice?: CallerChoice | null
  /** The reasons that the user confirmed. */
  confirmed?: readonly ReasonKind[]
  /** Claimed right before the request, which gets its key. An error of the claim: nothing is sent. */
  claimed?: Pick<ClaimedDial, 'key' | 'claim'> | null
}

/**
 * True for errors after which the service may still have started the call. All other errors are certain: the request
 * didn't leave this machine, or the service refused it.
 */
const isUncertain = (error: AppError): boolean => error.code === 'call-unknown'

/** Creates the dialler of one signed-in account. */
export function createDialer(deps: {
  account: Account
  callers: Pick<AccountCallers, 'of' | 'remember'>
  service: Pick<CallService, 'startCall'>
  callList: CallList
  ages: CallAges
  clock: Clock
  settings: () => Settings['dialling']
  salesmen: KnownSalesmen
  rules: RuleChecker
}): Dialer & { close(): void } {
  const { account, callers, service, callList, ages, clock, settings, salesmen, rules } = deps
  const { agentId, salesmanCode } = account
  let isRequesting = false
  let isClosed = false
  /**
   * When each number was last requested, unless it was refused. The call list isn't sufficient: it can be cleared,
   * and the service can change the format of the callee.
   */
  const requestedAt = new Map<string, Moment>()

  const refusal = (number: FoundNumber): AppError | null => {
    // Live events can move a call forward while its request still waits for the reply.
    if (isRequesting) return { code: 'call-being-started' }
    const requested = requestedAt.get(number.dial)
    if (requested !== undefined && clock.moment().msSince(requested) < justDialledMs) {
      return { code: 'number-just-dialled' }
    }
    return refusalOf(number, callList.all(), (call) => ages.of(call))
  }

  const check: Dialer['check'] = (number, source, confirmed = []) => {
    const error = refusal(number)
    if (error !== null) return { kind: 'refuse', error }
    const decision = checkDial({
      number,
      source,
      calls: callList.all(),
      settings: settings(),
      ageOf: (call) => ages.of(call),
      account,
      isSalesmanKnown: salesmanCode === null || salesmen.isKnown(salesmanCode),
      rules: { ...rules.check(number.dial), totalDays: rules.totalDays() }
    })
    const isConfirmed = (reason: DialReason): boolean => confirmed.includes(reason.kind)
    return decision.kind === 'ask' && decision.reasons.every(isConfirmed) ? { kind: 'go' } : decision
  }

  /** An error: nothing may be sent. */
  const claim = async (claimed: Pick<ClaimedDial, 'claim'>): Promise<Result<undefined>> => {
    const outcome = await claimed.claim().catch(() => failed({ code: 'internal' }))
    return outcome.ok && isClosed ? failed({ code: 'signed-out' }) : outcome
  }

  return {
    check,

    callerOf: (number, choice) => callers.of(number, choice),

    async send({ number, source, choice = null, confirmed = [], claimed = null }) {
      if (isClosed) return failed({ code: 'signed-out' })
      const decision = check(number, source, confirmed)
      if (decision.kind === 'refuse') return failed(decision.error)
      if (decision.kind === 'wait') return failed({ code: 'attempts-unknown' })
      if (decision.kind === 'ask') return failed({ code: 'question-replaced' })
      const callee = number.dial
      const callerNumber = callers.of(number, choice)
      isRequesting = true
      // Without a claim, the request leaves in the same tick as the check.
      if (claimed !== null) {
        const claiming = await claim(claimed)
        if (!claiming.ok) {
          isRequesting = false
          return claiming
        }
      }
      requestedAt.set(callee, clock.moment())
      const request = { callee, caller: callerNumber, agentId, salesmanCode }
      const call = callList.request(request, clock.now(), claimed?.key)
      const reply = await service.startCall({ calleeNumber: callee, callerNumber, agentId, salesmanCode })
      isRequesting = false
      if (reply.ok) {
        callList.accept(call.key, reply.value.callId, clock.now())
        if (salesmanCode !== null) salesmen.remember(salesmanCode)
        if (choice?.number === callerNumber) callers.remember(number, callerNumber)
        return succeeded({ key: call.key })
      }
      if (isUncertain(reply.error)) callList.markReplyLost(call.key, reply.error, clock.now())
      else {
        requestedAt.delete(callee)
        callList.refuse(call.key, reply.error, clock.now())
      }
      return failed(reply.error)
    },

    decided: (decision) => rules.decided(decision),

    close() {
      isClosed = true
    }
  }
}
