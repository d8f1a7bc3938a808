import { keysOf, rankedGroups } from './ranking'
import type { PaletteEntry, PaletteSource } from './source'

/** Time after typing from which the highlighted entry stays highlighted whatever is found, in ms. */
const settledAfterMs = 250

/** What was found for the query in the palette, and the highlighted entry. */
export class PaletteSearch {
  readonly #sources: readonly PaletteSource[]
  #query = $state('')
  /** The highlighted entry; null: the first one, whichever it is. */
  #highlighted = $state<string | null>(null)
  #settling: ReturnType<typeof setTimeout> | undefined
  /** The entry whose question the next press answers. */
  #asking = $state.raw<PaletteEntry | null>(null)

  readonly groups = $derived.by(() => {
    const query = this.#query.trim()
    return rankedGroups(this.#sources.map((source) => ({ group: source.group, matches: source.find(query) })))
  })
  /** All entries, in the order they are shown. */
  readonly entries = $derived(this.groups.flatMap(({ matches }) => matches.map(({ entry }) => entry)))
  readonly #keys = $derived(keysOf(this.groups))

  constructor(sources: readonly PaletteSource[]) {
    this.#sources = sources
    this.#settleSoon()
  }

  get query(): string {
    return this.#query
  }
  /** Index of the highlighted entry; -1: it is no longer there. */
  get active(): number {
    return this.#highlighted === null ? 0 : this.#keys.indexOf(this.#highlighted)
  }
  get entry(): PaletteEntry | null {
    return this.entries[this.active] ?? null
  }
  /** The question of the highlighted entry; null: none was raised. */
  get question(): string | null {
    return this.#asking !== null && this.#asking.id === this.entry?.id
      ? (this.#asking.action.question ?? null)
      : null
  }

  type(query: string): void {
    this.#query = query
    this.#highlighted = null
    this.#asking = null
    this.#settleSoon()
    for (const source of this.#sources) source.ask?.(query.trim())
  }
  /** Highlights an entry; from the last one on to the first one, and back. */
  moveTo(index: number): void {
    const count = this.entries.length
    if (count === 0) return
    clearTimeout(this.#settling)
    this.#highlighted = this.#keys[(index + count) % count] ?? null
    this.#asking = null
  }
  /**
   * What a press on the highlighted entry does now; null: nothing, or its question was raised, which the next press
   * answers.
   */
  press(isOther: boolean): (() => void) | null {
    const entry = this.entry
    const action = isOther ? entry?.otherAction : entry?.action
    if (entry === null || action === undefined) return null
    if (action.question !== undefined && this.question === null) {
      this.#asking = entry
      this.#highlighted = this.#keys[this.active] ?? null
      return null
    }
    return action.run
  }
  /** Must be called when the search isn't shown any more. */
  close(): void {
    clearTimeout(this.#settling)
  }

  /** What is found later, or a new call, must not take the place of the entry that the user is about to press. */
  #settleSoon(): void {
    clearTimeout(this.#settling)
    this.#settling = setTimeout(() => (this.#highlighted ??= this.#keys[0] ?? null), settledAfterMs)
  }
}
