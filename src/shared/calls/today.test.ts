import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { blankCall } from './blank-call'
import type { Call } from './schema'
import { figuresOf, greaterFigures, localDayOf, type DayFigures } from './today'

afterEach(() => {
  vi.unstubAllEnvs()
})
const inZone = (name: string): void => {
  vi.stubEnv('TZ', name)
}

const hourMs = 3_600_000
const call = (startedAtMs: number, more: Partial<Call> = {}): Call => ({
  ...blankCall,
  key: String(startedAtMs),
  callee: '13800138000',
  step: 'ended',
  outcome: 'answered',
  startedAtMs,
  answeredAtMs: startedAtMs + 10_000,
  endedAtMs: startedAtMs + 70_000,
  ...more
})

describe('the day', () => {
  it('is that of the computer’s time zone, also after the zone has changed', () => {
    const nowMs = Date.UTC(2026, 10, 30, 20)
    inZone('Asia/Shanghai')
    expect(localDayOf(nowMs)).toEqual({
      startMs: Date.UTC(2026, 10, 30, 16),
      endMs: Date.UTC(2026, 11, 1, 16)
    })
    inZone('America/New_York')
    expect(localDayOf(nowMs)).toEqual({ startMs: Date.UTC(2026, 10, 30, 5), endMs: Date.UTC(2026, 11, 1, 5) })
  })

  it.each([
    ['Europe/Berlin', [2026, 2, 29], 23],
    ['Europe/Berlin', [2026, 9, 25], 25],
    ['Asia/Shanghai', [2026, 2, 29], 24]
  ] as const)('in %s, %j has %i hours', (name, [year, month, day], hours) => {
    inZone(name)
    const { startMs, endMs } = localDayOf(new Date(year, month, day, 12).getTime())
    expect(endMs - startMs).toBe(hours * hourMs)
  })

  it('contains its moment, and days follow each other without a gap', () => {
    inZone('Europe/Berlin')
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e12 }), (nowMs) => {
        const day = localDayOf(nowMs)
        expect(day.startMs).toBeLessThanOrEqual(nowMs)
        expect(day.endMs).toBeGreaterThan(nowMs)
        expect(localDayOf(day.endMs).startMs).toBe(day.endMs)
        expect(localDayOf(day.endMs - 1)).toEqual(day)
      }),
      { numRuns: 200 }
    )
  })
})

describe('the figures of a day', () => {
  const startMs = Date.UTC(2026, 10, 30)
  const day = { startMs, endMs: startMs + 24 * hourMs }
  const noFigures = { calls: 0, answered: 0, talkMs: 0 }

  it('count the calls that started between the two midnights', () => {
    const calls = [startMs - 1, startMs, day.endMs - 1, day.endMs].map((atMs) => call(atMs))
    expect(figuresOf(calls, day)).toEqual({ calls: 2, answered: 2, talkMs: 120_000 })
    expect(figuresOf([], day)).toEqual(noFigures)
  })

  it('leave out open and refused calls', () => {
    const calls = [
      call(startMs, { step: 'talking', outcome: null, endedAtMs: null }),
      call(startMs, { outcome: 'refused', answeredAtMs: null })
    ]
    expect(figuresOf(calls, day)).toEqual(noFigures)
  })

  it('count unanswered calls without talk time, and take the record’s talk time', () => {
    const record = { status: 'complete', duration: '61.5', cost: null, hasRecording: false } as const
    const calls = [
      call(startMs, { outcome: 'not-answered', answeredAtMs: null }),
      call(startMs, { outcome: 'unknown', answeredAtMs: null }),
      call(startMs, { record })
    ]
    expect(figuresOf(calls, day)).toEqual({ calls: 3, answered: 1, talkMs: 61_500 })
  })

  it('never have negative talk time when the clock was set back during a call', () => {
    expect(figuresOf([call(startMs, { endedAtMs: startMs })], day).talkMs).toBe(0)
  })
})

describe('recent calls or records', () => {
  const figures = (calls: number, answered: number, talkMs: number): DayFigures => ({
    calls,
    answered,
    talkMs
  })

  it('whichever knows of more calls, whole', () => {
    expect(greaterFigures(figures(3, 1, 10), figures(5, 1, 5))).toEqual({
      ...figures(5, 1, 5),
      from: 'records'
    })
    expect(greaterFigures(figures(6, 1, 5), figures(5, 4, 9))).toEqual({
      ...figures(6, 1, 5),
      from: 'recents'
    })
  })

  it('for the same calls, whichever knows of more answers or talk time', () => {
    expect(greaterFigures(figures(5, 1, 9), figures(5, 2, 8)).from).toBe('records')
    expect(greaterFigures(figures(5, 2, 7), figures(5, 2, 8)).from).toBe('records')
    expect(greaterFigures(figures(5, 2, 8), figures(5, 2, 8)).from).toBe('recents')
    expect(greaterFigures(figures(5, 2, 8), null).from).toBe('recents')
  })
})
