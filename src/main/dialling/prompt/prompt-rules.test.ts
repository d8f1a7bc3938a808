import { beforeEach, describe, expect, test } from 'vitest'
import type { CallingRules } from '../../../shared/calling-rules/schema'
import type { CallRecord } from '../../../shared/records/row-schema'
import { succeeded } from '../../../shared/platform/result'
import { factsLimitMs } from '../../calling-rules/account-rules'
import { blankRecord } from '../../calling-rules/testing/records'
import type { OutsideSource } from './prompt'
import { unreadMs } from './prompt-state'
import { openPrompter, rulesOff, type PrompterUnderTest } from '../testing/prompt'

// Calling rules on every way from a number to a call.

const mobile = '13800138000'
let under: PrompterUnderTest

beforeEach(() => {
  under = openPrompter()
  under.change({ undoPauseMs: 0, policy: 'never-ask', askAgainWithinMs: 0 })
})

const prompt = () => under.state.get('prompt')
const attempts = (given: Partial<CallingRules['attempts']>): void =>
  under.changeRules({ attempts: { ...rulesOff.attempts, action: 'refuse', perHour: 1, perDay: 0, ...given } })
const callOfColleague = (id: string, agoMs: number): CallRecord => ({
  ...blankRecord,
  id,
  agentId: 5,
  calleeNumber: '0' + mobile,
  startedAtMs: under.clock.now() - agoMs
})

describe('the do-not-call list', () => {
  test.each<[string, (number: string) => void]>([
    ['the hot key', (number) => under.prompter.press(number)],
    ...(['tray', 'link', 'command-line', 'notification'] as const).map(
      (source: OutsideSource): [string, (number: string) => void] => [
        source,
        (number) => under.prompter.begin(number, source)
      ]
    )
  ])('refuses a call by %s under every policy', async (_, dial) => {
    under.changeRules({ doNotCall: { action: 'refuse' } })
    under.doNotCall.add([mobile], { reason: 'complained', untilMs: null })
    dial(mobile)
    await under.clock.advance(500)
    expect(prompt()).toMatchObject({
      kind: 'refused',
      error: { code: 'do-not-call', reason: 'complained' }
    })
    expect(under.sent).toEqual([])
    expect(under.decisions.all()).toMatchObject([
      { number: mobile, breach: 'do-not-call', answer: 'refused' }
    ])
  })

  test('refuses a call from the window, and a redial', async () => {
    await Promise.all([under.prompter.dialFromWindow(mobile), under.answer()])
    under.changeRules({ doNotCall: { action: 'refuse' } })
    under.doNotCall.add([mobile], { reason: '', untilMs: null })
    await under.clock.advance(10_000)
    const refused = { ok: false, error: { code: 'do-not-call' } }
    expect(await under.prompter.dialFromWindow(mobile)).toMatchObject(refused)
    under.prompter.redialLast('tray')
    expect(prompt()).toMatchObject({ kind: 'refused', error: { code: 'do-not-call' } })
    expect(under.sent).toHaveLength(1)
  })
})

describe('a do-not-call list that can’t be read', () => {
  beforeEach(() => {
    under.doNotCallLog.isReadable = false
  })

  test('refuses every number, or asks about it, as the rule does', async () => {
    under.changeRules({ doNotCall: { action: 'refuse' } })
    under.prompter.begin(mobile, 'tray')
    expect(prompt()).toMatchObject({ kind: 'refused', error: { code: 'do-not-call-unknown' } })
    under.changeRules({ doNotCall: { action: 'ask' } })
    under.prompter.begin(mobile, 'tray')
    expect(prompt()).toMatchObject({ kind: 'confirming', reasons: [{ kind: 'do-not-call-unknown' }] })
    expect(under.sent).toEqual([])
    await under.clock.advance(unreadMs)
    under.confirm()
    expect(under.sent).toEqual([mobile])
  })

  test('keeps no call from being made while the rule is off', () => {
    under.prompter.begin(mobile, 'tray')
    expect(under.sent).toEqual([mobile])
  })
})

describe('calling hours', () => {
  const closed = {
    ...rulesOff.hours,
    action: 'ask',
    days: rulesOff.hours.days.map((day) => ({ ...day, toMinute: 481 }))
  } as const

  test('ask, and the answer is written down', async () => {
    under.changeRules({ hours: closed })
    under.prompter.begin(mobile, 'tray')
    expect(prompt()).toMatchObject({ kind: 'confirming', reasons: [{ kind: 'outside-hours' }] })
    await under.clock.advance(unreadMs)
    under.confirm()
    expect(under.sent).toEqual([mobile])
    expect(under.decisions.all()).toMatchObject([{ breach: 'outside-hours', source: 'tray', answer: 'yes' }])
  })

  test('a question that is cancelled or replaced is written down as not called', () => {
    under.changeRules({ hours: closed })
    under.prompter.begin(mobile, 'tray')
    under.prompter.begin('13900139000', 'tray')
    under.prompter.cancel()
    expect(under.decisions.all().map(({ number, answer }) => [number, answer])).toEqual([
      [mobile, 'no'],
      ['13900139000', 'no']
    ])
  })

  test('a rule that begins to ask during the pause is asked before the request', async () => {
    under.change({ undoPauseMs: 1_500 })
    under.prompter.begin(mobile, 'tray')
    under.changeRules({ hours: closed })
    await under.clock.advance(1_600)
    expect(prompt()).toMatchObject({ kind: 'confirming', reasons: [{ kind: 'outside-hours' }] })
    expect(under.sent).toEqual([])
  })
})

describe('attempts', () => {
  test('are possible again within the calling hours', () => {
    const minuteOfDay = (Math.floor(under.clock.now() / 60_000) + 8 * 60) % 1_440
    const days = rulesOff.hours.days.map((day) => ({ ...day, fromMinute: 0, toMinute: minuteOfDay + 30 }))
    under.changeRules({ hours: { action: 'ask', days } })
    attempts({ scope: 'agent' })
    under.hear('id-1', mobile, 'hangup', under.clock.now() - 60_000)
    under.prompter.begin(mobile, 'tray')
    const midnightMs = under.clock.now() + (1_440 - minuteOfDay) * 60_000
    const startOfMinuteMs = midnightMs - (midnightMs % 60_000)
    expect(prompt()).toMatchObject({
      kind: 'refused',
      error: { code: 'too-many-attempts', possibleAtMs: startOfMinuteMs }
    })
  })

  test('of this desk phone count, but not a refused one', async () => {
    attempts({ scope: 'agent' })
    under.prompter.begin(mobile, 'tray')
    await under.refuse()
    await under.clock.advance(10_000)
    under.prompter.begin(mobile, 'tray')
    await under.answer()
    under.hear('id-1', mobile, 'hangup')
    await under.clock.advance(10_000)
    under.prompter.begin(mobile, 'tray')
    expect(under.sent).toHaveLength(2)
    expect(prompt()).toMatchObject({
      kind: 'refused',
      error: { code: 'too-many-attempts', count: 1, limit: 1, withinMs: 3_600_000 }
    })
  })

  test('of colleagues are asked for right before the call, and shown meanwhile', async () => {
    const reply = { calls: [callOfColleague('theirs', 60_000)], rowCount: 1 }
    let answer: () => void = () => undefined
    under.tenant.query = () => new Promise((resolve) => (answer = () => resolve(succeeded(reply))))
    attempts({ scope: 'tenant' })
    under.prompter.begin(mobile, 'tray')
    expect(prompt()).toMatchObject({ kind: 'checking', number: { dial: mobile } })
    answer()
    await under.clock.advance(10)
    expect(prompt()).toMatchObject({ kind: 'refused', error: { code: 'too-many-attempts', count: 1 } })
    expect(under.sent).toEqual([])
  })

  test('the same call in this desk phone’s list and in the records counts once', async () => {
    attempts({ scope: 'tenant', perHour: 2 })
    const dialled = under.prompter.dialFromWindow(mobile)
    await under.clock.advance(10)
    await under.answer()
    await dialled
    under.hear('id-1', mobile, 'hangup')
    await under.clock.advance(20_000)
    under.tenant.query = () =>
      Promise.resolve(succeeded({ calls: [callOfColleague('id-1', 20_000)], rowCount: 1 }))
    const again = under.prompter.dialFromWindow(mobile)
    await under.clock.advance(10)
    await under.answer()
    expect(await again).toMatchObject({ ok: true, value: { kind: 'started' } })
  })

  test('that aren’t known in time follow their own rule, and requests go on for the next call', async () => {
    let answer: () => void = () => undefined
    under.tenant.query = () =>
      new Promise((resolve) => (answer = () => resolve(succeeded({ calls: [], rowCount: 0 }))))
    attempts({ scope: 'tenant', whenUnknown: 'ask' })
    under.prompter.begin(mobile, 'tray')
    await under.clock.advance(factsLimitMs)
    expect(prompt()).toMatchObject({ kind: 'confirming', reasons: [{ kind: 'attempts-unknown' }] })
    answer()
    under.prompter.cancel()
    await under.clock.advance(10)
    under.prompter.begin(mobile, 'tray')
    expect(under.sent).toEqual([mobile])
  })

  test('while the service is being asked, the call can be cancelled', async () => {
    under.tenant.query = () => new Promise(() => undefined)
    attempts({ scope: 'tenant' })
    const dialled = under.prompter.dialFromWindow(mobile)
    under.prompter.cancel()
    await under.clock.advance(10 * factsLimitMs)
    expect(await dialled).toEqual(succeeded({ kind: 'asked' }))
    expect([prompt().kind, under.sent]).toEqual(['none', []])
  })

  test('the pause to undo runs while the service is asked', async () => {
    under.change({ undoPauseMs: 1_500 })
    attempts({ scope: 'tenant' })
    under.prompter.begin(mobile, 'tray')
    expect(prompt().kind).toBe('pausing')
    await under.clock.advance(1_600)
    expect(under.sent).toEqual([mobile])
  })
})
