import fc from 'fast-check'
import { expect, test } from 'vitest'
import { backOffMs } from './back-off'

test('a pause lies between the minimum and a ceiling that doubles up to the maximum', () => {
  const ceilings = [0, 1, 2, 3, 4, 5, 6, 1_000].map((turn) => backOffMs(turn, 1_000, 60_000, () => 1))
  expect(ceilings).toEqual([2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000])
  fc.assert(
    fc.property(fc.nat(10_000), fc.double({ min: 0, max: 1, noNaN: true }), (turn, chance) => {
      const pauseMs = backOffMs(turn, 1_000, 60_000, () => chance)
      expect(pauseMs).toBeGreaterThanOrEqual(1_000)
      expect(pauseMs).toBeLessThanOrEqual(60_000)
    })
  )
})
