import type { ContactRow } from '../../shared/contacts/schema'
import { noRows, selectedRange, selectionOf, withToggled, type RowSelection } from '../ui/grid/row-selection'
import type { ContactList } from './contact-list.svelte.ts'

/** Maximum number of selected contacts, which is also that of one deletion. */
export const maxSelectedContacts = 1_000

/** The contacts that an action is for: the cursor's, or several. */
export class ContactSelection {
  readonly #list: ContactList
  readonly #onTooMany: () => void
  #several = $state.raw<RowSelection<ContactRow>>(noRows)
  /** Where an extended selection starts. */
  #anchor = 0
  #requests = 0

  constructor(list: ContactList, onTooMany: () => void) {
    this.#list = list
    this.#onTooMany = onTooMany
  }

  /** The multiple selection; empty: only the cursor's contact. */
  get several(): RowSelection<ContactRow> {
    return this.#several
  }
  isSelected(index: number): boolean {
    if (this.#several.size === 0) return index === this.#list.cursor
    const row = this.#list.row(index)
    return row !== undefined && this.#several.has(row.id)
  }
  /** The selected contacts that are loaded. */
  rows(): ContactRow[] {
    if (this.#several.size > 0) return [...this.#several.values()]
    const row = this.#list.row(this.#list.cursor)
    return row === undefined ? [] : [row]
  }

  /** Moves the cursor; `isExtending` selects the rows in between. */
  moveTo(index: number, isExtending = false): void {
    this.#list.moveTo(index)
    if (isExtending) void this.#select(this.#anchor, this.#list.cursor)
    else {
      this.clear()
      this.#anchor = this.#list.cursor
    }
  }

  /** Adds a contact to the selection, or removes it. */
  toggle(index: number): void {
    this.#requests += 1
    const before = this.#several.size > 0 ? this.#several : selectionOf(this.rows())
    this.#list.moveTo(index)
    this.#anchor = this.#list.cursor
    const row = this.#list.row(this.#list.cursor)
    if (row === undefined) return
    this.#several = withToggled(before, row, maxSelectedContacts)
    if (this.#several === before) this.#onTooMany()
  }

  all(): void {
    this.#anchor = 0
    void this.#select(0, (this.#list.total ?? 0) - 1)
  }

  /** Back to the cursor's contact alone. */
  clear(): void {
    this.#requests += 1
    this.#several = noRows
  }

  /** Selects an index range; a newer request supersedes pending ones. */
  async #select(from: number, to: number): Promise<void> {
    const request = (this.#requests += 1)
    const range = selectedRange(from, to, maxSelectedContacts)
    const rows = await this.#list.rowsBetween(range.from, range.to)
    if (request !== this.#requests || rows === null) return
    this.#several = selectionOf(rows)
    if (range.isTooMany) this.#onTooMany()
  }
}
