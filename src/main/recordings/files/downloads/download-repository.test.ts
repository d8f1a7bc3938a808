import { expect, test } from 'vitest'
import { createManualClock } from '../../../platform/testing/manual-clock'
import { createDownloadRepository } from './download-repository'
import { restoredDownloads } from '../../download-list'

const downloadOf = (callId: string) => {
  const [item] = restoredDownloads({
    isPaused: false,
    items: [
      {
        callId,
        address: '',
        folder: '',
        stem: 's',
        status: 'waiting',
        fileName: null,
        sizeBytes: 0,
        code: null
      }
    ]
  })
  if (item === undefined) throw new Error('no download')
  return item
}

test('the delay before a retry is unaffected by wall-clock changes', async () => {
  const clock = createManualClock()
  const book = createDownloadRepository(clock)
  const item = downloadOf('a')
  book.insert(item)
  book.set(item, 'waiting', {}, 5_000)
  expect(item.retryAtMs).toBe(clock.now() + 5_000)
  for (const jumpMs of [-3_600_000, 7_200_000]) {
    clock.jumpWall(jumpMs)
    expect([...book.due()]).toEqual([])
    expect(book.nextDueMs()).toBe(5_000)
  }
  await clock.advance(5_000)
  expect([...book.due()]).toEqual([item])
  expect(book.nextDueMs()).toBeNull()
})
