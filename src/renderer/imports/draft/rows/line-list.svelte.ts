import type { Bridge } from '../../../../shared/app/contract'
import type { DraftFilter, DraftLine } from '../../../../shared/imports/schema'
import { PagedList } from '../../../ui/grid/paged-list.svelte.ts'
import { fetchLines } from './fetch-lines'

/** Initial filter: omitted entries of all lists. */
export const wholeFilter: DraftFilter = { part: 'left-out', reasons: [], tableId: null, search: '' }
/** Debounce interval of the search. */
const typingMs = 150

/** The rows of a draft under a filter; the cursor stays on its entry when the draft changes. */
export class LineList extends PagedList<DraftLine> {
  readonly #commands: Pick<Bridge['commands'], 'imports:lines'>
  #filter = $state.raw<DraftFilter>(wholeFilter)
  #typing: ReturnType<typeof setTimeout> | undefined

  constructor(commands: Pick<Bridge['commands'], 'imports:lines'>) {
    super()
    this.#commands = commands
  }

  get filter(): DraftFilter {
    return this.#filter
  }

  /** Shows the lines of another filter from their beginning. `isTyped` debounces the request. */
  setFilter(part: Partial<DraftFilter>, isTyped = false): void {
    this.#filter = { ...this.#filter, ...part }
    if (!isTyped) {
      this.#request(false)
      return
    }
    clearTimeout(this.#typing)
    this.#typing = setTimeout(() => this.#request(false), typingMs)
  }

  /** Reloads the lines at the current position after the draft changed. */
  refresh(): void {
    this.#request(true)
  }

  retry(): void {
    if (this.error !== null) this.refresh()
    else this.retryRows()
  }

  /** Resets the list: there are no tables any more. */
  override clear(): void {
    clearTimeout(this.#typing)
    this.#filter = wholeFilter
    super.clear()
  }

  /** Cancels pending requests. */
  override dispose(): void {
    clearTimeout(this.#typing)
    super.dispose()
  }

  protected override keyOf(line: DraftLine): number {
    return line.n
  }

  protected override onOutdated(): void {
    this.refresh()
  }

  #request(isSamePlace: boolean): void {
    clearTimeout(this.#typing)
    void this.load(fetchLines(this.#commands, this.#filter), isSamePlace)
  }
}
