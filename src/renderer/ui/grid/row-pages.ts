import type { AppError } from '../../../shared/platform/schema'
import type { Result } from '../../../shared/platform/result'

/** Rows per request. */
export const pageRows = 100
const maxPages = 60
const maxPending = 2
/** After a jump, wait until scrolling has paused this long: a dragged thumb passes thousands of pages. */
const scrollPauseMs = 40

/** Offset of the page that contains a row. */
export const pageStart = (index: number): number => Math.floor(index / pageRows) * pageRows

/** Where pages come from. `onRows`: rows were loaded; `onError`: a page failed. */
interface PageSource<Row> {
  rowCount: number
  fetchRows: (offset: number, limit: number) => Promise<Result<readonly Row[]>>
  onRows: () => void
  onError: (error: AppError) => void
}

/**
 * Rows of one view, loaded as they become visible. Keeps at most {@link maxPages} pages, with at most two requests
 * pending; pages that were scrolled past meanwhile are not requested.
 */
export class RowPages<Row> {
  readonly #source: PageSource<Row>
  readonly #pages = new Map<number, readonly Row[]>()
  readonly #pending = new Set<number>()
  readonly #failed = new Set<number>()
  #visible = { first: 0, end: 0 }
  #scrollPause: ReturnType<typeof setTimeout> | undefined
  #isDisposed = false

  constructor(source: PageSource<Row>) {
    this.#source = source
  }

  /** Undefined while it is being loaded. */
  row(index: number): Row | undefined {
    return this.#pages.get(Math.floor(index / pageRows))?.[index % pageRows]
  }

  /** Sets the visible range; loads missing rows in and around it, visible ones first. */
  setVisible(first: number, end: number): void {
    const before = this.#visible
    if (first === before.first && end === before.end) return
    this.#visible = { first, end }
    if (before.end === 0 || (first < before.end && end > before.first)) {
      this.#requestNext()
      return
    }
    clearTimeout(this.#scrollPause)
    this.#scrollPause = setTimeout(() => {
      this.#scrollPause = undefined
      this.#requestNext()
    }, scrollPauseMs)
  }

  /** Adds rows that were loaded elsewhere. `offset`: a multiple of {@link pageRows}. */
  put(offset: number, rows: readonly Row[]): void {
    for (let from = 0; from < rows.length; from += pageRows)
      this.#keep((offset + from) / pageRows, rows.slice(from, from + pageRows))
  }

  /** Replaces a row in the loaded pages. */
  replace(row: Row, isReplaced: (known: Row) => boolean): void {
    for (const [page, rows] of this.#pages)
      if (rows.some(isReplaced))
        this.#pages.set(
          page,
          rows.map((known) => (isReplaced(known) ? row : known))
        )
    this.#source.onRows()
  }

  /** Requests failed pages again. */
  retry(): void {
    this.#failed.clear()
    this.#requestNext()
  }

  /** Discards pending replies. */
  dispose(): void {
    clearTimeout(this.#scrollPause)
    this.#isDisposed = true
  }

  /** The wanted pages by priority: visible ones, then the next and the previous page. */
  #wanted(): number[] {
    const { first, end } = this.#visible
    if (end <= first) return []
    const from = Math.floor(first / pageRows)
    const to = Math.floor((end - 1) / pageRows)
    const last = Math.ceil(this.#source.rowCount / pageRows) - 1
    const visible = Array.from({ length: to - from + 1 }, (_, index) => from + index)
    return [...visible, to + 1, from - 1].filter((page) => page >= 0 && page <= last)
  }

  #keep(page: number, rows: readonly Row[]): void {
    this.#pages.set(page, rows)
    const middle = (this.#visible.first + this.#visible.end) / 2 / pageRows
    while (this.#pages.size > maxPages) {
      const farthest = [...this.#pages.keys()].reduce((one, other) =>
        Math.abs(other - middle) > Math.abs(one - middle) ? other : one
      )
      this.#pages.delete(farthest)
    }
  }

  #requestNext(): void {
    if (this.#isDisposed || this.#scrollPause !== undefined) return
    for (const page of this.#wanted()) {
      if (this.#pending.size >= maxPending) return
      if (!this.#pages.has(page) && !this.#pending.has(page) && !this.#failed.has(page))
        void this.#request(page)
    }
  }

  async #request(page: number): Promise<void> {
    this.#pending.add(page)
    const reply = await this.#source.fetchRows(page * pageRows, pageRows)
    this.#pending.delete(page)
    if (this.#isDisposed) return
    if (reply.ok) {
      this.#keep(page, reply.value)
      this.#source.onRows()
    } else {
      this.#failed.add(page)
      this.#source.onError(reply.error)
    }
    this.#requestNext()
  }
}
