import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseByteRange } from '../../shared/recordings/byte-range'
import { recordingBlocks, recordingBytes } from './recordings'
import type { Simulator } from '../simulator'
import { startSimulator } from '../testing/simulator'

const whole = (id: string, seconds: number): Buffer =>
  Buffer.concat([...recordingBlocks(id, seconds, 0, recordingBytes(seconds))])

describe('a recording', () => {
  it('is an 8 kHz, mono, 16-bit WAV as long as the call', () => {
    const wav = whole('a-call', 7)
    expect(wav.length).toBe(44 + 7 * 16_000)
    expect(wav.toString('latin1', 0, 4) + wav.toString('latin1', 8, 16)).toBe('RIFFWAVEfmt ')
    expect(wav.readUInt32LE(4)).toBe(wav.length - 8)
    expect([wav.readUInt16LE(20), wav.readUInt16LE(22), wav.readUInt16LE(34)]).toEqual([1, 1, 16])
    expect([wav.readUInt32LE(24), wav.readUInt32LE(28)]).toEqual([8_000, 16_000])
    expect([wav.toString('latin1', 36, 40), wav.readUInt32LE(40)]).toEqual(['data', 7 * 16_000])
  })

  it('is audible and not clipped, in every second', () => {
    const wav = whole('a-call', 9)
    for (let second = 0; second < 9; second += 1) {
      const samples = Array.from({ length: 8_000 }, (_, n) => wav.readInt16LE(44 + second * 16_000 + n * 2))
      const peak = Math.max(...samples.map(Math.abs))
      expect(peak).toBeGreaterThan(1_000)
      expect(peak).toBeLessThan(32_000)
    }
  })

  it('is the same every time for one call, and differs between calls', () => {
    expect(whole('a-call', 3).equals(whole('a-call', 3))).toBe(true)
    expect(whole('a-call', 3).equals(whole('b-call', 3))).toBe(false)
  })

  it('is served in ranges that equal the same parts of the whole', () => {
    const wav = whole('a-call', 10)
    fc.assert(
      fc.property(fc.nat(wav.length), fc.nat(wav.length), (a, b) => {
        const [first, end] = a < b ? [a, b] : [b, a]
        const part = Buffer.concat([...recordingBlocks('a-call', 10, first, end)])
        expect(part.equals(wav.subarray(first, end))).toBe(true)
      }),
      { numRuns: 60 }
    )
  })
})

describe('a Range header (RFC 9110, 14.1.2)', () => {
  it.each([
    ['bytes=0-9', { first: 0, end: 10 }],
    ['bytes=90-', { first: 90, end: 100 }],
    ['bytes=90-1000', { first: 90, end: 100 }],
    ['bytes=-5', { first: 95, end: 100 }],
    ['bytes=-500', { first: 0, end: 100 }],
    ['bytes=100-', 'unsatisfiable'],
    ['bytes=-0', 'unsatisfiable'],
    ['bytes=9-3', null],
    ['bytes=0-1,4-5', null],
    ['items=0-1', null],
    ['bytes=-', null],
    [undefined, null]
  ])('%s of 100 bytes', (header, expected) => {
    expect(parseByteRange(header, 100)).toEqual(expected)
  })
})

describe('GET /recordings/{callId}.wav', () => {
  const seeded = async (): Promise<{ simulator: Simulator; url: string }> => {
    const simulator = await startSimulator()
    simulator.records.add({ id: 'a-call' }, 0, 5)
    return { simulator, url: `${simulator.recordingsUrl}/a-call.wav` }
  }

  it('reports its type, its length and its range support; HEAD does so without the audio', async () => {
    const { url } = await seeded()
    for (const method of ['GET', 'HEAD']) {
      const response = await fetch(url, { method })
      const bytes = Buffer.from(await response.arrayBuffer())
      expect(response.status).toBe(200)
      expect(response.headers.get('content-type')).toBe('audio/wav')
      expect(response.headers.get('accept-ranges')).toBe('bytes')
      expect(response.headers.get('content-length')).toBe(String(recordingBytes(5)))
      expect(bytes.equals(method === 'GET' ? whole('a-call', 5) : Buffer.alloc(0))).toBe(true)
    }
  })

  it('returns 206 with the requested range, or 416 with the size if there is none', async () => {
    const { url } = await seeded()
    const part = await fetch(url, { headers: { range: 'bytes=1000-1999' } })
    expect([part.status, part.headers.get('content-range')]).toEqual([
      206,
      `bytes 1000-1999/${recordingBytes(5)}`
    ])
    expect(Buffer.from(await part.arrayBuffer()).equals(whole('a-call', 5).subarray(1_000, 2_000))).toBe(true)
    const beyond = await fetch(url, { headers: { range: 'bytes=99999999-' } })
    expect([beyond.status, beyond.headers.get('content-range')]).toEqual([
      416,
      `bytes */${recordingBytes(5)}`
    ])
  })

  it('a cut download can be resumed, unless If-Range names another version', async () => {
    const { simulator, url } = await seeded()
    simulator.faults.add({
      match: { on: 'rest', path: '/recordings/' },
      times: 1,
      effect: { kind: 'cut', afterBytes: 40_000 }
    })
    const cut = await fetch(url)
    const etag = cut.headers.get('etag') ?? ''
    await expect(cut.arrayBuffer()).rejects.toThrow()
    const rest = await fetch(url, { headers: { range: 'bytes=40000-', 'if-range': etag } })
    expect(rest.status).toBe(206)
    expect(Buffer.from(await rest.arrayBuffer()).equals(whole('a-call', 5).subarray(40_000))).toBe(true)
    const other = await fetch(url, { headers: { range: 'bytes=40000-', 'if-range': '"other"' } })
    expect(other.status).toBe(200)
    await other.arrayBuffer()
  })

  it('a call without a recording has nothing to fetch', async () => {
    const { simulator } = await seeded()
    expect((await fetch(`${simulator.recordingsUrl}/b-call.wav`)).status).toBe(404)
  })
})
