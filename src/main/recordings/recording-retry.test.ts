import { describe, expect, it } from 'vitest'
import { recordingErrorCodes } from '../../shared/recordings/recordings'
import { afterTry, downloadRetries, noTries, retryPauseMs, type Tries } from './recording-retry'

const pauseOf = (
  error: Parameters<typeof retryPauseMs>[0],
  tries: Tries = { count: 1, idle: 1 }
): number | null => retryPauseMs(error, tries, downloadRetries, () => 1)

describe('a recording is retried', () => {
  it('after network and server failures, with growing delays', () => {
    const pauses = [1, 2, 3, 4].map((idle) => pauseOf({ code: 'unreachable' }, { count: idle, idle }))
    expect(pauses).toEqual([4_000, 8_000, 16_000, 32_000])
  })

  it('soon after progress was made, but never more often than the limit', () => {
    expect(afterTry({ count: 7, idle: 4 }, 1)).toEqual({ count: 8, idle: 0 })
    expect(afterTry(noTries, 0)).toEqual({ count: 1, idle: 1 })
    expect(pauseOf({ code: 'recording-incomplete' }, { count: 99, idle: 0 })).toBe(2_000)
    expect(pauseOf({ code: 'recording-incomplete' }, { count: 100, idle: 0 })).toBeNull()
    expect(pauseOf({ code: 'unreachable' }, { count: 5, idle: 5 })).toBeNull()
  })

  it('not before the server’s Retry-After, and not at all when that exceeds an hour', () => {
    expect(pauseOf({ code: 'rate-limited', retryAfterMs: 120_000 })).toBe(120_000)
    expect(pauseOf({ code: 'rate-limited', retryAfterMs: 0 })).toBe(4_000)
    expect(pauseOf({ code: 'service-failed', retryAfterMs: 3_600_001 })).toBeNull()
  })

  it('never when another attempt would fail the same way', () => {
    for (const code of recordingErrorCodes) {
      if (code !== 'recording-incomplete') expect(pauseOf({ code }), code).toBeNull()
    }
    for (const code of ['cancelled', 'certificate-refused', 'redirect-refused'] as const) {
      expect(pauseOf({ code }), code).toBeNull()
    }
  })
})
