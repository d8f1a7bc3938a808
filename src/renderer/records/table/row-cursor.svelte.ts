import type { RecordRow } from '../../../shared/records/row-schema'

/** The list that a cursor moves in. */
export interface CursorList {
  total: () => number
  row: (index: number) => RecordRow | undefined
}

/** The cursor of the table, and the call there. */
export class RowCursor {
  readonly #list: CursorList
  #index = $state(0)
  #id = $state<string | null>(null)
  /** False until the user or a command has placed the cursor. */
  #isPlaced = false

  constructor(list: CursorList) {
    this.#list = list
  }

  get index(): number {
    return this.#index
  }
  /** The call at the cursor; null while its row is being loaded, or before the cursor was placed. */
  get id(): string | null {
    return this.#id
  }
  /** The row at the cursor, if it is loaded. */
  get row(): RecordRow | undefined {
    return this.#id === null ? undefined : this.#list.row(this.#index)
  }

  /** Places the cursor, limited to the list. */
  moveTo(index: number): void {
    this.#isPlaced = true
    this.#index = Math.max(0, Math.min(index, this.#list.total() - 1))
    this.#id = this.#list.row(this.#index)?.id ?? null
  }

  /** Rows were loaded, possibly the cursor's. */
  arrived(): void {
    if (this.#isPlaced && this.#id === null) this.#id = this.#list.row(this.#index)?.id ?? null
  }

  /** The cursor's call has a new index; undefined: it is gone, and the cursor keeps its index. */
  follow(index: number | undefined): void {
    if (index !== undefined) this.#index = index
    else if (this.#isPlaced) this.moveTo(this.#index)
  }

  clear(): void {
    this.#isPlaced = false
    this.#index = 0
    this.#id = null
  }
}
