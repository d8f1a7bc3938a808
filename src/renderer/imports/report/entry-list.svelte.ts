import { tick } from 'svelte'
import { createEntryView, nothingSeen } from './entry-view'

/** A list of any length as it is drawn: see `createEntryView`. */
export function createEntryList<Row>() {
  let scroller: HTMLElement | null = null
  let standing = $state.raw(nothingSeen)
  const view = createEntryView<Row>({ onStanding: (next) => (standing = next), onPlaced: align })

  // What draws the rows is only woken when one of these changes.
  const first = $derived(standing.first)
  const end = $derived(standing.end)
  const offsetPx = $derived(standing.offsetPx)
  const spacerPx = $derived(standing.spacerPx)
  const fullRows = $derived(standing.fullRows)
  const total = $derived(standing.total)
  const cursor = $derived(standing.cursor)
  const isBusy = $derived(standing.isBusy)
  const error = $derived(standing.error)
  const arrivals = $derived(standing.arrivals)

  /** Puts the element to where the list stands, once it is as high as it must be. */
  function align(): void {
    void tick().then(() => {
      if (scroller !== null) scroller.scrollTop = view.settledPx()
    })
  }

  return {
    ask: view.ask,
    moveTo: view.moveTo,
    measured: view.measured,
    scrolled: view.scrolled,
    close: view.close,
    /** The scrolling rests. */
    settled: align,
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
    get rowHeightPx() {
      return view.rowHeightPx
    },
    get fullRows() {
      return fullRows
    },
    /** Null: not known yet. */
    get total() {
      return total
    },
    get cursor() {
      return cursor
    },
    get isBusy() {
      return isBusy
    },
    /** Why rows could not be had. */
    get error() {
      return error
    },
    /** Undefined while it is under way; what reads a row is woken when rows come. */
    row: (index: number): Row | undefined => (arrivals >= 0 ? view.row(index) : undefined),
    attach(element: HTMLElement): () => void {
      scroller = element
      return () => {
        scroller = null
      }
    }
  }
}
