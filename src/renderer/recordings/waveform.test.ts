import { describe, expect, it } from 'vitest'
import { decodingRate, fitPeaks, peakScale, peaksOf, waveformOf, type Decode } from './waveform'

const noPause = () => Promise.resolve()
const samples = (length: number, at: (index: number) => number) =>
  Float32Array.from({ length }, (_, index) => at(index))

const decoded =
  (...channels: Float32Array[]): Decode =>
  () =>
    Promise.resolve({
      numberOfChannels: channels.length,
      duration: 2,
      getChannelData: (channel) => (channels[channel] ?? new Float32Array()) as Float32Array<ArrayBuffer>
    })

describe('peaks', () => {
  it('are the largest absolute amplitudes of their intervals', async () => {
    const peaks = await peaksOf(Float32Array.of(0.25, -0.5, 0, 0.125, -1, 0.5), 3, noPause)
    expect([...(peaks ?? [])]).toEqual([0.5, 0.125, 1])
  })

  it('beyond full scale are clipped to full scale', async () => {
    expect([...((await peaksOf(Float32Array.of(3, -7), 2, noPause)) ?? [])]).toEqual([1, 1])
  })

  it('can be computed from fewer samples than peaks, or from none', async () => {
    expect([...((await peaksOf(Float32Array.of(0.5), 4, noPause)) ?? [])]).toEqual([0.5, 0.5, 0.5, 0.5])
    expect([...((await peaksOf(new Float32Array(), 2, noPause)) ?? [])]).toEqual([0, 0])
  })

  it('yield to other work while a long recording is read', async () => {
    let pauses = 0
    await peaksOf(new Float32Array(4_000_000), 100, () => {
      pauses += 1
      return Promise.resolve()
    })
    expect(pauses).toBeGreaterThanOrEqual(8)
  })

  it('are cancelled when they are no longer needed', async () => {
    expect(await peaksOf(new Float32Array(4_000_000), 100, noPause, () => false)).toBeNull()
  })

  it('are fitted to fewer or more bars without losing the loudest', () => {
    const peaks = Float32Array.of(0.25, 0.5, 0.125, 1)
    expect([...fitPeaks(peaks, 2)]).toEqual([0.5, 1])
    expect([...fitPeaks(peaks, 8)]).toEqual([0.25, 0.25, 0.5, 0.5, 0.125, 0.125, 1, 1])
    expect([...fitPeaks(peaks, 0)]).toEqual([])
  })

  it('are scaled to full height for a quiet call, while silence stays flat', () => {
    expect(peakScale([Float32Array.of(0.25), Float32Array.of(0.5)])).toBe(2)
    expect(peakScale([Float32Array.of(0.001)])).toBe(1)
    expect(peakScale([])).toBe(1)
  })
})

describe('a waveform', () => {
  const loud = samples(10_000, (index) => Math.sin(index))
  const quiet = samples(10_000, (index) => Math.sin(index) / 4)

  it('has both channels of a call', async () => {
    const waveform = await waveformOf(new ArrayBuffer(), 2, decoded(loud, quiet), noPause, () => true)
    expect(waveform?.channels).toHaveLength(2)
    expect(waveform?.durationSeconds).toBe(2)
  })

  it('has one channel if both are identical', async () => {
    const waveform = await waveformOf(new ArrayBuffer(), 2, decoded(loud, loud), noPause, () => true)
    expect(waveform?.channels).toHaveLength(1)
  })

  it('is null if the recording can’t be decoded', async () => {
    const refuse: Decode = () => Promise.reject(new Error('EncodingError'))
    expect(await waveformOf(new ArrayBuffer(), 2, refuse, noPause, () => true)).toBeNull()
  })

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY, 1e9])(
    'isn’t decoded for a duration of %d',
    async (duration) => {
      let isDecoded = false
      const decode: Decode = (bytes, rate) => {
        isDecoded = true
        return decoded(loud)(bytes, rate)
      }
      expect(await waveformOf(new ArrayBuffer(), duration, decode, noPause, () => true)).toBeNull()
      expect(isDecoded).toBe(false)
    }
  )

  it('is decoded at a rate that bounds the memory used', () => {
    for (const seconds of [1, 60, 3_600, 7_200, 10_000]) {
      const rate = decodingRate(seconds) ?? 0
      expect(rate).toBeGreaterThanOrEqual(3_000)
      expect(rate * seconds).toBeLessThanOrEqual(32_000_000)
    }
    expect(decodingRate(60)).toBe(8_000)
    expect(decodingRate(11_000)).toBeNull()
  })
})
