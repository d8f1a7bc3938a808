import { beforeEach, describe, expect, test, vi } from 'vitest'
import { failed, succeeded, type Result } from '../../../shared/platform/result'
import { settleMs } from '../key-press'
import { readLimitMs } from './pending-presses'
import { failureMs } from './prompt-state'
import { openPrompter, type PrompterUnderTest } from '../testing/prompt'

const mobile = '13800138000'
const other = '13900139000'
const pauseMs = 1_500

let under: PrompterUnderTest
beforeEach(() => {
  under = openPrompter()
})

const prompt = () => under.state.get('prompt')
const press = (text = mobile) => under.prompter.press(text)
const pass = (ms: number) => under.clock.advance(ms)

/** The key is held for about `forMs`: a press, and after 500 ms a repeat every 33 ms. */
const hold = async (text: string, forMs: number) => {
  press(text)
  await pass(500)
  for (let heldMs = 500; heldMs < forMs; heldMs += 33) {
    press(text)
    await pass(33)
  }
}

describe('another key press during the pause', () => {
  test('calls at once when it is a separate press', async () => {
    press()
    await pass(600)
    press()
    await pass(settleMs - 1)
    expect(under.sent).toEqual([])
    await pass(1)
    expect(under.sent).toEqual([mobile])
    await pass(60_000)
    expect(under.sent).toEqual([mobile])
  })

  test.each([550, 1_000, 3_000])('from a key held for %d ms calls neither early nor twice', async (forMs) => {
    const sentAtMs: number[] = []
    under.state.onChange((topic) => {
      if (topic === 'calls') sentAtMs.push(under.clock.now())
    })
    const pressedAtMs = under.clock.now()
    await hold(mobile, forMs)
    await pass(10_000)
    expect(under.sent).toEqual([mobile])
    expect(sentAtMs[0]).toBe(pressedAtMs + pauseMs)
  })

  test('30 presses in a second send one request, with and without a pause', async () => {
    for (const undoPauseMs of [pauseMs, 0]) {
      under = openPrompter()
      under.change({ undoPauseMs })
      for (let index = 0; index < 30; index += 1) {
        press()
        await pass(33)
      }
      await pass(10_000)
      expect(under.sent).toEqual([mobile])
    }
  })

  test('from a key held while the service refuses at once: one request and one notice', async () => {
    under.change({ undoPauseMs: 0 })
    press()
    await under.refuse()
    await pass(500)
    for (let index = 0; index < 30; index += 1) {
      press()
      await pass(33)
    }
    expect(under.sent).toEqual([mobile])
    expect(prompt()).toMatchObject({ kind: 'refused', error: { code: 'service-refused' } })
  })

  test('with another number replaces the first one, which is never called', async () => {
    press()
    await pass(1_000)
    press(other)
    await pass(settleMs)
    expect(prompt()).toMatchObject({ kind: 'pausing', number: { dial: other } })
    await pass(pauseMs - 1)
    expect(under.sent).toEqual([])
    await pass(1)
    expect(under.sent).toEqual([other])
  })

  test('with another number just before the end of the pause delays the first call until it is resolved', async () => {
    press()
    await pass(pauseMs - 50)
    press(other)
    await pass(100)
    expect(under.sent).toEqual([])
    await pass(10_000)
    expect(under.sent).toEqual([other])
  })

  test('from a key held past the end of the pause doesn’t affect the call', async () => {
    press()
    await pass(pauseMs - 50)
    press()
    await pass(100)
    expect(under.sent).toEqual([])
    press()
    expect(under.sent).toEqual([mobile])
  })

  test('that is cancelled while pending does nothing', async () => {
    press()
    await pass(600)
    press()
    under.prompter.cancel()
    await pass(10_000)
    expect(under.sent).toEqual([])
  })

  test('from the tray or the command line changes nothing', async () => {
    press()
    await pass(600)
    const before = prompt()
    under.prompter.begin(mobile, 'tray')
    under.prompter.begin(` ${mobile} `, 'command-line')
    expect(prompt()).toBe(before)
    expect(under.sent).toEqual([])
  })
})

describe('an asynchronously fetched text', () => {
  test('is fetched once for a held key', async () => {
    const fetchText = vi.fn(() => Promise.resolve(succeeded(mobile)))
    under.prompter.press(fetchText)
    await pass(500)
    for (let index = 0; index < 30; index += 1) {
      under.prompter.press(fetchText)
      await pass(33)
    }
    await pass(10_000)
    expect(fetchText).toHaveBeenCalledTimes(1)
    expect(under.sent).toEqual([mobile])
  })

  test('that arrives after a cancel is dropped', async () => {
    let come: (text: Result<string>) => void = () => undefined
    under.prompter.press(() => new Promise((resolve) => (come = resolve)))
    under.prompter.cancel()
    come(succeeded(mobile))
    await pass(10_000)
    expect(under.sent).toEqual([])
    expect(prompt()).toEqual({ kind: 'none' })
  })

  test('that never arrives, or fails, is reported as an unresponsive clipboard', async () => {
    const silent = { kind: 'refused', number: null, error: { code: 'clipboard-silent' } }
    under.prompter.press(() => new Promise(() => undefined))
    await pass(readLimitMs)
    expect(prompt()).toMatchObject(silent)
    await pass(failureMs)
    under.prompter.press(() => Promise.reject(new Error('no clipboard')))
    await pass(0)
    expect(prompt()).toMatchObject(silent)
  })

  test('that may be outdated is never dialled, and the reason is shown', async () => {
    under.prompter.press(() => Promise.resolve(failed({ code: 'copied-text-unknown' })))
    await pass(0)
    expect(prompt()).toMatchObject({ kind: 'refused', number: null, error: { code: 'copied-text-unknown' } })
    await pass(10_000)
    expect(under.sent).toEqual([])
  })

  test('delays the end of the pause, since it may be another number', async () => {
    press()
    await pass(1_300)
    let come: (text: Result<string>) => void = () => undefined
    under.prompter.press(() => new Promise((resolve) => (come = resolve)))
    await pass(1_000)
    expect(under.sent).toEqual([])
    come(succeeded(other))
    await pass(pauseMs)
    expect(under.sent).toEqual([other])
  })
})
