import { mkdir, open, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import type { DownloadsView } from '../../../../shared/recordings/schema'
import { startSimulator } from '../../../../simulator/testing/simulator'
import { Moment } from '../../../platform/moment'
import { systemClock } from '../../../platform/clock'
import { keptDownloadsSchema, type KeptDownloads } from '../../download-list'
import type { DownloadableCall, DownloadQueue } from '../../ports'
import { createDownloadQueue, type DownloadQueueDeps } from './download-queue'
import {
  fetchDeps,
  rangeAnswer,
  serve,
  sha256,
  sha256OfFile,
  testFolder,
  wav,
  type Answer
} from '../testing/recording-server'

const quick = { idleTries: 3, tries: 50, minPauseMs: 1, maxPauseMs: 5, maxRetryAfterMs: 10_000 }

/** A downloads file in memory, as JSON. */
function memoryFile(initial: KeptDownloads | null = null): {
  initial: KeptDownloads | null
  write(kept: KeptDownloads): void
  kept(): KeptDownloads
} {
  let text = ''
  return {
    initial,
    write: (kept) => (text = JSON.stringify(kept)),
    kept: () => keptDownloadsSchema.parse(JSON.parse(text))
  }
}

function newQueue(deps: Partial<DownloadQueueDeps> = {}): DownloadQueue {
  const queue = createDownloadQueue({
    fetch: fetchDeps(),
    clock: systemClock,
    file: memoryFile(),
    freshAddress: () => Promise.resolve(null),
    retries: quick,
    ...deps
  })
  onTestFinished(() => queue.close())
  return queue
}

const startedAtMs = new Date(2026, 10, 22, 14, 5, 30).getTime()
const callOf = (id: number | string, recordUrl: string | null): DownloadableCall => ({
  callId: `call-${id}`,
  startedAtMs,
  number: `1380013800${id}`,
  agentId: 699861013,
  recordUrl
})
const nameOf = (id: number): string => `2026-11-22 140530 1380013800${id} 代理699861013.wav`
const over = (queue: DownloadQueue): Promise<DownloadsView> =>
  vi.waitFor(
    () => {
      const view = queue.view()
      if (view.summary === null) throw new Error(JSON.stringify(view))
      return view
    },
    { timeout: 10_000, interval: 5 }
  )
const statusOf = (queue: DownloadQueue, id: number): string | undefined =>
  queue.list(0, 10_000).find(({ callId }) => callId === `call-${id}`)?.status

/** Serves a different recording of 3 s at each path. */
const library: Answer = (request, response, socket) => {
  const id = request.url ?? ''
  rangeAnswer(() => ({ bytes: wav(3, id), etag: `"${id}"` }))(request, response, socket)
}
const oneBytes = wav(3).length

describe('downloads', () => {
  it('end up in the chosen folder under safe names, with a summary', async () => {
    const server = await serve(library)
    const folder = await testFolder()
    const queue = newQueue()
    const calls = [1, 2, 3, 4].map((id) => callOf(id, server.url(`/${id}`).href))
    const more = [callOf(5, null), callOf(6, 'javascript:alert(1)'), callOf(7, server.url('/7').href)]
    expect(queue.add([...calls, ...more], { folder, agentWord: '代理' })).toEqual({ added: 7, refused: 0 })
    const { summary } = await over(queue)
    expect(summary).toEqual({
      done: 5,
      skipped: 0,
      cancelled: 0,
      failed: 2,
      sizeBytes: 5 * oneBytes,
      reasons: [
        { code: 'recording-missing', count: 1 },
        { code: 'recording-address-refused', count: 1 }
      ]
    })
    expect((await readdir(folder)).sort()).toEqual([1, 2, 3, 4, 7].map(nameOf))
    expect(await sha256OfFile(join(folder, nameOf(2)))).toBe(sha256(wav(3, '/2')))
  })

  it('never overwrite: a taken name gets a number', async () => {
    const server = await serve(library)
    const folder = await testFolder()
    await writeFile(join(folder, nameOf(1)), 'the user’s own')
    const queue = newQueue()
    const twin = { ...callOf(1, server.url('/2').href), callId: 'call-2' }
    queue.add([callOf(1, server.url('/1').href), twin], { folder, agentWord: '代理' })
    await over(queue)
    expect(await readFile(join(folder, nameOf(1)), 'utf8')).toBe('the user’s own')
    // The twin has the same name and size: only the first of them is recognised by its size.
    expect((await readdir(folder)).sort()).toContain(nameOf(1).replace('.wav', ' (2).wav'))
  })

  it('skip existing files without fetching them again', async () => {
    const server = await serve(library)
    const folder = await testFolder()
    const to = { folder, agentWord: '代理' }
    const first = newQueue()
    first.add([callOf(1, server.url('/1').href)], to)
    await over(first)
    const second = newQueue()
    second.add([callOf(1, server.url('/1').href)], to)
    expect((await over(second)).summary).toMatchObject({ done: 0, skipped: 1, sizeBytes: 0 })
    expect(second.list(0, 1)[0]).toMatchObject({ status: 'skipped', fileName: nameOf(1) })
    expect(await readdir(folder)).toEqual([nameOf(1)])
  })

  it('choose the file extension by content, whatever the address says', async () => {
    const server = await serve((_request, response) => void response.end('#!AMR\n' + '\x3c'.repeat(500)))
    const folder = await testFolder()
    const queue = newQueue()
    queue.add([callOf(1, server.url('/a.exe').href)], { folder, agentWord: '代理' })
    await over(queue)
    expect(await readdir(folder)).toEqual([nameOf(1).replace('.wav', '.amr')])
  })

  it('run at most the allowed number at once, and each only once', async () => {
    const held: (() => void)[] = []
    const running: number[] = []
    const server = await serve((request, response, socket) => {
      running.push(queue.view().running.length)
      held.push(() => library(request, response, socket))
      // Answered in pairs, so that two have to run in parallel.
      if (held.length === 2) held.splice(0).forEach((answer) => answer())
    })
    const queue = newQueue({ parallel: 2 })
    const calls = Array.from({ length: 8 }, (_, id) => callOf(id, server.url(`/${id}`).href))
    queue.add(calls, { folder: await testFolder(), agentWord: '' })
    await over(queue)
    expect(Math.max(...running)).toBe(2)
    expect(server.seen).toHaveLength(8)
  })

  it('resume after dropped connections, with the same bytes in the end', async () => {
    const simulator = await startSimulator()
    simulator.records.add({ id: 'a-call' }, 0, 30)
    simulator.faults.add({
      match: { on: 'rest', path: '/recordings/' },
      times: 4,
      effect: { kind: 'cut', afterBytes: 60_000 }
    })
    simulator.faults.add({
      match: { on: 'rest', path: '/recordings/' },
      times: 1,
      effect: { kind: 'reply', status: 503 }
    })
    const folder = await testFolder()
    const queue = newQueue()
    queue.add([callOf(1, `${simulator.recordingsUrl}/a-call.wav`)], { folder, agentWord: '代理' })
    expect((await over(queue)).summary).toMatchObject({ done: 1, sizeBytes: 480_044 })
    expect(await sha256OfFile(join(folder, nameOf(1)))).toBe(sha256(wav(30)))
    expect(await readdir(folder)).toEqual([nameOf(1)])
  })

  it('wait as long as the server asks (Retry-After)', async () => {
    let turn = 0
    const server = await serve((request, response, socket) => {
      turn += 1
      if (turn === 1) response.writeHead(429, { 'retry-after': '1' }).end()
      else library(request, response, socket)
    })
    const queue = newQueue()
    queue.add([callOf(1, server.url('/1').href)], { folder: await testFolder(), agentWord: '' })
    await vi.waitFor(() =>
      expect(queue.list(0, 1)[0]?.error).toMatchObject({ code: 'rate-limited', retryAfterMs: 1_000 })
    )
    expect(queue.list(0, 1)[0]?.retryAtMs).toBeGreaterThan(Date.now() - 5_000)
    expect((await over(queue)).summary).toMatchObject({ done: 1 })
  })

  it('fail after attempts without progress, and can be retried', async () => {
    let isWell = false
    const server = await serve((request, response, socket) => {
      if (isWell) library(request, response, socket)
      else response.writeHead(500).end()
    })
    const queue = newQueue()
    queue.add([callOf(1, server.url('/1').href), callOf(2, 'file:///etc/passwd')], {
      folder: await testFolder(),
      agentWord: ''
    })
    expect((await over(queue)).summary).toMatchObject({
      failed: 2,
      reasons: [{ code: 'service-failed' }, { code: 'recording-address-refused' }]
    })
    expect(server.seen).toHaveLength(quick.idleTries)
    isWell = true
    queue.retryFailed()
    expect((await over(queue)).summary).toMatchObject({ failed: 1, done: 1 })
  })
})

/** Sends the first part of each recording and then stalls until `go` is called. */
async function haltingServer(): Promise<{ url: (id: number) => string; go: () => void; seen: string[] }> {
  let isHalting = true
  const seen: string[] = []
  const server = await serve((request, response, socket) => {
    seen.push(request.headers.range ?? 'all')
    if (!isHalting) {
      library(request, response, socket)
      return
    }
    const id = request.url ?? ''
    response
      .writeHead(200, { 'content-length': oneBytes, etag: `"${id}"` })
      .write(wav(3, id).subarray(0, 20_000))
  })
  return { url: (id) => server.url(`/${id}`).href, go: () => (isHalting = false), seen }
}
const halted = (queue: DownloadQueue, count: number): Promise<void> =>
  vi.waitFor(() => {
    const { running } = queue.view()
    expect(running.map(({ receivedBytes }) => receivedBytes)).toEqual(
      Array.from({ length: count }, () => 20_000)
    )
  })

describe('the user', () => {
  it('pauses one and resumes it where it was', async () => {
    const server = await haltingServer()
    const folder = await testFolder()
    const queue = newQueue()
    queue.add([callOf(1, server.url(1))], { folder, agentWord: '代理' })
    await halted(queue, 1)
    queue.pause('call-1')
    await vi.waitFor(() => expect(queue.view().running).toEqual([]))
    expect(statusOf(queue, 1)).toBe('paused')
    expect(queue.view().summary).toBeNull()
    server.go()
    queue.resume('call-1')
    await over(queue)
    expect(server.seen).toEqual(['all', 'bytes=20000-'])
    expect(await sha256OfFile(join(folder, nameOf(1)))).toBe(sha256(wav(3, '/1')))
  })

  it('pauses and resumes at once: it runs once, not twice', async () => {
    const server = await haltingServer()
    const queue = newQueue()
    queue.add([callOf(1, server.url(1))], { folder: await testFolder(), agentWord: '' })
    await halted(queue, 1)
    server.go()
    queue.pause('call-1')
    queue.resume('call-1')
    expect((await over(queue)).counts).toMatchObject({ done: 1, running: 0, waiting: 0 })
    expect(server.seen).toEqual(['all', 'bytes=20000-'])
  })

  it('pauses all, and nothing starts until all are resumed', async () => {
    const server = await haltingServer()
    const queue = newQueue({ parallel: 2 })
    queue.add(
      [1, 2, 3].map((id) => callOf(id, server.url(id))),
      { folder: await testFolder(), agentWord: '' }
    )
    await halted(queue, 2)
    queue.pauseAll()
    await vi.waitFor(() =>
      expect(queue.view()).toMatchObject({
        isPaused: true,
        stoppedBy: null,
        running: [],
        counts: { waiting: 3 }
      })
    )
    expect(server.seen).toHaveLength(2)
    server.go()
    queue.resumeAll()
    expect((await over(queue)).summary).toMatchObject({ done: 3 })
    expect(server.seen.filter((range) => range !== 'all')).toHaveLength(2)
  })

  it('cancels one: nothing of it is left, and the others continue', async () => {
    const server = await haltingServer()
    const folder = await testFolder()
    const queue = newQueue({ parallel: 1 })
    queue.add([callOf(1, server.url(1)), callOf(2, server.url(2))], { folder, agentWord: '代理' })
    await halted(queue, 1)
    server.go()
    queue.cancel('call-1')
    expect((await over(queue)).summary).toMatchObject({ done: 1, cancelled: 1 })
    await vi.waitFor(async () => expect(await readdir(folder)).toEqual([nameOf(2)]))
  })

  it('removes a running one and the finished ones; the counts stay right', async () => {
    const server = await haltingServer()
    const folder = await testFolder()
    const queue = newQueue({ parallel: 1 })
    queue.add([callOf(1, server.url(1)), callOf(2, server.url(2))], { folder, agentWord: '代理' })
    await halted(queue, 1)
    server.go()
    queue.remove('call-1')
    expect((await over(queue)).counts).toMatchObject({ done: 1, cancelled: 0 })
    expect(queue.list(0, 10)).toHaveLength(1)
    queue.removeSettled()
    expect(queue.list(0, 10)).toEqual([])
    expect(Object.values(queue.view().counts).every((count) => count === 0)).toBe(true)
    expect(queue.view().summary).toBeNull()
    await vi.waitFor(async () => expect(await readdir(folder)).toEqual([nameOf(2)]))
  })

  it('adds the same call twice: it is one download', async () => {
    const server = await haltingServer()
    const queue = newQueue()
    const to = { folder: await testFolder(), agentWord: '' }
    const calls = [callOf(1, server.url(1))]
    expect([queue.add(calls, to).added, queue.add(calls, to).added]).toEqual([1, 0])
    await halted(queue, 1)
    expect(server.seen).toHaveLength(1)
  })
})

describe('a restart of the program', () => {
  it('resumes waiting and running downloads where they were', async () => {
    const server = await haltingServer()
    const folder = await testFolder()
    const file = memoryFile()
    const first = newQueue({ file, parallel: 1 })
    first.add(
      [1, 2].map((id) => callOf(id, server.url(id))),
      { folder, agentWord: '代理' }
    )
    await halted(first, 1)
    await first.close()
    server.go()
    const second = newQueue({ file: memoryFile(file.kept()) })
    expect((await over(second)).summary).toMatchObject({ done: 2 })
    expect(server.seen.toSorted()).toEqual(['all', 'all', 'bytes=20000-'])
    for (const id of [1, 2])
      expect(await sha256OfFile(join(folder, nameOf(id)))).toBe(sha256(wav(3, `/${id}`)))
  })

  it('keeps paused downloads paused, and the results of the others', async () => {
    const server = await serve(library)
    const folder = await testFolder()
    const file = memoryFile()
    const first = newQueue({ file })
    first.add([callOf(1, server.url('/1').href), callOf(2, 'data:,x')], { folder, agentWord: '' })
    const { summary } = await over(first)
    first.pauseAll()
    first.add([callOf(3, server.url('/3').href)], { folder, agentWord: '' })
    await first.close()
    const second = newQueue({ file: memoryFile(file.kept()) })
    expect(second.view()).toMatchObject({ isPaused: true, counts: { done: 1, failed: 1, waiting: 1 } })
    second.remove('call-3')
    expect(second.view().summary).toEqual(summary)
    expect(server.seen).toHaveLength(1)
  })
})

describe('a failure that affects every download', () => {
  it('a full disk stops all of them and is reported; resuming completes them', async () => {
    const server = await serve(library)
    const folder = await testFolder()
    let isFull = true
    const fetch = fetchDeps({
      async openFile(path, flags) {
        const file = await open(path, flags)
        const refuse = (): Promise<never> =>
          Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' }))
        return isFull ? Object.assign(file, { write: refuse }) : file
      }
    })
    const queue = newQueue({ fetch, parallel: 2 })
    queue.add(
      [1, 2, 3, 4].map((id) => callOf(id, server.url(`/${id}`).href)),
      { folder, agentWord: '' }
    )
    await vi.waitFor(() =>
      expect(queue.view()).toMatchObject({
        isPaused: true,
        stoppedBy: 'disk-full',
        counts: { waiting: 4, failed: 0 }
      })
    )
    expect(server.seen.length).toBeLessThanOrEqual(2)
    isFull = false
    queue.resumeAll()
    const view = await over(queue)
    expect([view.stoppedBy, view.summary?.done]).toEqual([null, 4])
  })

  it('a missing folder is reported; resuming works once it is back', async () => {
    const server = await serve(library)
    const folder = join(await testFolder(), 'stick')
    const queue = newQueue()
    queue.add([callOf(1, server.url('/1').href)], { folder, agentWord: '代理' })
    await vi.waitFor(() => expect(queue.view().stoppedBy).toBe('folder-unwritable'))
    expect(queue.list(0, 1)[0]).toMatchObject({ status: 'waiting', error: { code: 'folder-unwritable' } })
    await mkdir(folder)
    queue.resumeAll()
    await over(queue)
    expect(await readdir(folder)).toEqual([nameOf(1)])
  })

  it('a lost network stops all of them before each has failed', async () => {
    const server = await serve((_request, _response, socket) => void socket.destroy())
    const queue = newQueue()
    queue.add(
      Array.from({ length: 50 }, (_, id) => callOf(id, server.url(`/${id}`).href)),
      { folder: await testFolder(), agentWord: '' }
    )
    await vi.waitFor(() => expect(queue.view()).toMatchObject({ isPaused: true, stoppedBy: 'unreachable' }))
    // Those that were running end shortly after the stop.
    await vi.waitFor(() =>
      expect(queue.view().counts).toMatchObject({ waiting: 50 - queue.view().counts.failed })
    )
    expect(server.seen.length).toBeLessThan(20)
  })
})

describe('an expired address', () => {
  it('is replaced by the record’s current address, once', async () => {
    const server = await serve(({ url }, response) => {
      if (url?.endsWith('signature=new') === true) response.end(wav(1))
      else response.writeHead(403).end()
    })
    const renewals: string[] = []
    const newQueueFor = (signature: string) =>
      newQueue({
        freshAddress(callId) {
          renewals.push(callId)
          return Promise.resolve(server.url(`/${callId}?signature=${signature}`).href)
        }
      })
    const folder = await testFolder()
    const queue = newQueueFor('new')
    queue.add([callOf('a', server.url('/a?signature=old').href)], { folder, agentWord: '' })
    await vi.waitFor(() => expect(queue.view().counts.done).toBe(1))
    expect(renewals).toEqual(['call-a'])

    const hopeless = newQueueFor('also-old')
    hopeless.add([callOf('b', server.url('/b?signature=old').href)], { folder, agentWord: '' })
    await vi.waitFor(() => expect(hopeless.view().counts.failed).toBe(1))
    expect(renewals).toEqual(['call-a', 'call-b'])
    expect((await readdir(folder)).filter((name) => name.includes('.part'))).toEqual([])
  })
})

describe('the queue', () => {
  it('publishes changes at most four times a second, including the last one', async () => {
    const server = await serve(library)
    const told: { atMs: number; view: DownloadsView }[] = []
    let nowMs = 0
    const timers = new Map<() => void, number>()
    const clock = {
      now: () => nowMs,
      moment: () => new Moment(nowMs),
      after(delayMs: number, task: () => void) {
        timers.set(task, nowMs + delayMs)
        return () => void timers.delete(task)
      }
    }
    const queue = newQueue({ clock })
    const off = queue.onChange((view) => told.push({ atMs: nowMs, view }))
    queue.add(
      [1, 2, 3, 4, 5].map((id) => callOf(id, server.url(`/${id}`).href)),
      { folder: await testFolder(), agentWord: '' }
    )
    await over(queue)
    // One second in steps of 10 ms, with all due timers.
    for (; nowMs <= 1_000; nowMs += 10) {
      for (const [task, atMs] of [...timers]) if (atMs <= nowMs && timers.delete(task)) task()
    }
    expect(told.length).toBeGreaterThan(0)
    told.slice(1).forEach(({ atMs }, at) => expect(atMs - (told[at]?.atMs ?? 0)).toBeGreaterThanOrEqual(250))
    expect(told.at(-1)?.view).toEqual(queue.view())
    const before = told.length
    off()
    queue.removeSettled()
    for (const [task] of [...timers]) task()
    expect(told).toHaveLength(before)
  })

  it('accepts at most 10,000 calls, and lists any part of them', async () => {
    const queue = newQueue()
    queue.pauseAll()
    const calls = Array.from({ length: 10_005 }, (_, id) => callOf(id, `http://127.0.0.1:9999/${id}`))
    expect(queue.add(calls, { folder: await testFolder(), agentWord: '' })).toEqual({
      added: 10_000,
      refused: 5
    })
    expect(queue.list(9_998, 10).map(({ callId }) => callId)).toEqual(['call-9998', 'call-9999'])
    expect(queue.view().counts.waiting).toBe(10_000)
  })
})
