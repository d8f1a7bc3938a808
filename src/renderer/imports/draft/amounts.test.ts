import { describe, expect, it } from 'vitest'
import { amountsOf, leftOutBy, partOf, readingOf, reasonsOf, sendCount } from './amounts'
import { summaryOf, tableOf } from './testing/draft'

const summary = summaryOf({
  entries: 100,
  valid: 60,
  doubtful: 8,
  byReason: [
    { reason: 'repeated', count: 12 },
    { reason: 'decimal', count: 10 },
    { reason: 'foreign', count: 5 },
    { reason: 'empty', count: 4 },
    { reason: 'imported-before', count: 4 },
    { reason: 'no-area-code', count: 3 },
    { reason: 'blocked', count: 2 }
  ]
})

describe('draft totals', () => {
  it('every entry belongs to exactly one part', () => {
    const amounts = amountsOf(summary)
    expect(amounts).toEqual({
      valid: 60,
      doubtful: 8,
      repeated: 12,
      'imported-before': 4,
      'maybe-imported': 0,
      blocked: 2,
      invalid: 14
    })
    expect(Object.values(amounts).reduce((sum, count) => sum + count)).toBe(summary.entries)
  })

  it('the switch decides whether doubtful numbers are sent or left out', () => {
    expect(sendCount(summary, false)).toBe(60)
    expect(sendCount(summary, true)).toBe(68)
    const leftOut = (isIncluded: boolean) =>
      leftOutBy(summary, isIncluded).reduce((sum, { count }) => sum + count, 0)
    expect(sendCount(summary, false) + leftOut(false)).toBe(summary.entries)
    expect(sendCount(summary, true) + leftOut(true)).toBe(summary.entries)
  })

  it('each reason belongs to a part, and a part lists its reasons', () => {
    expect(partOf('extension')).toBe('doubtful')
    expect(partOf('maybe-imported')).toBe('maybe-imported')
    expect(reasonsOf(summary, 'invalid')).toEqual(['decimal', 'empty'])
    expect(reasonsOf(summary, 'doubtful')).toEqual(['foreign', 'no-area-code'])
  })
})

describe('reading progress', () => {
  it('is weighted by table size', () => {
    const tables = [
      tableOf(1, {
        sizeBytes: 100,
        reading: { kind: 'read', lines: 10, blankLines: 0, undecodableLines: 0, brokenLines: 0 }
      }),
      tableOf(2, {
        sizeBytes: 300,
        reading: { kind: 'reading', readBytes: 150, totalBytes: 300, lines: 20 }
      }),
      tableOf(3, { sizeBytes: 100, reading: { kind: 'waiting' } })
    ]
    expect(readingOf(tables)).toEqual({ share: 0.5, lines: 30 })
  })

  it('doesn’t wait for failed or excluded tables', () => {
    const tables = [
      tableOf(1, { sizeBytes: 100, reading: { kind: 'failed', error: { code: 'list-damaged' } } }),
      tableOf(2, { sizeBytes: 100, isIncluded: false, reading: { kind: 'waiting' } })
    ]
    expect(readingOf(tables)).toEqual({ share: 0, lines: 0 })
  })
})
