import { expect, test } from 'vitest'
import { createRequestQueue, maxWaitingRequests } from './request-queue'

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0))

test('requests wait until the queue is ready, then run in order, one per turn of the event loop', async () => {
  let ready = (): void => undefined
  const done: number[] = []
  const turns: number[] = []
  let turn = 0
  const queue = createRequestQueue<number>(
    new Promise<void>((resolve) => (ready = resolve)),
    (request) => {
      done.push(request)
      turns.push(turn)
    },
    () => undefined
  )
  for (const request of [1, 2, 3]) expect(queue.add(request)).toBe(true)
  await settled()
  expect(done).toEqual([])
  const count = (): void => {
    turn += 1
    if (done.length < 3) setImmediate(count)
  }
  setImmediate(count)
  ready()
  await expect.poll(() => done).toEqual([1, 2, 3])
  expect(new Set(turns).size).toBe(3)
})

test('of 1,000 simultaneous requests the first ones are kept and the others dropped', async () => {
  const done: number[] = []
  const queue = createRequestQueue<number>(
    Promise.resolve(),
    (request) => void done.push(request),
    () => undefined
  )
  const taken = Array.from({ length: 1_000 }, (_, index) => queue.add(index)).filter(Boolean)
  expect(taken).toHaveLength(maxWaitingRequests)
  await expect.poll(() => done).toEqual(Array.from({ length: maxWaitingRequests }, (_, index) => index))
  expect(queue.add(7)).toBe(true)
  await expect.poll(() => done.at(-1)).toBe(7)
})

test('a request that fails is reported and the next one runs, even when getting ready failed', async () => {
  const done: string[] = []
  const faults: unknown[] = []
  const queue = createRequestQueue<string>(
    Promise.reject(new Error('not signed in')),
    (request) => {
      if (request === 'bad') throw new Error('broken')
      done.push(request)
    },
    (problem) => faults.push(problem)
  )
  queue.add('bad')
  queue.add('good')
  await expect.poll(() => done).toEqual(['good'])
  expect(faults).toHaveLength(1)
})
