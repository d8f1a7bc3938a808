import { mix32, seedOf, unit } from './seeded-hash'

/** 8 kHz, mono, 16 bit: telephone quality. */
const SAMPLE_RATE = 8_000
const HEADER_BYTES = 44
const BLOCK_BYTES = 64 * 1024

/** Returns the size of a WAV file of this length, in bytes. */
export const recordingBytes = (seconds: number): number => HEADER_BYTES + seconds * SAMPLE_RATE * 2

function wavHeader(seconds: number): Buffer {
  const header = Buffer.alloc(HEADER_BYTES)
  header.write('RIFF', 0, 'latin1')
  header.writeUInt32LE(recordingBytes(seconds) - 8, 4)
  header.write('WAVEfmt ', 8, 'latin1')
  header.writeUInt32LE(16, 16)
  header.writeUInt16LE(1, 20)
  header.writeUInt16LE(1, 22)
  header.writeUInt32LE(SAMPLE_RATE, 24)
  header.writeUInt32LE(SAMPLE_RATE * 2, 28)
  header.writeUInt16LE(2, 32)
  header.writeUInt16LE(16, 34)
  header.write('data', 36, 'latin1')
  header.writeUInt32LE(seconds * SAMPLE_RATE * 2, 40)
  return header
}

/** Returns one second of summed sines; whole Hz let it loop without a click. */
function tone(partials: readonly (readonly [hz: number, level: number])[]): Float32Array {
  return Float32Array.from({ length: SAMPLE_RATE }, (_, n) =>
    partials.reduce((sum, [hz, level]) => sum + level * Math.sin((2 * Math.PI * hz * n) / SAMPLE_RATE), 0)
  )
}

const CHIME = tone([
  [440, 0.5],
  [480, 0.5]
])
// Two alternating voices: a fundamental with falling harmonics, roughly those of vowels.
const VOICES = [118, 205].map((hz) =>
  tone([
    [hz, 0.4],
    [hz * 2, 0.3],
    [hz * 4, 0.2],
    [hz * 6, 0.1]
  ])
)

/** Returns a sample in [-1, 1]. Depends only on its position, so that any byte range can be generated separately. */
function sampleAt(seed: number, n: number): number {
  const second = Math.floor(n / SAMPLE_RATE)
  const inSecond = n % SAMPLE_RATE
  if (second === 0) return 0.25 * (CHIME[inSecond] ?? 0) * (1 - inSecond / SAMPLE_RATE)
  const turn = Math.floor(second / 3)
  const voice = VOICES[mix32(seed, turn) % VOICES.length]
  const syllable = Math.floor(n / 2_000)
  const loudness = 0.15 + 0.5 * unit(seed, syllable)
  const envelope = Math.sin((Math.PI * (n % 2_000)) / 2_000)
  const hiss = (unit(seed + 1, n) - 0.5) * 0.01
  return 0.5 * loudness * envelope * (voice?.[inSecond] ?? 0) + hiss
}

/**
 * Generates the bytes [first, end) of a call's recording block by block: a chime, then two alternating murmuring
 * voices. Deterministic for each call id.
 */
export function* recordingBlocks(
  callId: string,
  seconds: number,
  first: number,
  end: number
): Generator<Buffer> {
  const seed = seedOf(callId)
  const header = wavHeader(seconds)
  for (let at = first; at < end;) {
    if (at < HEADER_BYTES) {
      const until = Math.min(HEADER_BYTES, end)
      yield header.subarray(at, until)
      at = until
      continue
    }
    const firstSample = Math.floor((at - HEADER_BYTES) / 2)
    const until = Math.min(end, at + BLOCK_BYTES)
    const lastSample = Math.ceil((until - HEADER_BYTES) / 2)
    const block = Buffer.alloc((lastSample - firstSample) * 2)
    for (let n = firstSample; n < lastSample; n += 1) {
      block.writeInt16LE(Math.round(sampleAt(seed, n) * 32_000), (n - firstSample) * 2)
    }
    const skipped = (at - HEADER_BYTES) % 2
    yield block.subarray(skipped, skipped + until - at)
    at = until
  }
}
