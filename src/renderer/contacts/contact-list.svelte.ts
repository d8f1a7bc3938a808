import type { Bridge } from '../../shared/app/contract'
import type { ContactRow } from '../../shared/contacts/schema'
import { PagedList } from '../ui/grid/paged-list.svelte.ts'

/** Debounce interval of the search, in ms. */
const typingMs = 120

/** Maximum number of rows of one request (`maxContactRows`). */
const maxRows = 500

/** The contacts that match a search, by name; the cursor stays on its contact when they change. */
export class ContactList extends PagedList<ContactRow> {
  readonly #commands: Pick<Bridge['commands'], 'contacts:search'>
  #text = $state('')
  #typing: ReturnType<typeof setTimeout> | undefined
  /** Of the contacts that are shown. */
  #revision = -1
  /** The contact that the cursor goes to as soon as it is loaded. */
  #wantedId: string | null = null

  constructor(commands: Pick<Bridge['commands'], 'contacts:search'>) {
    super()
    this.#commands = commands
  }

  /** The text that is searched for. */
  get text(): string {
    return this.#text
  }

  /** Searches for another text, from the beginning of the list. */
  search(text: string, isTyped = true): void {
    this.#wantedId = null
    this.#text = text
    clearTimeout(this.#typing)
    if (isTyped) this.#typing = setTimeout(() => this.#request(false), typingMs)
    else this.#request(false)
  }

  /** Searches for `text`, and moves the cursor to the contact `id` among the first matches. */
  find(text: string, id: string): void {
    this.search(text, false)
    this.#wantedId = id
  }

  /** Loads the list again at the current position. */
  refresh(): void {
    this.#request(true)
  }

  retry(): void {
    if (this.error !== null) this.refresh()
    else this.retryRows()
  }

  /** Loads the rows of an index range (end exclusive); null when some can't be loaded. */
  async rowsBetween(from: number, to: number): Promise<ContactRow[] | null> {
    const rows: ContactRow[] = []
    while (rows.length < to - from) {
      const offset = from + rows.length
      const part = await this.#fetch(this.#text, offset, Math.min(maxRows, to - offset))
      if (!part.ok || part.value.rows.length === 0) return null
      rows.push(...part.value.rows)
    }
    return rows
  }

  override clear(): void {
    clearTimeout(this.#typing)
    this.#text = ''
    super.clear()
  }

  protected override keyOf(row: ContactRow): string {
    return row.id
  }
  protected override onOutdated(): void {
    this.refresh()
  }

  #request(isSamePlace: boolean): void {
    clearTimeout(this.#typing)
    const text = this.#text
    let isFirst = true
    const loading = this.load(async (offset, limit) => {
      const part = await this.#fetch(text, offset, limit)
      if (!part.ok) return part
      // Rows of other contacts than those of the first page don't fit between them.
      if (isFirst) this.#revision = part.value.revision
      else if (part.value.revision !== this.#revision) return { ok: false, error: { code: 'view-outdated' } }
      isFirst = false
      return part
    }, isSamePlace)
    void loading.then(() => this.#goToWanted())
  }

  #goToWanted(): void {
    if (this.#wantedId === null) return
    const index = this.indexOfLoaded(({ id }) => id === this.#wantedId)
    if (index === null) return
    this.#wantedId = null
    this.moveTo(index)
  }

  #fetch(text: string, offset: number, limit: number) {
    return this.#commands['contacts:search']({ text, offset, limit })
  }
}
