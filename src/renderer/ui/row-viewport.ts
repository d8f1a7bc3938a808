import { createRowScroll } from './row-scroll'

/** The visible part of a list; sizes in px. */
export interface VisibleRows {
  rowCount: number
  /** Rows from `first` to before `end` are visible. */
  first: number
  end: number
  /** Where the first visible row begins, relative to the top of the view (≤ 0). */
  offsetPx: number
  /** Height of the spacer in which the rows are scrolled. */
  spacerPx: number
  /** Whole rows that fit into the view, at least 1. */
  fullRows: number
}

/** Before the view is measured. */
export const nothingVisible: VisibleRows = {
  rowCount: 0,
  first: 0,
  end: 0,
  offsetPx: 0,
  spacerPx: 0,
  fullRows: 1
}

/**
 * Scroll state of a list of any length. `onVisible` runs on every change of it; `onPlaced` when the list was moved by
 * other means than scrolling, so that the scrolled element belongs at `settledScrollPx`.
 */
export function createRowViewport(deps: { onVisible: (visible: VisibleRows) => void; onPlaced: () => void }) {
  const scroll = createRowScroll()
  let size = { rowHeightPx: 28, viewHeightPx: 0 }
  let rowCount = 0
  let visible = nothingVisible

  function publish(): void {
    visible = { rowCount, ...scroll.range(), spacerPx: scroll.spacerPx, fullRows: scroll.pageRows }
    deps.onVisible(visible)
  }

  function goTo(topPx: number): void {
    scroll.goTo(topPx)
    publish()
    deps.onPlaced()
  }

  return {
    get visible(): VisibleRows {
      return visible
    },
    /** Distance of the view from the beginning of the list, px. */
    get topPx(): number {
      return scroll.topPx
    },
    get rowHeightPx(): number {
      return size.rowHeightPx
    },
    settledScrollPx: (): number => scroll.settledScrollPx(),

    /** Takes a new number of rows, and moves to `topPx`; without it the list stays where it is, within its ends. */
    resize(nextCount: number, topPx?: number): void {
      rowCount = nextCount
      scroll.resize({ rowCount, ...size })
      goTo(topPx ?? scroll.topPx)
    },
    /** Takes new heights; the first visible row stays the first. */
    measured(rowHeightPx: number, viewHeightPx: number): void {
      const topRow = scroll.topPx / size.rowHeightPx
      size = { rowHeightPx, viewHeightPx }
      scroll.resize({ rowCount, ...size })
      goTo(topRow * rowHeightPx)
    },
    scrolled(scrollTopPx: number): void {
      scroll.scrolled(scrollTopPx)
      publish()
    },
    goTo,
    /** Scrolls no further than needed to show the whole row. */
    reveal(index: number): void {
      const topPx = scroll.topWith(index)
      if (topPx !== scroll.topPx) goTo(topPx)
    }
  }
}

/** See {@link createRowViewport}. */
export type RowViewport = ReturnType<typeof createRowViewport>
