import { expect, it } from 'vitest'
import { createManualClock } from '../../platform/testing/manual-clock'
import { restAfterMs } from '../../platform/process/resting-client'
import { createWorkListsClient } from './work-lists-client'

it('deletes removed lists when the file is opened for the first time, not after a rest', async () => {
  const clock = createManualClock()
  const opened: unknown[] = []
  let running = 0
  const client = createWorkListsClient({
    file: '/nowhere/work-lists.duckdb',
    clock,
    start({ onMessage, onExit }) {
      running += 1
      return {
        post(message) {
          if (message.kind !== 'ask') return
          if (message.operation === 'open') opened.push(message.input)
          onMessage({
            kind: 'done',
            id: message.id,
            value: message.operation === 'open' ? { loss: null } : []
          })
        },
        kill() {
          running -= 1
          onExit()
        }
      }
    }
  })
  expect([client.isThere(), running]).toEqual([false, 0])
  expect(await client.ask('lists', {})).toEqual({ ok: true, value: [] })
  await clock.advance(restAfterMs)
  expect([running, clock.waiting()]).toEqual([0, 0])
  await client.ask('lists', {})
  expect(opened).toMatchObject([{ isFirst: true }, { isFirst: false }])
  await client.close()
})
