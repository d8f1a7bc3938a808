import { tick } from 'svelte'
import type { Bridge } from '../../../shared/app/contract'
import type { AppError } from '../../../shared/platform/errors'
import type { RecordFilter, RecordRow, RecordSort, RecordTotals } from '../../../shared/records/records'
import { createViewAsker, movedBy, type KeptPlace, type ReadyView } from '../record-view'
import { createRowPages, type RowPages } from '../../ui/row-pages'
import { createRowScroll } from '../../ui/row-scroll'

/** The commands that a list of records needs. */
export type ListCommands = Pick<Bridge['commands'], 'records:view' | 'records:rows' | 'records:neighbour'>

/**
 * The records as they are seen: the newest view, its rows around the place where the list stands, and that
 * place. `chosen`: the row that is to be found again in a next view; `onPlaced`: where it is there; `onOutdated`:
 * the store has a newer view than this one.
 */
export function createRecordList(
  commands: ListCommands,
  deps: {
    chosen: () => { id: string; index: number } | null
    onPlaced: (ready: ReadyView, isKept: boolean) => void
    onOutdated: () => void
  }
) {
  const scroll = createRowScroll()
  let ready = $state.raw<ReadyView | null>(null)
  let pages: RowPages | null = null
  let scroller: HTMLElement | null = null
  let size = { rowHeightPx: 28, viewHeightPx: 0 }
  let kept: KeptPlace | null = null

  // Plain numbers: what draws the rows is only woken when one of them changes.
  let first = $state(0)
  let end = $state(0)
  let offsetPx = $state(0)
  let spacerPx = $state(0)
  let fullRows = $state(1)
  let arrivals = $state(0)
  let isBusy = $state(false)
  let error = $state.raw<AppError | null>(null)
  let rowsError = $state.raw<AppError | null>(null)

  const total = $derived(ready?.view.totals.calls ?? 0)

  function look(): void {
    const range = scroll.range()
    first = range.first
    end = range.end
    offsetPx = range.offsetPx
    pages?.look(range.first, range.end)
  }

  function resize(rowCount: number): void {
    scroll.resize({ rowCount, ...size })
    spacerPx = scroll.spacerPx
    fullRows = scroll.pageRows
  }

  /** Puts the element to where the list stands, once it is as high as it must be. */
  function align(): void {
    void tick().then(() => {
      if (scroller !== null) scroller.scrollTop = scroll.settledScrollPx()
    })
  }

  function putTop(topPx: number): void {
    scroll.goTo(topPx)
    look()
    align()
  }

  function createPages(made: ReadyView): RowPages {
    const { viewId, totals } = made.view
    const created = createRowPages({
      rowCount: totals.calls,
      fetchRows: async (offset, limit) => {
        const reply = await commands['records:rows']({ viewId, offset, limit })
        return reply.ok ? { ok: true, value: reply.value.rows } : reply
      },
      onRows: () => {
        arrivals += 1
        rowsError = null
      },
      onError: (failure) => {
        if (failure.code === 'view-outdated') {
          if (!asker.isBusy) deps.onOutdated()
        } else rowsError = failure
      }
    })
    created.put(made.offset, made.rows)
    return created
  }

  const asker = createViewAsker({
    commands,
    onReady: (made) => {
      isBusy = false
      error = null
      rowsError = null
      pages?.end()
      pages = createPages(made)
      const topPx = kept === null ? 0 : scroll.topPx + movedBy(kept, made.places) * size.rowHeightPx
      resize(made.view.totals.calls)
      ready = made
      arrivals += 1
      putTop(topPx)
      deps.onPlaced(made, kept !== null)
    },
    onError: (failure) => {
      isBusy = false
      error = failure
    }
  })

  /**
   * The place as it is now. The first call of it is what stays where it is: the chosen one if it is seen, else
   * the first that is seen; at its very beginning a list stays there, so that new calls are seen coming.
   */
  function placeNow(): KeptPlace {
    const chosen = deps.chosen()
    const top = pages?.row(first)
    const isChosenSeen = chosen !== null && chosen.index >= first && chosen.index < end
    const anchor = isChosenSeen ? chosen : top === undefined ? null : { id: top.id, index: first }
    const calls = [anchor, chosen].filter((call) => call !== null)
    return {
      first,
      count: Math.max(1, end - first),
      anchorId: scroll.topPx === 0 ? null : (anchor?.id ?? null),
      calls: anchor !== null && anchor.id === chosen?.id ? [anchor] : calls
    }
  }

  return {
    /** Null until the first view is there. */
    get ready() {
      return ready
    },
    get viewId(): number | null {
      return ready?.view.viewId ?? null
    },
    get totals(): RecordTotals | null {
      return ready?.view.totals ?? null
    },
    /** Rows of the view. */
    get total(): number {
      return total
    },
    /** A view is under way. */
    get isBusy(): boolean {
      return isBusy
    },
    /** Why the last view could not be had. */
    get error() {
      return error
    },
    /** Why some rows could not be had. */
    get rowsError() {
      return rowsError
    },
    /** The rows that are seen: from `first` to before `end`. */
    get first(): number {
      return first
    },
    get end(): number {
      return end
    },
    /** How far above the view the first one begins, px. */
    get offsetPx(): number {
      return offsetPx
    },
    get spacerPx(): number {
      return spacerPx
    },
    get rowHeightPx(): number {
      return size.rowHeightPx
    },
    /** Whole rows that fit into the view. */
    get fullRows(): number {
      return fullRows
    },

    /** Undefined while it is under way. */
    row(index: number): RecordRow | undefined {
      // What reads a row is woken when rows come.
      return arrivals >= 0 ? pages?.row(index) : undefined
    },
    replace(row: RecordRow): void {
      pages?.replace(row)
    },
    retryRows(): void {
      rowsError = null
      pages?.retry()
    },

    /** Asks for a view; `isSamePlace`: shown where the list stands now, else from its beginning. */
    ask(filter: RecordFilter, sort: RecordSort, isSamePlace: boolean): Promise<void> {
      isBusy = true
      kept = isSamePlace && ready !== null ? placeNow() : null
      return asker.ask(filter, sort, kept)
    },
    /** Nothing is shown any more. */
    clear(): void {
      asker.drop()
      pages?.end()
      pages = null
      ready = null
      isBusy = false
      error = null
      rowsError = null
      resize(0)
      look()
    },

    /** Names the element that is scrolled; an attachment. */
    attach: (element: HTMLElement) => {
      scroller = element
      align()
      return () => {
        scroller = null
      }
    },
    measured(rowHeightPx: number, viewHeightPx: number): void {
      const topRow = scroll.topPx / size.rowHeightPx
      size = { rowHeightPx, viewHeightPx }
      resize(total)
      putTop(topRow * rowHeightPx)
    },
    scrolled(scrollTopPx: number): void {
      scroll.scrolled(scrollTopPx)
      look()
    },
    /** The scrolling rests. */
    settled(): void {
      align()
    },
    /** Brings a row into sight. */
    reveal(index: number): void {
      const topPx = scroll.topWith(index)
      if (topPx !== scroll.topPx) putTop(topPx)
    }
  }
}

/** See {@link createRecordList}. */
export type RecordList = ReturnType<typeof createRecordList>
