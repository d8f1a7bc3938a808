import type { RecordRow } from '../../../shared/records/row-schema'
import { RowCursor, type CursorList } from './row-cursor.svelte.ts'
import {
  noRows,
  selectedRange,
  selectionOf,
  withToggled,
  type RowSelection
} from '../../ui/grid/row-selection'

/** Maximum number of selected calls; also the limit of one download request. */
export const maxSelected = 10_000

interface ChoiceDeps extends CursorList {
  /** Rows of an index range (end exclusive); null when they can't be loaded. */
  rowsBetween: (from: number, to: number) => Promise<readonly RecordRow[] | null>
  onTooMany: () => void
}

/**
 * Cursor and selection. Selected rows are stored as they were when selected, so that copying them doesn't depend on
 * later changes of the list.
 */
export class RowChoice {
  readonly #deps: ChoiceDeps
  readonly #cursor: RowCursor
  #several = $state.raw<RowSelection<RecordRow>>(noRows)
  /** Where an extended selection starts. */
  #anchor = 0
  #requests = 0

  constructor(deps: ChoiceDeps) {
    this.#deps = deps
    this.#cursor = new RowCursor(deps)
  }

  /** Index of the cursor. */
  get index(): number {
    return this.#cursor.index
  }
  /** The call at the cursor; null while its row is being loaded, or before the cursor was placed. */
  get id(): string | null {
    return this.#cursor.id
  }
  /** Number of selected calls, or 1 for the cursor's. */
  get count(): number {
    return this.#several.size > 0 ? this.#several.size : this.id === null ? 0 : 1
  }
  /** The multiple selection; empty: only the cursor's row. */
  get several(): RowSelection<RecordRow> {
    return this.#several
  }
  isSelected(row: RecordRow): boolean {
    return this.#several.size > 0 ? this.#several.has(row.id) : row.id === this.id
  }
  /** The selected rows that are loaded. */
  rows(): RecordRow[] {
    if (this.#several.size > 0) return [...this.#several.values()]
    const { row } = this.#cursor
    return row === undefined ? [] : [row]
  }

  /** Moves the cursor; `isExtending` selects the rows in between. */
  moveTo(index: number, isExtending = false): void {
    if (this.#deps.total() === 0) return
    this.#cursor.moveTo(index)
    if (isExtending) void this.#select(this.#anchor, this.index)
    else {
      this.clearSeveral()
      this.#anchor = this.index
    }
  }

  /** Adds a row to the selection, or removes it. */
  toggle(index: number): void {
    this.#requests += 1
    const before = this.#several.size > 0 ? this.#several : selectionOf(this.rows())
    this.#cursor.moveTo(index)
    this.#anchor = this.index
    const row = this.#deps.row(this.index)
    if (row === undefined) return
    this.#several = withToggled(before, row, maxSelected)
    if (this.#several === before) this.#deps.onTooMany()
  }

  all(): void {
    this.#anchor = 0
    void this.#select(0, this.#deps.total() - 1)
  }

  /** Rows were loaded, possibly the cursor's. */
  arrived(): void {
    this.#cursor.arrived()
  }

  /** The cursor's call has a new index; undefined: it is gone, and the cursor keeps its index. */
  follow(index: number | undefined): void {
    this.#cursor.follow(index)
    this.#anchor = this.index
  }

  /** Resets cursor and selection. */
  clear(): void {
    this.clearSeveral()
    this.#cursor.clear()
    this.#anchor = 0
  }
  /** Clears the multiple selection; the cursor stays. */
  clearSeveral(): void {
    this.#requests += 1
    this.#several = noRows
  }

  /** Selects an index range; a newer request supersedes pending ones. */
  async #select(from: number, to: number): Promise<void> {
    const request = (this.#requests += 1)
    const range = selectedRange(from, to, maxSelected)
    const rows = await this.#deps.rowsBetween(range.from, range.to)
    if (request !== this.#requests || rows === null) return
    this.#several = selectionOf(rows)
    if (range.isTooMany) this.#deps.onTooMany()
  }
}
