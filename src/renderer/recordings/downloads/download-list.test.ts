import { describe, expect, it } from 'vitest'
import { recordingsEn } from '../../../shared/messages/en/recordings'
import { recordingsZhCn } from '../../../shared/messages/zh-cn/recordings'
import type { DownloadItem, DownloadsView } from '../../../shared/recordings/schema'
import { downloadShare, downloadTotals, rowsInSight, withRunning } from './download-list'
import { recordingFailure } from '../recording-words'
import { formatSize, percentOf } from '../../ui/sizes'
import { summaryWords } from './summary-words'

const item = (part: Partial<DownloadItem> = {}): DownloadItem => ({
  callId: 'a',
  fileName: 'a.wav',
  status: 'running',
  error: null,
  retryAtMs: null,
  receivedBytes: 0,
  totalBytes: null,
  ...part
})

const view = (part: Partial<DownloadsView> = {}): DownloadsView => ({
  counts: { waiting: 2, running: 2, paused: 1, done: 3, skipped: 1, failed: 1, cancelled: 0 },
  isPaused: false,
  stoppedBy: null,
  running: [],
  summary: null,
  ...part
})

describe('downloads', () => {
  it('are counted, in total and settled', () => {
    expect(downloadTotals(view())).toEqual({ all: 10, settled: 5 })
  })

  it('count by their bytes while running, if their size is known', () => {
    const running = [item({ receivedBytes: 50, totalBytes: 100 }), item({ receivedBytes: 70 })]
    expect(downloadShare(view({ running }))).toEqual({ part: 5.5, whole: 10 })
  })

  it('count as at most one each, even if the server sends more than announced', () => {
    const running = [item({ receivedBytes: 500, totalBytes: 100 })]
    expect(downloadShare(view({ running })).part).toBe(6)
  })

  it('of 10,000 rows only those in view and a few around them are rendered', () => {
    expect(rowsInSight({ top: 0, height: 200, rowHeight: 40 }, 10_000)).toEqual({ first: 0, end: 9 })
    expect(rowsInSight({ top: 4_000, height: 200, rowHeight: 40 }, 10_000)).toEqual({ first: 96, end: 109 })
    expect(rowsInSight({ top: 399_800, height: 200, rowHeight: 40 }, 10_000)).toEqual({
      first: 9_991,
      end: 10_000
    })
    expect(rowsInSight({ top: 0, height: 0, rowHeight: 0 }, 10)).toEqual({ first: 0, end: 0 })
  })

  it('the visible range stays within a list that has shrunk', () => {
    const { first, end } = rowsInSight({ top: 4_000, height: 200, rowHeight: 40 }, 3)
    expect(first).toBeLessThan(end)
    expect(end).toBe(3)
  })

  it('a running row shows its latest state', () => {
    const newer = item({ receivedBytes: 9 })
    const [one, other] = [item(), item({ callId: 'b' })].map((listed) => ({ ...listed, contactName: '张伟' }))
    if (one === undefined || other === undefined) throw new Error('missing')
    expect(withRunning([one, other], [newer])).toEqual([{ ...newer, contactName: '张伟' }, other])
  })
})

describe('download texts', () => {
  it.each([
    [0, '0 byte'],
    [1_023, '1,023 byte'],
    [1_024, '1 kB'],
    [1_234_567, '1.2 MB'],
    [1_048_575, '1 MB'],
    [524_288_000, '500 MB'],
    [5_368_709_120, '5 GB']
  ])('%d bytes are shown as %s', (bytes, text) => {
    expect(formatSize(bytes, 'en')).toBe(text)
  })

  it('progress is complete only when everything is done', () => {
    expect([
      percentOf(0, 10),
      percentOf(999, 1_000),
      percentOf(10, 10),
      percentOf(12, 10),
      percentOf(1, 0)
    ]).toEqual([0, 99, 100, 100, 0])
  })

  it('an error of the recording server isn’t attributed to the service', () => {
    expect(recordingFailure({ code: 'unreachable' }, recordingsEn)).toMatch(/recording server/)
    expect(recordingFailure({ code: 'internal' }, recordingsEn)).toBeNull()
  })

  it('every failure text ends with a full stop in both languages', () => {
    for (const text of Object.values(recordingsEn.failures)) expect(text).toMatch(/\.$/)
    for (const text of Object.values(recordingsZhCn.failures)) expect(text).toMatch(/。$/)
  })
})

describe('the summary', () => {
  const none = { done: 0, skipped: 0, cancelled: 0, failed: 0, reasons: [], sizeBytes: 0 }
  const words = (part: Partial<typeof none>) =>
    summaryWords({ ...none, ...part }, 'en', recordingsEn.downloads)

  it('mentions only what happened', () => {
    expect(words({ done: 2, sizeBytes: 2_097_152 })).toEqual(['2 recordings downloaded, 2 MB.'])
    expect(words({ done: 1, skipped: 1, sizeBytes: 1_024 })).toEqual([
      '1 recording downloaded, 1 kB.',
      '1 was already there.'
    ])
    expect(words({ failed: 3, cancelled: 2 })).toEqual(['2 cancelled.', '3 failed:'])
  })
})
