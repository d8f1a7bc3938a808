import { describe, expect, it, vi } from 'vitest'
import { Moment } from '../moment'
import {
  countContract,
  type CountErrorCode,
  type CountProgress,
  type countOperations
} from './testing/contract'
import { createProcessDispatcher, type OperationHandlers } from './process-dispatcher'
import type { ProcessReply } from '../process-contract'

type Handlers = OperationHandlers<typeof countOperations, CountErrorCode, CountProgress>

function start(given: Partial<Handlers> = {}, nowMs: () => number = () => 0) {
  const replies: (ProcessReply<CountErrorCode, CountProgress> | 'fatal' | 'closed')[] = []
  let markFatal = (): void => undefined
  const dispatcher = createProcessDispatcher({
    contract: countContract,
    post: (reply) => replies.push(reply),
    clock: { moment: () => new Moment(nowMs()) },
    onFatal: () => replies.push('fatal'),
    close() {
      replies.push('closed')
      return Promise.resolve()
    },
    handlers(mark) {
      markFatal = mark
      return {
        open: ({ from }) => Promise.resolve({ ok: true, value: { at: from } }),
        add: ({ more }) => Promise.resolve({ ok: true, value: more }),
        wait: (_, { signal }) =>
          new Promise((resolve) => {
            signal.addEventListener('abort', () => resolve({ ok: false, error: { code: 'called-off' } }))
          }),
        ...given
      }
    }
  })
  const ask = (id: number, operation: string, input: unknown): Promise<void> =>
    dispatcher.handle({ kind: 'ask', id, operation, input })
  return { dispatcher, replies, ask, markFatal: () => markFatal() }
}

const failed = (id: number, code: CountErrorCode) => ({ kind: 'failed', id, error: { code } })

describe('a request', () => {
  it('that is malformed, or names no operation, is dropped', async () => {
    const { dispatcher, replies, ask } = start()
    for (const message of [
      null,
      7,
      'ask',
      {},
      [],
      { kind: 'ask' },
      { kind: 'ask', id: -1, operation: 'add' }
    ])
      await dispatcher.handle(message)
    for (const name of ['toString', '__proto__', 'constructor', '', 'subtract']) await ask(1, name, {})
    expect(replies).toEqual([])
  })

  it('with invalid input is rejected with the process’s own error code', async () => {
    const { ask, replies } = start()
    await ask(1, 'add', { more: -1 })
    await ask(2, 'add', { more: 1, less: 1 })
    await ask(3, 'add', undefined)
    expect(replies).toEqual([failed(1, 'no-count'), failed(2, 'no-count'), failed(3, 'no-count')])
  })

  it('is answered once, whatever its operation does', async () => {
    const { ask, replies } = start({
      wait: () => {
        throw new Error('not even a promise')
      },
      open: () => Promise.reject(new Error('13800138000')),
      add: () => Promise.resolve({ ok: false, error: { code: 'count-full' } })
    })
    await ask(1, 'wait', {})
    await ask(2, 'open', { from: 1 })
    await ask(3, 'add', { more: 1 })
    expect(replies).toEqual([failed(1, 'count-failed'), failed(2, 'count-failed'), failed(3, 'count-full')])
  })

  it('that is cancelled says so; an unknown or late cancellation does nothing', async () => {
    const { dispatcher, ask, replies } = start()
    await dispatcher.handle({ kind: 'cancel', id: 1 })
    const [first, second] = [ask(1, 'wait', {}), ask(2, 'wait', {})]
    await dispatcher.handle({ kind: 'cancel', id: 2 })
    await second
    expect(replies).toEqual([failed(2, 'called-off')])
    await dispatcher.handle({ kind: 'cancel', id: 1 })
    await first
    await dispatcher.handle({ kind: 'cancel', id: 1 })
    expect(replies).toEqual([failed(2, 'called-off'), failed(1, 'called-off')])
  })

  it('with the id of a running one is dropped: the first can still be cancelled', async () => {
    const { dispatcher, ask, replies } = start()
    const first = ask(1, 'wait', {})
    await ask(1, 'add', { more: 5 })
    expect(replies).toEqual([])
    await dispatcher.handle({ kind: 'cancel', id: 1 })
    await first
    expect(replies).toEqual([failed(1, 'called-off')])
  })
})

it('progress is reported at most every 100 ms, and on completion', async () => {
  let nowMs = 0
  const { ask, replies } = start(
    {
      add(_, { onProgress }) {
        for (const [atMs, done] of [
          [0, 1],
          [50, 2],
          [99, 3],
          [100, 4],
          [120, 5],
          [130, 9],
          [140, 9]
        ] as const) {
          nowMs = atMs
          onProgress({ done, total: 9 })
        }
        return Promise.resolve({ ok: true, value: 9 })
      }
    },
    () => nowMs
  )
  await ask(1, 'add', { more: 9 })
  expect(
    replies.map((reply) =>
      typeof reply === 'object' && reply.kind === 'progress' ? reply.progress.done : reply
    )
  ).toEqual([1, 4, 9, { kind: 'done', id: 1, value: 9 }])
})

it('a fatal error ends the process after the reply, not before', async () => {
  const { ask, replies, markFatal } = start({
    add() {
      markFatal()
      return Promise.resolve({ ok: false, error: { code: 'count-failed' } })
    }
  })
  await ask(1, 'open', { from: 1 })
  expect(replies).not.toContain('fatal')
  await ask(2, 'add', { more: 1 })
  expect(replies.slice(1)).toEqual([failed(2, 'count-failed'), 'fatal'])
})

it('closing cancels running requests first', async () => {
  const { dispatcher, ask, replies } = start()
  const waiting = vi.fn()
  const asked = ask(1, 'wait', {}).then(waiting)
  await dispatcher.close()
  await asked
  expect(waiting).toHaveBeenCalledOnce()
  expect(replies).toContain('closed')
  expect(replies).toContainEqual(failed(1, 'called-off'))
})
