import { failed, succeeded, type Result } from '../../shared/platform/result'
import type { NoteChange } from '../../shared/records/row-schema'
import type { KeptWrapUp } from '../../shared/wrap-ups/schema'
import type { Clock } from '../platform/ports'
import { nextDelayMs, type EndlessDelays } from '../platform/retry-schedule'
import type { StateStore } from '../platform/state-store'
import {
  changed,
  following,
  saved,
  shown,
  unsavedChange,
  type WrapUpChange,
  type WrapUps
} from './wrap-up-list'

/** Delays of storing again what couldn't be stored, such as on a full disk. */
const retries: EndlessDelays = { minMs: 5_000, maxMs: 300_000, jitter: 'half' }

/** The wrap-ups of one account, persisted. */
export interface WrapUpsFile {
  readonly initial: KeptWrapUp[]
  write(list: KeptWrapUp[]): void
  /** Persists pending changes now. */
  flush(): void
}

/** The wrap-ups of the signed-in account. */
export interface AccountWrapUps {
  /** Changes the wrap-up of a call of the list; persisted before the method returns. */
  change(key: string, change: WrapUpChange): Result<undefined>
  /** Changes the note of any call by the service's id, also beside a call of the list. */
  note(change: NoteChange): Result<undefined>
  close(): void
}

interface WrapUpsDeps {
  state: StateStore
  clock: Clock
  file: WrapUpsFile
  /** Stores a change under the id of its call. */
  store: (change: NoteChange) => Result<undefined>
  random?: () => number
}

class KeptWrapUps implements AccountWrapUps {
  readonly #deps: WrapUpsDeps
  readonly #off: () => void
  #list: WrapUps
  #cancelRetry: (() => void) | null = null
  #failures = 0

  constructor(deps: WrapUpsDeps) {
    const { state } = deps
    this.#deps = deps
    this.#list = deps.file.initial
    this.#follow()
    this.#off = state.onChange((topic) => {
      if (topic === 'calls') this.#follow()
    })
  }

  change(key: string, change: WrapUpChange): Result<undefined> {
    const call = this.#deps.state.get('calls').find((one) => one.key === key)
    return call === undefined ? failed({ code: 'call-gone' }) : this.#change(call, change)
  }

  note({ id, ...change }: NoteChange): Result<undefined> {
    const isSame = ({ callId }: { callId: string | null }): boolean => callId === id
    // A kept wrap-up whose call has left the list can wait to be stored, and would undo the change later.
    const call = this.#deps.state.get('calls').find(isSame) ?? this.#list.find(isSame)
    return call === undefined ? this.#deps.store({ id, ...change }) : this.#change(call, change)
  }

  close(): void {
    this.#off()
    this.#cancelRetry?.()
    this.#deps.file.flush()
    this.#deps.state.set('wrapUps', [])
  }

  #change(call: Pick<KeptWrapUp, 'key' | 'callId'>, change: WrapUpChange): Result<undefined> {
    this.#set(changed(this.#list, call, change))
    // Kept beside the call first: a kill in between stores it at the next start.
    this.#deps.file.flush()
    this.#store()
    return succeeded(undefined)
  }

  /** A call may have got its id. */
  #follow(): void {
    const next = following(this.#list, this.#deps.state.get('calls'))
    if (next !== this.#list) {
      this.#set(next)
      this.#deps.file.flush()
    }
    this.#store()
    this.#publish()
  }

  /** Stores what isn't stored yet; tries again later if that fails. */
  #store(): void {
    if (this.#cancelRetry !== null) return
    for (const wrapUp of this.#list) {
      const change = unsavedChange(wrapUp)
      if (change === null) continue
      if (!this.#deps.store(change).ok) {
        this.#retryLater()
        return
      }
      this.#failures = 0
      this.#set(saved(this.#list, wrapUp.key))
    }
  }

  #retryLater(): void {
    const { clock, random = Math.random } = this.#deps
    const delayMs = nextDelayMs(retries, this.#failures, { random })
    this.#failures += 1
    this.#cancelRetry = clock.after(delayMs, () => {
      this.#cancelRetry = null
      this.#follow()
    })
  }

  #set(next: WrapUps): void {
    if (next === this.#list) return
    this.#list = next
    this.#deps.file.write([...next])
    this.#publish()
  }

  #publish(): void {
    const { state } = this.#deps
    const next = shown(this.#list, state.get('calls'))
    // The calls change with every event; few changes concern a wrap-up.
    if (JSON.stringify(next) !== JSON.stringify(state.get('wrapUps'))) state.set('wrapUps', next)
  }
}

/** Opens the wrap-ups of an account, and stores what an earlier run could not. */
export const openWrapUps = (deps: WrapUpsDeps): AccountWrapUps => new KeptWrapUps(deps)
