/**
 * Chromium cuts an element at 2^25 px and draws unevenly long before; a list that is higher than this is
 * scrolled through a spacer of this height.
 */
export const maxSpacerPx = 8_000_000
/** At both ends of a shortened spacer a pixel is a pixel, so that the ends are reached by any small steps. */
const exactPx = 100_000

/** How large the list is, px. */
export interface RowSizes {
  rowCount: number
  rowHeightPx: number
  /** Of the part in which rows are seen. */
  viewHeightPx: number
}

/** The rows that are seen: from `first` to before `end`, the first one `offsetPx` (≤ 0) from the top. */
export interface RowRange {
  first: number
  end: number
  offsetPx: number
}

/**
 * Where a list of any length stands. Up to {@link maxSpacerPx} its place is the element's own. Beyond that a
 * small step (wheel, touch) still moves the rows by as many pixels, and a jump (the scroll bar's thumb) goes to
 * the share of the whole; `settledScrollPx` brings the element back in step when the scrolling rests.
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

  /** Pixels of the list for one of the spacer, between its exact ends. */
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
    /** Height of the spacer in which the rows are scrolled, px. */
    get spacerPx(): number {
      return spacerPx()
    },
    /** Where the list stands, px from its beginning. */
    get topPx(): number {
      return topPx
    },

    /** Takes new sizes; the list stays where it is, within its ends. */
    resize(next: RowSizes): void {
      sizes = next
      topPx = clamp(topPx, maxTopPx())
      scrollPx = clamp(scrollOf(topPx), maxScrollPx())
    },

    /** The element was scrolled to `nowPx`. */
    scrolled(nowPx: number): void {
      const to = clamp(nowPx, maxScrollPx())
      const stepPx = to - scrollPx
      // What is less than a pixel is the element's rounding of where it was put.
      if (isShortened() && Math.abs(stepPx) < 1 && to > 0 && to < maxScrollPx()) return
      const isStep = isShortened() && Math.abs(stepPx) <= sizes.viewHeightPx && to > 0 && to < maxScrollPx()
      topPx = clamp(isStep ? topPx + stepPx : topOf(to), maxTopPx())
      scrollPx = to
    },

    /** Puts the list to `nextPx` from its beginning; gives where the element is to be scrolled to. */
    goTo(nextPx: number): number {
      topPx = clamp(nextPx, maxTopPx())
      scrollPx = clamp(scrollOf(topPx), maxScrollPx())
      return scrollPx
    },

    /** Where the element belongs for what is shown, once the scrolling rests. */
    settledScrollPx(): number {
      return this.goTo(topPx)
    },

    /** Where `topPx` must be so that a row is seen whole; the same when it is. */
    topWith(index: number): number {
      const rowTopPx = index * sizes.rowHeightPx
      if (rowTopPx < topPx) return rowTopPx
      const leastPx = rowTopPx + sizes.rowHeightPx - sizes.viewHeightPx
      return Math.max(topPx, leastPx)
    },

    /** Whole rows that fit, at least one: a page. */
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
