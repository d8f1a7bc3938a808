import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { MonitorState } from '../../../shared/calls/steps'
import { ownAgentId, World, type Fate, type Reply, type Script } from '../testing/reconciliation'
import { runSize } from '../../platform/testing/run-size'

// Model test: calls whose events get lost, duplicated, delayed and reordered, over a line with gaps, to an app that
// quits and restarts, with lost replies and lagging records. In the end the list must match the records.

const hourMs = 3_600_000
const start: MonitorState[] = ['started', 'agentReady', 'callAgentSuccess', 'callCallee']
const courses: MonitorState[][] = [
  [...start, 'calleeRingBack', 'processed', 'calleeAnswered', 'hangup'],
  [...start, 'calleeRingBack', 'processed', 'calleeAnswered', 'hangup'],
  [...start, 'calleeRingBack', 'calleeAnswered', 'hangup'],
  [...start, 'calleeRingBack', 'processed', 'hangup'],
  [...start, 'processed', 'hangup'],
  [...start, 'processed'],
  ['started', 'agentReady', 'callAgentFailed'],
  ['started', 'agentReady', 'callAgentFailed', 'hangup'],
  ['started', 'agentReady', 'hangup']
]
const fate = fc.constantFrom<Fate>([0], [0], [0], [0], [0], [0, 0], [0, 700], [4_000], [25_000], null)
// Single events; all events in a range; the events whose absence implies a wrong end.
const none: readonly number[] = []
const lostTogether = fc.constantFrom(
  none,
  none,
  [0, 1, 2, 3, 4, 5, 6, 7],
  [0, 1, 2],
  [4, 5, 6, 7],
  [6, 7],
  [4, 6],
  [4, 6, 7]
)
const fates: fc.Arbitrary<Fate[]> = fc
  .tuple(fc.array(fate, { minLength: 8, maxLength: 8 }), lostTogether)
  .map(([each, lost]) => each.map((one, index) => (lost.includes(index) ? null : one)))
const script: fc.Arbitrary<Script> = fc.record({
  states: fc.constantFrom(...courses),
  stepMs: fc.constantFrom(0, 300, 3_000),
  talkMs: fc.constantFrom(0, 20_000, 200_000, 900_000),
  lagMs: fc.constantFrom(0, 1_500, 10_000, 100_000),
  isRecordEarly: fc.boolean(),
  fates
})
const callee = fc.constantFrom('13800138000', '13900139000')

type Action =
  | { do: 'elsewhere'; callee: string; agentId: number; script: Script }
  | { do: 'dial'; callee: string; reply: Reply; delayMs: number; script: Script }
  | { do: 'lose'; unseenMs: number }
  | { do: 'line' }
  /** The line drops, a call begins, the line is restored. */
  | { do: 'gap'; script: Script; beforeMs: number; afterMs: number }
  | { do: 'restart'; awayMs: number; connectMs: number }
  | { do: 'rest'; isDown: boolean }
  | { do: 'token'; isRefused: boolean }
  | { do: 'pass'; ms: number }
  /** The wall clock is changed. */
  | { do: 'jump'; ms: number }
  | { do: 'sleep'; ms: number; isCounted: boolean }
  | { do: 'fire-early' }

const action: fc.Arbitrary<Action> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('elsewhere'),
      callee,
      agentId: fc.constantFrom(ownAgentId, ownAgentId, ownAgentId, 2),
      script
    })
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('dial'),
      callee,
      reply: fc.constantFrom<Reply>('ok', 'ok', 'refused', 'lost-taken', 'lost-taken', 'lost-not-taken'),
      delayMs: fc.constantFrom(50, 2_000, 15_000),
      script
    })
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('lose'), unseenMs: fc.constantFrom(0, 2_000, 20_000) })
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('line') }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('gap'),
      script,
      beforeMs: fc.constantFrom(0, 1_000, 200_000),
      afterMs: fc.constantFrom(0, 1_000, 200_000)
    })
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('restart'),
      awayMs: fc.constantFrom(0, 5_000, 600_000),
      connectMs: fc.constantFrom(10, 3_000, 100_000)
    })
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('jump'),
      ms: fc.constantFrom(-6 * hourMs, -90_000, 90_000, 6 * hourMs)
    })
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('sleep'),
      ms: fc.constantFrom(20_000, 3 * hourMs),
      isCounted: fc.boolean()
    })
  },
  { weight: 1, arbitrary: fc.constant({ do: 'fire-early' }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('rest'), isDown: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('token'), isRefused: fc.boolean() }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('pass'),
      ms: fc.constantFrom(10, 1_000, 4_000, 30_000, 200_000, 2_400_000)
    })
  }
)

async function run(world: World, next: Action): Promise<void> {
  switch (next.do) {
    case 'elsewhere':
      world.begin(next.callee, next.agentId, next.script)
      break
    case 'dial':
      world.dial(next.callee, next.reply, next.delayMs, next.script)
      break
    case 'lose':
      await world.lose(next.unseenMs)
      break
    case 'line':
      world.restoreLine()
      break
    case 'gap':
      await world.lose(0)
      await world.clock.advance(next.beforeMs)
      world.begin('13800138000', ownAgentId, next.script)
      await world.clock.advance(next.afterMs)
      world.restoreLine()
      break
    case 'restart':
      await world.restart(next.awayMs, next.connectMs)
      break
    case 'rest':
      world.setRest(next.isDown)
      break
    case 'token':
      world.setToken(next.isRefused)
      break
    case 'jump':
      await world.jump(next.ms)
      break
    case 'sleep':
      await world.sleep(next.ms, next.isCounted)
      break
    case 'fire-early':
      world.clock.fireEarly(0.9)
      break
    case 'pass':
      await world.clock.advance(next.ms)
  }
}

/** Everything works again, and time passes. */
async function settle(world: World): Promise<void> {
  world.setRest(false)
  world.setToken(false)
  world.restoreLine()
  await world.clock.advance(20 * 60_000)
  if (world.report()?.status === 'failed') world.retry()
  await world.clock.advance(20 * 60_000)
}

function check(world: World): void {
  const calls = world.calledHere()
  expect(world.wrongs).toEqual([])
  expect(world.readsWhileRefused).toBe(0)

  const own = world.calls.filter(({ record }) => record.agentId === ownAgentId)
  for (const { record, beganAtMs, isHeard } of own) {
    const isMissed = world.gaps.some(({ fromMs, untilMs }) => fromMs <= beganAtMs && beganAtMs <= untilMs)
    const found = calls.filter(({ callId }) => callId === record.id)
    if (isHeard || isMissed)
      expect({ id: record.id, times: found.length }).toEqual({ id: record.id, times: 1 })
    expect(found.length).toBeLessThanOrEqual(1)
    for (const call of found) {
      expect(call).toMatchObject({
        step: 'ended',
        answeredAtMs: record.answeredAtMs,
        endedAtMs: record.endedAtMs,
        record: { status: 'complete', duration: record.duration, cost: record.cost }
      })
      expect(call.outcome === 'answered').toBe(record.answeredAtMs !== null)
      expect(call.outcome).not.toBe('unknown')
      expect(call.timeline.length).toBeLessThanOrEqual(64)
    }
  }
  // The list has no call unknown to the service, except those it refused or never accepted.
  const ids = new Set(own.map(({ record }) => record.id))
  for (const { callId, outcome } of calls) {
    if (callId === null) expect(['refused', 'unknown']).toContain(outcome)
    else expect(ids).toContain(callId)
  }
  const phantoms = calls.filter(({ callId, outcome }) => callId === null && outcome === 'unknown')
  expect(phantoms.length).toBeLessThanOrEqual(world.notTaken)
  expect(world.report()?.status ?? 'done').toBe('done')
}

test('after any losses, delays, duplicates and restarts, the list converges to the records', async () => {
  let [found, told] = [0, 0]
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(0, 0, -30_000, 30_000, -11 * hourMs, 11 * hourMs),
      fc.array(action, { minLength: 1, maxLength: 14 }),
      async (skewMs, actions) => {
        const world = new World(skewMs)
        for (const next of actions) await run(world, next)
        await settle(world)
        check(world)
        world.close()
        expect(world.clock.waiting()).toBe(0)
        found += world.calledHere().filter((call) => call.timeline.every((e) => e.source === 'record')).length
        told += world.tellings
      }
    ),
    { numRuns: runSize(1_000, 10_000) }
  )
  // Many assertions would also hold if nothing was ever found or notified.
  expect(found).toBeGreaterThan(100)
  expect(told).toBeGreaterThan(100)
}, 60_000)
