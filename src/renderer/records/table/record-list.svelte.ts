import type { Bridge } from '../../../shared/app/contract'
import type { RecordFilter, RecordSort } from '../../../shared/records/filter-schema'
import type { RecordRow } from '../../../shared/records/row-schema'
import type { RecordView } from '../../../shared/records/view-schema'
import { PagedList } from '../../ui/grid/paged-list.svelte.ts'
import { createViewLoader, movedBy, type KeptPlace, type ReadyView } from '../record-view'

/** Commands used by the list of records. */
export type ListCommands = Pick<Bridge['commands'], 'records:view' | 'records:rows' | 'records:neighbour'>

/** What the list needs of its page: the cursor, and refreshes. */
interface ListDeps {
  /** The row to locate in the next view; null: none. */
  chosen: () => { id: string; index: number } | null
  /** Reports the new indexes of located rows; `isKept`: the scroll position was kept. */
  onPlaced: (places: ReadyView['places'], isKept: boolean) => void
  /** The store has a newer view. */
  onOutdated: () => void
}

/** The list of records: the newest view, and the rows around the scroll position. */
export class RecordList extends PagedList<RecordRow> {
  readonly #commands: ListCommands
  readonly #deps: ListDeps
  readonly #loader: ReturnType<typeof createViewLoader>
  #view = $state.raw<RecordView | null>(null)
  #kept: KeptPlace | null = null

  /** Null until the first view is loaded. */
  readonly viewId = $derived(this.#view?.viewId ?? null)
  readonly totals = $derived(this.#view?.totals ?? null)

  constructor(commands: ListCommands, deps: ListDeps) {
    super()
    this.#commands = commands
    this.#deps = deps
    this.#loader = createViewLoader({
      commands,
      onReady: (ready) => this.#showView(ready),
      onError: (error) => this.update({ isBusy: false, error })
    })
  }

  /** Requests a view; `isSamePlace` keeps the scroll position, otherwise it starts at the top. */
  request(filter: RecordFilter, sort: RecordSort, isSamePlace: boolean): Promise<void> {
    this.update({ isBusy: true })
    this.#kept = isSamePlace && this.#view !== null ? this.#placeNow() : null
    return this.#loader.load(filter, sort, this.#kept)
  }

  override clear(): void {
    this.#loader.drop()
    this.#view = null
    super.clear()
  }

  protected override onOutdated(): void {
    if (!this.#loader.isBusy) this.#deps.onOutdated()
  }

  #showView(ready: ReadyView): void {
    const { viewId, totals } = ready.view
    const { topPx, rowHeightPx } = this.viewport
    const kept = this.#kept
    this.#view = ready.view
    this.update({ isBusy: false })
    this.show(
      {
        total: totals.calls,
        offset: ready.offset,
        rows: ready.rows,
        fetchRows: async (offset, limit) => {
          const reply = await this.#commands['records:rows']({ viewId, offset, limit })
          return reply.ok ? { ok: true, value: reply.value.rows } : reply
        }
      },
      kept === null ? 0 : topPx + movedBy(kept, ready.places) * rowHeightPx
    )
    this.#deps.onPlaced(ready.places, kept !== null)
  }

  /**
   * The current scroll position. The anchor is the selected call if it is visible, else the first visible call. At
   * the top a list has no anchor, so that new calls become visible.
   */
  #placeNow(): KeptPlace {
    const chosen = this.#deps.chosen()
    const { first, end } = this.viewport.visible
    const top = this.row(first)
    const isChosenVisible = chosen !== null && chosen.index >= first && chosen.index < end
    const anchor = isChosenVisible ? chosen : top === undefined ? null : { id: top.id, index: first }
    const calls = [anchor, chosen].filter((call) => call !== null)
    return {
      first,
      count: Math.max(1, end - first),
      anchorId: this.viewport.topPx === 0 ? null : (anchor?.id ?? null),
      calls: anchor !== null && anchor.id === chosen?.id ? [anchor] : calls
    }
  }
}
