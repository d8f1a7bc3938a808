import { expect, it } from 'vitest'
import { isCountDue, runOf } from './campaign-progress.svelte.ts'
import { calledOf, shareOf } from './parts'

const minuteMs = 60_000

it.each([
  ['never', null, true],
  ['just now', 100 * minuteMs, false],
  ['by a clock that is a moment ahead of the window’s', 100.5 * minuteMs, false],
  ['10 minutes ago', 90 * minuteMs, false],
  ['longer ago', 90 * minuteMs - 1, true],
  ['before the clock was set back', 200 * minuteMs, true]
])('a result counted %s is counted again when the import is opened, or not', (_, asOfMs, isDue) => {
  const result = asOfMs === null ? null : { asOfMs, sent: 10 }
  expect(isCountDue(result, 10, 100 * minuteMs)).toBe(isDue)
})

it('a result from before all numbers were sent is counted again once the import has ended', () => {
  const result = { asOfMs: 100 * minuteMs, sent: 10 }
  expect(isCountDue(result, null, 100 * minuteMs)).toBe(false)
  expect(isCountDue(result, 25, 100 * minuteMs)).toBe(true)
})

it('a counting is shown on the page of its import only', () => {
  const run = { kind: 'counting', id: 'one', calls: 5 } as const
  expect(runOf(run, 'one')).toBe(run)
  expect(runOf(run, 'two')).toBeNull()
  expect(runOf({ kind: 'none' }, 'one')).toBeNull()
  expect(runOf(undefined, 'one')).toBeNull()
})

it('numbers were called whether they answered or not, and shares of nothing are 0', () => {
  expect(calledOf({ sent: 6, answered: 1, notAnswered: 2, notCalled: 3 })).toBe(3)
  expect(shareOf(3, 6)).toBe(0.5)
  expect(shareOf(0, 0)).toBe(0)
})
