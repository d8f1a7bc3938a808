import { describe, expect, test } from 'vitest'
import { blankCall } from '../../shared/calls/blank-call'
import type { Call } from '../../shared/calls/schema'
import { callOutcomes } from '../../shared/calls/steps'
import { dialPolicies, dialSources, type DialPolicy, type DialSource } from '../../shared/dialling/dialling'
import type { FoundNumber } from '../../shared/numbers/schema'
import type { RuleCheck } from '../calling-rules/account-rules'
import { begunAtMs } from '../calls/call-ages'
import { checkDial, justDialledMs, lastCallTo } from './dial-rules'
import { findNumbers } from '../numbers/number'

const nowMs = 1_700_000_000_000
const minute = 60_000

const numberOf = (text: string): FoundNumber => {
  const [number] = findNumbers(text)
  if (number === undefined) throw new Error(`no number in ${text}`)
  return number
}
const mobile = numberOf('13800138000')
const service = numberOf('4001234567')

/** An ended call to `mobile` that was requested here `agoMs` ago. */
const callOf = (agoMs: number, more: Partial<Call> = {}): Call => ({
  ...blankCall,
  key: 'key',
  callId: 'id',
  callee: '13800138000',
  agentId: 1,
  step: 'ended',
  outcome: 'answered',
  startedAtMs: nowMs - agoMs,
  endedAtMs: nowMs,
  timeline: [{ state: 'requested', atMs: nowMs - agoMs, source: 'here', isLate: false }],
  ...more
})
const open = (agoMs: number, more: Partial<Call> = {}): Call =>
  callOf(agoMs, { step: 'talking', outcome: null, endedAtMs: null, ...more })

interface Situation {
  number?: FoundNumber
  source?: DialSource
  calls?: Call[]
  policy?: DialPolicy
  askAgainWithinMs?: number
  salesmanCode?: string
  isSalesmanKnown?: boolean
  rules?: Partial<RuleCheck>
}
const check = (situation: Situation = {}) =>
  checkDial({
    number: situation.number ?? mobile,
    source: situation.source ?? 'hot-key',
    calls: situation.calls ?? [],
    settings: {
      policy: situation.policy ?? 'ask-when-doubtful',
      askAgainWithinMs: situation.askAgainWithinMs ?? 10 * minute
    },
    ageOf: (call) => nowMs - begunAtMs(call),
    account: { salesmanCode: situation.salesmanCode ?? null },
    isSalesmanKnown: situation.isSalesmanKnown ?? true,
    rules: { broken: [], facts: null, totalDays: 30, ...situation.rules }
  })
const go = { kind: 'go' }
const ask = (...reasons: object[]) => ({ kind: 'ask', reasons })
const refuse = (code: string) => ({ kind: 'refuse', error: { code } })
const elsewhere = { callee: '13900139000', timeline: [] }

describe('dialling is refused', () => {
  test('by several rules: for the reason of the first, until the last allows it', () => {
    const action = 'refuse'
    const listed = {
      kind: 'do-not-call',
      reason: 'asked',
      addedAtMs: nowMs,
      possibleAtMs: nowMs + minute
    } as const
    const closed = (possibleAtMs: number | null) => ({ kind: 'outside-hours', possibleAtMs }) as const
    const both = (possibleAtMs: number | null) =>
      check({
        rules: {
          broken: [
            { breach: listed, action },
            { breach: closed(possibleAtMs), action }
          ]
        }
      })
    const error = { code: 'do-not-call', reason: 'asked' }
    expect(both(nowMs + 2 * minute)).toEqual({
      kind: 'refuse',
      error: { ...error, possibleAtMs: nowMs + 2 * minute }
    })
    expect(both(null)).toEqual({ kind: 'refuse', error })
  })

  test('for any number while a call waits for the service’s reply', () => {
    expect(check({ calls: [open(5_000, { ...elsewhere, step: 'requesting' })] })).toEqual(
      refuse('call-being-started')
    )
  })

  test('for the same number within 3 s of its request, whatever its outcome', () => {
    for (const step of ['unknown', 'starting', 'talking', 'ended'] as const) {
      const outcome = step === 'ended' ? 'not-reached' : null
      expect(check({ calls: [callOf(justDialledMs - 1, { step, outcome })] })).toEqual(
        refuse('number-just-dialled')
      )
    }
  })

  test('not after 3 s, for another number, or after a call from elsewhere', () => {
    expect(check({ calls: [callOf(justDialledMs)], askAgainWithinMs: 0 })).toEqual(go)
    expect(check({ calls: [callOf(1_000, elsewhere)] })).toEqual(go)
    expect(check({ calls: [callOf(1_000, { origin: 'elsewhere' })], askAgainWithinMs: 0 })).toEqual(go)
  })

  test('not after a refusal by the service: the call may be corrected and repeated at once', () => {
    expect(check({ calls: [callOf(10, { outcome: 'refused' })] })).toEqual(go)
  })

  test('by the time of the request, not by the service’s start time of the call', () => {
    expect(check({ calls: [callOf(1_000, { startedAtMs: nowMs - 20_000 })] })).toEqual(
      refuse('number-just-dialled')
    )
  })

  test('even when the service writes the callee with a 0 or a country code', () => {
    for (const callee of ['013800138000', '+8613800138000', '8613800138000']) {
      expect(check({ calls: [callOf(1_000, { callee })] })).toEqual(refuse('number-just-dialled'))
    }
  })
})

describe('confirmations against accidental calls, under every policy', () => {
  test.each(dialPolicies)(
    '%s: asks after a recent call with its age, during a call, and for a link or a new salesman code',
    (policy) => {
      const always = policy === 'ask-always' ? [{ kind: 'always' }] : []
      expect(check({ policy, calls: [callOf(3 * minute)] })).toEqual(
        ask({ kind: 'called-recently', agoMs: 3 * minute }, ...always)
      )
      expect(check({ policy, calls: [open(3 * minute, elsewhere)] })).toEqual(
        ask({ kind: 'call-under-way' }, ...always)
      )
      expect(check({ policy, source: 'link' })).toEqual(ask({ kind: 'link' }, ...always))
      expect(check({ policy, salesmanCode: '007', isSalesmanKnown: false })).toEqual(
        ask({ kind: 'new-salesman', code: '007' }, ...always)
      )
    }
  )

  test('recent call: also one from elsewhere, but not a refused or older one, or when switched off', () => {
    expect(check({ calls: [callOf(minute, { origin: 'elsewhere' })] })).toEqual(
      ask({ kind: 'called-recently', agoMs: minute })
    )
    expect(check({ calls: [callOf(minute, { outcome: 'refused' })] })).toEqual(go)
    expect(check({ calls: [callOf(10 * minute)] })).toEqual(go)
    expect(check({ calls: [callOf(minute)], askAgainWithinMs: 0 })).toEqual(go)
  })

  // After no answer, busy or not reached, calling again is no accident.
  test.each(callOutcomes)(
    'recent call: the outcome %s is asked about only if there may have been a talk',
    (outcome) => {
      const asks = outcome === 'answered' || outcome === 'unknown'
      expect(check({ calls: [callOf(minute, { outcome })] })).toEqual(
        asks ? ask({ kind: 'called-recently', agoMs: minute }) : go
      )
    }
  )

  test('recent call: an attempt without an answer doesn’t hide an earlier conversation', () => {
    const calls = [callOf(minute, { outcome: 'not-answered' }), callOf(5 * minute)]
    expect(check({ calls })).toEqual(ask({ kind: 'called-recently', agoMs: 5 * minute }))
  })

  test('recent call: the latest of several calls counts', () => {
    expect(check({ calls: [callOf(8 * minute), callOf(2 * minute), callOf(5 * minute)] })).toEqual(
      ask({ kind: 'called-recently', agoMs: 2 * minute })
    )
  })

  test('a lost reply counts as an unknown outcome for its number, and as a call under way for others', () => {
    const unknown = open(minute, { step: 'unknown', callId: null })
    expect(check({ calls: [unknown], askAgainWithinMs: 0 })).toEqual(ask({ kind: 'outcome-unknown' }))
    expect(check({ calls: [{ ...unknown, ...elsewhere }] })).toEqual(ask({ kind: 'call-under-way' }))
  })

  test('an unresolved lost reply, or a call whose end was lost, asks only for a limited time', () => {
    expect(check({ calls: [open(10 * minute, { ...elsewhere, step: 'unknown' })] })).toEqual(go)
    expect(check({ calls: [open(4 * 60 * minute - 1, elsewhere)] })).toEqual(ask({ kind: 'call-under-way' }))
    expect(check({ calls: [open(4 * 60 * minute, elsewhere)] })).toEqual(go)
  })

  test('a known salesman code, or none, needs no confirmation', () => {
    expect(check({ salesmanCode: '007', isSalesmanKnown: true })).toEqual(go)
    expect(check({ isSalesmanKnown: false })).toEqual(go)
  })

  test('a link whose scheme isn’t trusted is the only source that needs confirmation', () => {
    for (const source of dialSources) {
      expect(check({ source })).toEqual(source === 'link' ? ask({ kind: 'link' }) : go)
    }
  })
})

describe('confirmations by policy', () => {
  test.each([
    ['never-ask', go, go],
    ['ask-when-doubtful', go, ask({ kind: 'doubtful', doubt: 'service-number' })],
    [
      'ask-always',
      ask({ kind: 'always' }),
      ask({ kind: 'doubtful', doubt: 'service-number' }, { kind: 'always' })
    ]
  ] as const)('%s', (policy, sure, doubtful) => {
    expect(check({ policy })).toEqual(sure)
    expect(check({ policy, number: service })).toEqual(doubtful)
  })

  test('several reasons are combined, beginning with the call that may already ring', () => {
    const calls = [open(minute, { step: 'unknown', callee: '4001234567' })]
    expect(
      check({ number: service, source: 'link', calls, salesmanCode: '1', isSalesmanKnown: false })
    ).toMatchObject({
      reasons: [
        { kind: 'outcome-unknown' },
        { kind: 'called-recently' },
        { kind: 'link' },
        { kind: 'new-salesman' },
        { kind: 'doubtful' }
      ]
    })
  })
})

describe('the last call to a number', () => {
  test('is the latest one that wasn’t refused, wherever it was requested', () => {
    const calls = [
      callOf(1_000, { outcome: 'refused' }),
      callOf(5_000, { origin: 'elsewhere', outcome: 'not-answered' }),
      callOf(9_000)
    ]
    expect(lastCallTo(mobile, calls)).toEqual({ atMs: nowMs - 5_000, outcome: 'not-answered' })
    expect(lastCallTo(service, calls)).toBeNull()
  })

  test('has no outcome while it is active', () => {
    expect(lastCallTo(mobile, [open(1_000)])).toEqual({ atMs: nowMs - 1_000, outcome: null })
  })
})
