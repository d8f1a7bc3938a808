import type { DoNotCallEntry } from '../../shared/calling-rules/schema'
import { ruleLimits } from '../../shared/calling-rules/limits'
import type { AppError } from '../../shared/platform/schema'
import { announcer } from '../platform/announcer.svelte.ts'
import { commands } from '../platform/bridge'
import { i18n } from '../platform/i18n.svelte.ts'

/** The entries of the do-not-call list that the page shows, and the user's changes. */
export class DoNotCallEntries {
  /** Null: loading. */
  entries = $state.raw<readonly DoNotCallEntry[] | null>(null)
  total = $state(0)
  search = $state('')
  /** The last change that can be undone. */
  undoable = $state.raw<{ text: string; changeId: number } | null>(null)
  error = $state.raw<AppError | null>(null)
  #request = 0

  get hasMore(): boolean {
    return this.entries !== null && this.entries.length < this.total
  }

  /** Loads the list anew, as long as it was shown. */
  async load(): Promise<void> {
    const shown = Math.max(ruleLimits.maxPage, this.entries?.length ?? 0)
    const request = (this.#request += 1)
    const loaded: DoNotCallEntry[] = []
    do {
      const reply = await commands['do-not-call:page']({
        search: this.search,
        offset: loaded.length,
        limit: ruleLimits.maxPage
      })
      if (request !== this.#request) return
      if (!reply.ok) {
        this.#fail(reply.error)
        return
      }
      this.total = reply.value.total
      loaded.push(...reply.value.entries)
      if (reply.value.entries.length === 0) break
    } while (loaded.length < Math.min(shown, this.total))
    this.entries = loaded
  }

  async grow(): Promise<void> {
    const { entries } = this
    if (entries === null || !this.hasMore) return
    const request = (this.#request += 1)
    const reply = await commands['do-not-call:page']({
      search: this.search,
      offset: entries.length,
      limit: ruleLimits.maxPage
    })
    if (request === this.#request && reply.ok) this.entries = [...entries, ...reply.value.entries]
  }

  find(search: string): void {
    this.search = search
    this.entries = null
    void this.load()
  }

  /** True if the numbers are on the list now. */
  async add(numbers: string, reason: string, untilMs: number | null): Promise<boolean> {
    const reply = await commands['do-not-call:add']({ numbers, reason, untilMs })
    if (!reply.ok) {
      this.#fail(reply.error)
      return false
    }
    const { added, extended, known, changeId } = reply.value
    this.#done(i18n.t.callingRules.added(added, extended, known), changeId)
    return true
  }

  async remove(number: string): Promise<void> {
    const reply = await commands['do-not-call:remove']({ numbers: [number] })
    if (reply.ok) this.#done(i18n.t.callingRules.removed(number), reply.value.changeId)
    else this.#fail(reply.error)
  }

  async undo(): Promise<void> {
    const { undoable } = this
    this.undoable = null
    if (undoable === null) return
    const reply = await commands['do-not-call:undo']({ changeId: undoable.changeId })
    if (reply.ok) announcer.say(i18n.t.callingRules.undone)
    else this.#fail(reply.error)
  }

  #done(text: string, changeId: number | null): void {
    this.error = null
    this.undoable = changeId === null ? null : { text, changeId }
    announcer.say(text)
  }

  #fail(error: AppError): void {
    this.error = error
    announcer.warn(i18n.error(error))
  }
}
