import { describe, expect, test } from 'vitest'
import type { ImportSender, SenderProgress } from './import-sender'
import { ImportWorld, type Setting, type Treatment, type Writing } from '../testing/import-sender'

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

test('nothing is sent before the user resumes the import', async () => {
  const { world, sender } = open()
  await pass(world, 600_000)
  expect(sender.progress()).toMatchObject({ status: { kind: 'paused' }, waiting: 30 })
  expect(world.requests.size).toBe(0)
})

test('an import is sent in requests of the set size, each recorded before and after, and ends', async () => {
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

test('at most the set number of requests is in flight, also when the setting changes', async () => {
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
  test('awaits requests in flight and sends nothing more', async () => {
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

  test('takes effect while a request is being recorded: it isn’t sent, and its numbers wait', async () => {
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

  test('of an idle import completes at once', async () => {
    await open().sender.pause()
  })
})

describe('service failures', () => {
  test('the requested delay is respected, and the import continues by itself', async () => {
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

  test('the user can retry at once during a delay', async () => {
    const { world, sender } = open({ treatments: [treated('rate-limited')] })
    sender.resume()
    await pass(world)
    sender.resume()
    await pass(world)
    expect(sender.progress()).toMatchObject({ status: { kind: 'ended' }, sent: 30 })
  })

  test('no timer is left when the import is paused during a delay', async () => {
    const { world, sender } = open({ treatments: [treated('unreachable')] })
    sender.resume()
    await pass(world)
    await sender.pause()
    expect(world.clock.waiting()).toBe(0)
    expect(sender.progress().status.kind).toBe('paused')
  })

  test('without a connection sending is retried for as long as it takes', async () => {
    const { world, sender } = open({ treatments: Array(200).fill(treated('unreachable')) })
    sender.resume()
    await pass(world, 3 * 3_600_000)
    expect(world.calls).toBeGreaterThan(180)
    await pass(world, 3_600_000)
    expect(sender.progress()).toMatchObject({ status: { kind: 'ended' }, sent: 30, unknown: 0 })
  })

  test('a lost reply leaves only its numbers unknown, and the next requests are small', async () => {
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

  test('three lost replies in a row stop the import, with only two more numbers unknown', async () => {
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

  test('a request recorded before the failure isn’t sent at its old size', async () => {
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

  test('numbers are unknown after the service client throws', async () => {
    const { world, sender } = open({ total: 5, treatments: [treated('thrown')] })
    sender.resume()
    await pass(world)
    expect(sender.progress()).toMatchObject({ unknown: 5, undecided: 1 })
  })

  test.each<[Treatment['kind'], string]>([
    ['token-refused', 'token-refused'],
    ['not-found', 'not-found'],
    ['field-elsewhere', 'service-refused']
  ])('%s stops the import without losing numbers, until the user resumes', async (kind, code) => {
    const { world, sender } = open({ treatments: [treated(kind)] })
    sender.resume()
    await pass(world, 600_000)
    expect(sender.progress()).toMatchObject({ status: { kind: 'stopped', error: { code } }, waiting: 30 })
    expect(world.calls).toBe(1)
    sender.resume()
    await pass(world)
    expect(sender.progress()).toMatchObject({ status: { kind: 'ended' }, sent: 30 })
  })

  test('the import is paused when the user is signed out', async () => {
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

describe('invalid numbers', () => {
  test.each(['none', 'field', 'from 0', 'from 1', 'dotted', 'path', 'always the first', 'outside'] as const)(
    'are refused without any valid one, when the service’s error points at them with: %s',
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

test('a service that accepts fewer numbers per request gets fewer from then on', async () => {
  const { world, sender } = open({ total: 40, batchSize: 20, maxNumbers: 6 })
  sender.resume()
  await pass(world)
  expect(world.sizes).toEqual([20, 10, 5, 5, 5, 5, 5, 5, 5, 5])
  expect(sender.progress()).toMatchObject({ sent: 40, refused: 0 })
})

describe('a store failure', () => {
  test('before a request is recorded: it isn’t sent, and the import stops', async () => {
    const { world, sender } = open({ writings: [writes('full')] })
    sender.resume()
    await pass(world, 600_000)
    expect(world.calls).toBe(0)
    expect(sender.progress().status).toEqual({ kind: 'stopped', error: { code: 'imports-failed' } })
    sender.resume()
    await pass(world)
    expect(sender.progress()).toMatchObject({ status: { kind: 'ended' }, sent: 30 })
  })

  test('that leaves it uncertain whether a request was recorded: it isn’t sent and is undone', async () => {
    const { world, sender } = open({ writings: [writes('dies-after')] })
    sender.resume()
    await pass(world, 600_000)
    expect(world.calls).toBe(0)
    expect(outcomes(world)).toEqual(['not-taken'])
    expect(sender.progress()).toMatchObject({ status: { kind: 'stopped' }, waiting: 30 })
  })

  test('that returns other numbers than those recorded: they aren’t sent', async () => {
    const { world, sender } = open({ writings: [writes('short')] })
    sender.resume()
    await pass(world)
    expect(world.calls).toBe(0)
    expect(outcomes(world)).toEqual(['not-taken'])
    expect(sender.progress().status).toEqual({ kind: 'stopped', error: { code: 'imports-failed' } })
  })

  test('while another request is being recorded: that one isn’t sent either, even if the user resumes', async () => {
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

  test('after a reply: the outcome is kept and recorded later; meanwhile nothing is sent', async () => {
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

  test('is retried at once when the user resumes', async () => {
    const { world, sender } = open({ writings: [writes('written'), writes('full')] })
    sender.resume()
    await pass(world)
    sender.resume()
    await pass(world)
    expect(sender.progress()).toMatchObject({ status: { kind: 'ended' }, sent: 30 })
    expect(world.clock.waiting()).toBe(0)
  })

  test('doesn’t delay a pause', async () => {
    const { world, sender } = open({
      writings: [writes('written'), ...Array<Writing>(50).fill(writes('full'))]
    })
    sender.resume()
    await pass(world)
    await sender.pause()
    expect(sender.progress().status.kind).toBe('stopped')
  })

  test('with a restart marks requests in flight as unknown; the reply corrects that', async () => {
    const { world, sender } = open({ total: 10, treatments: [treated('truly', 1_000)] })
    sender.resume()
    await pass(world)
    world.recover()
    expect(outcomes(world)).toEqual(['unknown'])
    await pass(world, 1_000)
    expect(outcomes(world)).toEqual(['accepted'])
    expect(sender.progress()).toMatchObject({ status: { kind: 'ended' }, sent: 10, unknown: 0 })
  })

  test('with a restart: the store’s outcome stands when it can’t be corrected', async () => {
    const { world, sender } = open({ total: 10, treatments: [treated('truly', 1_000)], isStoreTaught: false })
    sender.resume()
    await pass(world)
    world.recover()
    await pass(world, 1_000)
    expect(sender.progress()).toMatchObject({ status: { kind: 'ended' }, sent: 0, unknown: 10, undecided: 1 })
  })
})

describe('a cancelled import', () => {
  test('is cancelled once requests in flight are answered; the rest is never sent', async () => {
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
    'is cancelled whatever the last reply is (%s)',
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

  test('doesn’t continue when the store fails and the user resumes', async () => {
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

  test('stays pending cancellation while the store can’t record it', async () => {
    const { world, sender } = open({ writings: [writes('full')] })
    await sender.cancel()
    expect(sender.progress().status.kind).toBe('stopped')
    sender.resume()
    await pass(world)
    expect(sender.progress().status.kind).toBe('cancelled')
    expect(world.calls).toBe(0)
  })
})

describe('the user’s decision about a lost reply', () => {
  const lost = async (): Promise<{ world: ImportWorld; sender: ImportSender }> => {
    const opened = open({ total: 10, treatments: [treated('lost-not-taken')] })
    opened.sender.resume()
    await pass(opened.world)
    expect(opened.sender.progress()).toMatchObject({ status: { kind: 'ended' }, unknown: 10, undecided: 1 })
    return opened
  }

  test('that the numbers arrived counts them as sent', async () => {
    const { world, sender } = await lost()
    world.decide(0, 'taken')
    expect(sender.progress()).toMatchObject({ status: { kind: 'ended' }, sent: 10, unknown: 0, undecided: 0 })
  })

  test('to resend reopens the import, which waits for the user', async () => {
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

  test('to resend while the end of the import is being recorded reopens it before it continues', async () => {
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

  test('to resend before the end of the import is recorded keeps it open, and it continues', async () => {
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

  test('to resend reports a store failure, and continues once the store works', async () => {
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

  test('to resend, followed by a cancellation, sends nothing more', async () => {
    const { world, sender } = await lost()
    world.decide(0, 'again')
    await world.cancel()
    sender.resume()
    await pass(world, 60_000)
    expect(world.state).toBe('cancelled')
    expect(sender.progress()).toMatchObject({ status: { kind: 'cancelled' }, waiting: 10 })
    expect(world.wrongs).toEqual([])
  })

  test('yields to the reply of a request that is still in flight', async () => {
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

describe('quitting Deskline', () => {
  test('marks requests in flight as unknown and leaves no timers', async () => {
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

  test('doesn’t wait for a failing store', async () => {
    const { world, sender } = open({
      writings: [writes('written'), ...Array<Writing>(50).fill(writes('full'))]
    })
    sender.resume()
    await pass(world, 5_000)
    await sender.close()
    expect(outcomes(world)).toEqual([null])
    expect(world.clock.waiting()).toBe(0)
  })

  test('at any moment leaves requests in flight unknown at the next start; the rest is sent', async () => {
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

test('speed and time left are measured over the recent past', async () => {
  const { world, sender } = open({ total: 200, treatments: Array(20).fill(treated('truly', 1_000)) })
  sender.resume()
  await pass(world, 1_500)
  expect(sender.progress()).toMatchObject({ perSecond: null, leftMs: null })
  await pass(world, 3_500)
  expect(sender.progress()).toMatchObject({ perSecond: 10, leftMs: 15_000, waiting: 150 })
})
