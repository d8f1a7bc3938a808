import type { Bridge } from '../../../../shared/app/contract'
import type { AppError } from '../../../../shared/platform/errors'
import type { DraftFilter, DraftLine } from '../../../../shared/imports/imports'
import { createVirtualRows } from '../../../ui/grid/virtual-rows.svelte.ts'
import { createLineView } from './line-view'

/** Initial filter: omitted entries of all lists. */
export const wholeFilter: DraftFilter = { part: 'left-out', reasons: [], tableId: null, search: '' }
/** Debounce interval of the search. */
const typingMs = 150

/**
 * The visible rows of a draft: the lines around the scroll position, that position, and the cursor, which stays on
 * its entry when the draft changes.
 */
export function createLineList(commands: Pick<Bridge['commands'], 'imports:lines'>) {
  const rows = createVirtualRows((first, end) => view.look(first, end))
  let typing: ReturnType<typeof setTimeout> | undefined

  let filter = $state.raw<DraftFilter>(wholeFilter)
  let arrivals = $state(0)
  let isBusy = $state(false)
  let hasView = $state(false)
  let error = $state.raw<AppError | null>(null)
  let linesError = $state.raw<AppError | null>(null)
  let index = $state(0)
  /** The entry at the cursor. */
  let n: number | null = null

  /** Moves the cursor with its entry; if the entry is gone, the cursor keeps its index. */
  function placeCursor(): void {
    const before = index
    const place = n === null ? null : view.placeOf(n)
    index = Math.max(0, Math.min(place ?? index, view.total - 1))
    n = view.line(index)?.n ?? null
    const { viewport } = rows
    const wasVisible = before >= viewport.visible.first && before < viewport.visible.end
    if (wasVisible && place !== null) viewport.goTo(viewport.topPx + (place - before) * viewport.rowHeightPx)
  }

  const view = createLineView({
    ask: (wanted, offset, limit) => commands['imports:lines']({ filter: wanted, offset, limit }),
    onView: (isSamePlace) => {
      isBusy = false
      hasView = true
      error = null
      linesError = null
      arrivals += 1
      if (isSamePlace) {
        rows.viewport.resize(view.total)
        placeCursor()
      } else {
        index = 0
        n = view.line(0)?.n ?? null
        rows.viewport.resize(view.total, 0)
      }
    },
    onLines: () => {
      arrivals += 1
      linesError = null
      n ??= view.line(index)?.n ?? null
    },
    onOutdated: () => refresh(),
    onError: (failure, isWhole) => {
      if (isWhole) {
        isBusy = false
        error = failure
      } else linesError = failure
    }
  })

  function show(isSamePlace: boolean): void {
    clearTimeout(typing)
    isBusy = true
    void view.show(filter, isSamePlace)
  }

  /** Reloads the lines at the current position after the draft changed. */
  function refresh(): void {
    show(true)
  }

  return {
    rows,
    get filter() {
      return filter
    },
    /** Shows the lines of another filter from their beginning. `isTyped` debounces the request. */
    setFilter(part: Partial<DraftFilter>, isTyped = false): void {
      filter = { ...filter, ...part }
      if (isTyped) {
        clearTimeout(typing)
        typing = setTimeout(() => show(false), typingMs)
      } else show(false)
    },
    refresh,
    /** Resets the list: there are no tables any more. */
    clear(): void {
      clearTimeout(typing)
      view.clear()
      filter = wholeFilter
      index = 0
      n = null
      hasView = false
      isBusy = false
      error = null
      linesError = null
      rows.viewport.resize(0)
    },
    /** Number of lines that match the filter. */
    get total(): number {
      return rows.rowCount
    },
    /** True once lines were shown. */
    get hasView(): boolean {
      return hasView
    },
    get isBusy(): boolean {
      return isBusy
    },
    /** Why the lines could not be loaded. */
    get error() {
      return error
    },
    /** Why some lines could not be loaded. */
    get linesError() {
      return linesError
    },
    retry(): void {
      if (error !== null) show(true)
      else view.retry()
      linesError = null
    },

    /** Index of the cursor. */
    get index(): number {
      return index
    },
    /** Undefined while it is being loaded. */
    line(at: number): DraftLine | undefined {
      // Reading `arrivals` makes the caller reactive to loaded lines.
      return arrivals >= 0 ? view.line(at) : undefined
    },
    replace(line: DraftLine): void {
      view.replace(line)
    },
    /** Moves the cursor and scrolls to it. */
    moveTo(to: number): void {
      if (view.total === 0) return
      index = Math.max(0, Math.min(to, view.total - 1))
      n = view.line(index)?.n ?? null
      rows.viewport.reveal(index)
    },

    /** Cancels pending requests. */
    dispose(): void {
      clearTimeout(typing)
      view.clear()
    }
  }
}

/** See {@link createLineList}. */
export type LineList = ReturnType<typeof createLineList>
