import type { Call } from '../../../shared/calls/schema'
import type { WrapUp } from '../../../shared/wrap-ups/schema'
import type { StateStore } from '../../platform/state-store'
import { entryCallOf } from './entry-step'
import type { EntryCall, WorkRunStore } from './work-run-store'

/** What of a call an entry shows, as a text to compare. */
const looks = (call: EntryCall): string => JSON.stringify([call.callId, call.outcome, call.result, call.note])

/** Stores what changes of earlier calls: a result or note that the user changes later, an outcome from the record. */
export class EntryUpdates {
  readonly #state: StateStore
  readonly #store: Pick<WorkRunStore, 'update'>
  #known = new Map<string, string>()
  /** Updates that aren't stored yet, by the call's key. */
  readonly #pending = new Map<string, EntryCall>()
  #isStoring = false

  constructor(state: StateStore, store: Pick<WorkRunStore, 'update'>) {
    this.#state = state
    this.#store = store
    this.#known = new Map(this.#ended().map((call) => [call.callKey, looks(call)]))
  }

  /** Calls or wrap-ups have changed. */
  follow(): void {
    const ended = this.#ended()
    for (const call of ended) {
      const before = this.#known.get(call.callKey)
      if (before !== looks(call) && before !== undefined) this.#pending.set(call.callKey, call)
    }
    this.#known = new Map(ended.map((call) => [call.callKey, looks(call)]))
    if (this.#pending.size > 0) void this.#storeAll()
  }

  #ended(): EntryCall[] {
    const wrapUps = new Map(this.#state.get('wrapUps').map((one): [string, WrapUp] => [one.key, one]))
    const isOfRun = ({ origin, step }: Call): boolean => origin === 'here' && step === 'ended'
    return this.#state
      .get('calls')
      .filter(isOfRun)
      .map((call) => entryCallOf(call.key, call, wrapUps.get(call.key) ?? null))
  }

  #first(): [string, EntryCall] | undefined {
    return this.#pending.entries().next().value
  }

  /** One at a time; what fails is stored with the next change. */
  async #storeAll(): Promise<void> {
    if (this.#isStoring) return
    this.#isStoring = true
    for (let next = this.#first(); next !== undefined; next = this.#first()) {
      const [key, call] = next
      const stored = await this.#store.update(call)
      if (!stored.ok && stored.error.code === 'work-lists-failed') break
      // A newer change of the same call may have been made meanwhile.
      if (this.#pending.get(key) === call) this.#pending.delete(key)
    }
    this.#isStoring = false
  }
}
