import { beforeEach, describe, expect, test } from 'vitest'
import { failed } from '../../../shared/platform/result'
import { settleMs } from '../key-press'
import { maxNumbers } from './prompt'
import { noticeMs, unreadMs } from './prompt-state'
import { openPrompter, testAccount, type PrompterUnderTest } from '../testing/prompt'

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

describe('several numbers', () => {
  const text = `${mobile}, ${other}, ${service}`

  test('are offered, and the chosen one is called at once', async () => {
    press(text)
    expect(prompt()).toMatchObject({
      kind: 'choosing',
      source: 'hot-key',
      numbers: [{ dial: mobile }, { dial: other }, { dial: '4001234567' }]
    })
    await readIt()
    under.choose(1)
    expect(under.sent).toEqual([other])
    expect(prompt()).toEqual({ kind: 'none' })
  })

  test('a doubtful one still needs confirmation after it is chosen', async () => {
    press(text)
    await readIt()
    under.choose(2)
    expect(under.sent).toEqual([])
    expect(prompt()).toMatchObject({
      kind: 'confirming',
      reasons: [{ kind: 'doubtful', doubt: 'service-number' }]
    })
    await readIt()
    under.confirm()
    expect(under.sent).toEqual(['4001234567'])
  })

  test('an invalid choice, or one made before the list can have been read, is ignored', async () => {
    press(text)
    under.choose(0)
    await pass(unreadMs - 1)
    under.choose(0)
    await pass(1)
    under.choose(3)
    expect(prompt().kind).toBe('choosing')
    expect(under.sent).toEqual([])
    under.choose(0)
    expect(under.sent).toEqual([mobile])
  })

  test('pressing the key again with the same text keeps the question; another text starts over', async () => {
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

  test('at most 100 are offered', () => {
    press(Array.from({ length: 150 }, (_, index) => `13${800_000_000 + index * 1_234_567}`).join('\n'))
    expect(prompt()).toMatchObject({ kind: 'choosing' })
    expect((prompt() as { numbers: unknown[] }).numbers).toHaveLength(maxNumbers)
  })
})

describe('a request', () => {
  test('sends the call when confirmed, and doesn’t when cancelled', async () => {
    press(service)
    expect(prompt()).toMatchObject({ kind: 'confirming', source: 'hot-key', lastCall: null })
    await readIt()
    under.prompter.cancel()
    under.confirm()
    expect(under.sent).toEqual([])
    await pass(5_000)
    press(service)
    await readIt()
    under.confirm()
    expect(under.sent).toEqual(['4001234567'])
  })

  test('isn’t answered by input meant for something before it, such as a double click', async () => {
    press(service)
    under.confirm()
    await pass(unreadMs - 1)
    under.confirm()
    expect(under.sent).toEqual([])
    expect(prompt().kind).toBe('confirming')
  })

  test('is asked again when a reason has arisen that it didn’t show', async () => {
    press(service)
    await readIt()
    under.hear('theirs', other, 'started')
    under.confirm()
    expect(under.sent).toEqual([])
    expect(prompt()).toMatchObject({ reasons: [{ kind: 'call-under-way' }, { kind: 'doubtful' }] })
    await readIt()
    under.confirm()
    expect(under.sent).toEqual(['4001234567'])
  })

  test('pressing the key again with the same text keeps the question; another text starts over', async () => {
    press(service)
    const before = prompt()
    await pass(5_000)
    press(service)
    expect(prompt()).toBe(before)
    await pass(5_000)
    press(mobile)
    expect(prompt()).toMatchObject({ kind: 'pausing' })
  })

  test('after a lost reply says that the call may already ring', async () => {
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

  test('about a new salesman code is asked once on this machine', async () => {
    under.signIn({ ...testAccount, salesmanCode: '007' })
    under.change({ undoPauseMs: 0, askAgainWithinMs: 0 })
    press()
    expect(prompt()).toMatchObject({ reasons: [{ kind: 'new-salesman', code: '007' }] })
    await readIt()
    under.confirm()
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

  test('is decoded from what browsers encode in it', () => {
    under.prompter.begin('tel:%2B86%20138%2D0013%2D8000;ext=5', 'link')
    expect(prompt()).toMatchObject({ number: { dial: mobile, extension: '5' } })
  })

  test('never replaces a question or a pending call, and the prompt says that it was ignored', async () => {
    for (const text of [mobile, service, `${mobile} ${service}`]) {
      under = openPrompter()
      press(text)
      const before = prompt()
      under.prompter.begin(`tel:${other}`, 'link')
      expect(prompt()).toEqual({ ...before, hasIgnoredLink: true })
    }
    under = openPrompter()
    press()
    under.prompter.begin(`tel:${other}`, 'link')
    await pass(pauseMs)
    expect(under.sent).toEqual([mobile])
  })

  test('never replaces an earlier link, so confirming dials the number that was read', async () => {
    under.prompter.begin(`tel:${mobile}`, 'link')
    await readIt()
    under.prompter.begin(`tel:${other}`, 'link')
    expect(prompt()).toMatchObject({ kind: 'confirming', number: { dial: mobile }, hasIgnoredLink: true })
    under.confirm()
    expect(under.sent).toEqual([mobile])
  })

  test('that is repeated unchanged isn’t counted as another link', () => {
    under.prompter.begin(`tel:${mobile}`, 'link')
    const before = prompt()
    under.prompter.begin(`tel:${mobile}`, 'link')
    expect(prompt()).toBe(before)
  })

  test('a thousand links change the prompt only twice: the question, and the note that links were ignored', () => {
    let changes = 0
    under.state.onChange((topic) => (changes += topic === 'prompt' ? 1 : 0))
    for (let index = 0; index < 1_000; index += 1) {
      under.prompter.begin(`tel:138${String(10_000_000 + index)}`, 'link')
    }
    expect(changes).toBe(2)
    expect(under.clock.waiting()).toBe(0)
  })

  test('a thousand links without a number, or while signed out, show one notice that expires on time', async () => {
    for (const url of ['tel:hello', `tel:${mobile}`]) {
      under = openPrompter()
      if (url !== 'tel:hello') under.signOut()
      for (let index = 0; index < 1_000; index += 1) {
        under.prompter.begin(url, 'link')
        await pass(noticeMs / 1_000)
      }
      expect(prompt()).toEqual({ kind: 'none' })
    }
  })
})

describe('a reply', () => {
  test('to a replaced question is refused, and nothing is dialled', async () => {
    press(service)
    const first = (prompt() as { id: number }).id
    await pass(5_000)
    press(`${mobile} ${other}`)
    const second = (prompt() as { id: number }).id
    await pass(5_000)
    press('021 6234 5678 / 400 800 8000')
    await readIt()
    const before = prompt()
    expect(under.prompter.confirm(first)).toEqual(failed({ code: 'question-replaced' }))
    expect(under.prompter.choose(second, 0)).toEqual(failed({ code: 'question-replaced' }))
    expect(prompt()).toBe(before)
    expect(under.sent).toEqual([])
  })

  test('to a pause whose number was replaced doesn’t call the new number', async () => {
    press(mobile)
    const first = (prompt() as { id: number }).id
    await pass(1_000)
    press(other)
    await pass(settleMs)
    expect(prompt()).toMatchObject({ kind: 'pausing', number: { dial: other } })
    expect(under.prompter.confirm(first)).toEqual(failed({ code: 'question-replaced' }))
    expect(under.sent).toEqual([])
  })
})
