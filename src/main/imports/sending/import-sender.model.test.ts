import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { RequestDecision } from '../../../shared/imports/imports'
import {
  ImportWorld,
  pointers,
  type Setting,
  type Treatment,
  type TrueRequest,
  type Writing
} from '../testing/import-sender'
import { runSize } from '../../platform/testing/run-size'

// Property: a list is sent despite lost answers, refusals, a store that dies while writing, kills at any moment, and
// a user who pauses, cancels and decides. Every number ends in exactly one of sent, refused, unknown and left out,
// and none is in the library twice unless the user decided so.

const delayMs = fc.constantFrom(0, 0, 0, 20, 400, 3_000, 30_000)
const treatment: fc.Arbitrary<Treatment> = fc.record({
  kind: fc.constantFrom<Treatment['kind']>(
    ...([
      'truly',
      'truly',
      'truly',
      'truly',
      'truly',
      'truly',
      'lost',
      'lost',
      'lost-not-taken',
      'thrown'
    ] as const),
    ...(['rate-limited', 'token-refused', 'not-found', 'field-elsewhere', 'timed-out-there'] as const),
    'unreachable'
  ),
  delayMs,
  isTakenEarly: fc.boolean()
})
const writing: fc.Arbitrary<Writing> = fc.record({
  kind: fc.constantFrom<Writing['kind']>(
    ...(['written', 'written', 'written', 'written', 'written', 'written', 'written', 'written'] as const),
    ...(['dies-before', 'dies-after', 'full', 'short'] as const)
  ),
  delayMs,
  isWrittenEarly: fc.boolean()
})
const setting: fc.Arbitrary<Setting> = fc.integer({ min: 1, max: 30 }).chain((total) =>
  fc.record({
    total: fc.constant(total),
    bad: fc.uniqueArray(fc.integer({ min: 0, max: total - 1 }), { maxLength: 5 }),
    batchSize: fc.integer({ min: 1, max: 12 }),
    pointer: fc.constantFrom(...(Object.keys(pointers) as (keyof typeof pointers)[])),
    maxNumbers: fc.constantFrom(100, 100, 100, 5, 1),
    isStoreTaught: fc.boolean(),
    treatments: fc.array(treatment, { maxLength: 20 }),
    writings: fc.array(writing, { maxLength: 20 })
  })
)

type Action =
  | { do: 'resume' | 'pause' | 'cancel' | 'kill' | 'close' | 'store-dies' | 'sign-out' | 'sign-in' }
  | { do: 'at-once'; count: number }
  | { do: 'decide'; index: number; decision: RequestDecision }
  | { do: 'pass'; ms: number }
  | { do: 'jump'; ms: number }
  | { do: 'sleep'; ms: number; isCounted: boolean }
  | { do: 'fire-early' }

const action: fc.Arbitrary<Action> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({ do: fc.constant('pass'), ms: fc.constantFrom(0, 10, 500, 2_500, 70_000) })
  },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('resume') }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constantFrom('pause', 'kill', 'kill', 'close', 'store-dies', 'sign-out', 'sign-in')
    })
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('cancel') }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('jump'), ms: fc.constantFrom(-90_000_000, 90_000_000) })
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('sleep'), ms: fc.constant(40_000_000), isCounted: fc.boolean() })
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('fire-early') }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('at-once'), count: fc.integer({ min: 1, max: 4 }) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('decide'),
      index: fc.nat(5),
      decision: fc.constantFrom<RequestDecision>('taken', 'again', 'again')
    })
  }
)

async function run(world: ImportWorld, next: Action): Promise<void> {
  switch (next.do) {
    case 'pass':
      return world.clock.advance(next.ms)
    case 'jump':
      world.clock.jumpWall(next.ms)
      return
    case 'sleep':
      return world.clock.sleep(next.ms, next)
    case 'fire-early':
      world.clock.fireEarly(0.9)
      return
    case 'resume':
      world.sender?.resume()
      return
    case 'pause':
      void world.sender?.pause()
      return
    case 'cancel':
      void world.cancel()
      return
    case 'kill':
      return world.kill()
    case 'close':
      return world.closeAndStart()
    case 'store-dies': {
      world.recover()
      return
    }
    case 'sign-out':
    case 'sign-in':
      world.isSignedIn = next.do === 'sign-in'
      return
    case 'at-once':
      world.requestsAtOnce = next.count
      return
    case 'decide':
      world.decide(next.index, next.decision)
  }
}

/** Ends all faults, and resumes and decides as the user until the import has ended. */
async function settle(world: ImportWorld): Promise<void> {
  world.heal()
  const isDone = (): boolean =>
    world.state !== 'open' && (world.sender === null || world.sender.progress().status.kind === world.state)
  await world.clock.advance(0)
  for (let round = 0; round < 40 && !isDone(); round += 1) {
    await world.clock.advance(100_000)
    world.sender?.resume()
    await world.clock.advance(1_000)
  }
}

type Part = 'sent' | 'refused' | 'unknown' | 'waiting'

/** Determines the part of a number from the stored requests, in the simplest way. */
function partOf(position: number, requests: readonly TrueRequest[]): Part {
  let part: Part = 'waiting'
  for (const { from, to, outcome, decision } of requests) {
    if (position < from || position >= to) continue
    if (outcome === 'accepted') part = 'sent'
    else if (outcome === 'refused') part = 'refused'
    else if (outcome === 'not-taken' || outcome === 'split') part = 'waiting'
    else if (decision === null) part = 'unknown'
    else part = decision === 'taken' ? 'sent' : 'waiting'
  }
  return part
}

function check(world: ImportWorld, { total, bad }: Setting): void {
  expect(world.wrongs).toEqual([])
  expect(world.state).not.toBe('open')
  const requests = world.facts()
  const counts = { sent: 0, refused: 0, unknown: 0, waiting: 0 }
  for (let position = 0; position < total; position += 1) {
    const part = partOf(position, requests)
    counts[part] += 1
    const covering = requests.filter(({ from, to }) => from <= position && position < to)
    const inLibrary = world.library.filter((taken) => taken.includes(position)).length
    const sentAgain = covering.filter(({ decision, wasTaken }) => decision === 'again' && wasTaken).length
    const isSaidTaken = covering.some(({ decision }) => decision === 'taken')
    expect({ position, isTwice: inLibrary > 1 + sentAgain }).toEqual({ position, isTwice: false })
    if (part === 'sent' && !isSaidTaken)
      expect({ position, inLibrary }).not.toEqual({ position, inLibrary: 0 })
    if (part === 'refused') expect(bad).toContain(position)
    if (part === 'refused' || part === 'waiting') expect(inLibrary).toBeLessThanOrEqual(sentAgain)
    if (world.state === 'ended') expect(part).not.toBe('waiting')
  }
  for (const { outcome, from, to } of requests) if (outcome === 'refused') expect(to - from).toBe(1)
  const { sent, refused, unknown, undecided } = world.plan()
  expect({ sent, refused, unknown, waiting: total - sent - refused - unknown }).toEqual(counts)
  if (world.sender !== null) {
    expect(world.sender.progress()).toMatchObject({ ...counts, undecided, status: { kind: world.state } })
  }
}

test('after any loss, refusal, kill or decision each number has one state and was imported at most once', async () => {
  const seen = { unknown: 0, refused: 0, split: 0, again: 0, cancelled: 0, calls: 0 }
  await fc.assert(
    fc.asyncProperty(setting, fc.array(action, { minLength: 1, maxLength: 25 }), async (given, actions) => {
      const world = new ImportWorld(given)
      world.sender?.resume()
      for (const next of actions) await run(world, next)
      await settle(world)
      check(world, given)
      await world.sender?.close()
      await world.clock.advance(100_000)
      expect(world.clock.waiting()).toBe(0)
      for (const { outcome, decision } of world.facts()) {
        if (outcome === 'unknown' || outcome === 'refused' || outcome === 'split') seen[outcome] += 1
        if (decision === 'again') seen.again += 1
      }
      seen.cancelled += world.state === 'cancelled' ? 1 : 0
      seen.calls += world.calls
    }),
    { numRuns: runSize(900, 10_000) }
  )
  // A sender that sends nothing would also satisfy the property.
  for (const count of Object.values(seen)) expect(count).toBeGreaterThan(50)
}, 60_000)
