import { beforeEach, describe, expect, test } from 'vitest'
import { failed, succeeded, type Result } from '../../../shared/platform/result'
import { unreadMs } from './prompt-state'
import { openPrompter, type PrompterUnderTest } from '../testing/prompt'

const mobile = '13800138000'
const other = '13900139000'
const service = '400 123 4567'
const pauseMs = 1_500

let under: PrompterUnderTest
beforeEach(() => {
  under = openPrompter()
})

const prompt = () => under.state.get('prompt')
const press = (text = mobile) => under.prompter.press(text)
const pass = (ms: number) => under.clock.advance(ms)
/** Waits until a question counts as read. */
const readIt = () => pass(unreadMs)

describe('signing out', () => {
  test('dialling while signed out shows the reason, and nothing is sent', async () => {
    under.signOut()
    press()
    expect(prompt()).toMatchObject({ kind: 'refused', number: null, error: { code: 'signed-out' } })
    expect(await under.prompter.dialFromWindow(mobile)).toEqual(failed({ code: 'signed-out' }))
    under.prompter.redialLast('hot-key')
    await pass(10_000)
    expect(prompt()).toEqual({ kind: 'none' })
  })

  test.each([mobile, service, `${mobile} ${other}`, 'hello'])('removes the prompt of %j', async (text) => {
    press(text)
    under.signOut()
    expect(prompt()).toEqual({ kind: 'none' })
    under.signIn()
    await pass(10_000)
    under.confirm()
    expect(under.sent).toEqual([])
  })

  test('a press that waits for its repeat check or its text isn’t carried into the next account', async () => {
    press()
    await pass(600)
    press()
    under.signOut()
    under.signIn()
    await pass(10_000)
    let come: (text: Result<string>) => void = () => undefined
    under.prompter.press(() => new Promise((resolve) => (come = resolve)))
    under.signOut()
    under.signIn()
    come(succeeded(mobile))
    await pass(10_000)
    expect(under.sent).toEqual([])
  })

  test('a press that is pending while no prompt is shown doesn’t reach the next account either', async () => {
    under.change({ undoPauseMs: 0 })
    press('hello')
    under.prompter.cancel()
    await pass(600)
    press()
    under.signOut()
    under.signIn()
    await pass(10_000)
    expect(under.sent).toEqual([])
  })

  test('the reply to a request of the former account isn’t shown', async () => {
    press()
    await pass(pauseMs)
    under.signOut()
    under.signIn()
    await pass(0)
    expect(prompt()).toEqual({ kind: 'none' })
  })
})

describe('redialling', () => {
  const callOnce = async () => {
    press()
    await pass(pauseMs)
    await under.answer()
    under.hear('id-1', mobile, 'calleeAnswered')
    under.hear('id-1', mobile, 'hangup')
    await pass(5_000)
  }

  test('the last number uses the same prompt and the same rules', async () => {
    await callOnce()
    under.prompter.redialLast('hot-key')
    expect(prompt()).toMatchObject({
      kind: 'confirming',
      number: { dial: mobile },
      reasons: [{ kind: 'called-recently' }]
    })
    under.prompter.cancel()
    under.change({ askAgainWithinMs: 0 })
    under.prompter.redialLast('tray')
    expect(prompt()).toMatchObject({ kind: 'pausing', source: 'tray' })
  })

  test('a held key redials once', async () => {
    await callOnce()
    under.change({ askAgainWithinMs: 0, undoPauseMs: 0 })
    under.prompter.redialLast('hot-key')
    await under.refuse()
    await pass(500)
    for (let index = 0; index < 30; index += 1) {
      under.prompter.redialLast('hot-key')
      await pass(33)
    }
    await pass(10_000)
    expect(under.sent).toEqual([mobile, mobile])
  })

  test('without an earlier call there is nothing to redial', async () => {
    under.prompter.redialLast('hot-key')
    expect(prompt()).toMatchObject({ kind: 'refused', number: null, error: { code: 'nothing-to-redial' } })
    expect(await under.prompter.redialFromWindow('nobody')).toEqual(failed({ code: 'nothing-to-redial' }))
  })

  test('calls the number last dialled from here, whatever other calls events report', async () => {
    await callOnce()
    const longAgoMs = under.clock.now() - 11 * 60_000
    for (const state of ['started', 'callCallee', 'hangup']) {
      under.hear('forged', other, state, longAgoMs)
    }
    under.change({ askAgainWithinMs: 0 })
    for (const source of ['command-line', 'tray', 'hot-key'] as const) {
      under.prompter.redialLast(source)
      expect(prompt()).toMatchObject({ kind: 'pausing', number: { dial: mobile } })
      under.prompter.cancel()
    }
  })

  test('calls nothing when calls are known from events only', () => {
    under.hear('forged', other, 'started')
    under.hear('forged', other, 'hangup')
    under.prompter.redialLast('command-line')
    expect(prompt()).toMatchObject({ kind: 'refused', error: { code: 'nothing-to-redial' } })
  })

  test('calls the number that was sent, even when an event with the call’s id names another number', async () => {
    press()
    await pass(pauseMs)
    under.hear('id-1', other, 'started')
    await under.answer()
    under.hear('id-1', other, 'hangup')
    under.change({ askAgainWithinMs: 0 })
    await pass(5_000)
    under.prompter.redialLast('tray')
    expect(prompt()).toMatchObject({ kind: 'pausing', number: { dial: mobile } })
  })

  test('survives a flood of events: the newest call from here stays in the list', async () => {
    await callOnce()
    for (let index = 0; index < 600; index += 1) {
      under.hear(`forged-${index}`, other, 'started')
      under.hear(`forged-${index}`, other, 'hangup')
    }
    under.change({ askAgainWithinMs: 0 })
    under.prompter.redialLast('tray')
    expect(prompt()).toMatchObject({ kind: 'pausing', number: { dial: mobile } })
  })

  test('works from the window with the key of a call', async () => {
    await callOnce()
    const key = under.state.get('calls')[0]?.key ?? ''
    expect(await under.prompter.redialFromWindow(key)).toEqual(succeeded({ kind: 'asked' }))
    expect(prompt()).toMatchObject({ kind: 'confirming', source: 'window' })
  })
})

describe('dialling from the window', () => {
  test('calls an unambiguous number without a pause, and returns the started call', async () => {
    const dialled = under.prompter.dialFromWindow(mobile)
    expect(under.sent).toEqual([mobile])
    await under.answer()
    expect(await dialled).toEqual(succeeded({ kind: 'started', key: 'key-1' }))
    expect(prompt()).toEqual({ kind: 'none' })
  })

  test('a failed request is reported by the result only', async () => {
    const dialled = under.prompter.dialFromWindow(mobile)
    await under.refuse()
    expect(await dialled).toEqual(failed({ code: 'service-refused' }))
    expect(prompt()).toEqual({ kind: 'none' })
  })

  test.each([
    ['', 'number-missing'],
    ['  ', 'number-missing'],
    ['hello', 'number-invalid']
  ])('%j is reported as %s at its field', async (text, code) => {
    expect(await under.prompter.dialFromWindow(text)).toMatchObject({
      ok: false,
      error: { code, field: 'calleeNumber' }
    })
  })

  test('a double click sends one request, and a double click on a question doesn’t answer it', async () => {
    const first = under.prompter.dialFromWindow(mobile)
    expect(await under.prompter.dialFromWindow(mobile)).toEqual(failed({ code: 'call-being-started' }))
    await under.refuse()
    await first
    expect(await under.prompter.dialFromWindow(service)).toEqual(succeeded({ kind: 'asked' }))
    const before = prompt()
    expect(await under.prompter.dialFromWindow(service)).toEqual(succeeded({ kind: 'asked' }))
    expect(prompt()).toBe(before)
    expect(under.sent).toEqual([mobile])
  })

  test('questions appear in the prompt, with the window as their source', async () => {
    expect(await under.prompter.dialFromWindow(`${mobile} ${service}`)).toEqual(succeeded({ kind: 'asked' }))
    expect(prompt()).toMatchObject({ kind: 'choosing', source: 'window' })
    await readIt()
    under.choose(1)
    expect(prompt()).toMatchObject({ kind: 'confirming', source: 'window' })
    await readIt()
    under.confirm()
    await under.refuse()
    expect(prompt()).toMatchObject({ kind: 'refused', source: 'window', error: { code: 'service-refused' } })
  })

  test('replaces a pausing number, which isn’t called later', async () => {
    press(other)
    const dialled = under.prompter.dialFromWindow(mobile)
    await under.refuse()
    expect(await dialled).toEqual(failed({ code: 'service-refused' }))
    await pass(10_000)
    expect(under.sent).toEqual([mobile])
  })
})
