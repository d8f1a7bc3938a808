import { expect, it } from 'vitest'
import { createManualClock } from '../../platform/testing/manual-clock'
import { createContactsClient, restAfterMs } from './contacts-client'

/** A client whose process answers at once, but for a search, which the test answers. */
function start() {
  const clock = createManualClock()
  const processes: { isRunning: boolean }[] = []
  let answerSearch = (): void => undefined
  const client = createContactsClient({
    file: '/nowhere/contacts.duckdb',
    clock,
    start({ onMessage, onExit }) {
      const process = { isRunning: true }
      processes.push(process)
      return {
        post(message) {
          if (message.kind !== 'ask') return
          const { id, operation } = message
          const reply = (value: unknown): void => onMessage({ kind: 'done', id, value })
          if (operation === 'open') reply({ loss: null, count: 0 })
          else if (operation === 'search') answerSearch = () => reply({ rows: [], total: 0 })
          else reply([])
        },
        kill() {
          process.isRunning = false
          onExit()
        }
      }
    }
  })
  const running = (): number => processes.filter(({ isRunning }) => isRunning).length
  const suggest = () => client.ask('suggest', { text: 'a' })
  return { client, clock, processes, running, suggest, answer: () => answerSearch() }
}

it('starts no process before something is asked', async () => {
  const { client, clock, processes } = start()
  expect(client.isThere()).toBe(false)
  await clock.advance(10 * restAfterMs)
  expect([processes.length, clock.waiting()]).toEqual([0, 0])
})

it('ends an idle process, and starts another one for the next question', async () => {
  const { clock, processes, running, suggest } = start()
  expect(await suggest()).toEqual({ ok: true, value: [] })
  await clock.advance(restAfterMs - 1)
  expect(running()).toBe(1)
  await suggest()
  await clock.advance(restAfterMs - 1)
  expect(running()).toBe(1)
  await clock.advance(1)
  // Nothing polls while nothing is asked.
  expect([running(), clock.waiting()]).toEqual([0, 0])
  expect(await suggest()).toEqual({ ok: true, value: [] })
  expect([running(), processes.length]).toEqual([1, 2])
})

it('doesn’t end a process while it works', async () => {
  const { client, clock, running, suggest, answer } = start()
  const searching = client.ask('search', { text: '', offset: 0, limit: 1 })
  await suggest()
  await clock.advance(2 * restAfterMs)
  expect(running()).toBe(1)
  answer()
  expect(await searching).toMatchObject({ ok: true })
  await clock.advance(restAfterMs)
  expect(running()).toBe(0)
})

it('leaves no process and no timer when it is closed, also during a question', async () => {
  const { client, clock, running, suggest } = start()
  await suggest()
  const searching = client.ask('search', { text: '', offset: 0, limit: 1 })
  await clock.advance(0)
  await client.close()
  expect((await searching).ok).toBe(false)
  expect([running(), clock.waiting()]).toEqual([0, 0])
  expect(await suggest()).toMatchObject({ ok: false })
  expect([running(), clock.waiting()]).toEqual([0, 0])
})
