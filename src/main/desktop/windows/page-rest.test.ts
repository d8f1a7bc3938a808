import { beforeEach, expect, test } from 'vitest'
import { createManualClock, type ManualClock } from '../../platform/testing/manual-clock'
import { PageRest } from './page-rest'

let clock: ManualClock
let asked: string[]
let ended: number
let account: string
let rest: PageRest

beforeEach(() => {
  clock = createManualClock()
  asked = []
  ended = 0
  account = 'one'
  rest = new PageRest({
    clock,
    ask: (id) => asked.push(id),
    end: () => (ended += 1),
    account: () => account
  })
})

const lastAsked = (): string => asked.at(-1) ?? ''

/** Hides the window, and gives its page back with the view state `view`. */
async function giveBack(view: string): Promise<void> {
  rest.hidden()
  await clock.advance(60_000)
  rest.answer(lastAsked(), view)
}

test('a page that was hidden for a minute is given back, and its view is restored once', async () => {
  rest.hidden()
  await clock.advance(59_999)
  expect(asked).toHaveLength(0)
  await clock.advance(1)
  expect([asked.length, ended]).toEqual([1, 0])
  rest.answer(lastAsked(), 'view')
  expect(ended).toBe(1)
  expect([rest.take(), rest.take()]).toEqual(['view', null])
  // Nothing waits while there is no page.
  expect(clock.waiting()).toBe(0)
})

test('a window that is shown again keeps its page, also while the page answers', async () => {
  rest.hidden()
  await clock.advance(59_999)
  rest.shown()
  await clock.advance(120_000)
  expect(asked).toHaveLength(0)
  rest.hidden()
  await clock.advance(60_000)
  rest.shown()
  rest.answer(lastAsked(), 'view')
  expect(ended).toBe(0)
  expect(rest.take()).toBeNull()
})

test('a page that can’t be restored is kept, and asked again a minute later', async () => {
  rest.hidden()
  await clock.advance(60_000)
  rest.answer(lastAsked(), null)
  expect(ended).toBe(0)
  await clock.advance(60_000)
  expect(asked).toHaveLength(2)
})

test('a view state that wasn’t asked for is ignored', async () => {
  rest.answer('', 'view')
  rest.hidden()
  await clock.advance(60_000)
  rest.answer('another', 'view')
  expect(ended).toBe(0)
  rest.answer(lastAsked(), 'first')
  rest.answer(lastAsked(), 'second')
  expect([ended, rest.take()]).toEqual([1, 'first'])
})

test('what an account typed isn’t shown to another one, nor after signing out', async () => {
  await giveBack('view')
  account = 'two'
  expect(rest.take()).toBeNull()
  account = 'one'
  await giveBack('view')
  rest.forget()
  expect(rest.take()).toBeNull()
})
