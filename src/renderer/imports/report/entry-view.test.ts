import { describe, expect, it, vi } from 'vitest'
import { createRowViewport } from '../../ui/grid/row-viewport'
import { createEntryView, emptyState, type FetchRows } from './entry-view'

/** A list of `total` rows, each equal to its index. */
const rowsOf =
  (total: number): FetchRows<number> =>
  (offset, limit) =>
    Promise.resolve({
      ok: true,
      value: {
        total,
        rows: Array.from(
          { length: Math.max(0, Math.min(limit, total - offset)) },
          (_, index) => offset + index
        )
      }
    })

function underTest() {
  let state = emptyState
  const viewport = createRowViewport({
    onVisible: ({ first, end }) => list.look(first, end),
    onPlaced: () => undefined
  })
  const list = createEntryView<number>({ viewport, onState: (next) => (state = next) })
  viewport.measured(20, 200)
  return { list, seen: () => ({ ...state, ...viewport.visible }) }
}

describe('a list of entries', () => {
  it('shows its beginning, and asks for the rest as it is looked at', async () => {
    const { list, seen } = underTest()
    await list.ask(rowsOf(10_000), false)
    expect([seen().total, seen().first, seen().end, list.row(0)]).toEqual([10_000, 0, 10, 0])
    expect(list.row(5_000)).toBeUndefined()
    list.moveTo(5_000)
    await vi.waitFor(() => expect(list.row(5_000)).toBe(5_000))
  })

  it('the cursor stays within the list', async () => {
    const { list, seen } = underTest()
    await list.ask(rowsOf(30), false)
    list.moveTo(99)
    expect(seen().cursor).toBe(29)
    list.moveTo(-1)
    expect(seen().cursor).toBe(0)
  })

  it('asked for anew it stays where it is; asked for something else it begins anew', async () => {
    const { list, seen } = underTest()
    await list.ask(rowsOf(1_000), false)
    list.moveTo(500)
    await list.ask(rowsOf(1_200), true)
    expect([seen().total, seen().cursor, list.row(500)]).toEqual([1_200, 500, 500])
    await list.ask(rowsOf(40), false)
    expect([seen().cursor, seen().first]).toEqual([0, 0])
  })

  it('an answer to an older question says nothing', async () => {
    const { list, seen } = underTest()
    let answer = (): void => undefined
    const slow = list.ask(
      () => new Promise((resolve) => (answer = () => resolve({ ok: true, value: { total: 1, rows: [0] } }))),
      false
    )
    await list.ask(rowsOf(7), false)
    answer()
    await slow
    expect(seen().total).toBe(7)
  })

  it('tells why rows could not be had', async () => {
    const { list, seen } = underTest()
    await list.ask(() => Promise.resolve({ ok: false, error: { code: 'imports-failed' } }), false)
    expect([seen().total, seen().error?.code]).toEqual([null, 'imports-failed'])
  })
})
