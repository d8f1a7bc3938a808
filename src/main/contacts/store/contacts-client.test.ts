import { expect, it } from 'vitest'
import { createManualClock } from '../../platform/testing/manual-clock'
import { restAfterMs } from '../../platform/process/resting-client'
import { createContactsClient } from './contacts-client'

it('starts a process for the first question, and ends it once it is idle', async () => {
  const clock = createManualClock()
  let running = 0
  const client = createContactsClient({
    file: '/nowhere/contacts.duckdb',
    clock,
    start({ onMessage, onExit }) {
      running += 1
      return {
        post(message) {
          if (message.kind !== 'ask') return
          const value = message.operation === 'open' ? { loss: null, count: 0 } : []
          onMessage({ kind: 'done', id: message.id, value })
        },
        kill() {
          running -= 1
          onExit()
        }
      }
    }
  })
  expect([client.isThere(), running]).toEqual([false, 0])
  expect(await client.ask('suggest', { text: 'a' })).toEqual({ ok: true, value: [] })
  expect(running).toBe(1)
  await clock.advance(restAfterMs)
  expect([running, clock.waiting()]).toEqual([0, 0])
  await client.close()
})
