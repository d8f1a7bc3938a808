import { randomUUID } from 'node:crypto'
import type { Clock } from '../../platform/ports'

/** How long a window is hidden before its page is given back, in ms. */
const restAfterMs = 60_000

/**
 * Gives the page of a hidden window back, to free the memory of its renderer process. The page is asked for its view
 * state first (what was typed, open, scrolled and focused), which is kept in memory for the next page; a page that
 * can't be restored keeps its process.
 */
export class PageRest {
  readonly #clock: Pick<Clock, 'after'>
  readonly #ask: (id: string) => void
  readonly #end: () => void
  readonly #account: () => string
  #cancel: (() => void) | null = null
  #askedId: string | null = null
  #kept: { view: string; account: string } | null = null

  /**
   * `ask`: asks the page for its view state, which `answer` gets with the same id. `end`: destroys the page.
   * `account`: identifies the signed-in account; a view state is only restored for the same one.
   */
  constructor(deps: {
    clock: Pick<Clock, 'after'>
    ask: (id: string) => void
    end: () => void
    account: () => string
  }) {
    this.#clock = deps.clock
    this.#ask = deps.ask
    this.#end = deps.end
    this.#account = deps.account
  }

  /** The window was hidden. */
  hidden(): void {
    this.#cancel?.()
    this.#cancel = this.#clock.after(restAfterMs, () => {
      this.#askedId = randomUUID()
      this.#ask(this.#askedId)
    })
  }

  /** The window was shown, or it is gone. */
  shown(): void {
    this.#cancel?.()
    this.#cancel = null
    this.#askedId = null
  }

  /** The page's view state; null: it can't be restored now, so the page is asked again later. */
  answer(id: string, view: string | null): void {
    if (id !== this.#askedId) return
    this.#askedId = null
    if (view === null) {
      this.hidden()
      return
    }
    this.#kept = { view, account: this.#account() }
    this.#end()
  }

  /** Returns the view state for a new page, once; null: there is none. */
  take(): string | null {
    const kept = this.#kept
    this.#kept = null
    return kept?.account === this.#account() ? kept.view : null
  }

  /** Forgets the view state, because the user signed out. */
  forget(): void {
    this.#kept = null
  }
}
