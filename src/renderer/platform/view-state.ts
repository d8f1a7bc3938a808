import { maxViewStateLength } from '../../shared/app/view-state'
import type { Bridge } from '../../shared/app/contract'

/** A part of the view: what the user typed, opened or selected in one place. Its values are JSON. */
interface Part {
  read: () => unknown
  write: (value: never) => void
}

/** A page's view state as text; `place`: focus and scroll positions. */
interface Saved {
  parts: Record<string, unknown>
  place: unknown
}

/** Reads and restores where the user is on the page. */
interface Places {
  read: () => unknown
  restore: (place: never) => void
}

/**
 * The view state of the main window: all that a new page needs to continue where a former one was given back (main:
 * PageRest). Views register their parts; a part that is registered later is restored then.
 */
export class ViewState {
  readonly #bridge: Pick<Bridge, 'commands' | 'on'>
  readonly #places: Places
  /** True if something on the page must not leave it, such as a typed token. */
  readonly #isSecret: () => boolean
  readonly #parts = new Map<string, Part>()
  #former: Record<string, unknown> = {}

  constructor(bridge: Pick<Bridge, 'commands' | 'on'>, places: Places, isSecret: () => boolean) {
    this.#bridge = bridge
    this.#places = places
    this.#isSecret = isSecret
  }

  /** Registers a part, and restores it if a former page left it. Returns a function that removes it. */
  keep<T>(key: string, read: () => T, write: (value: T) => void): () => void {
    const part: Part = { read, write }
    this.#parts.set(key, part)
    this.#restore(key, part)
    return () => {
      if (this.#parts.get(key) === part) this.#parts.delete(key)
    }
  }

  /** Restores what a former page left, and answers when this page is given back. Resolves when it is restored. */
  async start(): Promise<void> {
    this.#bridge.on['view:leaving'](
      ({ id }) => void this.#bridge.commands['window:leave']({ id, view: this.#text() })
    )
    const reply = await this.#bridge.commands['window:enter'](undefined)
    if (!reply.ok || reply.value === null) return
    const saved = JSON.parse(reply.value) as Saved
    this.#former = saved.parts
    for (const [key, part] of this.#parts) this.#restore(key, part)
    this.#places.restore(saved.place as never)
  }

  /** Forgets what wasn't restored yet: another account is signed in. */
  forget(): void {
    this.#former = {}
  }

  #restore(key: string, { write }: Part): void {
    if (!Object.hasOwn(this.#former, key)) return
    const { [key]: value, ...others } = this.#former
    this.#former = others
    write(value as never)
  }

  /** Null: this page can't be restored. */
  #text(): string | null {
    if (this.#isSecret()) return null
    const parts = Object.fromEntries([...this.#parts].map(([key, { read }]) => [key, read()]))
    const text = JSON.stringify({ parts, place: this.#places.read() } satisfies Saved)
    return text.length > maxViewStateLength ? null : text
  }
}
