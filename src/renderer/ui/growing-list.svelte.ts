import { tick } from 'svelte'
import { keepView } from '../platform/kept-view'
import { movedCursor } from './grid/grid-keys'
import { rowBatch } from './grow-at-end'

/** A list that grows as it is scrolled; one row, the selected one, is in the tab order. */
export class GrowingList<Row, Key extends string | number> {
  readonly #rows: () => readonly Row[]
  readonly #keyOf: (row: Row) => Key
  readonly #focusSelected: () => void
  #limit = $state(rowBatch)
  #selectedKey = $state<Key | null>(null)

  readonly visible = $derived.by(() => this.#rows().slice(0, this.#limit))
  /** The first row by default; null: the list is empty. */
  readonly selected = $derived.by(
    () => this.#rows().find((row) => this.#keyOf(row) === this.#selectedKey) ?? this.#rows()[0] ?? null
  )

  /** `keepAs`: the name under which the selection is kept for the window's next page. For the creation of a component. */
  constructor(
    keepAs: string,
    rows: () => readonly Row[],
    keyOf: (row: Row) => Key,
    focusSelected: () => void
  ) {
    this.#rows = rows
    this.#keyOf = keyOf
    this.#focusSelected = focusSelected
    $effect(() =>
      keepView(
        keepAs,
        () => ({ limit: this.#limit, key: this.#selectedKey }),
        ({ limit, key }: { limit: number; key: Key | null }) => {
          this.#limit = limit
          this.#selectedKey = key
        }
      )
    )
  }

  /** Number of rows to render. */
  get limit(): number {
    return this.#limit
  }
  get hasMore(): boolean {
    return this.#limit < this.#rows().length
  }
  grow(): void {
    this.#limit += rowBatch
  }

  /** The row in which an event occurred, by its `data-key`. */
  rowAt(event: Event): Row | null {
    const element = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-key]') : null
    return this.#rows().find((row) => String(this.#keyOf(row)) === element?.dataset['key']) ?? null
  }

  select(row: Row): void {
    this.#selectedKey = this.#keyOf(row)
  }
  /** The index that a key moves the selection to, not clamped to the list; undefined for other keys. */
  movedIndex(key: string): number | undefined {
    if (this.selected === null) return undefined
    const index = this.#rows().indexOf(this.selected)
    return movedCursor(key, { index, rowCount: this.#rows().length, fullRows: 9 })
  }
  /** Selects and focuses a row. */
  async moveTo(index: number): Promise<void> {
    const rows = this.#rows()
    const row = rows[Math.max(0, Math.min(index, rows.length - 1))]
    if (row === undefined) return
    if (index >= this.#limit) this.#limit = rows.length
    this.select(row)
    await tick()
    this.#focusSelected()
  }
}
