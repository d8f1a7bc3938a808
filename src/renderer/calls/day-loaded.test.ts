import { expect, it } from 'vitest'
import { areRecordsLoaded } from './day-loaded'

const day = { startMs: 1_000, endMs: 2_000 }

it.each([
  [{ startMs: 1_000, endMs: 2_000 }, 'done', true],
  [{ startMs: 0, endMs: 9_000 }, 'done', true],
  [{ startMs: 1_001, endMs: 2_000 }, 'done', false],
  [{ startMs: 1_000, endMs: 1_999 }, 'done', false],
  [{ startMs: 1_000, endMs: 2_000 }, 'cancelled', false],
  [null, 'done', false]
] as const)('the period %j, %s: the day is loaded: %s', (period, kind, isLoaded) => {
  expect(areRecordsLoaded({ period, load: { kind, rows: 1 } }, day)).toBe(isLoaded)
})

it('nothing is loaded before the records were opened', () => {
  expect(areRecordsLoaded(null, day)).toBe(false)
})
