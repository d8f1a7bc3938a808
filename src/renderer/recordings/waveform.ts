/** Evenly spaced peaks of each channel, 0 to 1. */
export interface Waveform {
  /** One or two channels; more are ignored. */
  channels: Float32Array[]
  durationSeconds: number
}

/** Peaks per channel: more than any window can display. */
const peakCount = 1_600
/** Samples processed without a pause: about a millisecond. */
const sliceSamples = 400_000
/** Limits of a decoded channel (4 bytes per sample): maximum, and target, since the transfer blocks the window. */
const samplesPerChannel = { most: 32_000_000, wanted: 12_000_000 }
/** Decoder sample rates in Hz (Web Audio requires at least 3,000). Speech needs no more. */
const rates = { least: 3_000, most: 8_000 }

/** Sample rate to decode a recording at, in Hz; null when it is too long or its duration is unknown. */
export function decodingRate(durationSeconds: number): number | null {
  if (!Number.isFinite(durationSeconds) || durationSeconds <= 0) return null
  if (rates.least * durationSeconds > samplesPerChannel.most) return null
  const rate = Math.floor(samplesPerChannel.wanted / durationSeconds)
  return Math.max(rates.least, Math.min(rates.most, rate))
}

/** Yields to the event loop between two slices. */
export type Pause = () => Promise<void>

/**
 * Returns `count` peaks of `samples`, each the largest amplitude of an equal share. Works in slices with `pause` in
 * between; null when `isWanted` becomes false.
 */
export async function peaksOf(
  samples: Float32Array,
  count: number,
  pause: Pause,
  isWanted: () => boolean = () => true
): Promise<Float32Array | null> {
  const peaks = new Float32Array(count)
  if (samples.length === 0) return peaks
  let done = 0
  for (let bar = 0; bar < count; bar += 1) {
    const first = Math.floor((bar * samples.length) / count)
    const end = Math.max(first + 1, Math.floor(((bar + 1) * samples.length) / count))
    let peak = 0
    for (let at = first; at < end; at += 1) {
      const amplitude = Math.abs(samples[at] ?? 0)
      if (amplitude > peak) peak = amplitude
    }
    peaks[bar] = Math.min(1, peak)
    done += end - first
    if (done < sliceSamples) continue
    done = 0
    await pause()
    if (!isWanted()) return null
  }
  return peaks
}

/** Resamples peaks to another number of bars; each bar is the maximum of its peaks. */
export function fitPeaks(peaks: Float32Array, bars: number): Float32Array {
  const fitted = new Float32Array(Math.max(0, bars))
  for (let bar = 0; bar < bars; bar += 1) {
    const first = Math.floor((bar * peaks.length) / bars)
    const end = Math.max(first + 1, Math.floor(((bar + 1) * peaks.length) / bars))
    for (let at = first; at < end; at += 1) fitted[bar] = Math.max(fitted[bar] ?? 0, peaks[at] ?? 0)
  }
  return fitted
}

/** Factor that makes quiet calls visible; silence stays flat. */
export function peakScale(channels: readonly Float32Array[]): number {
  const loudest = Math.max(
    0,
    ...channels.map((peaks) => peaks.reduce((most, peak) => Math.max(most, peak), 0))
  )
  return loudest < quietest ? 1 : 1 / loudest
}

const quietest = 0.01

/** Decodes audio at a sample rate (Hz); rejects unsupported formats. */
export type Decode = (
  bytes: ArrayBuffer,
  rate: number
) => Promise<Pick<AudioBuffer, 'numberOfChannels' | 'getChannelData' | 'duration'>>

/** The waveform of a recording; null when it can't be decoded within the limits, or `isWanted` becomes false. */
export async function waveformOf(
  bytes: ArrayBuffer,
  durationSeconds: number,
  decode: Decode,
  pause: Pause,
  isWanted: () => boolean
): Promise<Waveform | null> {
  const rate = decodingRate(durationSeconds)
  if (rate === null) return null
  const decoded = await decode(bytes, rate).catch(() => null)
  if (decoded === null || !isWanted()) return null
  const channels: Float32Array[] = []
  for (let channel = 0; channel < Math.min(2, decoded.numberOfChannels); channel += 1) {
    const peaks = await peaksOf(decoded.getChannelData(channel), peakCount, pause, isWanted)
    if (peaks === null) return null
    channels.push(peaks)
  }
  return {
    channels: isSameSound(channels) ? channels.slice(0, 1) : channels,
    durationSeconds: decoded.duration
  }
}

/** Many recorders write one microphone to both channels. */
const isSameSound = ([one, other]: readonly Float32Array[]): boolean =>
  one !== undefined &&
  other !== undefined &&
  one.every((peak, index) => Math.abs(peak - (other[index] ?? 0)) < 0.002)
