import { describe, expect, it } from 'vitest'
import { createManualClock } from './manual-clock'

describe('the test clock', () => {
  it('a wall-clock jump moves neither durations nor pending tasks', async () => {
    const clock = createManualClock()
    const [wallMs, start] = [clock.now(), clock.moment()]
    let ran = 0
    clock.after(1_000, () => (ran += 1))
    clock.jumpWall(-3_600_000)
    await clock.advance(999)
    expect({ ran, wall: clock.now() - wallMs, passed: clock.moment().msSince(start) }).toEqual({
      ran: 0,
      wall: -3_599_001,
      passed: 999
    })
    clock.jumpWall(7_200_000)
    await clock.advance(1)
    expect(ran).toBe(1)
  })

  it('nothing runs during sleep; the monotonic clock stops, or continues and overdue tasks run late', async () => {
    for (const isCounted of [false, true]) {
      const clock = createManualClock()
      const [wallMs, start] = [clock.now(), clock.moment()]
      const ranAtMs: number[] = []
      clock.after(1_000, () => ranAtMs.push(clock.now() - wallMs))
      await clock.sleep(60_000, { isCounted })
      expect(clock.moment().msSince(start)).toBe(isCounted ? 60_000 : 0)
      await clock.advance(1_000)
      expect(ranAtMs).toEqual([isCounted ? 60_000 : 61_000])
    }
  })

  it('tasks can run early, like bare timers: both clocks are then short of the full delay', async () => {
    const clock = createManualClock()
    const [wallMs, start] = [clock.now(), clock.moment()]
    clock.fireEarly(0.6)
    let passed: number[] = []
    clock.after(20, () => (passed = [clock.now() - wallMs, clock.moment().msSince(start)]))
    await clock.advance(20)
    expect(passed).toEqual([19, 19.4])
  })
})
