import { beforeEach, expect, test } from 'vitest'
import { failed, succeeded, type Result } from '../../../shared/platform/result'
import type { DialEnd } from '../claimed-dial'
import { unreadMs } from './prompt-state'
import { openPrompter, testAccount, type PrompterUnderTest } from '../testing/prompt'

// Numbers of a work list: each intent is claimed before its request and ends exactly once.

let under: PrompterUnderTest
let ends: DialEnd[]
let claims: number
let claim: () => Promise<Result<undefined>>

const mobile = '13800138000'
const doubtful = '4001234567'

beforeEach(() => {
  under = openPrompter()
  ends = []
  claims = 0
  claim = () => Promise.resolve(succeeded(undefined))
})

const dial = (number: string, key = 'work-1'): void =>
  under.prompter.dialClaimed({
    number,
    key,
    claim() {
      claims += 1
      return claim()
    },
    onEnd: (end) => void ends.push(end)
  })
const settle = () => under.clock.advance(0)

test('claims before the request, which gets the intent’s key', async () => {
  dial(mobile)
  expect([claims, under.sent]).toEqual([1, []])
  await settle()
  expect(under.sent).toEqual([mobile])
  expect(under.state.get('calls')[0]?.key).toBe('work-1')
  await under.answer()
  expect(ends).toEqual([{ kind: 'started', key: 'work-1' }])
})

test('sends nothing if the claim fails', async () => {
  claim = () => Promise.resolve(failed({ code: 'work-entry-changed' }))
  dial(mobile)
  await settle()
  expect([under.sent, under.state.get('calls')]).toEqual([[], []])
  expect(ends).toEqual([{ kind: 'failed', error: { code: 'work-entry-changed' }, mayRing: false }])
  claim = () => Promise.resolve(succeeded(undefined))
  dial(mobile)
  await settle()
  expect(under.sent).toEqual([mobile])
})

test('no other call can start while a claim is under way', async () => {
  dial(mobile)
  expect(await under.prompter.dialFromWindow('13900139000')).toEqual(failed({ code: 'call-being-started' }))
})

test('sends nothing if the user signs out during the claim', async () => {
  dial(mobile)
  under.signOut()
  await settle()
  expect(under.sent).toEqual([])
  expect(ends).toEqual([{ kind: 'failed', error: { code: 'signed-out' }, mayRing: false }])
})

test('a question is shown for the work list and claimed once confirmed', async () => {
  dial(doubtful)
  expect(under.state.get('prompt')).toMatchObject({ kind: 'confirming', source: 'work-list' })
  expect([claims, ends]).toEqual([0, []])
  await under.clock.advance(unreadMs)
  under.confirm()
  await settle()
  expect(under.sent).toEqual([doubtful])
  await under.answer()
  expect(ends).toEqual([{ kind: 'started', key: 'work-1' }])
})

test.each<[string, () => unknown]>([
  ['cancelled', () => under.prompter.cancel()],
  ['replaced', () => under.prompter.begin('hello', 'tray')],
  ['signed out', () => under.signOut()],
  ['closed', () => under.prompter.close()]
])('a question that is %s drops the intent once', async (_, act) => {
  dial(doubtful)
  act()
  under.prompter.cancel()
  await settle()
  expect([claims, ends]).toEqual([0, [{ kind: 'dropped' }]])
})

test('a question of the next intent drops the former one only', () => {
  dial(doubtful)
  dial(doubtful, 'work-2')
  expect(ends).toEqual([{ kind: 'dropped' }])
  expect(under.state.get('prompt').kind).toBe('confirming')
})

test('a refusal is reported by the end, not in the prompt', async () => {
  dial(mobile)
  await settle()
  dial('13900139000', 'work-2')
  expect(ends).toEqual([{ kind: 'failed', error: { code: 'call-being-started' }, mayRing: false }])
  expect(under.state.get('prompt').kind).toBe('none')
})

test('a lost reply means that the call may ring', async () => {
  dial(mobile)
  await settle()
  await under.lose()
  expect(ends).toEqual([{ kind: 'failed', error: { code: 'call-unknown' }, mayRing: true }])
})

test('while signed out, and for a text that is no number, the intent fails', () => {
  dial('hello')
  under.signOut()
  dial(mobile)
  expect(ends.map((end) => (end.kind === 'failed' ? end.error.code : end.kind))).toEqual([
    'number-invalid',
    'signed-out'
  ])
  under.signIn(testAccount)
})
