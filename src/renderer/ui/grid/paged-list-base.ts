import type { AppError } from '../../../shared/platform/schema'
import type { Result } from '../../../shared/platform/result'
import { pageRows, pageStart, RowPages } from './row-pages'
import type { RowViewport } from './row-viewport'

/** Maximum number of rows in the request for a kept position. */
const maxAtOnce = 500

/** Some rows of a list, and its total number of rows. */
export interface ListPart<Row> {
  total: number
  rows: readonly Row[]
}

/** Loads rows of one view; fails with `view-outdated` when they belong to a newer one. */
export type FetchPart<Row> = (offset: number, limit: number) => Promise<Result<ListPart<Row>>>

/** A view with its first rows, which start at `offset`. */
interface LoadedView<Row> extends ListPart<Row> {
  offset: number
  fetchRows: (offset: number, limit: number) => Promise<Result<readonly Row[]>>
}

/** Cursor and loading state of a list. */
export interface PagedListState {
  /** Null: no view was loaded yet. */
  total: number | null
  cursor: number
  /** A view is being loaded. */
  isBusy: boolean
  /** Why the last view could not be loaded. */
  error: AppError | null
  /** Why some rows could not be loaded. */
  rowsError: AppError | null
  /** Increases when rows were loaded. */
  arrivals: number
}

/** Initial state. */
export const emptyState: PagedListState = {
  total: null,
  cursor: 0,
  isBusy: false,
  error: null,
  rowsError: null,
  arrivals: 0
}

/**
 * A list of any length with a cursor; only the rows in and around the viewport are loaded. A view replaces the
 * previous one as a whole once its first rows are loaded, so that rows of two views never mix.
 */
export abstract class PagedListBase<Row> {
  #state = emptyState
  #pages: RowPages<Row> | null = null
  /** Key of the cursor's row. */
  #cursorKey: unknown
  #requests = 0

  protected abstract get viewport(): RowViewport
  /** Called on every change of the state. */
  protected abstract onState(state: PagedListState): void

  /** Identifies a row, so that the cursor stays on it when the view is replaced; undefined: it keeps its index. */
  protected keyOf(_row: Row): unknown {
    return undefined
  }
  /** Rows belong to a newer view, which has to be requested. */
  protected onOutdated(): void {}

  protected update(change: Partial<PagedListState>): void {
    this.#state = { ...this.#state, ...change }
    this.onState(this.#state)
  }

  /** Undefined while it is being loaded. */
  row(index: number): Row | undefined {
    return this.#pages?.row(index)
  }

  /** Index of a matching row on the first page; null: none. */
  protected indexOfLoaded(isMatch: (row: Row) => boolean): number | null {
    for (let index = 0; index < Math.min(pageRows, this.#state.total ?? 0); index += 1) {
      const row = this.row(index)
      if (row !== undefined && isMatch(row)) return index
    }
    return null
  }

  /** Sets the visible range, and loads its rows. */
  setVisible(first: number, end: number): void {
    this.#pages?.setVisible(first, end)
  }

  /** Requests a view, at the current position or from its beginning; supersedes earlier requests. */
  async load(fetchPart: FetchPart<Row>, isSamePlace: boolean): Promise<void> {
    const request = (this.#requests += 1)
    this.update({ isBusy: true })
    const { first, end } = isSamePlace ? this.viewport.visible : { first: 0, end: 0 }
    let offset = pageStart(first)
    const needed = Math.ceil(end / pageRows) * pageRows - offset
    let reply = await fetchPart(offset, Math.min(maxAtOnce, Math.max(pageRows, needed)))
    // The list is now shorter than the current position.
    if (request === this.#requests && reply.ok && reply.value.rows.length === 0 && reply.value.total > 0) {
      offset = pageStart(reply.value.total - 1)
      reply = await fetchPart(offset, pageRows)
    }
    if (request !== this.#requests) return
    this.update({ isBusy: false })
    if (!reply.ok) {
      this.#fail('error', reply.error)
      return
    }
    const fetchRows = async (from: number, limit: number) => {
      const part = await fetchPart(from, limit)
      return part.ok ? { ok: true as const, value: part.value.rows } : part
    }
    this.show({ ...reply.value, offset, fetchRows }, isSamePlace ? this.viewport.topPx : 0)
    if (isSamePlace) this.#followRow()
    else this.#setCursor(0)
  }

  /** Shows a view, scrolled to `topPx`. */
  protected show({ total, offset, rows, fetchRows }: LoadedView<Row>, topPx: number): void {
    this.#pages?.dispose()
    this.#pages = new RowPages<Row>({
      rowCount: total,
      fetchRows,
      onRows: () => {
        this.#cursorKey ??= this.#keyAt(this.#state.cursor)
        this.update({ arrivals: this.#state.arrivals + 1, rowsError: null })
      },
      onError: (error) => this.#fail('rowsError', error)
    })
    this.#pages.put(offset, rows)
    this.update({ total, error: null, rowsError: null, arrivals: this.#state.arrivals + 1 })
    this.viewport.resize(total, topPx)
  }

  /** Moves the cursor, limited to the list, and scrolls to it. */
  moveTo(index: number): void {
    if ((this.#state.total ?? 0) === 0) return
    this.#setCursor(index)
    this.viewport.reveal(this.#state.cursor)
  }

  /** Replaces a row in the loaded pages, until the view is requested again. */
  replace(row: Row, isReplaced: (known: Row) => boolean): void {
    this.#pages?.replace(row, isReplaced)
  }

  /** Requests failed rows again. */
  retryRows(): void {
    this.update({ rowsError: null })
    this.#pages?.retry()
  }

  /** Cancels all requests. */
  dispose(): void {
    this.#requests += 1
    this.#pages?.dispose()
  }

  /** Discards the view and cancels all requests. */
  clear(): void {
    this.dispose()
    this.#pages = null
    this.#cursorKey = undefined
    this.update({ ...emptyState, arrivals: this.#state.arrivals + 1 })
    this.viewport.resize(0)
  }

  #fail(kind: 'error' | 'rowsError', error: AppError): void {
    if (error.code === 'view-outdated') this.onOutdated()
    else this.update({ [kind]: error })
  }

  #keyAt(index: number): unknown {
    const row = this.#pages?.row(index)
    return row === undefined ? undefined : this.keyOf(row)
  }

  #setCursor(index: number): void {
    const cursor = Math.max(0, Math.min(index, (this.#state.total ?? 0) - 1))
    this.#cursorKey = this.#keyAt(cursor)
    this.update({ cursor })
  }

  /** Moves the cursor with its row, and scrolls along if it was visible; if the row is gone, it keeps its index. */
  #followRow(): void {
    const before = this.#state.cursor
    const index = this.#cursorKey === undefined ? undefined : this.#indexOf(this.#cursorKey)
    this.#setCursor(index ?? before)
    const { visible, topPx, rowHeightPx } = this.viewport
    const wasVisible = before >= visible.first && before < visible.end
    if (wasVisible && index !== undefined) this.viewport.goTo(topPx + (index - before) * rowHeightPx)
  }

  /** Index of a row in or near the visible range. */
  #indexOf(key: unknown): number | undefined {
    const { first, end } = this.viewport.visible
    const from = Math.max(0, first - pageRows)
    return Array.from({ length: end + pageRows - from }, (_, step) => from + step).find(
      (index) => this.#keyAt(index) === key
    )
  }
}
