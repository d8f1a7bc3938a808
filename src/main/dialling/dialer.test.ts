import { beforeEach, describe, expect, test } from 'vitest'
import type { CallerChoice } from '../../shared/dialling/schema'
import { failed, succeeded, type Result } from '../../shared/platform/result'
import type { Account } from '../../shared/session/schema'
import { defaultSettings } from '../../shared/app/settings'
import type { Settings } from '../../shared/app/schema'
import { createCallAges } from '../calls/call-ages'
import { createCallList, type CallList } from '../calls/call-list'
import { AccountCallers } from './caller-numbers'
import { createDialer, type Dialer } from './dialer'
import { createCallersFile } from './testing/callers-file'
import { emptyState } from '../platform/empty-state'
import { noRules } from '../calling-rules/testing/no-rules'
import { createStateStore } from '../platform/state-store'
import { createManualClock, type ManualClock } from '../platform/testing/manual-clock'
import { findNumbers } from '../numbers/number'
import type { StartCallRequest, MonitorMessage } from '../platform/ports'

const account: Account = {
  server: { kind: 'product' },
  tenantId: 't',
  agentId: 699861013,
  callerNumber: null,
  salesmanCode: '007',
  isDemo: false
}

let callList: CallList
let clock: ManualClock
let sent: StartCallRequest[]
let reply: Promise<Result<{ callId: string }>>
let known: Set<string>
let dialling: Settings['dialling']
let dialer: Dialer
let callers: AccountCallers

const callersWith = (numbers: string[], defaultNumber: string | null): AccountCallers => {
  const file = createCallersFile()
  file.write({ numbers: numbers.map((number) => ({ number, label: '' })), regionChoices: [] })
  const state = createStateStore(emptyState)
  return new AccountCallers({ state, file, defaultNumber, onDefault: () => undefined })
}

const dialerFor = (whom: Account): Dialer =>
  createDialer({
    account: whom,
    callers,
    callList,
    ages: createCallAges({ callList, clock }),
    clock,
    service: {
      startCall(request) {
        sent.push(request)
        return reply
      }
    },
    settings: () => dialling,
    salesmen: { isKnown: (code) => known.has(code), remember: (code) => known.add(code) },
    rules: noRules
  })

beforeEach(() => {
  let keys = 0
  clock = createManualClock()
  callList = createCallList({ newKey: () => `key-${(keys += 1)}`, hasLine: () => true })
  sent = []
  reply = Promise.resolve(succeeded({ callId: 'id-1' }))
  known = new Set(['007'])
  dialling = { ...defaultSettings.dialling, askAgainWithinMs: 0 }
  callers = callersWith([], null)
  dialer = dialerFor(account)
})

const numberOf = (text: string) => {
  const [number] = findNumbers(text)
  if (number === undefined) throw new Error(`no number in ${text}`)
  return number
}
/** Sends as if the user had confirmed every question. */
const confirmed = [
  'call-under-way',
  'outcome-unknown',
  'called-recently',
  'new-salesman',
  'doubtful'
] as const
const send = (text: string, choice?: CallerChoice) =>
  dialer.send({
    number: numberOf(text),
    source: 'window',
    confirmed,
    ...(choice === undefined ? {} : { choice })
  })

/** A reply that arrives when `answer` is called. */
const lateReply = () => {
  let answer: (result: Result<{ callId: string }>) => void = () => undefined
  reply = new Promise((resolve) => (answer = resolve))
  return (result: Result<{ callId: string }>) => answer(result)
}

const message = (state: string, callId: string, calleeNumber: string): MonitorMessage => ({
  agentId: account.agentId,
  callId,
  callerNumber: null,
  calleeNumber,
  salesmanCode: null,
  state,
  startedAtMs: null
})

describe('sending', () => {
  test('sends the national digits with the caller’s details, and returns the key of the call', async () => {
    expect(await send('+86 138-0013-8000')).toEqual(succeeded({ key: 'key-1' }))
    expect(sent).toEqual([
      { calleeNumber: '13800138000', callerNumber: null, agentId: 699861013, salesmanCode: '007' }
    ])
    expect(callList.find('key-1')).toMatchObject({ callId: 'id-1', step: 'starting' })
  })

  test('two dial attempts in one tick send one request', async () => {
    const [first, second] = [send('13800138000'), send('13800138000')]
    expect(await second).toEqual(failed({ code: 'call-being-started' }))
    expect((await first).ok).toBe(true)
    expect(sent).toHaveLength(1)
  })

  test('a second call can’t start while one is being started', async () => {
    const answer = lateReply()
    const first = send('13800138000')
    expect(dialer.check(numberOf('13900139000'), 'window')).toEqual({
      kind: 'refuse',
      error: { code: 'call-being-started' }
    })
    expect(await send('13900139000')).toEqual(failed({ code: 'call-being-started' }))
    answer(succeeded({ callId: 'id-1' }))
    await first
    expect(sent).toHaveLength(1)
  })

  test('a second call is refused even when live events precede the reply to the first', async () => {
    const answer = lateReply()
    const first = send('13800138000')
    callList.receive(message('agentReady', 'id-1', '13800138000'), clock.now())
    expect(callList.all()[0]?.step).toBe('phone-rings')
    expect(await send('13900139000')).toEqual(failed({ code: 'call-being-started' }))
    answer(succeeded({ callId: 'id-1' }))
    await first
  })

  test('the same number is refused for 3 s, even after its call was removed from the list', async () => {
    await send('13800138000')
    callList.receive(message('hangup', 'id-1', '13800138000'), clock.now())
    callList.forgetEnded()
    await clock.advance(2_999)
    expect(await send('13800138000')).toEqual(failed({ code: 'number-just-dialled' }))
    await clock.advance(1)
    expect(await send('13800138000')).toMatchObject({ ok: true })
  })

  test('a refusal returns the service’s message, ends the call, and may be repeated at once', async () => {
    const error = {
      code: 'service-refused',
      message: '“被叫号码”不是合法的手机号或固定电话。',
      field: 'calleeNumber'
    } as const
    reply = Promise.resolve(failed(error))
    expect(await send('13800138000')).toEqual(failed(error))
    expect(callList.all()[0]).toMatchObject({ step: 'ended', outcome: 'refused', error })
    await send('13800138000')
    expect(sent).toHaveLength(2)
  })

  test('a request that never left this machine may be repeated at once', async () => {
    reply = Promise.resolve(failed({ code: 'unreachable' }))
    await send('13800138000')
    await send('13800138000')
    expect(sent).toHaveLength(2)
  })

  test('a call with a lost reply is unknown and not ended, and isn’t sent again', async () => {
    reply = Promise.resolve(failed({ code: 'call-unknown' }))
    await send('13800138000')
    expect(callList.all()[0]).toMatchObject({ step: 'unknown', outcome: null })
    expect(await send('13800138000')).toEqual(failed({ code: 'number-just-dialled' }))
    expect(sent).toHaveLength(1)
  })
})

describe('checking', () => {
  test('applies the current settings and the calls in the callList', async () => {
    expect(dialer.check(numberOf('4001234567'), 'hot-key').kind).toBe('ask')
    dialling = { ...dialling, policy: 'never-ask' }
    expect(dialer.check(numberOf('4001234567'), 'hot-key').kind).toBe('go')
    await send('13800138000')
    expect(dialer.check(numberOf('13900139000'), 'hot-key')).toEqual({
      kind: 'ask',
      reasons: [{ kind: 'call-under-way' }]
    })
  })

  test('a new salesman code needs confirmation until the service has accepted a call with it', async () => {
    known.clear()
    const reasons = [{ kind: 'new-salesman', code: '007' }]
    expect(dialer.check(numberOf('13800138000'), 'window')).toEqual({ kind: 'ask', reasons })
    reply = Promise.resolve(failed({ code: 'service-refused' }))
    await send('13800138000')
    expect(dialer.check(numberOf('13800138000'), 'window')).toEqual({ kind: 'ask', reasons })
    reply = Promise.resolve(succeeded({ callId: 'id-1' }))
    await send('13800138000')
    expect([...known]).toEqual(['007'])
  })

  test('without a salesman code nothing is stored', async () => {
    known.clear()
    dialer = dialerFor({ ...account, salesmanCode: null })
    expect(dialer.check(numberOf('13800138000'), 'window')).toEqual({ kind: 'go' })
    await send('13800138000')
    expect(known.size).toBe(0)
  })
})

describe('the caller number', () => {
  const [sales, service] = ['02583456789', '02155550101'] as const
  const sentCallers = () => sent.map(({ callerNumber }) => callerNumber)
  beforeEach(() => {
    callers = callersWith([sales, service], sales)
    dialer = dialerFor(account)
  })

  test('is the default, and the call shows it', async () => {
    await send('13800138000')
    expect(sentCallers()).toEqual([sales])
    expect(callList.find('key-1')).toMatchObject({ caller: sales })
  })

  test('chosen for one call is sent, and offered for the region once the service accepted it', async () => {
    expect(dialer.callerOf(numberOf('010-8888 8888'), { number: service })).toBe(service)
    await send('010-8888 8888', { number: service })
    await send('010-6666 6666')
    await send('020-6666 6666')
    expect(sentCallers()).toEqual([service, service, sales])
  })

  test.each([failed({ code: 'service-refused', field: 'callerNumber' }), failed({ code: 'call-unknown' })])(
    'isn’t remembered after %j',
    async (answer) => {
      reply = Promise.resolve(answer)
      await send('010-8888 8888', { number: service })
      expect(dialer.callerOf(numberOf('010-6666 6666'), null)).toBe(sales)
    }
  )

  test('that was not chosen follows a later change of the default', async () => {
    await send('010-8888 8888')
    callers.set({ entries: [sales, service].map((number) => ({ number, label: '' })), defaultIndex: 1 })
    expect(dialer.callerOf(numberOf('010-6666 6666'), null)).toBe(service)
  })
})
