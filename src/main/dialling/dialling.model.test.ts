import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CallingRules } from '../../shared/calling-rules/schema'
import type { Settings } from '../../shared/app/schema'
import type { Action } from './testing/dialling-action'
import { Watch, watchedCallers } from './testing/dialling-watch'
import { runSize } from '../platform/testing/run-size'
import { rulesOff } from './testing/prompt'
import type { OutsideSource } from './prompt/prompt'

// Model test: actions of the user, a web page, the service and the clock, in any order, checked against all rules.

const sure = ['13800138000', '13900139000'] as const
const doubtful = '4001234567'
const texts = [...sure, doubtful, `${sure[0]} ${doubtful}`, `${sure[0]} ${sure[1]}`, 'hello'] as const
const pausesMs = [10, 140, 160, 310, 700, 1_500, 2_500, 2_500, 3_100, 30_000, 700_000] as const

const text = fc.constantFrom(...texts)
const caller = fc.constantFrom(...watchedCallers)
const source = fc.constantFrom<OutsideSource>('tray', 'link', 'command-line')
const ruleAction = fc.constantFrom('off', 'off', 'ask', 'refuse')
const rules = fc
  .record({
    list: ruleAction,
    hours: ruleAction,
    toHour: fc.constantFrom(7, 14, 24),
    attempts: ruleAction,
    perHour: fc.constantFrom(0, 1, 2),
    scope: fc.constantFrom('agent', 'tenant'),
    whenUnknown: fc.constantFrom('ask', 'refuse')
  })
  .map(({ list, hours, toHour, attempts, ...limits }) => ({
    doNotCall: { action: list },
    hours: {
      action: hours,
      days: Array.from({ length: 7 }, () => ({ isOn: true, fromMinute: 360, toMinute: toHour * 60 }))
    },
    attempts: { ...rulesOff.attempts, ...limits, action: attempts, perDay: 0, total: 0 }
  })) as fc.Arbitrary<CallingRules>
const action = fc.oneof<{ arbitrary: fc.Arbitrary<Action>; weight: number }[]>(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('press'),
      text,
      fetchMs: fc.constantFrom(null, null, 20, 400, 6_000)
    })
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('hold'), text, repeats: fc.integer({ min: 2, max: 60 }) })
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('burst'), text, presses: fc.constant(30) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('begin'), text, source }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('redial'),
      source: fc.constantFrom<OutsideSource>('hot-key', 'tray', 'command-line')
    })
  },
  {
    weight: 3,
    arbitrary: fc.record(
      { do: fc.constant('click'), text, clicks: fc.integer({ min: 1, max: 3 }), caller },
      { requiredKeys: ['do', 'text', 'clicks'] }
    )
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('caller'), number: caller }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('choose'), index: fc.integer({ min: 0, max: 2 }) }) },
  { weight: 4, arbitrary: fc.constant({ do: 'confirm' }) },
  { weight: 2, arbitrary: fc.constant({ do: 'cancel' }) },
  { weight: 9, arbitrary: fc.record({ do: fc.constant('pass'), ms: fc.constantFrom(...pausesMs) }) },
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constant('reply'), kind: fc.constantFrom('accepted', 'refused', 'lost') })
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('event'),
      call: fc.constantFrom('id-1', 'id-2', 'theirs', 'forged'),
      callee: fc.constantFrom(...sure, doubtful),
      startedAgoMs: fc.constantFrom(null, null, 0, 660_000, -660_000, 86_400_000),
      state: fc.constantFrom('started', 'agentReady', 'calleeAnswered', 'hangup', 'hangup')
    })
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('links'), texts: fc.array(text, { minLength: 2, maxLength: 8 }) })
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('jump'),
      ms: fc.constantFrom(-90_000_000, -2_000, 2_000, 90_000_000)
    })
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('sleep'),
      ms: fc.constantFrom(3_000, 40_000_000),
      isCounted: fc.boolean()
    })
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('rules'), rules }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('do-not-call'),
      number: fc.constantFrom(...sure, doubtful),
      isListed: fc.boolean()
    })
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('colleague'),
      number: fc.constantFrom(...sure),
      agoMs: fc.constantFrom(0, 60_000, 3_000_000)
    })
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('tenant'), answer: fc.constantFrom('all', 'error', 'silent') })
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('zone'),
      timeZone: fc.constantFrom('Asia/Shanghai', 'America/New_York')
    })
  },
  { weight: 1, arbitrary: fc.constant({ do: 'fire-early' }) },
  { weight: 1, arbitrary: fc.constant({ do: 'sign-out' }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('sign-in'), salesmanCode: fc.constantFrom(null, '007') })
  }
)

const dialling = fc.record({
  policy: fc.constantFrom('never-ask', 'ask-when-doubtful', 'ask-when-doubtful', 'ask-always'),
  undoPauseMs: fc.constantFrom(0, 0, 100, 1_500, 5_000),
  askAgainWithinMs: fc.constantFrom(0, 0, 600_000)
}) as fc.Arbitrary<Partial<Settings['dialling']>>

test('for any actions, replies and events: each intent sends one request, and nothing else is sent', async () => {
  let requests = 0
  await fc.assert(
    fc.asyncProperty(
      dialling,
      fc.array(action, { minLength: 1, maxLength: 30 }),
      async (settings, actions) => {
        const watch = new Watch(settings)
        for (const next of actions) await watch.run(next)
        await watch.end()
        requests += watch.under.sent.length
      }
    ),
    { numRuns: runSize(700, 10_000) }
  )
  // All rules would also hold if no request was ever sent.
  expect(requests).toBeGreaterThan(100)
}, 60_000)
