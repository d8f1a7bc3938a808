import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CoveredPart } from '../../shared/records/load-schema'
import { coveredIn, lengthOf, missingIn, settleMs, withCovered } from './records-covered'

const hourMs = 3_600_000
const nowMs = 1_000 * hourMs
const at = (fromHour: number, toHour: number) => ({ startMs: fromHour * hourMs, endMs: toHour * hourMs })

describe('covered time', () => {
  test('grows by each loaded period, and adjacent parts merge', () => {
    const covered = withCovered(withCovered([], at(0, 10), nowMs), at(10, 20), nowMs)
    expect(covered).toEqual([{ ...at(0, 20), state: 'loaded', loadedAtMs: nowMs }])
  })

  test('ends some hours before the load, so that newer calls are queried again', () => {
    expect(withCovered([], { startMs: nowMs - 10 * hourMs, endMs: nowMs }, nowMs)).toMatchObject([
      { startMs: nowMs - 10 * hourMs, endMs: nowMs - settleMs }
    ])
    expect(withCovered([], { startMs: nowMs - hourMs, endMs: nowMs }, nowMs)).toEqual([])
  })

  test('excludes a part that failed', () => {
    const failed: CoveredPart = { ...at(0, 5), state: 'failed', loadedAtMs: nowMs }
    expect(coveredIn([failed], at(0, 10))).toEqual([])
    expect(withCovered([failed], at(5, 10), nowMs)).toMatchObject([at(5, 10)])
  })

  test('and the missing parts add up to the whole period, whatever was loaded before', () => {
    const part = fc.tuple(fc.integer({ min: 0, max: 99 }), fc.integer({ min: 1, max: 30 }))
    fc.assert(
      fc.property(fc.array(part, { maxLength: 20 }), part, (parts, [from, length]) => {
        const covered = parts.reduce<CoveredPart[]>(
          (known, [start, hours]) => withCovered(known, at(start, start + hours), nowMs),
          []
        )
        const period = at(from, from + length)
        const there = coveredIn(covered, period)
        const missing = missingIn(there, period)
        expect(lengthOf(there) + lengthOf(missing)).toBe(lengthOf([period]))
        for (let hour = from; hour < from + length; hour += 1) {
          const isHad = parts.some(([start, hours]) => hour >= start && hour < start + hours)
          const holds = ({ startMs, endMs }: { startMs: number; endMs: number }): boolean =>
            startMs <= hour * hourMs && endMs >= (hour + 1) * hourMs
          expect(there.some(holds)).toBe(isHad)
          expect(missing.some(holds)).toBe(!isHad)
        }
      })
    )
  })
})
