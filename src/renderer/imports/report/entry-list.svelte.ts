import { createVirtualRows } from '../../ui/grid/virtual-rows.svelte.ts'
import { createEntryView, emptyState } from './entry-view'

/** The reactive state of a list of any length; see `createEntryView`. */
export function createEntryList<Row>() {
  const rows = createVirtualRows((first, end) => view.look(first, end))
  let state = $state.raw(emptyState)
  const view = createEntryView<Row>({ viewport: rows.viewport, onState: (next) => (state = next) })

  const total = $derived(state.total)
  const cursor = $derived(state.cursor)
  const isBusy = $derived(state.isBusy)
  const error = $derived(state.error)
  const arrivals = $derived(state.arrivals)

  return {
    rows,
    ask: view.ask,
    moveTo: view.moveTo,
    close: view.close,
    /** Null: unknown. */
    get total() {
      return total
    },
    get cursor() {
      return cursor
    },
    get isBusy() {
      return isBusy
    },
    /** Why rows could not be loaded. */
    get error() {
      return error
    },
    /** Undefined while it is being loaded; callers become reactive to loaded rows. */
    row: (index: number): Row | undefined => (arrivals >= 0 ? view.row(index) : undefined)
  }
}
