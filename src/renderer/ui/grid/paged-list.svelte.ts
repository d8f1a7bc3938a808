import { emptyState, PagedListBase, type PagedListState } from './paged-list-base'
import { createVirtualRows } from './virtual-rows.svelte.ts'

/** A reactive list of any length, rendered by a `VirtualGrid`. */
export class PagedList<Row> extends PagedListBase<Row> {
  /** For the grid. */
  readonly rows = createVirtualRows((first, end) => this.setVisible(first, end))
  #state = $state.raw(emptyState)

  // Primitive values: readers rerun only when their own value changes.
  readonly total = $derived(this.#state.total)
  readonly cursor = $derived(this.#state.cursor)
  readonly isBusy = $derived(this.#state.isBusy)
  readonly error = $derived(this.#state.error)
  readonly rowsError = $derived(this.#state.rowsError)
  readonly #arrivals = $derived(this.#state.arrivals)

  /** Undefined while it is being loaded; readers become reactive to loaded rows. */
  override row(index: number): Row | undefined {
    return this.#arrivals >= 0 ? super.row(index) : undefined
  }

  protected override get viewport() {
    return this.rows.viewport
  }
  protected override onState(state: PagedListState): void {
    this.#state = state
  }
}
