/**
 * Chromium clips elements at 2^25 px, and renders unevenly well below that. Higher lists are scrolled through a
 * spacer of this height.
 */
export const maxSpacerPx = 8_000_000
/** At both ends of a shortened spacer scrolling is 1:1, so that small steps can reach the ends. */
const exactPx = 100_000

/** Dimensions of the list. */
export interface RowSizes {
  rowCount: number
  rowHeightPx: number
  /** Height of the visible area. */
  viewHeightPx: number
}

/** The visible rows: from `first` to `end` (exclusive), the first one `offsetPx` (≤ 0) from the top. */
export interface RowRange {
  first: number
  end: number
  offsetPx: number
}

/**
 * Scroll position of a list of any length. Up to {@link maxSpacerPx} it equals the element's. Beyond that, small
 * steps (wheel, touch) still move the rows by as many pixels, while jumps (scroll bar thumb) are proportional;
 * `alignedScrollPx` realigns the element when scrolling has stopped.
 */
export function createRowScroll() {
  let sizes: RowSizes = { rowCount: 0, rowHeightPx: 28, viewHeightPx: 0 }
  let topPx = 0
  let scrollPx = 0

  const realPx = () => sizes.rowCount * sizes.rowHeightPx
  const spacerPx = () => Math.min(realPx(), maxSpacerPx)
  const maxTopPx = () => Math.max(0, realPx() - sizes.viewHeightPx)
  const maxScrollPx = () => Math.max(0, spacerPx() - sizes.viewHeightPx)
  const isShortened = () => maxTopPx() > maxScrollPx()
  const clamp = (value: number, most: number) => Math.max(0, Math.min(value, most))

  /** Pixels of the list per pixel of the spacer, between its exact ends. */
  const stretch = () => (maxTopPx() - 2 * exactPx) / (maxScrollPx() - 2 * exactPx)

  const topOf = (scroll: number): number => {
    if (!isShortened() || scroll <= exactPx) return scroll
    const left = maxScrollPx() - scroll
    return left <= exactPx ? maxTopPx() - left : exactPx + (scroll - exactPx) * stretch()
  }
  const scrollOf = (top: number): number => {
    if (!isShortened() || top <= exactPx) return top
    const left = maxTopPx() - top
    return left <= exactPx ? maxScrollPx() - left : exactPx + (top - exactPx) / stretch()
  }

  return {
    /** Height of the spacer, px. */
    get spacerPx(): number {
      return spacerPx()
    },
    /** Scroll position of the list, px. */
    get topPx(): number {
      return topPx
    },

    /** Sets new dimensions; the list keeps its position, clamped. */
    resize(next: RowSizes): void {
      sizes = next
      topPx = clamp(topPx, maxTopPx())
      scrollPx = clamp(scrollOf(topPx), maxScrollPx())
    },

    /** Handles the element's new scroll position. */
    scrolled(nowPx: number): void {
      const to = clamp(nowPx, maxScrollPx())
      const stepPx = to - scrollPx
      // Less than a pixel: rounding by the element.
      if (isShortened() && Math.abs(stepPx) < 1 && to > 0 && to < maxScrollPx()) return
      const isStep = isShortened() && Math.abs(stepPx) <= sizes.viewHeightPx && to > 0 && to < maxScrollPx()
      topPx = clamp(isStep ? topPx + stepPx : topOf(to), maxTopPx())
      scrollPx = to
    },

    /** Moves the list to `nextPx`; returns the scroll position of the element. */
    goTo(nextPx: number): number {
      topPx = clamp(nextPx, maxTopPx())
      scrollPx = clamp(scrollOf(topPx), maxScrollPx())
      return scrollPx
    },

    /** Scroll position of the element that matches the list, once scrolling has stopped. */
    alignedScrollPx(): number {
      return this.goTo(topPx)
    },

    /** The nearest `topPx` at which the whole row is visible. */
    topWith(index: number): number {
      const rowTopPx = index * sizes.rowHeightPx
      if (rowTopPx < topPx) return rowTopPx
      const leastPx = rowTopPx + sizes.rowHeightPx - sizes.viewHeightPx
      return Math.max(topPx, leastPx)
    },

    /** Number of whole rows that fit, at least 1. */
    get pageRows(): number {
      return Math.max(1, Math.floor(sizes.viewHeightPx / sizes.rowHeightPx))
    },

    range(): RowRange {
      const first = Math.floor(topPx / sizes.rowHeightPx)
      const end = Math.min(sizes.rowCount, Math.ceil((topPx + sizes.viewHeightPx) / sizes.rowHeightPx))
      return { first: Math.min(first, end), end, offsetPx: first * sizes.rowHeightPx - topPx }
    }
  }
}
