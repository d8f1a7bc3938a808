import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  countContract,
  type CountErrorCode,
  type CountProgress,
  type countOperations
} from './testing/contract'
import { createProcessClient, type ProcessClientDeps } from './process-client'
import type { ProcessRequest } from '../process-contract'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

type Deps = ProcessClientDeps<typeof countOperations, CountErrorCode, CountProgress>
type Ask = Extract<ProcessRequest, { kind: 'ask' }>

/** A process whose replies the test controls. */
interface FakeProcess {
  posted: ProcessRequest[]
  isKilled: boolean
  say(message: unknown): void
  exit(): void
  /** The latest request for this operation. */
  asked(operation: string): Ask
  answer(operation: string, value: unknown): void
}

function start(given: Partial<Deps> = {}) {
  const processes: FakeProcess[] = []
  let isOpenedAtOnce = true
  const client = createProcessClient({
    contract: countContract,
    openInput: () => ({ from: processes.length }),
    start({ onMessage, onExit }) {
      const fake: FakeProcess = {
        posted: [],
        isKilled: false,
        say: onMessage,
        exit: onExit,
        asked(operation) {
          const asked = fake.posted.findLast(
            (message): message is Ask => message.kind === 'ask' && message.operation === operation
          )
          if (asked === undefined) throw new Error(`${operation} was not asked`)
          return asked
        },
        answer: (operation, value) => onMessage({ kind: 'done', id: fake.asked(operation).id, value })
      }
      processes.push(fake)
      return {
        post(message) {
          fake.posted.push(message)
          if (isOpenedAtOnce && message.kind === 'ask' && message.operation === 'open')
            queueMicrotask(() => fake.answer('open', { at: 0 }))
        },
        kill: () => (fake.isKilled = true)
      }
    },
    ...given
  })
  const process = (place: number): FakeProcess => {
    const found = processes[place]
    if (found === undefined) throw new Error('not started')
    return found
  }
  /** Runs everything that is due now. */
  const settled = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0)
  return { client, processes, process, settled, openLater: () => (isOpenedAtOnce = false) }
}

const failed = (code: CountErrorCode) => ({ ok: false, error: { code } })

describe('the process', () => {
  it('is started by the first request, and opened before it', async () => {
    const { client, processes, process, settled } = start()
    expect(processes).toHaveLength(0)
    const asked = [client.ask('add', { more: 1 }), client.ask('wait', {})]
    await settled()
    expect(processes).toHaveLength(1)
    expect(process(0).posted.map((message) => (message.kind === 'ask' ? message.operation : ''))).toEqual([
      'open',
      'add',
      'wait'
    ])
    process(0).answer('wait', null)
    process(0).answer('add', 1)
    expect(await Promise.all(asked)).toEqual([
      { ok: true, value: 1 },
      { ok: true, value: null }
    ])
  })

  it('that can’t be opened is terminated and reports why, and the next request tries again', async () => {
    const { client, process, settled, openLater } = start()
    openLater()
    const asked = [client.ask('add', { more: 1 }), client.ask('wait', {})]
    await settled()
    process(0).say({ kind: 'failed', id: process(0).asked('open').id, error: { code: 'count-full' } })
    expect(await Promise.all(asked)).toEqual([failed('count-full'), failed('count-full')])
    expect(process(0).isKilled).toBe(true)
    const again = client.ask('add', { more: 2 })
    process(0).exit()
    await settled()
    process(1).answer('open', { at: 5 })
    await settled()
    process(1).answer('add', 7)
    expect(await again).toEqual({ ok: true, value: 7 })
  })

  it('that exits before it has started fails the request at once', async () => {
    const { client } = start({
      start({ onExit }) {
        onExit()
        return { post: () => undefined, kill: () => undefined }
      }
    })
    expect(await client.ask('add', { more: 1 })).toEqual(failed('count-failed'))
    expect(await client.ask('add', { more: 1 })).toEqual(failed('count-failed'))
    await client.close()
  })

  it('with an invalid reply to open is terminated', async () => {
    const onOpened = vi.fn()
    const { client, process, settled, openLater } = start({ onOpened })
    openLater()
    const asked = client.ask('add', { more: 1 })
    await settled()
    process(0).answer('open', { at: 'nowhere' })
    expect(await asked).toEqual(failed('count-failed'))
    expect(process(0).isKilled).toBe(true)
    expect(onOpened).not.toHaveBeenCalled()
  })

  it('that crashes fails all requests, and the next one starts and opens a new process', async () => {
    const onOpened = vi.fn()
    const { client, process, settled } = start({ onOpened })
    const asked = [client.ask('add', { more: 1 }), client.ask('wait', {})]
    await settled()
    process(0).exit()
    expect(await Promise.all(asked)).toEqual([failed('count-failed'), failed('count-failed')])
    const again = client.ask('add', { more: 2 })
    await settled()
    expect(process(1).asked('open').input).toEqual({ from: 2 })
    process(1).answer('add', 2)
    expect(await again).toEqual({ ok: true, value: 2 })
    expect(onOpened).toHaveBeenCalledTimes(2)
  })

  it('that was terminated is gone before the next starts, as both would hold its files', async () => {
    const { client, process, processes, settled } = start({ limitsMs: { wait: 100 } })
    const asked = client.ask('wait', {})
    await vi.advanceTimersByTimeAsync(100)
    expect(await asked).toEqual(failed('too-slow'))
    const again = client.ask('add', { more: 1 })
    await settled()
    expect(processes).toHaveLength(1)
    process(0).exit()
    await settled()
    expect(processes).toHaveLength(2)
    process(1).answer('add', 1)
    expect(await again).toEqual({ ok: true, value: 1 })
  })
})

describe('a reply', () => {
  it('that is invalid, unknown, repeated or late is ignored', async () => {
    const { client, process, settled } = start()
    const asked = client.ask('add', { more: 1 })
    await settled()
    const { id } = process(0).asked('add')
    for (const message of [
      null,
      'done',
      {},
      { kind: 'done' },
      { kind: 'done', id: id + 1_000, value: 7 },
      { kind: 'failed', id, error: { code: 'not-a-code-of-this-process' } },
      { kind: 'failed', id, error: { code: 'count-full', text: '13800138000' } },
      { kind: 'progress', id, progress: { done: -1, total: 1 } }
    ])
      process(0).say(message)
    process(0).answer('add', 1)
    process(0).say({ kind: 'failed', id, error: { code: 'count-full' } })
    expect(await asked).toEqual({ ok: true, value: 1 })
    const again = client.ask('add', { more: 1 })
    await settled()
    process(0).say({ kind: 'done', id, value: 99 })
    process(0).answer('add', 2)
    expect(await again).toEqual({ ok: true, value: 2 })
  })

  it('with an invalid value fails the request', async () => {
    const { client, process, settled } = start()
    const asked = client.ask('add', { more: 1 })
    await settled()
    process(0).answer('add', 'one')
    expect(await asked).toEqual(failed('count-failed'))
  })
})

describe('the time limit', () => {
  it('is 30 s by default, then the process is terminated and all other requests fail', async () => {
    const { client, process } = start()
    const asked = client.ask('wait', {})
    await vi.advanceTimersByTimeAsync(20_000)
    const other = client.ask('add', { more: 1 })
    await vi.advanceTimersByTimeAsync(10_000)
    expect(await asked).toEqual(failed('too-slow'))
    expect(process(0).isKilled).toBe(true)
    process(0).exit()
    expect(await other).toEqual(failed('count-failed'))
  })

  it('restarts with each progress report', async () => {
    const onProgress = vi.fn()
    const { client, process } = start({ limitsMs: { wait: 1_000 } })
    const asked = client.ask('wait', {}, { onProgress })
    for (let done = 0; done < 5; done += 1) {
      await vi.advanceTimersByTimeAsync(900)
      process(0).say({ kind: 'progress', id: process(0).asked('wait').id, progress: { done, total: 5 } })
    }
    expect(process(0).isKilled).toBe(false)
    expect(onProgress.mock.calls.map(([progress]: unknown[]) => progress)).toContainEqual({
      done: 4,
      total: 5
    })
    await vi.advanceTimersByTimeAsync(1_000)
    expect(await asked).toEqual(failed('too-slow'))
  })

  it('applies to opening, too', async () => {
    const { client, process, openLater } = start({ limitsMs: { open: 500 } })
    openLater()
    const asked = client.ask('add', { more: 1 })
    await vi.advanceTimersByTimeAsync(500)
    expect(await asked).toEqual(failed('too-slow'))
    expect(process(0).isKilled).toBe(true)
  })
})

describe('an abort signal', () => {
  it('that is already aborted keeps the request from being sent', async () => {
    const { client, processes } = start()
    expect(await client.ask('add', { more: 1 }, { signal: AbortSignal.abort() })).toEqual(
      failed('called-off')
    )
    expect(processes).toHaveLength(0)
  })

  it('during opening drops the request and keeps the process', async () => {
    const { client, process, settled, openLater } = start()
    openLater()
    const cancelling = new AbortController()
    const asked = client.ask('add', { more: 1 }, { signal: cancelling.signal })
    await settled()
    cancelling.abort()
    process(0).answer('open', { at: 0 })
    expect(await asked).toEqual(failed('called-off'))
    expect(process(0).posted).toHaveLength(1)
    expect(process(0).isKilled).toBe(false)
  })

  it('during a request cancels it in the process, whose reply counts; later it does nothing', async () => {
    const { client, process, settled } = start()
    const cancelling = new AbortController()
    const asked = client.ask('wait', {}, { signal: cancelling.signal })
    await settled()
    cancelling.abort()
    const { id } = process(0).asked('wait')
    expect(process(0).posted.at(-1)).toEqual({ kind: 'cancel', id })
    process(0).answer('wait', null)
    expect(await asked).toEqual({ ok: true, value: null })

    const later = new AbortController()
    const second = client.ask('wait', {}, { signal: later.signal })
    await settled()
    process(0).answer('wait', null)
    await second
    later.abort()
    expect(process(0).posted.filter(({ kind }) => kind === 'cancel')).toHaveLength(1)
  })
})

describe('termination', () => {
  it('runs work while no process exists, and requests wait for it', async () => {
    const { client, process, processes, settled } = start()
    const asked = client.ask('wait', {})
    await settled()
    const work = vi.fn()
    const done = client.whileEnded(work)
    expect(process(0).isKilled).toBe(true)
    const again = client.ask('add', { more: 1 })
    await settled()
    expect(work).not.toHaveBeenCalled()
    expect(processes).toHaveLength(1)
    process(0).exit()
    expect(await asked).toEqual(failed('count-failed'))
    expect(await done).toEqual({ ok: true, value: null })
    await settled()
    process(1).answer('add', 1)
    expect(await again).toEqual({ ok: true, value: 1 })
  })

  it('fails when its work throws, and the next request proceeds', async () => {
    const { client, process, settled } = start()
    const done = client.whileEnded(() => {
      throw new Error('the file is in use')
    })
    expect(await done).toEqual(failed('count-failed'))
    const asked = client.ask('add', { more: 1 })
    await settled()
    process(0).answer('add', 1)
    expect(await asked).toEqual({ ok: true, value: 1 })
  })

  it('on close starts nothing more, and waits until the process is gone', async () => {
    const { client, process, processes, settled } = start()
    const asked = client.ask('wait', {})
    await settled()
    const closed = vi.fn()
    const closing = client.close().then(closed)
    await settled()
    expect(closed).not.toHaveBeenCalled()
    process(0).exit()
    await closing
    expect(await asked).toEqual(failed('count-failed'))
    expect(await client.ask('add', { more: 1 })).toEqual(failed('count-failed'))
    expect(processes).toHaveLength(1)
  })
})
