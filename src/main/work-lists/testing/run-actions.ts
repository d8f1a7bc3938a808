import fc from 'fast-check'
import type { RuleAction } from '../../../shared/calling-rules/limits'
import type { WorkState } from '../../../shared/work-lists/limits'

/** The actions without details. */
export const plainActions = [
  'stop',
  'hold',
  'resume',
  'undo',
  'retry',
  'again',
  'skip',
  'clear-result',
  'call-back',
  'confirm',
  'cancel-prompt',
  'sleep-event',
  'save',
  'sign-out',
  /** The user sits at the computer, and continues until a countdown is over. */
  'smooth'
] as const

/** Actions of the user, the service, the computer and other windows. */
export type RunAction =
  | { do: 'start' | 'continue'; list: 0 | 1 }
  | { do: (typeof plainActions)[number] }
  | { do: 'call'; times: number; isStale: boolean }
  | { do: 'later'; afterMs: number }
  | { do: 'finish'; result: string | null }
  | { do: 'result'; result: string; isOld: boolean }
  | { do: 'automatic' | 'typing' | 'window' | 'lock'; isOn: boolean }
  | { do: 'idle'; ms: number }
  | { do: 'line'; isLive: boolean }
  | { do: 'reply'; kind: 'accepted' | 'refused' | 'lost' }
  | { do: 'event'; of: 'own' | 'other'; state: string }
  | { do: 'begin'; list: 0 | 1 | null; entry: number }
  | { do: 'restart'; isSaved: boolean }
  | { do: 'remove' | 'edit'; list: 0 | 1; entry: number; to: WorkState }
  | { do: 'rule'; rule: 'doNotCall' | 'hours' | 'attempts'; action: RuleAction }
  | { do: 'do-not-call'; list: 0 | 1; entry: number; isOn: boolean }
  /** A colleague calls a number of the lists; the service's records know it, if they can be read. */
  | { do: 'colleague'; list: 0 | 1; entry: number }
  | { do: 'records'; isAnswered: boolean }
  | { do: 'pass'; ms: number }
  | { do: 'sleep'; ms: number; isCounted: boolean }
  | { do: 'jump'; ms: number }
  | { do: 'store'; delayMs: number; failures: number }

const list: fc.Arbitrary<0 | 1> = fc.constantFrom<(0 | 1)[]>(0, 0, 0, 1)
const entry = fc.nat(2)
const result = fc.constantFrom('interested', 'no-answer', 'no-answer', 'call-back', 'refused', 'unheard-of')
const plain = (what: (typeof plainActions)[number]) => fc.constant<RunAction>({ do: what })
const onOff = (what: 'automatic' | 'typing' | 'window' | 'lock') =>
  fc
    .constantFrom(true, true, false)
    .map((isOn): RunAction => ({ do: what, isOn: what === 'lock' ? !isOn : isOn }))

const weighted: { arbitrary: fc.Arbitrary<RunAction>; weight: number }[] = [
  { weight: 4, arbitrary: list.map((one): RunAction => ({ do: 'start', list: one })) },
  { weight: 1, arbitrary: plain('stop') },
  { weight: 2, arbitrary: plain('hold') },
  { weight: 4, arbitrary: plain('resume') },
  { weight: 8, arbitrary: plain('smooth') },
  { weight: 3, arbitrary: plain('undo') },
  { weight: 3, arbitrary: plain('retry') },
  { weight: 2, arbitrary: plain('again') },
  { weight: 4, arbitrary: plain('skip') },
  { weight: 1, arbitrary: plain('clear-result') },
  { weight: 5, arbitrary: plain('confirm') },
  { weight: 1, arbitrary: plain('cancel-prompt') },
  { weight: 1, arbitrary: plain('sleep-event') },
  { weight: 1, arbitrary: plain('save') },
  {
    weight: 10,
    arbitrary: fc.record({
      do: fc.constant('call'),
      times: fc.integer({ min: 1, max: 3 }),
      isStale: fc.constantFrom(false, false, false, true)
    })
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('later'), afterMs: fc.constantFrom(60_000, 3_600_000) })
  },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('finish'), result: fc.option<string>(result) })
  },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('result'),
      result,
      isOld: fc.constantFrom(false, false, false, true)
    })
  },
  { weight: 1, arbitrary: plain('call-back') },
  { weight: 4, arbitrary: onOff('automatic') },
  { weight: 2, arbitrary: onOff('typing') },
  { weight: 2, arbitrary: onOff('window') },
  { weight: 2, arbitrary: onOff('lock') },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('idle'), ms: fc.constantFrom(0, 0, 119_000, 121_000) })
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('line'), isLive: fc.constantFrom(true, true, false) })
  },
  {
    weight: 9,
    arbitrary: fc.record({
      do: fc.constant('reply'),
      kind: fc.constantFrom('accepted', 'accepted', 'accepted', 'refused', 'lost')
    })
  },
  {
    weight: 9,
    arbitrary: fc.record({
      do: fc.constant('event'),
      of: fc.constantFrom('own', 'own', 'own', 'other'),
      state: fc.constantFrom(
        'agentReady',
        'callAgentFailed',
        'callCallee',
        'calleeAnswered',
        'hangup',
        'hangup'
      )
    })
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('begin'), list: fc.option<0 | 1>(list), entry }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('restart'), isSaved: fc.boolean() }) },
  { weight: 1, arbitrary: plain('sign-out') },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constantFrom('edit', 'edit', 'edit', 'remove'),
      list,
      entry,
      to: fc.constantFrom('open', 'done', 'skipped')
    })
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('rule'),
      rule: fc.constantFrom('doNotCall', 'hours', 'attempts'),
      action: fc.constantFrom('off', 'ask', 'ask', 'refuse')
    })
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('do-not-call'),
      list,
      entry,
      isOn: fc.constantFrom(true, true, false)
    })
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('colleague'), list, entry }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('records'), isAnswered: fc.boolean() }) },
  {
    weight: 14,
    arbitrary: fc.record({
      do: fc.constant('pass'),
      ms: fc.constantFrom(10, 310, 3_100, 9_990, 10_010, 10_010, 60_000, 1_900_000)
    })
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('sleep'),
      ms: fc.constantFrom(3_000, 40_000, 40_000_000),
      isCounted: fc.boolean()
    })
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('jump'),
      ms: fc.constantFrom(-90_000_000, -3_000, 3_000, 90_000_000)
    })
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('store'),
      delayMs: fc.constantFrom(0, 0, 20, 500),
      failures: fc.constantFrom(0, 0, 0, 1, 3)
    })
  }
]
/** Any action, the frequent ones of a working day more often. */
export const runAction: fc.Arbitrary<RunAction> = fc.oneof(...weighted)
