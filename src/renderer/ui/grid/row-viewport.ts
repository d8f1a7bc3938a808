import { createRowScroll } from './row-scroll'

/** The visible part of a list; sizes in px. */
export interface VisibleRows {
  rowCount: number
  /** Rows from `first` to before `end` are visible. */
  first: number
  end: number
  /** Position of the first visible row, relative to the top of the view (≤ 0). */
  offsetPx: number
  /** Height of the spacer. */
  spacerPx: number
  /** Whole rows that fit into the view, at least 1. */
  fullRows: number
}

/** Initial value, before the view is measured. */
export const nothingVisible: VisibleRows = {
  rowCount: 0,
  first: 0,
  end: 0,
  offsetPx: 0,
  spacerPx: 0,
  fullRows: 1
}

/**
 * Scroll state of a list of any length. `onVisible` is called on every change; `onPlaced` when the list was moved
 * other than by scrolling, so that the element must be scrolled to `alignedScrollPx`.
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
    /** Scroll position of the list, px. */
    get topPx(): number {
      return scroll.topPx
    },
    get rowHeightPx(): number {
      return size.rowHeightPx
    },
    alignedScrollPx: (): number => scroll.alignedScrollPx(),

    /** Sets the number of rows, and moves to `topPx`; without it the list keeps its position, clamped. */
    resize(nextCount: number, topPx?: number): void {
      rowCount = nextCount
      scroll.resize({ rowCount, ...size })
      goTo(topPx ?? scroll.topPx)
    },
    /** Sets measured heights; the first visible row stays the first. */
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
