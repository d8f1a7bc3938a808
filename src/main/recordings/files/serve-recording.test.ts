import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRecordingCache } from './recording-cache'
import { rangeResponse } from './range-response'
import { serveRecording } from './serve-recording'
import { fetchDeps, testFolder, wav } from './testing/recording-server'

const key = 'a1'.repeat(32)
const bytes = wav(20)
const bodyOf = async (response: Response | null): Promise<Buffer> =>
  Buffer.from((await response?.arrayBuffer()) ?? new ArrayBuffer(0))

async function served(): Promise<(path: string, init?: RequestInit) => Promise<Response | null>> {
  const folder = await testFolder()
  await writeFile(join(folder, `${key}.recording`), bytes)
  await writeFile(join(folder, 'secret.txt'), 'secret')
  await writeFile(join(folder, `${'b2'.repeat(32)}.recording`), '<!doctype html><script>1</script>')
  const cache = createRecordingCache({ folder, fetch: fetchDeps() })
  return (path, init) => serveRecording(cache, new Request(`app://deskline${path}`, init))
}

describe('a window’s request for a recording', () => {
  it('returns the whole recording with its own type, not to be stored', async () => {
    const response = await (await served())(`/recordings/${key}`)
    expect(response?.status).toBe(200)
    expect(Object.fromEntries(response?.headers ?? [])).toEqual({
      'accept-ranges': 'bytes',
      'cache-control': 'no-store',
      'content-length': String(bytes.length),
      'content-type': 'audio/wav',
      'x-content-type-options': 'nosniff'
    })
    expect((await bodyOf(response)).equals(bytes)).toBe(true)
  })

  it.each([
    ['bytes=0-', 0, bytes.length],
    ['bytes=100000-', 100_000, bytes.length],
    ['bytes=5-5', 5, 6],
    ['bytes=-44', bytes.length - 44, bytes.length],
    ['bytes=300000-99999999', 300_000, bytes.length]
  ])('%s returns 206 with that part', async (range, first, end) => {
    const response = await (await served())(`/recordings/${key}`, { headers: { range } })
    expect([response?.status, response?.headers.get('content-range')]).toEqual([
      206,
      `bytes ${first}-${end - 1}/${bytes.length}`
    ])
    expect((await bodyOf(response)).equals(bytes.subarray(first, end))).toBe(true)
  })

  it('a range beyond the end returns 416 with the size; HEAD has no body', async () => {
    const get = await served()
    const beyond = await get(`/recordings/${key}`, { headers: { range: 'bytes=9999999-' } })
    expect([beyond?.status, beyond?.headers.get('content-range')]).toEqual([416, `bytes */${bytes.length}`])
    const head = await get(`/recordings/${key}`, { method: 'HEAD' })
    expect([head?.status, head?.body]).toEqual([200, null])
    expect((await get(`/recordings/${key}`, { method: 'POST' }))?.status).toBe(405)
  })

  it.each([
    '/recordings/',
    '/recordings/secret.txt',
    '/recordings/..%2fsecret.txt',
    '/recordings/%2e%2e/secret.txt',
    `/recordings/${key.toUpperCase()}`,
    `/recordings/${key}.recording`,
    `/recordings/${key}/`,
    `/recordings/x/${key}`,
    `/recordings/${'c3'.repeat(32)}`,
    // In the cache's folder with a valid name, but not a recording.
    `/recordings/${'b2'.repeat(32)}`
  ])('%s is not found', async (path) => {
    const response = await (await served())(path)
    // A path outside of the recordings folder isn't handled.
    expect(response === null || response.status === 404).toBe(true)
  })

  it('paths outside recordings/ are not handled', async () => {
    expect(await (await served())('/index.html')).toBeNull()
  })

  it('a body cancelled half-way is closed without an error', async () => {
    const response = await (await served())(`/recordings/${key}`)
    const reader = response?.body?.getReader()
    expect((await reader?.read())?.done).toBe(false)
    await expect(reader?.cancel()).resolves.toBeUndefined()
  })
})

it('any Range header gives 200, a part within the file, or 416', () => {
  const headers = fc.oneof(
    fc.string(),
    fc
      .tuple(fc.option(fc.nat(2_000)), fc.option(fc.nat(2_000)))
      .map(([a, b]) => `bytes=${a ?? ''}-${b ?? ''}`),
    fc.constantFrom('bytes=1e3-', 'bytes=0x1-', 'bytes=--5', 'bytes=0-1,5-6', `bytes=${'9'.repeat(400)}-`)
  )
  fc.assert(
    fc.property(headers, fc.nat(1_000), (header, sizeBytes) => {
      const { status, range, headers: told } = rangeResponse({ sizeBytes, mimeType: 'audio/wav' }, header)
      if (status === 416) {
        expect(range).toBeNull()
        return
      }
      const { first, end } = range ?? { first: -1, end: -1 }
      expect(told['Content-Length']).toBe(String(end - first))
      expect(0 <= first && first <= end && end <= sizeBytes).toBe(true)
      if (status === 200) expect([first, end]).toEqual([0, sizeBytes])
      else expect(told['Content-Range']).toBe(`bytes ${first}-${end - 1}/${sizeBytes}`)
    })
  )
})
