import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createRefresher } from './refresher'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

describe('a refresher', () => {
  it('does the first at once, and what comes soon after together', async () => {
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

  it('what is wanted while one is under way is done after it', async () => {
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

  it('ends', async () => {
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
