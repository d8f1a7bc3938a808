import { readdir, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import type { RecordingProgress, RecordingResult } from '../../../shared/recordings/schema'
import { startSimulator } from '../../../simulator/testing/simulator'
import type { OpenRecording } from '../ports'
import { createRecordingCache, recordingKey, type RecordingCacheDeps } from './recording-cache'
import {
  fetchDeps,
  rangeAnswer,
  serve,
  sha256,
  sha256OfFile,
  testFolder,
  wav
} from './testing/recording-server'

const quick = { idleTries: 3, tries: 30, minPauseMs: 1, maxPauseMs: 2, maxRetryAfterMs: 5 }

async function newCache(
  deps: Partial<RecordingCacheDeps> = {}
): Promise<ReturnType<typeof createRecordingCache> & { folder: string }> {
  const folder = deps.folder ?? join(await testFolder(), 'cache')
  return { ...createRecordingCache({ fetch: fetchDeps(), retries: quick, ...deps, folder }), folder }
}

const opened = (result: RecordingResult<OpenRecording>): OpenRecording => {
  if (!result.ok) throw new Error(result.error.code)
  return result.value
}

/** Serves a different recording of 3 s at each path. */
const library = (): ReturnType<typeof serve> =>
  serve((request, response, socket) => {
    const id = request.url ?? ''
    rangeAnswer(() => ({ bytes: wav(3, id), etag: `"${id}"` }))(request, response, socket)
  })
const oneBytes = wav(3).length

describe('opening a recording', () => {
  it('fetches it once, and not again while it is cached', async () => {
    const server = await library()
    const cache = await newCache()
    const first = opened(await cache.open('call-1', server.url('/1')))
    expect(first).toMatchObject({ sizeBytes: oneBytes, format: { container: 'wav', isPlayable: true } })
    expect(await sha256OfFile(first.file)).toBe(sha256(wav(3, '/1')))
    const again = opened(await cache.open('call-1', server.url('/1')))
    expect([again.file, again.key]).toEqual([first.file, first.key])
    expect(server.seen).toHaveLength(1)
    expect(await cache.sizeBytes()).toBe(oneBytes)
  })

  it('fetches it once for simultaneous callers, and reports progress to each of them', async () => {
    const server = await library()
    const cache = await newCache()
    const told: RecordingProgress[][] = [[], [], []]
    const all = await Promise.all(
      told.map((list) =>
        cache.open('call-1', server.url('/1'), { onProgress: (progress) => list.push(progress) })
      )
    )
    expect(all.every((result) => result.ok)).toBe(true)
    expect(server.seen).toHaveLength(1)
    for (const list of told) expect(list.at(-1)).toEqual({ receivedBytes: oneBytes, totalBytes: oneBytes })
  })

  it('keeps recordings separate by call and by address', async () => {
    const server = await library()
    const cache = await newCache()
    const keys = new Set<string>()
    for (const [callId, path] of [
      ['call-1', '/1'],
      ['call-1', '/2'],
      ['call-2', '/1']
    ] as const) {
      keys.add(opened(await cache.open(callId, server.url(path))).key)
    }
    expect(keys.size).toBe(3)
    expect(server.seen).toHaveLength(3)
  })

  it('uses no external input in file names', async () => {
    const server = await library()
    const cache = await newCache()
    const { file } = opened(await cache.open('../../etc/passwd\0', server.url('/%2e%2e%2f..%2fx?a=../b')))
    expect(file).toMatch(/[/\\]cache[/\\][a-f\d]{64}\.recording$/)
    expect((await readdir(cache.folder)).filter((name) => name.endsWith('.recording'))).toHaveLength(1)
  })

  it('resumes after a dropped connection, and after a restart of the program', async () => {
    const simulator = await startSimulator()
    simulator.records.add({ id: 'a-call' }, 0, 20)
    const address = new URL(`${simulator.recordingsUrl}/a-call.wav`)
    const off = simulator.faults.add({
      match: { on: 'rest', path: '/recordings/' },
      effect: { kind: 'cut', afterBytes: 50_000 }
    })
    const folder = join(await testFolder(), 'cache')
    const first = await newCache({ folder, retries: { ...quick, tries: 2 } })
    expect(await first.open('a-call', address)).toEqual({
      ok: false,
      error: { code: 'recording-incomplete' }
    })
    await first.close()
    const partBytes = (await stat(join(folder, `${recordingKey('a-call', address)}.part`))).size
    expect(partBytes).toBe(100_000)
    off()
    const second = await newCache({ folder })
    const told: number[] = []
    const recording = opened(
      await second.open('a-call', address, { onProgress: ({ receivedBytes }) => told.push(receivedBytes) })
    )
    expect(told[0]).toBeGreaterThan(partBytes)
    expect(await sha256OfFile(recording.file)).toBe(sha256(wav(20)))
    expect(await readdir(folder)).toEqual([`${recording.key}.recording`, `${recording.key}.recording.json`])
  })

  it('reports why there is none, and leaves no file behind', async () => {
    const server = await serve((_request, response) => void response.end('<!doctype html>'))
    const cache = await newCache()
    expect(await cache.open('call-1', server.url('/1'))).toEqual({
      ok: false,
      error: { code: 'recording-invalid' }
    })
    expect(await readdir(cache.folder)).toEqual([])
  })

  it('reports a folder that can’t be created', async () => {
    const server = await library()
    const file = join(await testFolder(), 'a-file')
    await writeFile(file, '')
    const cache = await newCache({ folder: join(file, 'cache') })
    expect(await cache.open('call-1', server.url('/1'))).toEqual({
      ok: false,
      error: { code: 'folder-unwritable' }
    })
  })

  it('releases a caller that aborts at once; the fetch ends with the last caller', async () => {
    const closed: unknown[] = []
    const server = await serve((_request, response, socket) => {
      socket.once('close', () => closed.push(true))
      response.writeHead(200, { 'content-length': 100_000, etag: '"1"' }).write(wav(1))
    })
    const cache = await newCache()
    const [one, two] = [new AbortController(), new AbortController()]
    const first = cache.open('call-1', server.url('/1'), { signal: one.signal })
    const second = cache.open('call-1', server.url('/1'), { signal: two.signal })
    await vi.waitFor(() => expect(server.seen).toHaveLength(1))
    one.abort()
    expect(await first).toEqual({ ok: false, error: { code: 'cancelled' } })
    expect(closed).toEqual([])
    two.abort()
    expect(await second).toEqual({ ok: false, error: { code: 'cancelled' } })
    await vi.waitFor(() => expect(closed).toEqual([true]))
  })
})

describe('the size of the cache', () => {
  it('the least recently used recordings are evicted first, never one in use', async () => {
    const server = await library()
    let nowMs = 1_700_000_000_000
    const cache = await newCache({
      maxBytes: oneBytes * 3,
      fetch: fetchDeps({ now: () => (nowMs += 60_000) })
    })
    const open = async (id: number): Promise<OpenRecording> =>
      opened(await cache.open(`call-${id}`, server.url(`/${id}`)))
    const [held, second, third] = [await open(1), await open(2), await open(3)]
    second.release()
    third.release()
    ;(await open(2)).release()
    ;(await open(4)).release()
    // 1 is the oldest but in use; 2 was used again; so 3 was removed.
    expect(await cache.find(third.key)).toBeNull()
    for (const { key } of [held, second]) expect(await cache.find(key)).toMatchObject({ key })
    expect(await cache.sizeBytes()).toBeLessThanOrEqual(oneBytes * 3)
  })

  it('a recording larger than the cache is played and then evicted', async () => {
    const server = await library()
    const cache = await newCache({ maxBytes: 1_000 })
    const recording = opened(await cache.open('call-1', server.url('/1')))
    expect(await sha256OfFile(recording.file)).toBe(sha256(wav(3, '/1')))
    recording.release()
    await vi.waitFor(async () => expect(await cache.sizeBytes()).toBe(0))
  })

  it('a recording is evicted on its last release; releasing it twice counts once', async () => {
    const server = await library()
    const cache = await newCache({ maxBytes: 1_000 })
    const first = opened(await cache.open('call-1', server.url('/1')))
    const second = opened(await cache.open('call-1', server.url('/1')))
    first.release()
    first.release()
    await cache.setMaxBytes(0)
    expect(await cache.find(first.key)).not.toBeNull()
    second.release()
    await vi.waitFor(async () => expect(await cache.find(first.key)).toBeNull())
  })

  it('clear removes everything; a recording in use goes when it is released', async () => {
    const server = await library()
    const cache = await newCache()
    const playing = opened(await cache.open('call-1', server.url('/1')))
    opened(await cache.open('call-2', server.url('/2'))).release()
    await writeFile(join(cache.folder, 'not ours.txt'), 'x')
    await writeFile(join(cache.folder, `${'a'.repeat(64)}.part`), 'x')
    await cache.clear()
    expect((await readdir(cache.folder)).sort()).toEqual(
      [`${playing.key}.recording`, `${playing.key}.recording.json`, 'not ours.txt'].sort()
    )
    playing.release()
    await vi.waitFor(async () => expect(await readdir(cache.folder)).toEqual(['not ours.txt']))
  })

  it('clear cancels running fetches', async () => {
    const server = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': 100_000, etag: '"1"' }).write(wav(1))
    })
    const cache = await newCache()
    const opening = cache.open('call-1', server.url('/1'))
    await vi.waitFor(async () => expect(await cache.sizeBytes()).toBeGreaterThan(10_000))
    await cache.clear()
    expect(await opening).toEqual({ ok: false, error: { code: 'cancelled' } })
    expect(await readdir(cache.folder)).toEqual([])
  })
})
