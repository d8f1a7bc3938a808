import { expect, test } from 'vitest'
import { emptyState } from './empty-state'
import { createStateStore } from './state-store'
import { createManualClock } from './testing/manual-clock'
import { createTopicPublisher } from './topic-publisher'

const start = () => {
  const clock = createManualClock()
  const state = createStateStore(emptyState)
  const published: number[] = []
  state.onChange(() => published.push(state.get('recordings').cacheBytes))
  return { clock, state, published, publisher: createTopicPublisher('recordings', { state, clock }) }
}

test('a burst of updates is published at most every 250 ms, always including the last one', async () => {
  const { clock, published, publisher } = start()
  for (let bytes = 1; bytes <= 50; bytes += 1) {
    publisher.update({ cacheBytes: bytes })
    await clock.advance(10)
  }
  await clock.advance(250)
  expect(published).toEqual([1, 25, 50])
  expect(clock.waiting()).toBe(0)
})

test('an urgent update is published at once, together with those before it', async () => {
  const { clock, published, publisher } = start()
  publisher.update({ cacheBytes: 1 })
  publisher.updateNow({ folderName: 'calls' })
  expect(published).toEqual([1])
  expect(publisher.value()).toMatchObject({ cacheBytes: 1, folderName: 'calls' })
  await clock.advance(1_000)
  expect(published).toEqual([1])
})

test('closing resets the topic, and nothing is published afterwards', async () => {
  const { clock, state, publisher } = start()
  publisher.updateNow({ cacheBytes: 1 })
  publisher.update({ cacheBytes: 2 })
  publisher.close()
  publisher.update({ cacheBytes: 3 })
  publisher.updateNow({ cacheBytes: 4 })
  await clock.advance(1_000)
  expect(state.get('recordings')).toBe(emptyState.recordings)
})
