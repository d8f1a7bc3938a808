import { beforeEach, describe, expect, test } from 'vitest'
import { failed } from '../../../shared/platform/result'
import { settleMs } from '../key-press'
import { failureMs, noticeMs, staleMs } from './prompt-state'
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

describe('a single unambiguous number', () => {
  test('is called after the pause, during which number and last call are shown', async () => {
    press('电话：010-8888 8888')
    const startedAtMs = under.clock.now()
    expect(prompt()).toEqual({
      kind: 'pausing',
      id: 1,
      hasIgnoredLink: false,
      caller: null,
      source: 'hot-key',
      number: { raw: '010-8888 8888', dial: '01088888888', kind: 'fixed' },
      lastCall: null,
      startedAtMs,
      untilMs: startedAtMs + pauseMs
    })
    await pass(pauseMs - 1)
    expect(under.sent).toEqual([])
    await pass(1)
    expect(under.sent).toEqual(['01088888888'])
    expect(prompt()).toEqual({ kind: 'none' })
  })

  test('is called at once when the pause is 0', () => {
    under.change({ undoPauseMs: 0 })
    press()
    expect(under.sent).toEqual([mobile])
  })

  test('that was called before shows its last call', async () => {
    under.change({ askAgainWithinMs: 0 })
    press()
    await pass(pauseMs)
    const atMs = under.clock.now()
    await under.answer()
    under.hear('id-1', mobile, 'callCallee')
    under.hear('id-1', mobile, 'hangup')
    await pass(60_000)
    press()
    expect(prompt()).toMatchObject({ kind: 'pausing', lastCall: { atMs, outcome: 'not-answered' } })
  })

  test.each(['hot-key', 'tray', 'command-line'] as const)(
    'from %s: cancelling sends nothing',
    async (source) => {
      if (source === 'hot-key') press()
      else under.prompter.begin(mobile, source)
      expect(prompt()).toMatchObject({ kind: 'pausing', source })
      await pass(pauseMs - 1)
      under.prompter.cancel()
      expect(prompt()).toEqual({ kind: 'none' })
      await pass(60_000)
      expect(under.sent).toEqual([])
    }
  )

  test('is called at once, and only once, when confirmed during the pause', async () => {
    press()
    under.confirm()
    under.confirm()
    expect(under.sent).toEqual([mobile])
    await pass(60_000)
    expect(under.sent).toEqual([mobile])
  })

  test('needs confirmation after all when another call starts during the pause', async () => {
    press()
    under.hear('theirs', other, 'started')
    await pass(pauseMs)
    expect(under.sent).toEqual([])
    expect(prompt()).toMatchObject({ kind: 'confirming', reasons: [{ kind: 'call-under-way' }] })
  })

  test.each([false, true])(
    'isn’t called when the computer slept past the end of the pause; monotonic clock continues: %s',
    async (isCounted) => {
      press()
      await under.clock.sleep(pauseMs + staleMs + 1, { isCounted })
      await pass(pauseMs)
      expect(under.sent).toEqual([])
      expect(prompt()).toEqual({ kind: 'none' })
    }
  )

  test('is called after the pause even when the wall clock is set back meanwhile', async () => {
    press()
    under.clock.jumpWall(-3_600_000)
    await pass(pauseMs - 1)
    expect(under.sent).toEqual([])
    await pass(1)
    expect(under.sent).toEqual([mobile])
  })
})

describe('notices', () => {
  test('a text without a number is shown truncated, and disappears by itself', async () => {
    press('  Hello\n\tWorld \u202Eevil\u0007  ')
    expect(prompt()).toEqual({
      kind: 'no-number',
      id: 1,
      source: 'hot-key',
      copied: 'Hello World evil',
      untilMs: under.clock.now() + noticeMs
    })
    await pass(noticeMs)
    expect(prompt()).toEqual({ kind: 'none' })
    expect(under.sent).toEqual([])
  })

  test('a refusal names the rule, and disappears by itself', async () => {
    under.change({ undoPauseMs: 0 })
    press()
    await pass(2_000)
    press()
    await pass(settleMs)
    expect(prompt()).toMatchObject({
      kind: 'refused',
      number: { dial: mobile },
      error: { code: 'call-being-started' }
    })
    await under.answer()
    press()
    await pass(settleMs)
    expect(prompt()).toMatchObject({ error: { code: 'number-just-dialled' } })
    await pass(noticeMs)
    expect(prompt()).toEqual({ kind: 'none' })
  })

  test.each([
    ['service-refused', { code: 'service-refused', message: '被叫号码不合法' }],
    ['call-unknown', { code: 'call-unknown' }]
  ] as const)('a request that fails with %s is shown for longer', async (_code, error) => {
    press()
    await pass(pauseMs)
    await under.answer(failed(error))
    expect(prompt()).toMatchObject({ kind: 'refused', source: 'hot-key', error })
    await pass(failureMs - 1)
    expect(prompt().kind).toBe('refused')
    await pass(1)
    expect(prompt()).toEqual({ kind: 'none' })
  })

  test('a failure doesn’t replace a question that was shown after it', async () => {
    press()
    await pass(pauseMs)
    under.prompter.begin(`${mobile} ${other}`, 'tray')
    await under.refuse()
    expect(prompt().kind).toBe('choosing')
  })
})

test('a closed prompter shows nothing and dials nothing', async () => {
  press()
  under.prompter.close()
  await pass(10_000)
  expect(prompt()).toEqual({ kind: 'none' })
  expect(under.sent).toEqual([])
  expect(under.clock.waiting()).toBe(0)
})
