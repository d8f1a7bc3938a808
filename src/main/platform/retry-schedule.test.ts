import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nextDelayMs, type EndlessDelays } from './retry-schedule'

const growing: EndlessDelays = { minMs: 1_000, maxMs: 60_000, jitter: 'full' }

test('a delay lies between the minimum and a ceiling that doubles up to the maximum', () => {
  const ceilings = [0, 1, 2, 3, 4, 5, 6, 1_000].map((turn) => nextDelayMs(growing, turn, { random: () => 1 }))
  expect(ceilings).toEqual([2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000])
  fc.assert(
    fc.property(fc.nat(10_000), fc.double({ min: 0, max: 1, noNaN: true }), (turn, chance) => {
      const pauseMs = nextDelayMs(growing, turn, { random: () => chance })
      expect(pauseMs).toBeGreaterThanOrEqual(1_000)
      expect(pauseMs).toBeLessThanOrEqual(60_000)
    })
  )
})

test('half jitter keeps at least half of the ceiling', () => {
  const floors = [0, 1, 5].map((retry) =>
    nextDelayMs({ ...growing, jitter: 'half' }, retry, { random: () => 0 })
  )
  expect(floors).toEqual([1_000, 2_000, 30_000])
})

test('a list is exhausted after its last delay, growing delays after their retries', () => {
  expect([0, 1, 2].map((retry) => nextDelayMs([5, 7], retry))).toEqual([5, 7, null])
  const limited = { ...growing, retries: 2 }
  expect([1, 2].map((retry) => nextDelayMs(limited, retry, { random: () => 0 }))).toEqual([1_000, null])
})

test('waits as long as the service asks, unless that is longer than the limit', () => {
  const limited = { ...growing, maxAskedMs: 9_000 }
  expect(nextDelayMs(limited, 0, { askedMs: 9_000 })).toBe(9_000)
  expect(nextDelayMs(limited, 0, { askedMs: 9_001 })).toBeNull()
  expect([9_000, 3].map((askedMs) => nextDelayMs([5], 0, { askedMs }))).toEqual([9_000, 5])
})
