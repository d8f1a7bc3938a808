import { failed, type Result } from '../../../shared/platform/result'
import type { AppError } from '../../../shared/platform/schema'
import type { WorkEntry } from '../../../shared/work-lists/schema'
import type { ClaimedDial, DialEnd } from '../../dialling/claimed-dial'
import type { WorkRunStore } from './work-run-store'

/** How the intent to call an entry ended. */
export type WorkCallEnd =
  /** Accepted, or its reply was lost: the call with the key may exist. */
  | { kind: 'follow' }
  /** Nothing was requested; `error` is null if it was cancelled. */
  | { kind: 'not-called'; error: AppError | null }
  /** What happened couldn't be stored. */
  | { kind: 'not-stored'; error: AppError }

interface WorkCallDeps {
  store: Pick<WorkRunStore, 'claim' | 'release' | 'accepted'>
  nowMs: () => number
  /** The service's id of the call with a key, as far as it is known. */
  callIdOf: (key: string) => string | null
  onEnd: (end: WorkCallEnd) => void
}

/** One intent to call an entry: it sends at most one request, and none that isn't stored as the entry's claim. */
export class WorkCall {
  readonly listId: string
  readonly entry: WorkEntry
  readonly key: string
  /** A countdown started it, and not the user. */
  readonly isAutomatic: boolean
  readonly #deps: WorkCallDeps
  #isCancelled = false
  #isClaimed = false
  #isRequested = false

  constructor(
    what: { listId: string; entry: WorkEntry; key: string; isAutomatic: boolean },
    deps: WorkCallDeps
  ) {
    this.listId = what.listId
    this.entry = what.entry
    this.key = what.key
    this.isAutomatic = what.isAutomatic
    this.#deps = deps
  }

  /** True once the claim succeeded: the request follows, and can't be cancelled. */
  get isRequested(): boolean {
    return this.#isRequested
  }

  /** Nothing is requested any more, unless it was already. */
  cancel(): void {
    this.#isCancelled = true
  }

  /** The intent as the dialler takes it. */
  dial(): ClaimedDial {
    return {
      number: this.entry.number,
      key: this.key,
      claim: () => this.#claim(),
      onEnd: (end) => void this.#onEnd(end)
    }
  }

  /** A method, because it can change while a claim is being stored. */
  #isDropped(): boolean {
    return this.#isCancelled
  }

  get #ref() {
    return { listId: this.listId, id: this.entry.id, callKey: this.key }
  }

  async #claim(): Promise<Result<undefined>> {
    const { store, nowMs } = this.#deps
    if (this.#isDropped() || this.#isClaimed) return failed({ code: 'cancelled' })
    const claimed = await store.claim({ ...this.#ref, nowMs: nowMs() })
    if (!claimed.ok) return claimed
    this.#isClaimed = true
    if (this.#isDropped()) return failed({ code: 'cancelled' })
    this.#isRequested = true
    return claimed
  }

  async #onEnd(end: DialEnd): Promise<void> {
    const { store, callIdOf, onEnd } = this.#deps
    if (end.kind === 'started') {
      const stored = await store.accepted({ ...this.#ref, callId: callIdOf(this.key) })
      // The call exists all the same; a later start of the program matches it by its key.
      onEnd(stored.ok ? { kind: 'follow' } : { kind: 'not-stored', error: stored.error })
      return
    }
    if (end.kind === 'failed' && end.mayRing) {
      onEnd({ kind: 'follow' })
      return
    }
    const released = this.#isClaimed ? await store.release(this.#ref) : null
    if (released?.ok === false) onEnd({ kind: 'not-stored', error: released.error })
    else onEnd({ kind: 'not-called', error: end.kind === 'dropped' || this.#isDropped() ? null : end.error })
  }
}
