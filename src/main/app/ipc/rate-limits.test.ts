import { describe, expect, test } from 'vitest'
import { commandNames, type CommandName } from '../../../shared/app/contract'
import { createManualClock } from '../../platform/testing/manual-clock'
import { createRateLimits } from './rate-limits'

const allowedAtOnce = (limits: ReturnType<typeof createRateLimits>, command: CommandName): number => {
  for (let count = 0; count < 100_000; count += 1) {
    if (limits.refuse(command) !== null) return count
  }
  return Infinity
}

test.each(commandNames)('%s is rate-limited', (command) => {
  expect(allowedAtOnce(createRateLimits(createManualClock()), command)).toBeLessThanOrEqual(400)
})

describe('commands with effects outside Deskline allow only a small burst', () => {
  test.each<[CommandName, number]>([
    ['calls:dial', 20],
    ['calls:redial', 20],
    ['session:sign-in', 10],
    ['pages:test', 10],
    ['clipboard:write', 30],
    ['imports:offer-dropped', 20],
    ['imports:choose-files', 20],
    ['records:export', 20],
    ['demo:call-from-elsewhere', 20]
  ])('%s: %i', (command, burst) => {
    expect(allowedAtOnce(createRateLimits(createManualClock()), command)).toBe(burst)
  })
})

test('a refusal reports the exact wait after which the command is accepted again', async () => {
  const clock = createManualClock()
  const limits = createRateLimits(clock)
  allowedAtOnce(limits, 'calls:dial')
  const waitMs = limits.refuse('calls:dial') ?? 0
  expect(waitMs).toBe(2_000)
  await clock.advance(waitMs - 1)
  expect(limits.refuse('calls:dial')).not.toBeNull()
  await clock.advance(1)
  expect(limits.refuse('calls:dial')).toBeNull()
})

test('refused attempts don’t extend the wait, and wall-clock jumps don’t affect it', async () => {
  const clock = createManualClock()
  const limits = createRateLimits(clock)
  allowedAtOnce(limits, 'pages:test')
  for (let n = 0; n < 1_000; n += 1) limits.refuse('pages:test')
  clock.jumpWall(86_400_000)
  expect(limits.refuse('pages:test')).not.toBeNull()
  await clock.advance(5_000)
  expect(limits.refuse('pages:test')).toBeNull()
})

test('each command has its own limit, and an idle bucket refills only to its burst size', async () => {
  const clock = createManualClock()
  const limits = createRateLimits(clock)
  allowedAtOnce(limits, 'calls:dial')
  expect(limits.refuse('numbers:read')).toBeNull()
  await clock.advance(86_400_000)
  expect(allowedAtOnce(limits, 'calls:dial')).toBe(20)
})

test('an hour of 30 keystrokes and 60 pages of rows a second is never refused', async () => {
  const clock = createManualClock()
  const limits = createRateLimits(clock)
  let refused = 0
  for (let second = 0; second < 3_600; second += 1) {
    for (let n = 0; n < 30; n += 1) if (limits.refuse('numbers:read') !== null) refused += 1
    for (let n = 0; n < 60; n += 1) if (limits.refuse('records:rows') !== null) refused += 1
    await clock.advance(1_000)
  }
  expect(refused).toBe(0)
})
