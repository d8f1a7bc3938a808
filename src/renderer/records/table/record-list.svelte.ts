import type { Bridge } from '../../../shared/app/contract'
import type { AppError } from '../../../shared/platform/errors'
import type { RecordFilter, RecordRow, RecordSort, RecordTotals } from '../../../shared/records/records'
import { createViewAsker, movedBy, type KeptPlace, type ReadyView } from '../record-view'
import { createRowPages, type RowPages } from '../../ui/grid/row-pages'
import { createVirtualRows } from '../../ui/grid/virtual-rows.svelte.ts'

/** Commands used by the list of records. */
export type ListCommands = Pick<Bridge['commands'], 'records:view' | 'records:rows' | 'records:neighbour'>

/**
 * The list of records: the newest view, the rows around the scroll position, and that position. `chosen` returns the
 * row to locate in the next view, `onPlaced` reports its index there, `onOutdated` that the store has a newer view.
 */
export function createRecordList(
  commands: ListCommands,
  deps: {
    chosen: () => { id: string; index: number } | null
    onPlaced: (ready: ReadyView, isKept: boolean) => void
    onOutdated: () => void
  }
) {
  const rows = createVirtualRows((first, end) => pages?.look(first, end))
  let ready = $state.raw<ReadyView | null>(null)
  let pages: RowPages | null = null
  let kept: KeptPlace | null = null

  let arrivals = $state(0)
  let isBusy = $state(false)
  let error = $state.raw<AppError | null>(null)
  let rowsError = $state.raw<AppError | null>(null)

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
      const { topPx, rowHeightPx } = rows.viewport
      ready = made
      arrivals += 1
      rows.viewport.resize(
        made.view.totals.calls,
        kept === null ? 0 : topPx + movedBy(kept, made.places) * rowHeightPx
      )
      deps.onPlaced(made, kept !== null)
    },
    onError: (failure) => {
      isBusy = false
      error = failure
    }
  })

  /**
   * The current scroll position. The anchor is the selected call if it is visible, else the first visible call. At
   * the top a list has no anchor, so that new calls become visible.
   */
  function placeNow(): KeptPlace {
    const chosen = deps.chosen()
    const { first, end } = rows.viewport.visible
    const top = pages?.row(first)
    const isChosenSeen = chosen !== null && chosen.index >= first && chosen.index < end
    const anchor = isChosenSeen ? chosen : top === undefined ? null : { id: top.id, index: first }
    const calls = [anchor, chosen].filter((call) => call !== null)
    return {
      first,
      count: Math.max(1, end - first),
      anchorId: rows.viewport.topPx === 0 ? null : (anchor?.id ?? null),
      calls: anchor !== null && anchor.id === chosen?.id ? [anchor] : calls
    }
  }

  return {
    rows,
    /** Null until the first view is loaded. */
    get ready() {
      return ready
    },
    get viewId(): number | null {
      return ready?.view.viewId ?? null
    },
    get totals(): RecordTotals | null {
      return ready?.view.totals ?? null
    },
    /** A view is being loaded. */
    get isBusy(): boolean {
      return isBusy
    },
    /** Why the last view could not be loaded. */
    get error() {
      return error
    },
    /** Why some rows could not be loaded. */
    get rowsError() {
      return rowsError
    },
    /** Undefined while it is being loaded. */
    row(index: number): RecordRow | undefined {
      // Reading `arrivals` makes the caller reactive to loaded rows.
      return arrivals >= 0 ? pages?.row(index) : undefined
    },
    replace(row: RecordRow): void {
      pages?.replace(row)
    },
    retryRows(): void {
      rowsError = null
      pages?.retry()
    },

    /** Requests a view; `isSamePlace` keeps the scroll position, otherwise it starts at the top. */
    ask(filter: RecordFilter, sort: RecordSort, isSamePlace: boolean): Promise<void> {
      isBusy = true
      kept = isSamePlace && ready !== null ? placeNow() : null
      return asker.ask(filter, sort, kept)
    },
    /** Discards the view and pending requests. */
    clear(): void {
      asker.drop()
      pages?.end()
      pages = null
      ready = null
      isBusy = false
      error = null
      rowsError = null
      rows.viewport.resize(0)
    }
  }
}

/** See {@link createRecordList}. */
export type RecordList = ReturnType<typeof createRecordList>
