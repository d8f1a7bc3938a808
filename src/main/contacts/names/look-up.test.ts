import { describe, expect, it } from 'vitest'
import { lookUpLimits } from '../../../shared/contacts/look-up'
import { samplePageValues } from '../../calls/event-pages'
import { createManualClock } from '../../platform/testing/manual-clock'
import { createLookUp, lookUpAddress } from './look-up'
import type { LookUpReply } from './look-up-reply'

const replyOf = (json: unknown, status = 200): LookUpReply => ({
  kind: 'reply',
  status,
  body: new TextEncoder().encode(JSON.stringify(json))
})
const broken: LookUpReply = { kind: 'failed', problem: 'unreachable', status: null }

/** A look-up whose requests the test answers. */
function start() {
  const clock = createManualClock()
  const open: { number: string; signal: AbortSignal; answer: (reply: LookUpReply) => void }[] = []
  const asked: string[] = []
  const world = { isOn: true, later: 0, auto: null as LookUpReply | null }
  const lookUp = createLookUp({
    clock,
    addressOf: (number) => (world.isOn ? `https://crm.example/${number}` : null),
    request(address, signal) {
      const number = address.slice('https://crm.example/'.length)
      asked.push(number)
      if (world.auto !== null) return Promise.resolve(world.auto)
      return new Promise((answer) => open.push({ number, signal, answer }))
    },
    onLater: () => (world.later += 1),
    random: () => 0
  })
  /** Resolves with the names found, or with null while they are waited for. */
  const ask = (...numbers: string[]) => {
    const state: { names: Record<string, string> | null } = { names: null }
    void lookUp.ask(numbers).then((found) => {
      state.names = Object.fromEntries([...found].map(([number, { name }]) => [number, name]))
    })
    return state
  }
  const answer = (number: string, reply: LookUpReply): Promise<void> => {
    open.find((one) => one.number === number)?.answer(reply)
    return clock.advance(0)
  }
  return { clock, open, asked, world, lookUp, ask, answer }
}

const numbers = (count: number): string[] => Array.from({ length: count }, (_, at) => String(10_000 + at))

describe('the look-up', () => {
  it('answers as soon as the server has, and keeps the answer for its lifetime', async () => {
    const { clock, asked, ask, answer } = start()
    const first = ask('1', '2')
    await answer('1', replyOf({ name: '张伟' }))
    expect(first.names).toBeNull()
    await answer('2', replyOf({}))
    expect(first.names).toEqual({ '1': '张伟' })

    const second = ask('1', '2')
    await clock.advance(0)
    expect(second.names).toEqual({ '1': '张伟' })
    expect(asked).toEqual(['1', '2'])

    await clock.advance(lookUpLimits.unknownMs)
    ask('1', '2')
    await clock.advance(0)
    expect(asked).toEqual(['1', '2', '2'])
    await answer('2', replyOf({}))
    await clock.advance(lookUpLimits.foundMs)
    ask('1')
    expect(asked.at(-1)).toBe('1')
  })

  it('waits no longer than one request, and tells of what comes later', async () => {
    const { clock, world, ask, answer } = start()
    const slow = ask('1')
    await clock.advance(lookUpLimits.requestMs)
    expect(slow.names).toEqual({})
    await answer('1', replyOf({ name: '张伟' }))
    expect(world.later).toBe(1)
    const again = ask('1')
    await clock.advance(0)
    expect(again.names).toEqual({ '1': '张伟' })
  })

  it('asks for a few at once, for a bounded number in all, and for new numbers first', async () => {
    const { clock, asked, world, open, ask, answer } = start()
    ask(...numbers(500))
    await clock.advance(0)
    expect(open).toHaveLength(lookUpLimits.requestsAtOnce)
    ask('7')
    await answer('10000', replyOf({}))
    expect(asked.at(-1)).toBe('7')
    world.auto = replyOf({})
    for (const one of open) one.answer(replyOf({}))
    await clock.advance(0)
    expect(asked).toHaveLength(lookUpLimits.maxPerBatch + 1)
  })

  it('asks once for a number that two batches want', async () => {
    const { asked, ask, answer } = start()
    const [one, other] = [ask('1'), ask('1')]
    await answer('1', replyOf({ name: '张伟' }))
    expect([one.names, other.names]).toEqual([{ '1': '张伟' }, { '1': '张伟' }])
    expect(asked).toEqual(['1'])
  })

  it('leaves a failing server alone, ever longer, and asks it again then', async () => {
    const { clock, asked, world, ask } = start()
    world.auto = broken
    const first = ask(...numbers(20))
    await clock.advance(0)
    // What wasn't sent yet isn't sent.
    expect(first.names).toEqual({})
    expect(asked).toHaveLength(lookUpLimits.requestsAtOnce)
    const pausesMs: number[] = []
    for (let round = 0; round < 3; round += 1) {
      let pausedMs = 0
      const before = world.later
      while (world.later === before) {
        ask('1')
        await clock.advance(1_000)
        pausedMs += 1_000
      }
      pausesMs.push(pausedMs)
      expect(asked).toHaveLength(lookUpLimits.requestsAtOnce + round)
      ask('1')
      await clock.advance(0)
    }
    expect(pausesMs).toEqual([5_000, 10_000, 20_000])

    world.auto = replyOf({ name: '张伟' })
    await clock.advance(60_000)
    const healed = ask('1')
    await clock.advance(0)
    expect(healed.names).toEqual({ '1': '张伟' })
  })

  it('asks nothing while it is off', async () => {
    const { clock, asked, world, ask } = start()
    world.isOn = false
    const off = ask('1')
    await clock.advance(0)
    expect(off.names).toEqual({})
    expect(asked).toEqual([])
  })

  it('forgets everything when the server changes: also the answers that are under way', async () => {
    const { clock, open, asked, lookUp, ask, answer } = start()
    const waiting = ask('1')
    lookUp.reset()
    await clock.advance(0)
    expect(waiting.names).toEqual({})
    expect(open[0]?.signal.aborted).toBe(true)
    await answer('1', replyOf({ name: 'of the former server' }))
    const again = ask('1')
    await clock.advance(0)
    expect(again.names).toBeNull()
    expect(asked).toEqual(['1', '1'])
    expect(clock.waiting()).toBe(1)
  })

  it('remembers a bounded number of answers', async () => {
    const { clock, asked, world, ask } = start()
    world.auto = replyOf({})
    const all = numbers(lookUpLimits.maxCached + 1)
    for (let at = 0; at < all.length; at += lookUpLimits.maxPerBatch) {
      ask(...all.slice(at, at + lookUpLimits.maxPerBatch))
      await clock.advance(0)
    }
    expect(asked).toHaveLength(all.length)
    ask(all[1] ?? '', all[0] ?? '')
    await clock.advance(0)
    expect(asked.at(-1)).toBe(all[0])
    expect(asked).toHaveLength(all.length + 1)
  })
})

it.each([
  ['https://crm.example/?phone={callee}', 'https://crm.example/?phone=13800138000'],
  ['https://crm.example/{callee}/{call}', 'https://crm.example/13800138000/sample-call'],
  ['https://crm.example/', null],
  ['https://crm.example/?phone={number}', null],
  ['ftp://crm.example/{callee}', null]
])('the address %s becomes %s', (template, address) => {
  const made = lookUpAddress(template, samplePageValues)
  expect(made.ok ? made.value : null).toBe(address)
})
