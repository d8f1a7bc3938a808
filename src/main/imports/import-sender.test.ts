import { describe, expect, test } from 'vitest'
import type { ImportSender, SenderProgress } from './import-sender'
import { ImportWorld, type Setting, type Treatment, type Writing } from './testing/import-sender'

const treated = (kind: Treatment['kind'], delayMs = 0): Treatment => ({ kind, delayMs, isTakenEarly: true })
const writes = (kind: Writing['kind'], delayMs = 0): Writing => ({ kind, delayMs, isWrittenEarly: true })

function open(setting: Partial<Setting> = {}): { world: ImportWorld; sender: ImportSender } {
  const world = new ImportWorld({
    ...{ total: 30, bad: [], batchSize: 10, pointer: 'none', maxNumbers: 10_000, isStoreTaught: true },
    ...{ treatments: [], writings: [] },
    ...setting
  })
  if (world.sender === null) throw new Error('no sender')
  return { world, sender: world.sender }
}

const outcomes = (world: ImportWorld): (string | null)[] => world.facts().map(({ outcome }) => outcome)
const statuses = (world: ImportWorld): SenderProgress['status']['kind'][] =>
  world.told.map(({ status }) => status.kind).filter((kind, i, all) => kind !== all[i - 1])
/** Lets `ms` pass. */
const pass = (world: ImportWorld, ms = 0): Promise<void> => world.clock.advance(ms)

test('nothing is sent before a person says so', async () => {
  const { world, sender } = open()
  await pass(world, 600_000)
  expect(sender.progress()).toMatchObject({ status: { kind: 'paused' }, waiting: 30 })
  expect(world.requests.size).toBe(0)
})

test('an import is sent in requests of the set size, each written down before and after, and ends', async () => {
  const { world, sender } = open({ total: 25 })
  sender.resume()
  await pass(world)
  expect(world.sizes).toEqual([10, 10, 5])
  expect(outcomes(world)).toEqual(['accepted', 'accepted', 'accepted'])
  expect(world.wrongs).toEqual([])
  expect(world.state).toBe('ended')
  expect(sender.progress()).toMatchObject({
    status: { kind: 'ended' },
    sent: 25,
    waiting: 0,
    perSecond: null
  })
})

test('as many requests are under way at once as are set, also when that changes', async () => {
  const { world, sender } = open({ total: 1_000, treatments: Array(40).fill(treated('truly', 1_000)) })
  world.requestsAtOnce = 3
  sender.resume()
  await pass(world, 5_500)
  expect(world.mostAtOnce).toBe(3)
  world.requestsAtOnce = 1
  await pass(world, 1_000)
  world.mostAtOnce = 0
  await pass(world, 5_000)
  expect(world.mostAtOnce).toBe(1)
})

describe('a pause', () => {
  test('awaits what is under way, and sends nothing further', async () => {
    const { world, sender } = open({ treatments: [treated('truly', 5_000)] })
    sender.resume()
    await pass(world, 1_000)
    let isQuiet = false
    const paused = sender.pause().then(() => (isQuiet = true))
    await pass(world, 3_000)
    expect(sender.progress().status.kind).toBe('pausing')
    expect(isQuiet).toBe(false)
    await pass(world, 1_000)
    await paused
    await pass(world, 600_000)
    expect(sender.progress()).toMatchObject({ status: { kind: 'paused' }, sent: 10, waiting: 20 })
    expect(world.calls).toBe(1)
  })

  test('while a request is written down comes in time: it is not sent, and waits', async () => {
    const { world, sender } = open({ writings: [writes('written', 1_000)] })
    sender.resume()
    await pass(world, 500)
    const paused = sender.pause()
    await pass(world, 500)
    await paused
    expect(world.calls).toBe(0)
    expect(outcomes(world)).toEqual(['not-taken'])
    sender.resume()
    await pass(world)
    expect(sender.progress().sent).toBe(30)
  })

  test('of an import that does nothing is there at once', async () => {
    await open().sender.pause()
  })
})

describe('trouble with the service', () => {
  test('that asks to wait is believed, and the import goes on by itself', async () => {
    const { world, sender } = open({ treatments: [treated('rate-limited')] })
    sender.resume()
    await pass(world)
    expect(sender.progress().status).toEqual({
      kind: 'waiting',
      untilMs: world.clock.now() + 7_000,
      error: { code: 'rate-limited', status: 429, retryAfterMs: 7_000 }
    })
    await pass(world, 6_999)
    expect(world.calls).toBe(1)
    await pass(world, 1)
    expect(sender.progress().status.kind).toBe('ended')
  })

  test('does not keep a person from trying at once', async () => {
    const { world, sender } = open({ treatments: [treated('rate-limited')] })
    sender.resume()
    await pass(world)
    sender.resume()
    await pass(world)
    expect(sender.progress()).toMatchObject({ status: { kind: 'ended' }, sent: 30 })
  })

  test('leaves nothing running behind when it is paused meanwhile', async () => {
    const { world, sender } = open({ treatments: [treated('unreachable')] })
    sender.resume()
    await pass(world)
    await sender.pause()
    expect(world.clock.waiting()).toBe(0)
    expect(sender.progress().status.kind).toBe('paused')
  })

  test('without a connection it is tried again for as long as it takes', async () => {
    const { world, sender } = open({ treatments: Array(200).fill(treated('unreachable')) })
    sender.resume()
    await pass(world, 3 * 3_600_000)
    expect(world.calls).toBeGreaterThan(180)
    await pass(world, 3_600_000)
    expect(sender.progress()).toMatchObject({ status: { kind: 'ended' }, sent: 30, unknown: 0 })
  })

  test('an answer that is lost costs its numbers, and the next requests are small', async () => {
    const { world, sender } = open({ total: 60, treatments: [treated('lost')] })
    sender.resume()
    await pass(world, 60_000)
    expect(world.sizes).toEqual([10, 1, 4, 10, 10, 10, 10, 5])
    expect(sender.progress()).toMatchObject({
      status: { kind: 'ended' },
      sent: 50,
      unknown: 10,
      undecided: 1
    })
  })

  test('three lost answers in a row stop it, at the cost of two numbers more', async () => {
    const { world, sender } = open({ treatments: Array(3).fill(treated('lost-not-taken')) })
    sender.resume()
    await pass(world, 600_000)
    expect(world.sizes).toEqual([10, 1, 1])
    expect(sender.progress()).toMatchObject({
      status: { kind: 'stopped', error: { code: 'import-unknown', status: 502 } },
      ...{ unknown: 12, undecided: 3, waiting: 18 }
    })
    sender.resume()
    await pass(world)
    expect(sender.progress()).toMatchObject({ status: { kind: 'ended' }, sent: 18 })
  })

  test('a request that was written down before the trouble came is not sent in its size any more', async () => {
    const { world, sender } = open({
      treatments: [treated('lost', 100)],
      writings: [writes('written'), writes('written', 30_000)]
    })
    world.requestsAtOnce = 2
    sender.resume()
    await pass(world, 60_000)
    expect(world.sizes.slice(0, 2)).toEqual([10, 1])
    expect(outcomes(world).slice(0, 2)).toEqual(['unknown', 'not-taken'])
  })

  test('a service that throws may have taken the numbers', async () => {
    const { world, sender } = open({ total: 5, treatments: [treated('thrown')] })
    sender.resume()
    await pass(world)
    expect(sender.progress()).toMatchObject({ unknown: 5, undecided: 1 })
  })

  test.each<[Treatment['kind'], string]>([
    ['token-refused', 'token-refused'],
    ['not-found', 'not-found'],
    ['field-elsewhere', 'service-refused']
  ])('%s stops it with nothing lost, until a person resumes', async (kind, code) => {
    const { world, sender } = open({ treatments: [treated(kind)] })
    sender.resume()
    await pass(world, 600_000)
    expect(sender.progress()).toMatchObject({ status: { kind: 'stopped', error: { code } }, waiting: 30 })
    expect(world.calls).toBe(1)
    sender.resume()
    await pass(world)
    expect(sender.progress()).toMatchObject({ status: { kind: 'ended' }, sent: 30 })
  })

  test('nobody is signed in: it is paused', async () => {
    const { world, sender } = open({ treatments: [treated('truly', 1_000)] })
    sender.resume()
    await pass(world)
    world.isSignedIn = false
    await pass(world, 1_000)
    expect(sender.progress()).toMatchObject({ status: { kind: 'paused' }, sent: 10 })
    sender.resume()
    expect(sender.progress().status.kind).toBe('paused')
    expect(world.calls).toBe(1)
  })
})

describe('bad numbers', () => {
  test.each(['none', 'field', 'from 0', 'from 1', 'dotted', 'path', 'always the first', 'outside'] as const)(
    'are refused, and no good one with them, by a service that points at them so: %s',
    async (pointer) => {
      const { world, sender } = open({ total: 64, batchSize: 32, bad: [0, 17, 31, 32, 33, 63], pointer })
      sender.resume()
      await pass(world)
      expect(sender.progress()).toMatchObject({ status: { kind: 'ended' }, sent: 58, refused: 6 })
      const refused = world.facts().filter(({ outcome }) => outcome === 'refused')
      expect(refused.map(({ from, to }) => [from, to])).toEqual(
        [0, 17, 31, 32, 33, 63].map((at) => [at, at + 1])
      )
    }
  )

  test.each([
    ['none', 25],
    ['from 0', 7],
    ['from 1', 7]
  ] as const)('one in a thousand costs few requests (%s)', async (pointer, requests) => {
    const { world, sender } = open({ total: 1_000, batchSize: 1_000, bad: [700], pointer })
    sender.resume()
    await pass(world)
    expect(sender.progress()).toMatchObject({ sent: 999, refused: 1 })
    expect(world.calls).toBeLessThanOrEqual(requests)
  })
})

test('a service that takes less at once gets less from then on', async () => {
  const { world, sender } = open({ total: 40, batchSize: 20, maxNumbers: 6 })
  sender.resume()
  await pass(world)
  expect(world.sizes).toEqual([20, 10, 5, 5, 5, 5, 5, 5, 5, 5])
  expect(sender.progress()).toMatchObject({ sent: 40, refused: 0 })
})

describe('a store that fails', () => {
  test('before a request is written down: it is not sent, and the import stops', async () => {
    const { world, sender } = open({ writings: [writes('full')] })
    sender.resume()
    await pass(world, 600_000)
    expect(world.calls).toBe(0)
    expect(sender.progress().status).toEqual({ kind: 'stopped', error: { code: 'imports-failed' } })
    sender.resume()
    await pass(world)
    expect(sender.progress()).toMatchObject({ status: { kind: 'ended' }, sent: 30 })
  })

  test('so that it is not known whether a request was written: it is not sent, and taken back', async () => {
    const { world, sender } = open({ writings: [writes('dies-after')] })
    sender.resume()
    await pass(world, 600_000)
    expect(world.calls).toBe(0)
    expect(outcomes(world)).toEqual(['not-taken'])
    expect(sender.progress()).toMatchObject({ status: { kind: 'stopped' }, waiting: 30 })
  })

  test('and gives other numbers than those that were written down: they are not sent', async () => {
    const { world, sender } = open({ writings: [writes('short')] })
    sender.resume()
    await pass(world)
    expect(world.calls).toBe(0)
    expect(outcomes(world)).toEqual(['not-taken'])
    expect(sender.progress().status).toEqual({ kind: 'stopped', error: { code: 'imports-failed' } })
  })

  test('while another request is written down: that one is not sent either, whatever a person says', async () => {
    const failing = [0, 20_000].map((delayMs) => writes('full', delayMs))
    const { world, sender } = open({ writings: [writes('written'), writes('written', 6_000), ...failing] })
    world.requestsAtOnce = 2
    sender.resume()
    await pass(world)
    sender.resume()
    await pass(world, 7_000)
    expect(world.calls).toBe(1)
    await pass(world, 600_000)
    expect(outcomes(world)).toEqual(['accepted', 'not-taken'])
  })

  test('after an answer: the end is kept and written later, and meanwhile nothing is sent', async () => {
    const writings = [writes('written'), ...Array.from({ length: 8 }, () => writes('full'))]
    const { world, sender } = open({ writings })
    sender.resume()
    await pass(world, 20_000)
    expect(outcomes(world)).toEqual([null])
    expect(sender.progress().status).toEqual({ kind: 'stopped', error: { code: 'imports-failed' } })
    await pass(world, 600_000)
    expect(outcomes(world)).toEqual(['accepted'])
    expect(world.calls).toBe(1)
    expect(sender.progress()).toMatchObject({ status: { kind: 'stopped' }, sent: 10 })
    // The failure is reported once, not once per attempt.
    expect(statuses(world)).toEqual(['running', 'stopped'])
    sender.resume()
    await pass(world)
    expect(sender.progress()).toMatchObject({ status: { kind: 'ended' }, sent: 30 })
  })

  test('is tried at once when a person resumes', async () => {
    const { world, sender } = open({ writings: [writes('written'), writes('full')] })
    sender.resume()
    await pass(world)
    sender.resume()
    await pass(world)
    expect(sender.progress()).toMatchObject({ status: { kind: 'ended' }, sent: 30 })
    expect(world.clock.waiting()).toBe(0)
  })

  test('does not hold up a pause', async () => {
    const { world, sender } = open({
      writings: [writes('written'), ...Array<Writing>(50).fill(writes('full'))]
    })
    sender.resume()
    await pass(world)
    await sender.pause()
    expect(sender.progress().status.kind).toBe('stopped')
  })

  test('and began anew holds what is under way for unknown: the answer corrects it', async () => {
    const { world, sender } = open({ total: 10, treatments: [treated('truly', 1_000)] })
    sender.resume()
    await pass(world)
    world.recover()
    expect(outcomes(world)).toEqual(['unknown'])
    await pass(world, 1_000)
    expect(outcomes(world)).toEqual(['accepted'])
    expect(sender.progress()).toMatchObject({ status: { kind: 'ended' }, sent: 10, unknown: 0 })
  })

  test('and does not let itself be corrected has the last word', async () => {
    const { world, sender } = open({ total: 10, treatments: [treated('truly', 1_000)], isStoreTaught: false })
    sender.resume()
    await pass(world)
    world.recover()
    await pass(world, 1_000)
    expect(sender.progress()).toMatchObject({ status: { kind: 'ended' }, sent: 0, unknown: 10, undecided: 1 })
  })
})

describe('a cancelled import', () => {
  test('is cancelled when what is under way has its answer; the rest never goes', async () => {
    const { world, sender } = open({ treatments: [treated('truly', 1_000)] })
    sender.resume()
    await pass(world)
    const cancelled = sender.cancel()
    expect(world.state).toBe('open')
    await pass(world, 1_000)
    await cancelled
    expect(world.state).toBe('cancelled')
    sender.resume()
    await pass(world, 600_000)
    expect(sender.progress()).toMatchObject({ status: { kind: 'cancelled' }, sent: 10, waiting: 20 })
    expect(world.calls).toBe(1)
  })

  test.each(['token-refused', 'lost', 'rate-limited'] as const)(
    'is cancelled whatever the last answer is (%s)',
    async (kind) => {
      const { world, sender } = open({ treatments: [treated(kind, 1_000)] })
      sender.resume()
      await pass(world)
      const cancelled = world.cancel()
      await pass(world, 1_000)
      await cancelled
      expect(sender.progress().status.kind).toBe('cancelled')
      expect(world.clock.waiting()).toBe(0)
    }
  )

  test('does not go on when the store fails and a person resumes', async () => {
    const { world, sender } = open({
      treatments: [treated('truly', 1_000)],
      writings: [writes('written'), writes('full'), writes('full')]
    })
    sender.resume()
    await pass(world)
    const cancelled = world.cancel()
    await pass(world, 1_000)
    await cancelled
    expect(sender.progress().status.kind).toBe('stopped')
    sender.resume()
    await pass(world, 600_000)
    expect(sender.progress()).toMatchObject({ status: { kind: 'cancelled' }, sent: 10, waiting: 20 })
    expect(world.calls).toBe(1)
  })

  test('stays to be cancelled while the store can not write it down', async () => {
    const { world, sender } = open({ writings: [writes('full')] })
    await sender.cancel()
    expect(sender.progress().status.kind).toBe('stopped')
    sender.resume()
    await pass(world)
    expect(sender.progress().status.kind).toBe('cancelled')
    expect(world.calls).toBe(0)
  })
})

describe('a person decides about an answer that was lost', () => {
  const lost = async (): Promise<{ world: ImportWorld; sender: ImportSender }> => {
    const opened = open({ total: 10, treatments: [treated('lost-not-taken')] })
    opened.sender.resume()
    await pass(opened.world)
    expect(opened.sender.progress()).toMatchObject({ status: { kind: 'ended' }, unknown: 10, undecided: 1 })
    return opened
  }

  test('it is in the library: it is sent', async () => {
    const { world, sender } = await lost()
    world.decide(0, 'taken')
    expect(sender.progress()).toMatchObject({ status: { kind: 'ended' }, sent: 10, unknown: 0, undecided: 0 })
  })

  test('it is to be sent again: the import is open again, and waits for the person', async () => {
    const { world, sender } = await lost()
    world.decide(0, 'again')
    await pass(world, 600_000)
    expect(world.state).toBe('open')
    expect(sender.progress()).toMatchObject({ status: { kind: 'paused' }, waiting: 10, undecided: 0 })
    sender.resume()
    await pass(world, 600_000)
    expect(sender.progress()).toMatchObject({ status: { kind: 'ended' }, sent: 10 })
    expect(world.sizes).toEqual([10, 1, 4, 5])
  })

  test('again, at the moment at which it is written that the import ended: it is open before it goes on', async () => {
    const { world, sender } = open({
      ...{ total: 10, treatments: [treated('lost-not-taken')] },
      writings: [writes('written'), writes('written'), writes('written', 5_000)]
    })
    sender.resume()
    await pass(world, 3_000)
    world.decide(0, 'again')
    await pass(world, 60_000)
    expect(world.wrongs).toEqual([])
    expect(sender.progress()).toMatchObject({ status: { kind: 'ended' }, sent: 10 })
  })

  test('again, before it is written that the import ended: it has not, and goes on', async () => {
    const { world, sender } = open({
      ...{ total: 10, treatments: [treated('lost-not-taken')] },
      writings: [
        ...[writes('written'), writes('written')],
        { kind: 'written', delayMs: 5_000, isWrittenEarly: false }
      ]
    })
    sender.resume()
    await pass(world, 3_000)
    world.decide(0, 'again')
    await pass(world, 600_000)
    sender.resume()
    await pass(world, 600_000)
    expect(world.wrongs).toEqual([])
    expect(sender.progress()).toMatchObject({ status: { kind: 'ended' }, sent: 10 })
  })

  test('again, and the store fails: it says so, and goes on once the store works', async () => {
    const { world, sender } = open({
      ...{ total: 10, treatments: [treated('lost-not-taken')] },
      writings: [...Array<Writing>(3).fill(writes('written')), writes('full')]
    })
    sender.resume()
    await pass(world)
    world.decide(0, 'again')
    await pass(world)
    expect(sender.progress().status.kind).toBe('stopped')
    sender.resume()
    await pass(world, 60_000)
    expect(sender.progress()).toMatchObject({ status: { kind: 'ended' }, sent: 10 })
  })

  test('again, and then that it is cancelled: nothing more is sent', async () => {
    const { world, sender } = await lost()
    world.decide(0, 'again')
    await world.cancel()
    sender.resume()
    await pass(world, 60_000)
    expect(world.state).toBe('cancelled')
    expect(sender.progress()).toMatchObject({ status: { kind: 'cancelled' }, waiting: 10 })
    expect(world.wrongs).toEqual([])
  })

  test('but of what is under way the answer counts', async () => {
    const { world, sender } = open({ total: 10, treatments: [treated('truly', 1_000)] })
    sender.resume()
    await pass(world)
    world.recover()
    world.decide(0, 'again')
    await pass(world, 600_000)
    expect(sender.progress()).toMatchObject({ status: { kind: 'ended' }, sent: 10, unknown: 0 })
    expect(world.library).toHaveLength(1)
  })
})

describe('the end of Deskline', () => {
  test('makes unknown what had been sent, and leaves nothing running', async () => {
    const { world, sender } = open({ treatments: [treated('truly', 20_000)] })
    sender.resume()
    await pass(world, 1_000)
    await sender.close()
    expect(outcomes(world)).toEqual(['unknown'])
    expect(world.clock.waiting()).toBe(0)
    sender.resume()
    await pass(world, 600_000)
    expect(world.calls).toBe(1)
    expect(sender.progress().status.kind).toBe('paused')
  })

  test('does not wait for a store that fails', async () => {
    const { world, sender } = open({
      writings: [writes('written'), ...Array<Writing>(50).fill(writes('full'))]
    })
    sender.resume()
    await pass(world, 5_000)
    await sender.close()
    expect(outcomes(world)).toEqual([null])
    expect(world.clock.waiting()).toBe(0)
  })

  test('at any moment: what is under way is unknown at the next start, and the rest goes on', async () => {
    const { world, sender } = open({ treatments: [treated('truly'), treated('truly', 20_000)] })
    sender.resume()
    await pass(world, 1_000)
    await world.kill()
    expect(world.sender?.progress()).toMatchObject({ sent: 10, unknown: 10, undecided: 1, waiting: 10 })
    world.sender?.resume()
    await pass(world)
    expect(world.sender?.progress()).toMatchObject({ status: { kind: 'ended' }, sent: 20, unknown: 10 })
    expect(world.library.flat().sort((a, b) => a - b)).toEqual(Array.from({ length: 30 }, (_, i) => i))
  })
})

test('speed and time left are those of the last while', async () => {
  const { world, sender } = open({ total: 200, treatments: Array(20).fill(treated('truly', 1_000)) })
  sender.resume()
  await pass(world, 1_500)
  expect(sender.progress()).toMatchObject({ perSecond: null, leftMs: null })
  await pass(world, 3_500)
  expect(sender.progress()).toMatchObject({ perSecond: 10, leftMs: 15_000, waiting: 150 })
})
