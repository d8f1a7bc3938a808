import { appendFileSync, closeSync, mkdirSync, openSync, writeSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { runSize } from '../../platform/testing/run-size'
import { cellCodes } from '../../../shared/imports/imports'
import type { ReadTotals, ListOptions } from '../../../shared/imports/schema'
import type { ImportsProgress } from '../imports-operations'
import { createListReader, type ListReader, type StartListWorker } from './list-reader'
import { startListThread } from './list-thread'
import { foundChoice, type EntryBatch, type ListSource, type TableReadRequest } from '../lists/list-types'
import type { ListJob } from './list-worker-messages'
import { createListFolder, type ListFolder } from './testing/lists'
import { buildListWorker, type BuiltListWorker } from './testing/worker'

let program: BuiltListWorker
let folder: ListFolder
const readers: ListReader[] = []
/** Number of threads started. */
let started = 0

beforeAll(async () => {
  program = await buildListWorker()
  folder = createListFolder()
}, 60_000)
afterAll(() => {
  program.remove()
  folder.remove()
})
afterEach(() => {
  for (const reader of readers.splice(0)) reader.close()
})

function newReader(startWorker?: StartListWorker, silenceMs?: number): ListReader {
  started = 0
  const start = startWorker ?? startListThread(program.path)
  const reader = createListReader({
    startWorker: (on) => {
      started += 1
      return start(on)
    },
    silenceMs
  })
  readers.push(reader)
  return reader
}

const anything = foundChoice
const options: ListOptions = {
  encoding: 'utf-8',
  delimiter: 'comma',
  headerLine: null,
  isHiddenIncluded: false,
  numberColumns: [0]
}
const requestOf = (source: ListSource): TableReadRequest => ({ source, sheetIndex: null, options })
const pasted = (text: string): ListSource => ({ kind: 'text', text })
const numbers = (count: number): string =>
  Array.from({ length: count }, (_, at) => `138${String(at).padStart(8, '0')}`).join('\n')

function createTaker() {
  const batches: EntryBatch[] = []
  const progress: ImportsProgress[] = []
  return {
    batches,
    progress,
    on: {
      batch: (batch: EntryBatch) => {
        batches.push(batch)
        return Promise.resolve()
      },
      progress: (one: ImportsProgress) => progress.push(one)
    }
  }
}

describe('Reading lists in a thread', () => {
  it('Probes, then reads; entries come in order, with their line numbers', async () => {
    const reader = newReader()
    const path = folder.write('numbers.txt', numbers(50_000))
    const looked = await reader.probe({ kind: 'file', path }, anything)
    expect(looked).toMatchObject({ ok: true, value: { name: 'numbers.txt', tables: [{ columnCount: 1 }] } })
    const taker = createTaker()
    const totals = await reader.read(requestOf({ kind: 'file', path }), taker.on)
    expect(totals).toEqual({
      ok: true,
      value: { lines: 50_000, blankLines: 0, undecodableLines: 0, brokenLines: 0 }
    })
    expect(taker.batches.flatMap(({ dials }) => dials).join('\n')).toBe(numbers(50_000))
    expect(taker.batches.flatMap(({ lines }) => [...lines])).toEqual(
      Array.from({ length: 50_000 }, (_, at) => at + 1)
    )
    const mobile = cellCodes.indexOf('mobile')
    expect(taker.batches.every(({ codes }) => codes.every((code) => code === mobile))).toBe(true)
    expect(taker.progress.length).toBeGreaterThan(0)
    expect(started).toBe(1)
  })

  it('Jobs run one after the other', async () => {
    const reader = newReader()
    const ends: string[] = []
    const taker = createTaker()
    await Promise.all([
      reader.read(requestOf(pasted(numbers(30_000))), taker.on).then(() => ends.push('long')),
      reader.probe(pasted('1'), anything).then(() => ends.push('short'))
    ])
    expect(ends).toEqual(['long', 'short'])
    expect(started).toBe(1)
  })

  it('A list that fails returns an error code, and the thread continues', async () => {
    const reader = newReader()
    mkdirSync(folder.path('a-folder'))
    const failing: [ListSource, string][] = [
      [{ kind: 'file', path: folder.path('gone') }, 'list-unreadable'],
      [{ kind: 'file', path: folder.path('a-folder') }, 'list-unreadable'],
      [{ kind: 'file', path: folder.write('a.pdf', '%PDF-1.4') }, 'list-unsupported']
    ]
    for (const [source, code] of failing) {
      expect(await reader.probe(source, anything)).toEqual({ ok: false, error: { code } })
    }
    expect(await reader.probe(pasted('1'), anything)).toMatchObject({ ok: true })
    expect(started).toBe(1)
  })

  it('At most two batches are in flight while one is being consumed', async () => {
    const posted: ListJob[] = []
    let given = 0
    const start = startListThread(program.path)
    const reader = newReader((on) => {
      const thread = start({
        ...on,
        onMessage: (message) => {
          if (typeof message === 'object' && message !== null && 'batch' in message) given += 1
          on.onMessage(message)
        }
      })
      return {
        ...thread,
        post: (job) => {
          posted.push(job)
          thread.post(job)
        }
      }
    })
    let taken = 0
    let inHand = 0
    const result = await reader.read(requestOf(pasted(numbers(100_000))), {
      async batch() {
        inHand += 1
        expect(inHand).toBe(1)
        // As many batches as allowed have arrived.
        await vi.waitFor(() => expect(given - taken).toBe(Math.min(2, 13 - taken)))
        await new Promise((resolve) => setImmediate(resolve))
        expect(given - taken).toBeLessThanOrEqual(2)
        taken += 1
        inHand -= 1
      },
      progress: () => undefined
    })
    expect(result.ok).toBe(true)
    expect(taken).toBe(13)
    expect(posted.filter(({ kind }) => kind === 'taken')).toHaveLength(13)
  })

  it('A cancelled job ends at once with its thread and emits nothing more; the next gets a new thread', async () => {
    const reader = newReader()
    const cancelling = new AbortController()
    let isSettled = false
    let late = 0
    const result = await reader
      .read(
        requestOf(pasted(numbers(200_000))),
        {
          batch: () => {
            if (isSettled) late += 1
            cancelling.abort()
            return Promise.resolve()
          },
          progress: () => undefined
        },
        cancelling.signal
      )
      .finally(() => (isSettled = true))
    expect(result).toEqual({ ok: false, error: { code: 'cancelled' } })
    expect(await reader.probe(pasted('1'), anything)).toMatchObject({ ok: true })
    expect(late).toBe(0)
    expect(started).toBe(2)
    expect(await reader.probe(pasted('1'), anything, AbortSignal.abort())).toMatchObject({
      error: { code: 'cancelled' }
    })
    expect(started).toBe(2)
  })

  it('An error thrown by the batch consumer is passed on, and the next job runs', async () => {
    const reader = newReader()
    const failing = reader.read(requestOf(pasted(numbers(50_000))), {
      batch: () => Promise.reject(new Error('no room')),
      progress: () => undefined
    })
    await expect(failing).rejects.toThrow('no room')
    expect(await reader.probe(pasted('1'), anything)).toMatchObject({ ok: true })
  })

  it('Closing cancels the running and the queued jobs', async () => {
    const reader = newReader()
    const results = Promise.all([
      reader.read(requestOf(pasted(numbers(200_000))), createTaker().on),
      reader.probe(pasted('1'), anything)
    ])
    await vi.waitFor(() => expect(started).toBe(1))
    reader.close()
    const cancelled = { ok: false, error: { code: 'cancelled' } }
    expect(await results).toEqual([cancelled, cancelled])
    expect(await reader.probe(pasted('1'), anything)).toEqual(cancelled)
    expect(started).toBe(1)
  })
})

describe('Failing threads', () => {
  /** Starts a thread that runs this code. */
  const threadOf = (code: string): StartListWorker =>
    startListThread(folder.write(`thread-${String(Math.random()).slice(2)}.cjs`, code), 16)
  const onMessage = (code: string): string =>
    `const { parentPort } = require('node:worker_threads'); parentPort.on('message', (job) => { ${code} })`

  it.each<[string, string, string]>([
    ['dies of memory', 'const all = []; for (;;) all.push(new Array(1e5).fill({}))', 'list-too-large'],
    ['throws', 'throw new Error("x")', 'list-damaged'],
    ['ends', 'process.exit(0)', 'list-damaged'],
    [
      'sends an unknown message',
      'parentPort.postMessage({ kind: "probed", id: job.id, probe: 1 })',
      'list-damaged'
    ],
    [
      'sends columns of different lengths',
      'parentPort.postMessage({ kind: "batch", id: job.id, batch: { lines: new Uint32Array(2), columns: new Uint16Array(2), codes: new Uint8Array(1), dials: ["", ""], texts: ["", ""], suggestions: ["", ""] } })',
      'list-damaged'
    ]
  ])(
    'One that %s is reported as an error',
    async (_, code, expected) => {
      const reader = newReader(threadOf(onMessage(code)))
      expect(await reader.read(requestOf(pasted('1')), createTaker().on)).toEqual({
        ok: false,
        error: { code: expected }
      })
    },
    60_000
  )

  it('One that never answers is terminated, even when it is busy', async () => {
    for (const code of ['', 'for (;;);']) {
      const reader = newReader(threadOf(onMessage(code)), 200)
      expect(await reader.probe(pasted('1'), anything)).toEqual({ ok: false, error: { code: 'timed-out' } })
    }
  })

  it('One that can’t start is reported as an error each time', async () => {
    const reader = newReader(threadOf('syntax error'))
    for (const turn of [1, 2]) {
      expect(await reader.probe(pasted('1'), anything)).toMatchObject({ error: { code: 'list-damaged' } })
      expect(started).toBe(turn)
    }
  })
})

describe('Hostile lists', () => {
  /** Writes a file that repeats a part, piece by piece. */
  function writeLarge(name: string, begin: string, part: string, times: number, end = ''): string {
    const path = folder.path(name)
    const file = openSync(path, 'w')
    writeSync(file, begin)
    for (let at = 0; at < times; at += 1) writeSync(file, part)
    closeSync(file)
    appendFileSync(path, end)
    return path
  }

  const mib = 1_048_576
  const largeMib = runSize(56, 100)
  /** With less memory than the size of one of these files. */
  const smallThread = (): StartListWorker => startListThread(program.path, 48)

  it.each<[string, string, string, string]>([
    ['digits', '', '1'.repeat(mib), '\n13800138000'],
    ['cells', '', '13800138000,'.repeat(mib / 16), '\n13800138000'],
    ['quotes', '"', '"a"",'.repeat(mib / 5), '\n13800138000'],
    ['an open quote', '"', 'a,'.repeat(mib / 2), '\n13800138000']
  ])(
    'a large file of %s on one line take the memory of one line, and the next line is read',
    async (name, begin, part, end) => {
      const path = writeLarge(`one-line-${name}`, begin, part, Math.ceil((largeMib * mib) / part.length), end)
      const reader = newReader(smallThread())
      expect(await reader.probe({ kind: 'file', path }, anything)).toMatchObject({ ok: true })
      const taker = createTaker()
      const result = await reader.read(requestOf({ kind: 'file', path }), taker.on)
      expect(result).toMatchObject({ ok: true, value: { lines: 2, brokenLines: 1 } })
      const last = taker.batches.at(-1)
      expect(last?.dials.at(-1)).toBe('13800138000')
      expect(last?.lines.at(-1)).toBe(2)
    },
    60_000
  )

  const manyMib = runSize(1, 4)
  it.each<[string, string, number, Partial<ReadTotals>]>([
    ['empty lines', '\n', manyMib, { blankLines: manyMib * mib, lines: 0 }],
    ['quotes', '"', 20, { lines: 1, brokenLines: 1 }],
    [
      'lines that each close a quote and open another',
      'x",",\n',
      0.25,
      { lines: mib / 4, brokenLines: mib / 4 }
    ]
  ])(
    'Millions of %s take no more memory',
    async (_, part, times, totals) => {
      const path = writeLarge('many', '', part.repeat(mib / 4), times * 4)
      const result = await newReader(smallThread()).read(requestOf({ kind: 'file', path }), createTaker().on)
      expect(result).toMatchObject({ ok: true, value: totals })
    },
    60_000
  )
})
