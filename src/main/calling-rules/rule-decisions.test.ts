import { expect, test } from 'vitest'
import { createLineLog } from '../platform/testing/line-log'
import { createManualClock } from '../platform/testing/manual-clock'
import { RuleDecisions, type Decided } from './rule-decisions'

const decided: Decided = {
  number: '13800138000',
  source: 'tray',
  breaches: ['outside-hours', 'do-not-call'],
  answer: 'yes'
}

test('each rule of a question is written down; what a later version wrote is left out', () => {
  const clock = createManualClock()
  const log = createLineLog(['{"later":true}'])
  const decisions = new RuleDecisions({ log, clock })
  decisions.note(decided)
  decisions.note({ ...decided, breaches: [] })
  expect(decisions.all()).toEqual(
    ['outside-hours', 'do-not-call'].map((breach) => ({
      atMs: clock.now(),
      number: '13800138000',
      source: 'tray',
      breach,
      answer: 'yes'
    }))
  )
})

test('what is older than a year leaves the file', async () => {
  const clock = createManualClock()
  const log = createLineLog()
  new RuleDecisions({ log, clock }).note(decided)
  await clock.advance(400 * 24 * 3_600_000)
  new RuleDecisions({ log, clock }).note({ ...decided, answer: 'refused' })
  expect(log.lines.map((line) => (JSON.parse(line) as { answer: string }).answer)).toEqual([
    'refused',
    'refused'
  ])
})
