import { rankedGroups } from './ranking'
import type { PaletteEntry, PaletteSource } from './source'

/** What was found for the query in the palette, and the highlighted entry. */
export class PaletteSearch {
  readonly #sources: readonly PaletteSource[]
  #query = $state('')
  #active = $state(0)
  /** The entry whose question the next press answers. */
  #asking = $state.raw<PaletteEntry | null>(null)

  readonly groups = $derived.by(() => {
    const query = this.#query.trim()
    return rankedGroups(this.#sources.map((source) => ({ group: source.group, matches: source.find(query) })))
  })
  /** All entries, in the order they are shown. */
  readonly entries = $derived(this.groups.flatMap(({ matches }) => matches.map(({ entry }) => entry)))

  constructor(sources: readonly PaletteSource[]) {
    this.#sources = sources
  }

  get query(): string {
    return this.#query
  }
  /** Index of the highlighted entry. */
  get active(): number {
    return Math.max(0, Math.min(this.#active, this.entries.length - 1))
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
    this.#active = 0
    this.#asking = null
    for (const source of this.#sources) source.ask?.(query.trim())
  }
  /** Highlights an entry; from the last one on to the first one, and back. */
  moveTo(index: number): void {
    const count = this.entries.length
    if (count === 0) return
    this.#active = (index + count) % count
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
      return null
    }
    return action.run
  }
}
