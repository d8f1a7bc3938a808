import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createRefresher } from './refresher'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

describe('a refresher', () => {
  it('runs the first request immediately and merges those that follow soon after', async () => {
    const run = vi.fn(() => Promise.resolve())
    const refresher = createRefresher(2_000, run)
    refresher.request()
    expect(run).toHaveBeenCalledTimes(1)
    await vi.advanceTimersByTimeAsync(500)
    refresher.request()
    refresher.request()
    expect(run).toHaveBeenCalledTimes(1)
    await vi.advanceTimersByTimeAsync(1_500)
    expect(run).toHaveBeenCalledTimes(2)
  })

  it('runs again after a run during which it was requested', async () => {
    let finish = (): void => undefined
    const run = vi.fn(() => new Promise<void>((resolve) => (finish = resolve)))
    const refresher = createRefresher(1_000, run)
    refresher.request()
    await vi.advanceTimersByTimeAsync(5_000)
    refresher.request()
    expect(run).toHaveBeenCalledTimes(1)
    finish()
    await vi.advanceTimersByTimeAsync(0)
    expect(run).toHaveBeenCalledTimes(2)
  })

  it('runs nothing after it was ended', async () => {
    const run = vi.fn(() => Promise.resolve())
    const refresher = createRefresher(1_000, run)
    refresher.request()
    await vi.advanceTimersByTimeAsync(10)
    refresher.request()
    refresher.end()
    await vi.advanceTimersByTimeAsync(5_000)
    refresher.request()
    expect(run).toHaveBeenCalledTimes(1)
  })
})
