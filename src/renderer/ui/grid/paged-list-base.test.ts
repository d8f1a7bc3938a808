import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Result } from '../../../shared/platform/result'
import { emptyState, PagedListBase, type ListPart, type PagedListState } from './paged-list-base'
import { pageRows } from './row-pages'
import { createRowViewport } from './row-viewport'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

interface Row {
  n: number
  text: string
}

const onOutdated = vi.fn()

class TestList extends PagedListBase<Row> {
  state = emptyState
  override readonly viewport = createRowViewport({
    onVisible: ({ first, end }) => this.setVisible(first, end),
    onPlaced: () => undefined
  })
  override onState(state: PagedListState): void {
    this.state = state
  }
  override onOutdated = onOutdated
}

class KeyedList extends TestList {
  override keyOf(row: Row): number {
    return row.n
  }
}

/** A list of ten visible rows whose replies are triggered by the test; row `index` is number `index + shift`. */
function underTest(list: TestList = new TestList()) {
  onOutdated.mockClear()
  list.viewport.measured(20, 200)
  const source = { total: 10_000, shift: 0 }
  const asked: { offset: number; limit: number }[] = []
  const answers: ((reply?: Result<ListPart<Row>>) => Promise<void>)[] = []
  const fetchPart = (offset: number, limit: number) => {
    asked.push({ offset, limit })
    return new Promise<Result<ListPart<Row>>>((resolve) =>
      answers.push(async (reply) => {
        const length = Math.max(0, Math.min(limit, source.total - offset))
        const rows = Array.from({ length }, (_, index) => ({ n: offset + index + source.shift, text: '' }))
        resolve(reply ?? { ok: true, value: { total: source.total, rows } })
        await vi.advanceTimersByTimeAsync(0)
      })
    )
  }
  /** Answers the oldest pending request. */
  const reply = async (result?: Result<ListPart<Row>>) => answers.shift()?.(result)
  const replyAll = async () => {
    while (answers.length > 0) await reply()
  }
  const load = (isSamePlace: boolean) => void list.load(fetchPart, isSamePlace)
  /** Loads a view from its beginning, with all rows around the visible ones. */
  const loaded = async () => {
    load(false)
    await replyAll()
    asked.length = 0
  }
  /** Jumps to a row, and loads what is around it. */
  const jumpTo = async (index: number) => {
    list.moveTo(index)
    await vi.advanceTimersByTimeAsync(50)
    await replyAll()
    asked.length = 0
  }
  return { list, source, asked, reply, replyAll, load, loaded, jumpTo }
}

describe('a view of a list', () => {
  it('begins with its first page; the rest is loaded as it becomes visible', async () => {
    const { list, asked, load, reply, replyAll } = underTest()
    load(false)
    expect([list.state.total, list.state.isBusy]).toEqual([null, true])
    await reply()
    expect([list.state.total, list.state.isBusy]).toEqual([10_000, false])
    expect([list.viewport.visible.first, list.viewport.visible.end, list.row(0)?.n]).toEqual([0, 10, 0])
    await replyAll()
    expect(asked.map(({ offset }) => offset)).toEqual([0, 100])
    expect(list.row(5_000)).toBeUndefined()
    list.moveTo(5_000)
    await vi.advanceTimersByTimeAsync(50)
    await replyAll()
    expect(list.row(5_000)?.n).toBe(5_000)
  })

  it('does not request what was jumped over', async () => {
    const { list, asked, loaded, reply } = underTest()
    await loaded()
    for (let index = 1_000; index <= 9_000; index += 500) list.moveTo(index)
    expect(asked).toEqual([])
    await vi.advanceTimersByTimeAsync(50)
    await reply()
    expect(asked[0]?.offset).toBe(8_900)
    expect(list.row(8_995)?.n).toBe(8_995)
  })

  it('replaces the previous one as a whole, at the current position', async () => {
    const { list, source, asked, loaded, jumpTo, load, reply } = underTest()
    await loaded()
    await jumpTo(150)
    source.shift = 1
    load(true)
    expect(asked).toEqual([{ offset: 100, limit: pageRows }])
    expect(list.row(150)?.n).toBe(150)
    await reply()
    expect([list.row(150)?.n, list.state.cursor]).toEqual([151, 150])
    expect(list.row(10)).toBeUndefined()
  })

  it('that has become shorter is shown at its end', async () => {
    const { list, source, loaded, jumpTo, load, replyAll } = underTest()
    await loaded()
    await jumpTo(9_900)
    source.total = 150
    load(true)
    await replyAll()
    expect([list.state.total, list.state.cursor, list.row(149)?.n]).toEqual([150, 149, 149])
  })

  it('that is another one begins anew', async () => {
    const { list, source, loaded, jumpTo, load, replyAll } = underTest()
    await loaded()
    await jumpTo(500)
    source.total = 40
    load(false)
    await replyAll()
    expect([list.state.cursor, list.viewport.visible.first]).toEqual([0, 0])
  })

  it('is not shown when a newer one was requested meanwhile', async () => {
    const { list, source, load, reply } = underTest()
    load(false)
    load(false)
    source.total = 5
    await reply()
    expect(list.state.total).toBeNull()
    source.total = 7
    await reply()
    expect(list.state.total).toBe(7)
  })

  it('of which some rows are outdated does not mix them in, and reports it', async () => {
    const { list, load, reply } = underTest()
    load(false)
    await reply()
    await reply({ ok: false, error: { code: 'view-outdated' } })
    expect(onOutdated).toHaveBeenCalledOnce()
    expect(list.row(105)).toBeUndefined()
    expect(list.state.rowsError).toBeNull()
  })

  it('that is cleared is empty, and ignores late replies', async () => {
    const { list, load, loaded, reply } = underTest()
    await loaded()
    load(true)
    list.clear()
    await reply()
    expect([list.state.total, list.state.isBusy, list.row(0)]).toEqual([null, false, undefined])
  })
})

describe('a failure', () => {
  it('of a view is reported', async () => {
    const { list, load, reply } = underTest()
    load(false)
    await reply({ ok: false, error: { code: 'imports-failed' } })
    expect([list.state.total, list.state.error?.code]).toEqual([null, 'imports-failed'])
  })

  it('of some rows is reported, and they can be requested again', async () => {
    const { list, asked, load, reply } = underTest()
    load(false)
    await reply()
    await reply({ ok: false, error: { code: 'timed-out' } })
    expect([list.state.error, list.state.rowsError?.code]).toEqual([null, 'timed-out'])
    const before = asked.length
    list.retryRows()
    expect(asked.length).toBeGreaterThan(before)
    await reply()
    expect([list.state.rowsError, list.row(150)?.n]).toEqual([null, 150])
  })
})

describe('the cursor', () => {
  it('stays within the list', async () => {
    const { list, source, loaded } = underTest()
    source.total = 30
    await loaded()
    list.moveTo(99)
    expect(list.state.cursor).toBe(29)
    list.moveTo(-1)
    expect(list.state.cursor).toBe(0)
  })

  it('stays on its row when the view is replaced, and the list scrolls along', async () => {
    const { list, source, loaded, jumpTo, load, replyAll } = underTest(new KeyedList())
    await loaded()
    await jumpTo(150)
    const { topPx } = list.viewport
    source.shift = 3
    load(true)
    await replyAll()
    expect([list.state.cursor, list.row(147)?.n]).toEqual([147, 150])
    expect(list.viewport.topPx).toBe(topPx - 3 * 20)
  })

  it('keeps its index when its row is gone', async () => {
    const { list, source, loaded, jumpTo, load, replyAll } = underTest(new KeyedList())
    await loaded()
    await jumpTo(150)
    source.shift = 5_000
    load(true)
    await replyAll()
    expect(list.state.cursor).toBe(150)
  })
})

it('a replaced row is visible at once', async () => {
  const { list, loaded } = underTest()
  await loaded()
  list.replace({ n: 7, text: 'fixed' }, ({ n }) => n === 7)
  expect([list.row(7)?.text, list.row(8)?.text]).toEqual(['fixed', ''])
})
