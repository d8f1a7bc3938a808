import { tick } from 'svelte'
import type { Bridge } from '../../../../shared/app/contract'
import type { AppError } from '../../../../shared/platform/errors'
import type { DraftFilter, DraftLine } from '../../../../shared/imports/imports'
import { createRowScroll } from '../../../ui/row-scroll'
import { createLineView } from './line-view'

/** What is shown first: what is left out, of all lists. */
export const wholeFilter: DraftFilter = { part: 'left-out', reasons: [], tableId: null, search: '' }
/** While a search is typed nothing is asked for. */
const typingMs = 150

/**
 * The rows of a draft as they are seen: the lines around the place where the list stands, that place, and the cursor,
 * which stays on its entry when the draft has changed.
 */
export function createLineList(commands: Pick<Bridge['commands'], 'imports:lines'>) {
  const scroll = createRowScroll()
  let scroller: HTMLElement | null = null
  let size = { rowHeightPx: 28, viewHeightPx: 0 }
  let typing: ReturnType<typeof setTimeout> | undefined

  let filter = $state.raw<DraftFilter>(wholeFilter)
  // Plain numbers: what draws the rows is only woken when one of them changes.
  let total = $state(0)
  let first = $state(0)
  let end = $state(0)
  let offsetPx = $state(0)
  let spacerPx = $state(0)
  let fullRows = $state(1)
  let arrivals = $state(0)
  let isBusy = $state(false)
  let hasView = $state(false)
  let error = $state.raw<AppError | null>(null)
  let linesError = $state.raw<AppError | null>(null)
  let index = $state(0)
  /** The entry on which the cursor stands. */
  let n: number | null = null

  function look(): void {
    const range = scroll.range()
    first = range.first
    end = range.end
    offsetPx = range.offsetPx
    view.look(range.first, range.end)
  }

  function resize(): void {
    scroll.resize({ rowCount: total, ...size })
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

  /** The cursor goes along with its entry; of one that is gone it stays where it was. */
  function placeCursor(): void {
    const before = index
    const place = n === null ? null : view.placeOf(n)
    index = Math.max(0, Math.min(place ?? index, total - 1))
    n = view.line(index)?.n ?? null
    const wasSeen = before >= first && before < end
    if (wasSeen && place !== null) putTop(scroll.topPx + (place - before) * size.rowHeightPx)
  }

  const view = createLineView({
    ask: (wanted, offset, limit) => commands['imports:lines']({ filter: wanted, offset, limit }),
    onView: (isSamePlace) => {
      isBusy = false
      hasView = true
      error = null
      linesError = null
      total = view.total
      arrivals += 1
      resize()
      if (isSamePlace) {
        look()
        placeCursor()
        align()
      } else {
        index = 0
        n = view.line(0)?.n ?? null
        putTop(0)
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

  /** The draft has changed: its lines are asked for anew, where the list stands. */
  function refresh(): void {
    show(true)
  }

  return {
    get filter() {
      return filter
    },
    /** Shows other lines, from their beginning. `isTyped`: more of it may come at once. */
    setFilter(part: Partial<DraftFilter>, isTyped = false): void {
      filter = { ...filter, ...part }
      if (isTyped) {
        clearTimeout(typing)
        typing = setTimeout(() => show(false), typingMs)
      } else show(false)
    },
    refresh,
    /** No list is there any more. */
    clear(): void {
      clearTimeout(typing)
      view.clear()
      filter = wholeFilter
      total = 0
      index = 0
      n = null
      hasView = false
      isBusy = false
      error = null
      linesError = null
      resize()
      look()
    },
    /** The lines that fit the filter. */
    get total(): number {
      return total
    },
    /** Lines were shown before. */
    get hasView(): boolean {
      return hasView
    },
    get isBusy(): boolean {
      return isBusy
    },
    /** Why the lines could not be had. */
    get error() {
      return error
    },
    /** Why some of them could not be had. */
    get linesError() {
      return linesError
    },
    retry(): void {
      if (error !== null) show(true)
      else view.retry()
      linesError = null
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
    /** Where the cursor stands. */
    get index(): number {
      return index
    },
    /** Undefined while it is under way. */
    line(at: number): DraftLine | undefined {
      // What reads a line is woken when lines come.
      return arrivals >= 0 ? view.line(at) : undefined
    },
    replace(line: DraftLine): void {
      view.replace(line)
    },
    /** Moves the cursor and brings it into sight. */
    moveTo(to: number): void {
      if (total === 0) return
      index = Math.max(0, Math.min(to, total - 1))
      n = view.line(index)?.n ?? null
      const topPx = scroll.topWith(index)
      if (topPx !== scroll.topPx) putTop(topPx)
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
      resize()
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
    /** Nothing is asked for any more. */
    dispose(): void {
      clearTimeout(typing)
      view.clear()
    }
  }
}

/** See {@link createLineList}. */
export type LineList = ReturnType<typeof createLineList>
