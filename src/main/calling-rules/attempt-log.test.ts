import { expect, test } from 'vitest'
import { createLineLog } from '../platform/testing/line-log'
import { createManualClock } from '../platform/testing/manual-clock'
import { AttemptLog } from './attempt-log'

const mobile = '13800138000'

test('a file that can’t be read leaves the calls unknown until it can', () => {
  const clock = createManualClock()
  const line = JSON.stringify({ k: 'key', n: mobile, t: clock.now() - 1_000 })
  const log = createLineLog([line])
  log.isReadable = false
  const attempts = new AttemptLog({ log, clock, calls: () => [] })
  expect([attempts.isKnown(), attempts.to(mobile)]).toEqual([false, []])
  log.isReadable = true
  expect([attempts.isKnown(), attempts.to(mobile)]).toEqual([true, [{ atMs: clock.now() - 1_000, id: null }]])
})
