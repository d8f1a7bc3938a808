import { expect, it, vi } from 'vitest'
import { createBodyBuffer } from './body-buffer'

const pace = { idleMs: 1_000, paceMs: 3_000, paceBytes: 100 }
const cut = { ok: false, error: { code: 'recording-incomplete' } } as const

it('returns everything received before the error, and then the error each time', async () => {
  const network = { pause: vi.fn(), resume: vi.fn(), stop: vi.fn() }
  const buffer = createBodyBuffer(pace, network)
  buffer.add(new Uint8Array([1]))
  buffer.add(new Uint8Array([2]))
  buffer.end({ ok: false, error: cut.error })
  buffer.add(new Uint8Array([3]))
  buffer.end({ ok: true, value: null })
  expect(await buffer.next()).toEqual({ ok: true, value: new Uint8Array([1]) })
  expect(await buffer.next()).toEqual({ ok: true, value: new Uint8Array([2]) })
  expect(await buffer.next()).toEqual(cut)
  expect(await buffer.next()).toEqual(cut)
})

it('pauses the network when nothing is consumed, and resumes it once all is consumed', async () => {
  const network = { pause: vi.fn(), resume: vi.fn(), stop: vi.fn() }
  const buffer = createBodyBuffer(pace, network)
  for (let at = 0; at < 20; at += 1) buffer.add(new Uint8Array(65_536))
  expect(network.pause).toHaveBeenCalledTimes(1)
  for (let at = 0; at < 19; at += 1) await buffer.next()
  expect(network.resume).not.toHaveBeenCalled()
  await buffer.next()
  expect(network.resume).toHaveBeenCalledTimes(1)
})

it('time spent by the consumer doesn’t count towards the network’s timeout', async () => {
  vi.useFakeTimers()
  try {
    const network = { pause: vi.fn(), resume: vi.fn(), stop: vi.fn() }
    const buffer = createBodyBuffer(pace, network)
    buffer.add(new Uint8Array([1]))
    await vi.advanceTimersByTimeAsync(100_000)
    expect(await buffer.next()).toMatchObject({ ok: true })
    expect(network.stop).not.toHaveBeenCalled()
    const waiting = buffer.next()
    await vi.advanceTimersByTimeAsync(999)
    expect(network.stop).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(1)
    expect(network.stop).toHaveBeenCalledWith('timed-out')
    buffer.end(cut)
    expect(await waiting).toEqual(cut)
  } finally {
    vi.useRealTimers()
  }
})
