import { expect, it } from 'vitest'
import { createManualClock } from '../testing/manual-clock'
import { createProcessClient } from './process-client'
import { createRestingClient, restAfterMs } from './resting-client'
import { countContract } from './testing/contract'

/** A client whose process answers at once, but for `wait`, which the test answers. */
function start() {
  const clock = createManualClock()
  const processes: { isRunning: boolean }[] = []
  let answerWait = (): void => undefined
  const process = createProcessClient({
    contract: countContract,
    openInput: () => ({ from: 0 }),
    start({ onMessage, onExit }) {
      const process = { isRunning: true }
      processes.push(process)
      return {
        post(message) {
          if (message.kind !== 'ask') return
          const { id, operation } = message
          const reply = (value: unknown): void => onMessage({ kind: 'done', id, value })
          if (operation === 'open') reply({ at: 0 })
          else if (operation === 'wait') answerWait = () => reply(null)
          else reply(1)
        },
        kill() {
          process.isRunning = false
          onExit()
        }
      }
    }
  })
  let isNeeded = false
  const client = createRestingClient({ client: process, clock, mayRest: () => !isNeeded })
  const running = (): number => processes.filter(({ isRunning }) => isRunning).length
  const add = () => client.ask('add', { more: 1 })
  const need = (needed: boolean): void => void (isNeeded = needed)
  return { client, clock, processes, running, add, need, answer: () => answerWait() }
}

it('starts no process and no timer before an operation', async () => {
  const { clock, processes } = start()
  await clock.advance(10 * restAfterMs)
  expect([processes.length, clock.waiting()]).toEqual([0, 0])
})

it('ends an idle process, and starts another one for the next operation', async () => {
  const { clock, processes, running, add } = start()
  expect(await add()).toEqual({ ok: true, value: 1 })
  await clock.advance(restAfterMs - 1)
  expect(running()).toBe(1)
  await add()
  await clock.advance(restAfterMs - 1)
  expect(running()).toBe(1)
  await clock.advance(1)
  // Nothing polls while the process is ended.
  expect([running(), clock.waiting()]).toEqual([0, 0])
  expect(await add()).toEqual({ ok: true, value: 1 })
  expect([running(), processes.length]).toEqual([1, 2])
})

it('doesn’t end a process while it works', async () => {
  const { client, clock, running, add, answer } = start()
  const waiting = client.ask('wait', {})
  await add()
  await clock.advance(2 * restAfterMs)
  expect(running()).toBe(1)
  answer()
  expect(await waiting).toMatchObject({ ok: true })
  await clock.advance(restAfterMs)
  expect(running()).toBe(0)
})

it('leaves no process and no timer when it is closed, also during an operation', async () => {
  const { client, clock, running, add } = start()
  await add()
  const waiting = client.ask('wait', {})
  await clock.advance(0)
  await client.close()
  expect((await waiting).ok).toBe(false)
  expect([running(), clock.waiting()]).toEqual([0, 0])
  expect(await add()).toMatchObject({ ok: false })
  expect([running(), clock.waiting()]).toEqual([0, 0])
})

it('doesn’t end an idle process that is needed, but as soon as it no longer is', async () => {
  const { clock, running, add, need } = start()
  need(true)
  await add()
  await clock.advance(3 * restAfterMs)
  expect(running()).toBe(1)
  need(false)
  await clock.advance(restAfterMs)
  expect([running(), clock.waiting()]).toEqual([0, 0])
})
