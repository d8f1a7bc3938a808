import type { Call } from '../../shared/calls/schema'
import { mayHaveTalked, type DialSource } from '../../shared/dialling/dialling'
import type { RuleBreach } from '../../shared/calling-rules/schema'
import type { DialReason, LastCall } from '../../shared/dialling/schema'
import type { AppError } from '../../shared/platform/schema'
import type { FoundNumber } from '../../shared/numbers/schema'
import type { Account } from '../../shared/session/schema'
import type { Settings } from '../../shared/app/schema'
import type { RuleCheck } from '../calling-rules/account-rules'
import { breachError } from '../calling-rules/breach-error'
import { begunAtMs } from '../calls/call-ages'
import { findNumbers } from '../numbers/number'

/** The same number within this time counts as accidental and is refused, in ms. */
export const justDialledMs = 3_000

/** After this time, an unresolved lost reply no longer means that a phone may ring, in ms. */
const unresolvedMs = 10 * 60_000

/** No call lasts longer: the end of an older open call was lost, in ms. */
const longestCallMs = 4 * 3_600_000

/** The decision for a number: call it, ask first, or refuse. */
export type DialDecision =
  | { kind: 'go' }
  /** `reasons`: at least one; a call that may already be active comes first. */
  | { kind: 'ask'; reasons: DialReason[] }
  | { kind: 'refuse'; error: AppError }
  /** The service is being asked; check again when it resolves, after a few seconds at most. */
  | { kind: 'wait'; facts: Promise<void> }

/** The service may change the format of a callee (0138…, +86…), so compare the number that would be dialled. */
function isCallTo(call: Call, dial: string): boolean {
  if (call.callee === dial) return true
  if (!call.callee.endsWith(dial.slice(-4))) return false
  const found = findNumbers(call.callee)
  return found.length === 1 && found[0]?.dial === dial
}

/** A refused call never started, so it may be corrected and repeated. */
const wasStarted = (call: Call): boolean => call.outcome !== 'refused'

/** Time since a call was requested or first seen, in ms; see {@link CallAges}. */
type AgeOf = (call: Call) => number

const isUnderWay = (call: Call, ageOf: AgeOf): boolean =>
  call.step !== 'ended' && ageOf(call) < (call.step === 'unknown' ? unresolvedMs : longestCallMs)

const callsTo = (number: FoundNumber, calls: readonly Call[]): Call[] =>
  calls.filter((call) => wasStarted(call) && isCallTo(call, number.dial))

/** The last call to the number, from here or elsewhere, except refused ones; null if there is none. */
export function lastCallTo(number: FoundNumber, calls: readonly Call[]): LastCall | null {
  const [call] = callsTo(number, calls).sort((a, b) => begunAtMs(b) - begunAtMs(a))
  return call === undefined ? null : { atMs: begunAtMs(call), outcome: call.outcome }
}

/**
 * Why the number can't be called now, whatever the user confirms: `call-being-started` or `number-just-dialled`; null
 * if it can.
 */
export function refusalOf(number: FoundNumber, calls: readonly Call[], ageOf: AgeOf): AppError | null {
  if (calls.some((call) => call.step === 'requesting')) return { code: 'call-being-started' }
  const isJustDialled = calls.some(
    (call) =>
      call.origin === 'here' && wasStarted(call) && ageOf(call) < justDialledMs && isCallTo(call, number.dial)
  )
  return isJustDialled ? { code: 'number-just-dialled' } : null
}

/** When the last of the refusing rules allows the call; null: it isn't known, or never. */
function lastOf(first: RuleBreach, others: readonly RuleBreach[]): number | null {
  const times = [first, ...others].map(({ possibleAtMs }) => possibleAtMs ?? Infinity)
  const lastMs = Math.max(...times)
  return lastMs === Infinity ? null : lastMs
}

/**
 * Decides about one number. The calling rules apply to every source under every policy. `isSalesmanKnown`: the account's salesman code was used on this machine before. The
 * policy `never-ask` only skips questions about doubtful numbers: protection against accidental calls applies under
 * every policy, and so do the questions about a link and about a salesman that would be created (document, 一、发起呼叫,
 * salesmanCode).
 */
export function checkDial(asked: {
  number: FoundNumber
  source: DialSource
  /** All calls of the account, including open ones. */
  calls: readonly Call[]
  settings: Pick<Settings['dialling'], 'policy' | 'askAgainWithinMs'>
  ageOf: AgeOf
  account: Pick<Account, 'salesmanCode'>
  isSalesmanKnown: boolean
  rules: RuleCheck & { totalDays: number }
}): DialDecision {
  const { number, calls, settings, ageOf, account } = asked
  const refusal = refusalOf(number, calls, ageOf)
  if (refusal !== null) return { kind: 'refuse', error: refusal }
  const { broken, facts, totalDays } = asked.rules
  const [refused, ...others] = broken.filter(({ action }) => action === 'refuse').map(({ breach }) => breach)
  if (refused !== undefined) {
    const { possibleAtMs: _, ...error } = breachError(refused, totalDays)
    const possibleAtMs = lastOf(refused, others)
    return { kind: 'refuse', error: possibleAtMs === null ? error : { ...error, possibleAtMs } }
  }
  if (facts !== null) return { kind: 'wait', facts }

  const reasons: DialReason[] = []
  const open = calls.filter((call) => isUnderWay(call, ageOf))
  if (open.some((call) => call.step === 'unknown' && isCallTo(call, number.dial))) {
    reasons.push({ kind: 'outcome-unknown' })
  } else if (open.length > 0) reasons.push({ kind: 'call-under-way' })

  reasons.push(...broken.map(({ breach }) => breach))

  const agoMs = Math.min(
    ...callsTo(number, calls)
      .filter(({ outcome }) => mayHaveTalked(outcome))
      .map(ageOf)
  )
  if (agoMs < settings.askAgainWithinMs) reasons.push({ kind: 'called-recently', agoMs })

  if (asked.source === 'link') reasons.push({ kind: 'link' })
  if (account.salesmanCode !== null && !asked.isSalesmanKnown) {
    reasons.push({ kind: 'new-salesman', code: account.salesmanCode })
  }
  if (number.kind === 'doubtful' && settings.policy !== 'never-ask') {
    reasons.push({ kind: 'doubtful', doubt: number.doubt ?? null })
  }
  if (settings.policy === 'ask-always') reasons.push({ kind: 'always' })
  return reasons.length === 0 ? { kind: 'go' } : { kind: 'ask', reasons }
}
