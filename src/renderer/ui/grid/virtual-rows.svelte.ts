import { tick } from 'svelte'
import { createRowViewport, nothingVisible } from './row-viewport'

/** Reactive row viewport of a `VirtualGrid`; `onVisible` loads the rows. */
export function createVirtualRows(onVisible: (first: number, end: number) => void) {
  let element: HTMLElement | null = null
  let visible = $state.raw(nothingVisible)
  const viewport = createRowViewport({
    onVisible: (next) => {
      visible = next
      onVisible(next.first, next.end)
    },
    onPlaced: align
  })

  // Primitive values: readers rerun only when their own value changes.
  const rowCount = $derived(visible.rowCount)
  const first = $derived(visible.first)
  const end = $derived(visible.end)
  const offsetPx = $derived(visible.offsetPx)
  const spacerPx = $derived(visible.spacerPx)
  const fullRows = $derived(visible.fullRows)

  /** Scrolls the element to the list's position after its spacer was resized. */
  function align(): void {
    void tick().then(() => {
      if (element !== null) element.scrollTop = viewport.alignedScrollPx()
    })
  }

  return {
    viewport,
    get rowCount() {
      return rowCount
    },
    get first() {
      return first
    },
    get end() {
      return end
    },
    get offsetPx() {
      return offsetPx
    },
    get spacerPx() {
      return spacerPx
    },
    get fullRows() {
      return fullRows
    },
    /** Attachment of the scrolled element. */
    attach: (scrolled: HTMLElement) => {
      element = scrolled
      align()
      return () => {
        element = null
      }
    },
    /** Call when scrolling has stopped. */
    align
  }
}

/** See {@link createVirtualRows}. */
export type VirtualRows = ReturnType<typeof createVirtualRows>
