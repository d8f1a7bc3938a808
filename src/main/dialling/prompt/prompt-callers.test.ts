import { beforeEach, describe, expect, test } from 'vitest'
import { failed } from '../../../shared/platform/result'
import { openPrompter, type PrompterUnderTest } from '../testing/prompt'
import { unreadMs } from './prompt-state'

const mobile = '13800138000'
const other = '13900139000'
const beijing = '01088888888'
const [sales, service] = ['02583456789', '02155550101'] as const
const pauseMs = 1_500

let under: PrompterUnderTest
beforeEach(() => {
  under = openPrompter()
  under.setCallers(sales, service)
})

const prompt = () => under.state.get('prompt')
const pass = (ms: number) => under.clock.advance(ms)
const readIt = () => pass(unreadMs)

describe.each(['hot-key', 'tray', 'link', 'command-line', 'window', 'redial'] as const)(
  'from %s',
  (source) => {
    const begin = async (): Promise<void> => {
      if (source === 'hot-key') under.prompter.press(beijing)
      else if (source === 'window') void under.prompter.dialFromWindow(beijing)
      else if (source === 'redial') {
        under.change({ askAgainWithinMs: 0 })
        void under.prompter.dialFromWindow(beijing)
        await under.answer()
        under.hear('id-1', beijing, 'hangup')
        await pass(5_000)
        under.sent.length = 0
        under.callers.length = 0
        under.prompter.redialLast('tray')
      } else under.prompter.begin(source === 'link' ? `tel:${beijing}` : beijing, source)
      await pass(pauseMs)
      under.confirm()
    }

    test('one request is sent, with the default', async () => {
      await begin()
      expect([under.sent, under.callers]).toEqual([[beijing], [sales]])
    })

    test('one request is sent, with the last choice for the region', async () => {
      void under.prompter.dialFromWindow('010-6666 6666', { number: service })
      await under.answer()
      under.hear('id-1', '01066666666', 'hangup')
      under.sent.length = 0
      under.callers.length = 0
      await begin()
      expect([under.sent, under.callers]).toEqual([[beijing], [service]])
    })
  }
)

describe('during the pause', () => {
  test('another caller number starts the pause again, and is sent', async () => {
    under.prompter.press(mobile)
    await pass(pauseMs - 1)
    const { id } = prompt() as { id: number }
    under.setCaller(service)
    expect(prompt()).toMatchObject({ kind: 'pausing', id, caller: { number: service } })
    await pass(pauseMs - 1)
    expect(under.sent).toEqual([])
    await pass(1)
    expect([under.sent, under.callers]).toEqual([[mobile], [service]])
  })

  test('the key of a caller number chooses it; a key without one does nothing', async () => {
    under.prompter.press(mobile)
    under.prompter.pressCallerKey(1)
    under.prompter.pressCallerKey(2)
    expect(prompt()).toMatchObject({ caller: { number: service } })
    await pass(pauseMs)
    expect(under.callers).toEqual([service])
  })

  test('a change doesn’t call after Esc, nor after the same pause was cancelled', async () => {
    under.prompter.press(mobile)
    under.setCaller(service)
    under.prompter.cancel()
    under.prompter.pressCallerKey(0)
    await pass(60_000)
    expect(under.sent).toEqual([])
  })

  test('the next number starts with its own caller number again', async () => {
    under.prompter.press(mobile)
    under.setCaller(service)
    await pass(10)
    under.prompter.begin(other, 'tray')
    expect(prompt()).toMatchObject({ number: { dial: other }, caller: null })
  })
})

describe('a question', () => {
  test('keeps the caller number through the choice and the confirmation', async () => {
    under.change({ policy: 'ask-always' })
    under.prompter.press(`${mobile} ${other}`)
    await readIt()
    under.setCaller(service)
    under.choose(1)
    expect(prompt()).toMatchObject({ kind: 'confirming', caller: { number: service } })
    await readIt()
    under.confirm()
    expect([under.sent, under.callers]).toEqual([[other], [service]])
  })

  test('from the window starts with the caller number beside the number box', async () => {
    under.change({ policy: 'ask-always' })
    await under.prompter.dialFromWindow(mobile, { number: service })
    expect(prompt()).toMatchObject({ kind: 'confirming', caller: { number: service } })
    under.setCaller(sales)
    await readIt()
    under.confirm()
    expect(under.callers).toEqual([sales])
  })

  test('that was replaced keeps its caller number to itself', () => {
    under.change({ policy: 'ask-always' })
    under.prompter.begin(mobile, 'tray')
    const { id } = prompt() as { id: number }
    under.prompter.begin(other, 'tray')
    expect(under.prompter.setCaller(id, { number: service })).toEqual(failed({ code: 'question-replaced' }))
    expect(prompt()).toMatchObject({ number: { dial: other }, caller: null })
  })

  test('about a caller number that was removed meanwhile falls back to the default', async () => {
    under.change({ policy: 'ask-always' })
    under.prompter.begin(mobile, 'tray')
    under.setCaller(service)
    under.setCallers(sales)
    await readIt()
    under.confirm()
    expect(under.callers).toEqual([sales])
  })
})

describe('a refused request', () => {
  const refuse = (field: string) => under.answer(failed({ code: 'service-refused', field }))

  test('names the caller number if that is what the service refuses', async () => {
    under.prompter.begin(mobile, 'tray')
    under.setCaller(service)
    await pass(pauseMs)
    await refuse('callerNumber')
    expect(prompt()).toMatchObject({ kind: 'refused', refusedCaller: service })
  })

  test('else doesn’t', async () => {
    under.prompter.begin(mobile, 'tray')
    await pass(pauseMs)
    await refuse('calleeNumber')
    expect(prompt()).toMatchObject({ kind: 'refused', refusedCaller: null })
  })

  test('is an error at the caller number in the window', async () => {
    const outcome = under.prompter.dialFromWindow(mobile)
    await refuse('callerNumber')
    expect(await outcome).toEqual(failed({ code: 'service-refused', field: 'callerNumber' }))
    expect(prompt()).toEqual({ kind: 'none' })
  })
})
