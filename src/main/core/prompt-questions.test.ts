import { beforeEach, describe, expect, test } from 'vitest'
import { maxNumbers } from './prompt'
import { unreadMs } from './prompt-board'
import { openPrompter, testAccount, type PrompterUnderTest } from './prompt-under-test'

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
/** Long enough for a question to be read. */
const readIt = () => pass(unreadMs)

describe('several numbers', () => {
  const text = `${mobile}, ${other}, ${service}`

  test('are offered; the chosen one is called at once', async () => {
    press(text)
    expect(prompt()).toMatchObject({
      kind: 'choosing',
      source: 'hot-key',
      numbers: [{ dial: mobile }, { dial: other }, { dial: '4001234567' }]
    })
    await readIt()
    under.prompter.choose(1)
    expect(under.sent).toEqual([other])
    expect(prompt()).toEqual({ kind: 'none' })
  })

  test('a doubtful one among them is asked about first', async () => {
    press(text)
    await readIt()
    under.prompter.choose(2)
    expect(under.sent).toEqual([])
    expect(prompt()).toMatchObject({
      kind: 'confirming',
      reasons: [{ kind: 'doubtful', doubt: 'service-number' }]
    })
    await readIt()
    under.prompter.confirm()
    expect(under.sent).toEqual(['4001234567'])
  })

  test('a choice that does not exist, and one before anything can have been read, do nothing', async () => {
    press(text)
    under.prompter.choose(0)
    await pass(unreadMs - 1)
    under.prompter.choose(0)
    await pass(1)
    under.prompter.choose(3)
    expect(prompt().kind).toBe('choosing')
    expect(under.sent).toEqual([])
    under.prompter.choose(0)
    expect(under.sent).toEqual([mobile])
  })

  test('the key again with the same text changes nothing; with another one it starts anew', async () => {
    press(text)
    const before = prompt()
    await pass(5_000)
    press(text)
    expect(prompt()).toBe(before)
    await pass(5_000)
    press(mobile)
    expect(prompt()).toMatchObject({ kind: 'pausing', number: { dial: mobile } })
  })

  test('stay until they are answered or cancelled', async () => {
    press(text)
    await pass(3_600_000)
    expect(prompt().kind).toBe('choosing')
    under.prompter.cancel()
    expect(prompt()).toEqual({ kind: 'none' })
  })

  test('the first 100 are offered', () => {
    press(Array.from({ length: 150 }, (_, index) => `13${800_000_000 + index * 1_234_567}`).join('\n'))
    expect(prompt()).toMatchObject({ kind: 'choosing' })
    expect((prompt() as { numbers: unknown[] }).numbers).toHaveLength(maxNumbers)
  })
})

describe('a question', () => {
  test('is answered by a yes, which sends, or by a cancel, which does not', async () => {
    press(service)
    expect(prompt()).toMatchObject({ kind: 'confirming', source: 'hot-key', lastCall: null })
    await readIt()
    under.prompter.cancel()
    under.prompter.confirm()
    expect(under.sent).toEqual([])
    await pass(5_000)
    press(service)
    await readIt()
    under.prompter.confirm()
    expect(under.sent).toEqual(['4001234567'])
  })

  test('is not answered by what was meant for something before it, a double click above all', async () => {
    press(service)
    under.prompter.confirm()
    await pass(unreadMs - 1)
    under.prompter.confirm()
    expect(under.sent).toEqual([])
    expect(prompt().kind).toBe('confirming')
  })

  test('comes again when a reason has come up that it did not show', async () => {
    press(service)
    await readIt()
    under.hear('theirs', other, 'started')
    under.prompter.confirm()
    expect(under.sent).toEqual([])
    expect(prompt()).toMatchObject({ reasons: [{ kind: 'call-under-way' }, { kind: 'doubtful' }] })
    await readIt()
    under.prompter.confirm()
    expect(under.sent).toEqual(['4001234567'])
  })

  test('the key again with the same text changes nothing; with another one it starts anew', async () => {
    press(service)
    const before = prompt()
    await pass(5_000)
    press(service)
    expect(prompt()).toBe(before)
    await pass(5_000)
    press(mobile)
    expect(prompt()).toMatchObject({ kind: 'pausing' })
  })

  test('after a lost reply says that it may ring already', async () => {
    press()
    await pass(pauseMs)
    await under.lose()
    await pass(10_000)
    press()
    expect(prompt()).toMatchObject({
      kind: 'confirming',
      reasons: [{ kind: 'outcome-unknown' }, { kind: 'called-recently' }]
    })
  })

  test('about a new salesman comes once on this machine', async () => {
    under.signIn({ ...testAccount, salesmanCode: '007' })
    under.change({ undoPauseMs: 0, askAgainWithinMs: 0 })
    press()
    expect(prompt()).toMatchObject({ reasons: [{ kind: 'new-salesman', code: '007' }] })
    await readIt()
    under.prompter.confirm()
    await under.answer()
    under.hear('id-1', mobile, 'hangup')
    await pass(5_000)
    press()
    expect(under.sent).toEqual([mobile, mobile])
  })
})

describe('a link', () => {
  test('never calls by itself, under any policy', async () => {
    for (const policy of ['never-ask', 'ask-when-doubtful', 'ask-always'] as const) {
      under = openPrompter()
      under.change({ policy, undoPauseMs: 0 })
      under.prompter.begin(`tel:${mobile}`, 'link')
      under.prompter.begin(`tel:${mobile}`, 'link')
      expect(prompt()).toMatchObject({ kind: 'confirming', source: 'link' })
      await pass(60_000)
      expect(under.sent).toEqual([])
    }
  })

  test('is read with what browsers encode in it', () => {
    under.prompter.begin('tel:%2B86%20138%2D0013%2D8000;ext=5', 'link')
    expect(prompt()).toMatchObject({ number: { dial: mobile, extension: '5' } })
  })

  test('never takes away what the person is being asked, nor what is about to be called', async () => {
    for (const text of [mobile, service, `${mobile} ${service}`]) {
      under = openPrompter()
      press(text)
      const before = prompt()
      under.prompter.begin(`tel:${other}`, 'link')
      expect(prompt()).toBe(before)
    }
    under = openPrompter()
    press()
    under.prompter.begin(`tel:${other}`, 'link')
    await pass(pauseMs)
    expect(under.sent).toEqual([mobile])
  })

  test('takes the place of a link before it; a yes for the first does not reach the second', async () => {
    under.prompter.begin(`tel:${mobile}`, 'link')
    await readIt()
    under.prompter.begin(`tel:${other}`, 'link')
    under.prompter.confirm()
    expect(under.sent).toEqual([])
    expect(prompt()).toMatchObject({ number: { dial: other } })
  })
})
