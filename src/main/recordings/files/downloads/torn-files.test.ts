import { appendFile, chmod, mkdir, readdir, readFile, stat, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createRecordingCache } from '../recording-cache'
import { fetchRecording } from '../recording-fetch'
import { runDownload } from './download-run'
import {
  fetchDeps,
  rangeAnswer,
  serve,
  sha256,
  sha256OfFile,
  testFolder,
  wav
} from '../testing/recording-server'

// Files that a kill, a power loss or a full disk leaves of recordings.

const bytes = wav(3)
const heldBytes = 30_000

/** A part with `heldBytes` from an interrupted fetch, and a server that has the rest. */
async function interrupted() {
  const server = await serve(rangeAnswer(() => ({ bytes, etag: '"v1"' })))
  const folder = await testFolder()
  const partPath = join(folder, 'a.part')
  const halting = await serve((_request, response) => {
    response
      .writeHead(200, { 'content-length': bytes.length, etag: '"v1"' })
      .write(bytes.subarray(0, heldBytes))
  })
  const ending = new AbortController()
  await fetchRecording(fetchDeps(), {
    address: halting.url('/a.wav'),
    partPath,
    signal: ending.signal,
    onProgress: ({ receivedBytes }) => receivedBytes === heldBytes && ending.abort()
  })
  expect((await stat(partPath)).size).toBe(heldBytes)
  return { server, folder, partPath }
}

const faults: [string, number | undefined, (path: string) => Promise<void>][] = [
  ['zeros after its end', heldBytes, (path) => appendFile(path, Buffer.alloc(16))],
  ['zeros up to its whole length', heldBytes, (path) => truncate(path, bytes.length)],
  ['garbage beyond its whole length', heldBytes, (path) => appendFile(path, Buffer.alloc(bytes.length, 7))],
  ['its end cut off', 12_345, (path) => truncate(path, 12_345)],
  ['nothing in it', undefined, (path) => truncate(path, 0)],
  [
    'a note of zeros',
    undefined,
    async (path) => writeFile(`${path}.json`, Buffer.alloc((await stat(`${path}.json`)).size))
  ],
  ['a note that is cut', undefined, (path) => truncate(`${path}.json`, 20)],
  ['a note with zeros after its end', undefined, (path) => appendFile(`${path}.json`, Buffer.alloc(16))]
]

describe('a partial file with', () => {
  it.each(faults)(
    '%s is resumed from its last good byte, and the recording is complete',
    async (_name, from, damage) => {
      const { server, partPath } = await interrupted()
      await damage(partPath)
      const { result } = await fetchRecording(fetchDeps(), {
        address: server.url('/a.wav'),
        partPath,
        signal: new AbortController().signal
      })
      expect(result).toMatchObject({ ok: true, value: { sizeBytes: bytes.length } })
      expect(await sha256OfFile(partPath)).toBe(sha256(bytes))
      expect(server.seen.map(({ headers }) => headers.range)).toEqual([from && `bytes=${from}-`])
    }
  )

  it.each(faults)('%s never becomes a finished download that is incomplete', async (_name, _from, damage) => {
    const { server, folder, partPath } = await interrupted()
    await damage(partPath)
    const address = server.url('/a.wav').href
    const run = { address, folder, stem: 'call' }
    const outcome = await runDownload(
      fetchDeps(),
      run,
      partPath,
      new AbortController().signal,
      () => undefined
    )
    expect(outcome).toEqual({ kind: 'done', fileName: 'call.wav', sizeBytes: bytes.length })
    expect(await sha256OfFile(join(folder, 'call.wav'))).toBe(sha256(bytes))
    expect(await readdir(folder)).toEqual(['call.wav'])
  })
})

it('a finished download has the mode of any new file of the user; until then it is private', async () => {
  const { server, folder, partPath } = await interrupted()
  expect((await stat(partPath)).mode & 0o777).toBe(0o600)
  await writeFile(join(folder, 'any'), '')
  const run = { address: server.url('/a.wav').href, folder, stem: 'call' }
  await runDownload(fetchDeps(), run, partPath, new AbortController().signal, () => undefined)
  expect((await stat(join(folder, 'call.wav'))).mode).toBe((await stat(join(folder, 'any'))).mode)
})

describe('a cached recording', () => {
  it.each<[string, (path: string) => Promise<void>]>([
    ['is cut', (path) => truncate(path, bytes.length - 1_000)],
    ['has zeros after its end', (path) => appendFile(path, Buffer.alloc(4_096))],
    ['is zeros', (path) => writeFile(path, Buffer.alloc(bytes.length))],
    ['is empty', (path) => truncate(path, 0)]
  ])('that %s is fetched again, not played', async (_name, damage) => {
    const server = await serve(rangeAnswer(() => ({ bytes, etag: '"v1"' })))
    const folder = await testFolder()
    const open = async () => {
      const cache = createRecordingCache({ folder, fetch: fetchDeps() })
      const result = await cache.open('call', server.url('/a.wav'))
      if (!result.ok) throw new Error(result.error.code)
      result.value.release()
      return { cache, ...result.value }
    }
    const { cache, file, key } = await open()
    await damage(file)
    expect(await cache.find(key)).toBeNull()
    await open()
    expect(await readFile(file)).toEqual(bytes)
    expect(server.seen).toHaveLength(2)
  })

  it('is readable only by its owner, even in a folder that was open to others', async () => {
    const server = await serve(rangeAnswer(() => ({ bytes, etag: '"v1"' })))
    const folder = join(await testFolder(), 'cache')
    await mkdir(folder)
    await chmod(folder, 0o755)
    await createRecordingCache({ folder, fetch: fetchDeps() }).open('call', server.url('/a.wav'))
    expect((await stat(folder)).mode & 0o777).toBe(0o700)
    const names = await readdir(folder)
    expect(names).toHaveLength(2)
    for (const name of names) expect((await stat(join(folder, name))).mode & 0o777).toBe(0o600)
  })
})
