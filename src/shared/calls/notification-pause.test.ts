import { expect, test } from 'vitest'
import { isPauseOn, notificationPauseMs } from './notification-pause'

test('a pause ends at its time, and setting the clock back doesn’t extend it', () => {
  const nowMs = 1_700_000_000_000
  const untilMs = nowMs + notificationPauseMs
  expect(isPauseOn(untilMs, nowMs)).toBe(true)
  expect(isPauseOn(untilMs, untilMs - 1)).toBe(true)
  expect(isPauseOn(untilMs, untilMs)).toBe(false)
  expect(isPauseOn(untilMs, nowMs - 1)).toBe(false)
  expect(isPauseOn(0, nowMs)).toBe(false)
})
