import type { AppError } from '../../../shared/platform/errors'
import type { Result } from '../../../shared/platform/result'
import { createRowPages, pageRows, type RowPages } from '../../ui/grid/row-pages'
import type { RowViewport } from '../../ui/grid/row-viewport'

/** Some rows of a list, and its total number of rows. */
export interface ListPart<Row> {
  total: number
  rows: readonly Row[]
}

export type FetchRows<Row> = (offset: number, limit: number) => Promise<Result<ListPart<Row>>>

/** Cursor and loading state of a list. */
export interface EntryListState {
  /** Null: unknown. */
  total: number | null
  cursor: number
  isBusy: boolean
  /** Why rows could not be loaded. */
  error: AppError | null
  /** Increases when rows were loaded. */
  arrivals: number
}

/** Initial state. */
export const emptyState: EntryListState = { total: null, cursor: 0, isBusy: false, error: null, arrivals: 0 }

/** A list of any length with a cursor; only the rows in and around `viewport` are loaded. */
export function createEntryView<Row>(deps: {
  viewport: RowViewport
  onState: (state: EntryListState) => void
}) {
  const { viewport } = deps
  let pages: RowPages<{ id: string; row: Row }> | null = null
  let state = emptyState
  let requests = 0

  function update(change: Partial<EntryListState>): void {
    state = { ...state, ...change }
    deps.onState(state)
  }

  const withIds = (offset: number, rows: readonly Row[]) =>
    rows.map((row, index) => ({ id: `${offset + index}`, row }))

  function show(part: ListPart<Row>, offset: number, fetchRows: FetchRows<Row>, topPx: number): void {
    pages?.end()
    pages = createRowPages<{ id: string; row: Row }>({
      rowCount: part.total,
      fetchRows: async (from, limit) => {
        const reply = await fetchRows(from, limit)
        return reply.ok ? { ok: true, value: withIds(from, reply.value.rows) } : reply
      },
      onRows: () => update({ arrivals: state.arrivals + 1, error: null }),
      onError: (error) => update({ error })
    })
    pages.put(offset, withIds(offset, part.rows))
    update({
      total: part.total,
      cursor: Math.max(0, Math.min(state.cursor, part.total - 1)),
      arrivals: state.arrivals + 1
    })
    viewport.resize(part.total, topPx)
  }

  return {
    /** Undefined while it is being loaded. */
    row: (index: number): Row | undefined => pages?.row(index)?.row,
    /** Loads the rows that have become visible. */
    look: (first: number, end: number): void => pages?.look(first, end),

    /** Shows the rows of `fetchRows`, at the current position or from the beginning; cancels earlier requests. */
    ask: async (fetchRows: FetchRows<Row>, isSamePlace: boolean): Promise<void> => {
      const request = (requests += 1)
      update({ isBusy: true })
      const from = isSamePlace ? Math.floor(viewport.visible.first / pageRows) * pageRows : 0
      const reply = await fetchRows(from, 2 * pageRows)
      if (request !== requests) return
      update({ isBusy: false, error: reply.ok ? null : reply.error })
      if (!reply.ok) return
      if (!isSamePlace) update({ cursor: 0 })
      show(reply.value, from, fetchRows, isSamePlace ? viewport.topPx : 0)
    },
    /** Moves the cursor, limited to the list, and scrolls to it. */
    moveTo: (index: number): void => {
      if (state.total === null || state.total === 0) return
      const cursor = Math.max(0, Math.min(state.total - 1, index))
      update({ cursor })
      viewport.reveal(cursor)
    },
    /** Cancels all requests. */
    close: (): void => {
      requests += 1
      pages?.end()
    }
  }
}
