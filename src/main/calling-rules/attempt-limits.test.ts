import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { defaultCallingRules } from '../../shared/calling-rules/defaults'
import type { CallingRules } from '../../shared/calling-rules/schema'
import { attemptsBreach, neededMs } from './attempt-limits'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
const nowMs = 1_800_000_000_000
type Rules = CallingRules['attempts']
const rulesOf = (given: Partial<Rules>): Rules => ({
  ...defaultCallingRules.attempts,
  action: 'refuse',
  perHour: 0,
  perDay: 0,
  total: 0,
  ...given
})
const breachOf = (given: Partial<Rules>, agoMs: number[], knownFromMs = 0) =>
  attemptsBreach({ rules: rulesOf(given), atMs: agoMs.map((ago) => nowMs - ago), knownFromMs, nowMs })

describe('limits of attempts', () => {
  test('the call after the last allowed one is possible when the period has moved past an earlier one', () => {
    expect(breachOf({ perDay: 3 }, [hourMs, 2 * hourMs])).toBeNull()
    expect(breachOf({ perDay: 3 }, [hourMs, 2 * hourMs, 5 * hourMs, 25 * hourMs])).toEqual({
      kind: 'too-many-attempts',
      period: 'day',
      count: 3,
      limit: 3,
      possibleAtMs: nowMs + dayMs - 5 * hourMs
    })
  })

  test('a call exactly a period ago no longer counts', () => {
    expect(breachOf({ perHour: 1 }, [hourMs])).toBeNull()
    expect(breachOf({ perHour: 1 }, [hourMs - 1])).toMatchObject({ possibleAtMs: nowMs + 1 })
  })

  test('of several limits the one that lasts longest is named', () => {
    expect(breachOf({ perHour: 1, total: 2, totalDays: 30 }, [1_000, 10 * dayMs])).toMatchObject({
      period: 'total',
      possibleAtMs: nowMs + 20 * dayMs
    })
  })

  test('a call in the future, after the clock was set back, counts as now', () => {
    expect(breachOf({ perHour: 1 }, [-5 * hourMs])).toMatchObject({ possibleAtMs: nowMs + hourMs })
  })

  test('too few known calls mean unknown, and enough of them a limit', () => {
    expect(breachOf({ perDay: 2 }, [1_000], nowMs - hourMs)).toMatchObject({ kind: 'attempts-unknown' })
    expect(breachOf({ perDay: 1 }, [1_000], nowMs - hourMs)).toMatchObject({ kind: 'too-many-attempts' })
    expect(breachOf({ perHour: 1 }, [], nowMs - 2 * hourMs)).toBeNull()
  })

  test('only as much as the longest limit needs has to be known', () => {
    expect(neededMs(rulesOf({}))).toBe(0)
    expect(neededMs(rulesOf({ perHour: 1, perDay: 2 }))).toBe(dayMs)
    expect(neededMs(rulesOf({ total: 1, totalDays: 7 }))).toBe(7 * dayMs)
  })
})

test('for any calls: the call is possible at the stated time and not a moment before', () => {
  const limit = fc.integer({ min: 0, max: 4 })
  fc.assert(
    fc.property(
      fc.record({ perHour: limit, perDay: limit, total: limit, totalDays: fc.integer({ min: 1, max: 90 }) }),
      fc.array(fc.integer({ min: 0, max: 40 * dayMs }), { maxLength: 12 }),
      (given, agoMs) => {
        const rules = rulesOf(given)
        const atMs = agoMs.map((ago) => nowMs - ago)
        const breachAt = (ms: number) => attemptsBreach({ rules, atMs, knownFromMs: 0, nowMs: ms })
        const breach = breachAt(nowMs)
        if (breach?.possibleAtMs == null) return
        expect(breach.possibleAtMs).toBeGreaterThan(nowMs)
        expect(breachAt(breach.possibleAtMs)).toBeNull()
        expect(breachAt(breach.possibleAtMs - 1)).not.toBeNull()
      }
    )
  )
})
