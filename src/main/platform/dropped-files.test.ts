import { beforeEach, describe, expect, test } from 'vitest'
import { createManualClock, type ManualClock } from './testing/manual-clock'
import { createRandom } from './testing/fuzzing/random'
import { createDroppedFiles, type DroppedFiles } from './dropped-files'

const random = createRandom(7)
const bytesOf = (length: number): Uint8Array => Uint8Array.from({ length }, () => random.below(256))

let disk: Map<string, Uint8Array>
let clock: ManualClock
let dropped: DroppedFiles
let lastId: number

beforeEach(() => {
  disk = new Map([
    ['/home/li/名单.csv', bytesOf(2_000)],
    ['/home/li/large.csv', bytesOf(300_000)],
    ['/home/li/empty.csv', new Uint8Array()]
  ])
  clock = createManualClock()
  lastId = 0
  dropped = createDroppedFiles({
    clock,
    open(path) {
      const content = disk.get(path)
      if (content === undefined) return Promise.reject(new Error('ENOENT'))
      return Promise.resolve({
        sizeBytes: content.length,
        read: (from, length) => Promise.resolve(content.subarray(from, from + length)),
        close: () => Promise.resolve()
      })
    },
    randomBelow: (limit) => random.below(limit),
    newId: () => String((lastId += 1))
  })
})

const named = (...paths: string[]) => ({
  files: paths.map((path) => ({ path, sizeBytes: disk.get(path)?.length ?? 20 }))
})
const offerOf = async (...paths: string[]) => {
  const offer = await dropped.offer(named(...paths))
  if (!offer.ok) throw new Error(offer.error.code)
  return offer.value
}
/** Returns the answers of a window that knows these files. */
const answersOf = (
  { id, asked }: Awaited<ReturnType<typeof offerOf>>,
  paths: readonly string[],
  known: (path: string) => Uint8Array = (path) => disk.get(path) ?? new Uint8Array()
) => ({
  id,
  answers: asked.map(({ file, fromByte, lengthBytes }) =>
    known(paths[file] ?? '').slice(fromByte, fromByte + lengthBytes)
  )
})
const unreadable = { ok: false, error: { code: 'list-unreadable' } }

test('file paths are accepted from a window that proves knowledge of their contents', async () => {
  const paths = ['/home/li/名单.csv', '/home/li/large.csv']
  const offer = await offerOf(...paths)
  expect(dropped.take(answersOf(offer, paths))).toEqual({ ok: true, value: { paths, problem: null } })
})

describe('a path without proof of its contents is rejected', () => {
  test.each(['/home/li/名单.csv', '/home/li/large.csv'])('%s', async (path) => {
    const nothing = answersOf(await offerOf(path), [path], () => new Uint8Array(400_000))
    expect(dropped.take(nothing)).toEqual(unreadable)
    expect(dropped.take({ id: (await offerOf(path)).id, answers: [] })).toEqual(unreadable)
  })

  test('even when a single byte of a small file is unknown', async () => {
    const path = '/home/li/名单.csv'
    for (const at of [0, 999, 1_999]) {
      const almost = Uint8Array.from(disk.get(path) ?? [])
      almost[at] = (almost[at] ?? 0) ^ 1
      expect(dropped.take(answersOf(await offerOf(path), [path], () => almost))).toEqual(unreadable)
    }
  })

  test('even when nine tenths of a large file are known', async () => {
    const path = '/home/li/large.csv'
    const part = Uint8Array.from(disk.get(path) ?? [])
    part.fill(0, 100_000, 130_000)
    for (let turn = 0; turn < 20; turn += 1) {
      expect(dropped.take(answersOf(await offerOf(path), [path], () => part))).toEqual(unreadable)
    }
  })

  test('and one such file of two is enough to reject both', async () => {
    const paths = ['/home/li/名单.csv', '/home/li/large.csv']
    const known = (path: string) =>
      path === paths[0] ? (disk.get(path) ?? new Uint8Array()) : new Uint8Array(400_000)
    expect(dropped.take(answersOf(await offerOf(...paths), paths, known))).toEqual(unreadable)
  })
})

test('an offer is valid once and for 30 seconds, and only the latest four stay open', async () => {
  const path = '/home/li/名单.csv'
  const once = answersOf(await offerOf(path), [path])
  expect(dropped.take(once).ok).toBe(true)
  expect(dropped.take(once)).toEqual(unreadable)

  const wrong = await offerOf(path)
  expect(dropped.take({ id: wrong.id, answers: [] }).ok).toBe(false)
  expect(dropped.take(answersOf(wrong, [path])).ok).toBe(false)

  const late = answersOf(await offerOf(path), [path])
  clock.jumpWall(-3_600_000)
  await clock.advance(30_001)
  expect(dropped.take(late)).toEqual(unreadable)

  const first = answersOf(await offerOf(path), [path])
  for (let n = 0; n < 4; n += 1) await offerOf(path)
  expect(dropped.take(first)).toEqual(unreadable)
  expect(dropped.take({ id: 'made-up', answers: [] })).toEqual(unreadable)
})

test('an offer doesn’t reveal whether a file exists or how large it is', async () => {
  const wrongSize = await dropped.offer({ files: [{ path: '/home/li/名单.csv', sizeBytes: 1_999 }] })
  const missing = await dropped.offer({ files: [{ path: '/home/li/no.csv', sizeBytes: 1_999 }] })
  expect(wrongSize).toEqual(unreadable)
  expect(missing).toEqual(unreadable)
})

test('unreadable and empty files are left out, and the answer reports it', async () => {
  const paths = ['/home/li/no.csv', '/home/li/名单.csv']
  const offer = await offerOf(...paths)
  expect(dropped.take(answersOf(offer, paths))).toEqual({
    ok: true,
    value: { paths: ['/home/li/名单.csv'], problem: 'list-unreadable' }
  })
  expect(await dropped.offer(named('/home/li/empty.csv'))).toEqual({
    ok: false,
    error: { code: 'nothing-to-import' }
  })
})
