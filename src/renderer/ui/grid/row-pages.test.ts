import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { AppError } from '../../../shared/platform/schema'
import type { RecordRow } from '../../../shared/records/row-schema'
import type { Result } from '../../../shared/platform/result'
import { rowOf } from '../../records/testing/record'
import { pageRows, RowPages } from './row-pages'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

/** A store whose replies are triggered by the test. */
function underTest(rowCount: number) {
  const asked: number[] = []
  const answers = new Map<number, (reply: Result<readonly RecordRow[]>) => void>()
  const errors: AppError[] = []
  const onRows = vi.fn()
  const pages = new RowPages<RecordRow>({
    rowCount,
    fetchRows: (offset) => {
      asked.push(offset)
      return new Promise((resolve) => answers.set(offset, resolve))
    },
    onRows,
    onError: (error) => errors.push(error)
  })
  const rowsAt = (offset: number) =>
    Array.from({ length: Math.min(pageRows, rowCount - offset) }, (_, index) => rowOf(offset + index))
  const reply = async (offset: number, result?: Result<readonly RecordRow[]>) => {
    answers.get(offset)?.(result ?? { ok: true, value: rowsAt(offset) })
    await Promise.resolve()
    await Promise.resolve()
  }
  return { pages, asked, errors, onRows, reply, rowsAt }
}

describe('pages of rows', () => {
  it('visible pages are requested first, then their neighbours', async () => {
    const { pages, asked, reply } = underTest(10_000)
    pages.setVisible(4_990, 5_020)
    expect(asked).toEqual([4_900, 5_000])
    await reply(4_900)
    await reply(5_000)
    expect(asked).toEqual([4_900, 5_000, 5_100, 4_800])
    expect(pages.row(4_999)?.id).toBe('call-4999')
    expect(pages.row(5_000)?.id).toBe('call-5000')
  })

  it('a row that isn’t loaded yet is undefined', () => {
    const { pages } = underTest(100)
    pages.setVisible(0, 20)
    expect(pages.row(0)).toBeUndefined()
  })

  it('jumps are debounced: skipped pages are not requested, and at most two requests are pending', async () => {
    const { pages, asked, reply } = underTest(1_000_000)
    for (let first = 0; first < 900_000; first += 10_000) pages.setVisible(first, first + 20)
    expect(asked).toEqual([0, 100])
    await reply(0)
    expect(asked).toEqual([0, 100])
    vi.runAllTimers()
    expect(asked).toEqual([0, 100, 890_000])
  })

  it('nothing beyond the ends is requested', async () => {
    const { pages, asked, reply } = underTest(150)
    pages.setVisible(0, 30)
    await reply(0)
    await reply(100)
    expect(asked).toEqual([0, 100])
    expect(pages.row(149)?.id).toBe('call-149')
    expect(pages.row(150)).toBeUndefined()
  })

  it('a failed page is reported and not retried automatically', async () => {
    const { pages, asked, errors, reply } = underTest(100)
    pages.setVisible(0, 20)
    await reply(0, { ok: false, error: { code: 'records-failed' } })
    pages.setVisible(1, 21)
    expect(errors).toEqual([{ code: 'records-failed' }])
    expect(asked).toEqual([0])
    pages.retry()
    expect(asked).toEqual([0, 0])
  })

  it('a reply after the end changes nothing', async () => {
    const { pages, onRows, reply } = underTest(1_000)
    pages.setVisible(0, 20)
    pages.dispose()
    await reply(0)
    expect(pages.row(0)).toBeUndefined()
    expect(onRows).not.toHaveBeenCalled()
  })

  it('nearby pages are kept and distant ones evicted', () => {
    const { pages, rowsAt } = underTest(100_000)
    pages.setVisible(50_000, 50_020)
    for (let offset = 0; offset < 100_000; offset += pageRows) pages.put(offset, rowsAt(offset))
    expect(pages.row(50_000)?.id).toBe('call-50000')
    expect(pages.row(0)).toBeUndefined()
    expect(pages.row(99_999)).toBeUndefined()
  })

  it('a changed row replaces the old one', () => {
    const { pages, rowsAt, onRows } = underTest(100)
    pages.put(0, rowsAt(0))
    pages.replace(rowOf(7, { note: 'call back' }), ({ id }) => id === 'call-7')
    expect(pages.row(7)?.note).toBe('call back')
    expect(pages.row(8)?.note).toBe('')
    expect(onRows).toHaveBeenCalled()
  })
})
