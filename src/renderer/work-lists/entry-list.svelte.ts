import type { Bridge } from '../../shared/app/contract'
import { maxWorkRows } from '../../shared/work-lists/limits'
import type { WorkEntry, WorkEntryFilter } from '../../shared/work-lists/schema'
import { PagedList } from '../ui/grid/paged-list.svelte.ts'
import { selectedRange } from '../ui/grid/row-selection'
import { entryIds, withToggledId, type EntryIds } from './entry-selection'

/** Debounce interval of the search, in ms. */
const typingMs = 150

/** Maximum number of selected entries, which is also that of one change. */
export const maxSelectedEntries = 1_000

/** A filter that all entries match. */
export const allEntries: WorkEntryFilter = { states: [], results: [], text: '' }

/** The entries of a list that match a filter; the cursor stays on its entry when they change. */
export class EntryList extends PagedList<WorkEntry> {
  readonly #commands: Pick<Bridge['commands'], 'work-lists:entries'>
  readonly #listId: string
  #filter = $state.raw(allEntries)
  #typing: ReturnType<typeof setTimeout> | undefined
  /** The selected ids; empty: only the cursor's entry. */
  #several = $state.raw<EntryIds>(entryIds())
  /** Where an extended selection starts. */
  #anchor = 0
  #requests = 0

  constructor(commands: Pick<Bridge['commands'], 'work-lists:entries'>, listId: string) {
    super()
    this.#commands = commands
    this.#listId = listId
  }

  get filter(): WorkEntryFilter {
    return this.#filter
  }
  get isFiltered(): boolean {
    const { states, results, text } = this.#filter
    return states.length > 0 || results.length > 0 || text !== ''
  }
  get several(): EntryIds {
    return this.#several
  }

  /** Shows other entries, from the beginning of the list. `isTyped`: waits for further typing. */
  filterBy(change: Partial<WorkEntryFilter>, isTyped = false): void {
    this.#filter = { ...this.#filter, ...change }
    this.select(null)
    clearTimeout(this.#typing)
    if (isTyped) this.#typing = setTimeout(() => this.#request(false), typingMs)
    else this.#request(false)
  }
  /** Loads the entries again at the current position. */
  refresh(): void {
    this.#request(true)
  }
  retry(): void {
    if (this.error !== null) this.refresh()
    else this.retryRows()
  }

  isSelected(index: number): boolean {
    const id = this.row(index)?.id
    return this.#several.size === 0 ? index === this.cursor : id !== undefined && this.#several.has(id)
  }
  /** The ids of the selected entries. */
  selectedIds(): number[] {
    if (this.#several.size > 0) return [...this.#several]
    const row = this.row(this.cursor)
    return row === undefined ? [] : [row.id]
  }
  /** Moves the cursor; null: only ends a selection of several. */
  select(index: number | null): void {
    this.#requests += 1
    this.#several = entryIds()
    if (index !== null) this.moveTo(index)
    this.#anchor = this.cursor
  }
  /** Adds an entry to the selection, or removes it; false: too many are selected. */
  toggle(index: number): boolean {
    this.#requests += 1
    const before = entryIds(this.selectedIds())
    this.moveTo(index)
    this.#anchor = this.cursor
    const id = this.row(this.cursor)?.id
    if (id === undefined) return true
    const after = withToggledId(before, id, maxSelectedEntries)
    this.#several = after ?? before
    return after !== null
  }
  /** Selects the entries from the last selected one to `index`; false: only the first of them. */
  async extendTo(index: number): Promise<boolean> {
    this.moveTo(index)
    return this.#selectRange(this.#anchor, this.cursor)
  }
  async selectAll(): Promise<boolean> {
    this.#anchor = 0
    return this.#selectRange(0, (this.total ?? 0) - 1)
  }

  protected override keyOf(row: WorkEntry): number {
    return row.id
  }
  protected override onOutdated(): void {
    this.refresh()
  }

  async #selectRange(from: number, to: number): Promise<boolean> {
    const request = (this.#requests += 1)
    const range = selectedRange(from, to, maxSelectedEntries)
    const ids: number[] = []
    for (let offset = range.from; offset < range.to; offset += maxWorkRows) {
      const part = await this.#fetch(this.#filter, offset, Math.min(maxWorkRows, range.to - offset))
      if (!part.ok || request !== this.#requests) return true
      ids.push(...part.value.rows.map(({ id }) => id))
    }
    this.#several = entryIds(ids)
    return !range.isTooMany
  }

  #request(isSamePlace: boolean): void {
    clearTimeout(this.#typing)
    const filter = this.#filter
    void this.load((offset, limit) => this.#fetch(filter, offset, limit), isSamePlace)
  }

  #fetch(filter: WorkEntryFilter, offset: number, limit: number) {
    return this.#commands['work-lists:entries']({ id: this.#listId, filter, offset, limit })
  }
}
