import type { AppError } from '../../../shared/platform/errors'
import type { Result } from '../../../shared/platform/result'
import { createRowPages, pageRows, type RowPages } from '../../ui/row-pages'
import { createRowScroll } from '../../ui/row-scroll'

/** Some rows of a list, and how many it has. */
export interface ListPart<Row> {
  total: number
  rows: readonly Row[]
}

/** Asks for rows. */
export type FetchRows<Row> = (offset: number, limit: number) => Promise<Result<ListPart<Row>>>

/** What is seen of a list. */
export interface EntryStanding {
  /** The rows that are seen: from `first` to before `end`. */
  first: number
  end: number
  /** How far above the view the first one begins, px. */
  offsetPx: number
  spacerPx: number
  /** Whole rows that fit into the view. */
  fullRows: number
  /** Null: not known yet. */
  total: number | null
  cursor: number
  isBusy: boolean
  /** Why rows could not be had. */
  error: AppError | null
  /** Grows when rows came. */
  arrivals: number
}

/** Before anything was asked. */
export const nothingSeen: EntryStanding = {
  first: 0,
  end: 0,
  offsetPx: 0,
  spacerPx: 0,
  fullRows: 1,
  total: null,
  cursor: 0,
  isBusy: false,
  error: null,
  arrivals: 0
}

/**
 * A list of any length of which only the rows in sight are asked for, with a cursor in it. `onPlaced`: the element
 * that is scrolled belongs at `settledPx`.
 */
export function createEntryView<Row>(deps: {
  onStanding: (standing: EntryStanding) => void
  onPlaced: () => void
}) {
  const scroll = createRowScroll()
  let pages: RowPages<{ id: string; row: Row }> | null = null
  let size = { rowHeightPx: 28, viewHeightPx: 0 }
  let standing = nothingSeen
  let turns = 0

  function tell(change: Partial<EntryStanding>): void {
    standing = { ...standing, ...change }
    deps.onStanding(standing)
  }

  function look(): void {
    const { first, end, offsetPx } = scroll.range()
    pages?.look(first, end)
    tell({ first, end, offsetPx })
  }

  function resize(): void {
    scroll.resize({ rowCount: standing.total ?? 0, ...size })
    tell({ spacerPx: scroll.spacerPx, fullRows: scroll.pageRows })
  }

  function putTop(topPx: number): void {
    scroll.goTo(topPx)
    look()
    deps.onPlaced()
  }

  const placed = (offset: number, rows: readonly Row[]) =>
    rows.map((row, index) => ({ id: `${offset + index}`, row }))

  function take(part: ListPart<Row>, offset: number, fetchRows: FetchRows<Row>, topPx: number): void {
    pages?.end()
    pages = createRowPages<{ id: string; row: Row }>({
      rowCount: part.total,
      fetchRows: async (from, limit) => {
        const reply = await fetchRows(from, limit)
        return reply.ok ? { ok: true, value: placed(from, reply.value.rows) } : reply
      },
      onRows: () => tell({ arrivals: standing.arrivals + 1, error: null }),
      onError: (error) => tell({ error })
    })
    pages.put(offset, placed(offset, part.rows))
    tell({
      total: part.total,
      cursor: Math.max(0, Math.min(standing.cursor, part.total - 1)),
      arrivals: standing.arrivals + 1
    })
    resize()
    putTop(topPx)
  }

  return {
    /** Undefined while it is under way. */
    row: (index: number): Row | undefined => pages?.row(index)?.row,
    get rowHeightPx(): number {
      return size.rowHeightPx
    },
    /** Where the element belongs for what is shown. */
    settledPx: (): number => scroll.settledScrollPx(),

    /** Shows what `fetchRows` gives, where the list stands now or from its beginning; an older answer is dropped. */
    ask: async (fetchRows: FetchRows<Row>, isSamePlace: boolean): Promise<void> => {
      const turn = (turns += 1)
      tell({ isBusy: true })
      const from = isSamePlace ? Math.floor(standing.first / pageRows) * pageRows : 0
      const reply = await fetchRows(from, 2 * pageRows)
      if (turn !== turns) return
      tell({ isBusy: false, error: reply.ok ? null : reply.error })
      if (!reply.ok) return
      if (!isSamePlace) tell({ cursor: 0 })
      take(reply.value, from, fetchRows, isSamePlace ? scroll.topPx : 0)
    },
    /** Moves the cursor and brings it into sight. */
    moveTo: (index: number): void => {
      if (standing.total === null || standing.total === 0) return
      const cursor = Math.max(0, Math.min(standing.total - 1, index))
      tell({ cursor })
      putTop(scroll.topWith(cursor))
    },
    measured: (rowHeightPx: number, viewHeightPx: number): void => {
      const topRow = scroll.topPx / size.rowHeightPx
      size = { rowHeightPx, viewHeightPx }
      resize()
      putTop(topRow * rowHeightPx)
    },
    scrolled: (px: number): void => {
      scroll.scrolled(px)
      look()
    },
    /** What is still under way is dropped. */
    close: (): void => {
      turns += 1
      pages?.end()
    }
  }
}
