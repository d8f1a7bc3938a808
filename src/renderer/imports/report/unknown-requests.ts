import type { Bridge } from '../../../shared/app/contract'
import type { AppError } from '../../../shared/platform/schema'
import type { RequestDecision } from '../../../shared/imports/imports'
import type { ImportRequest } from '../../../shared/imports/schema'
import type { Result } from '../../../shared/platform/result'

const pageSize = 200

/** Progress of deciding all requests. */
interface DecidingAll {
  done: number
  all: number
}

/** State of the requests with lost replies, newest first. */
export interface UnknownState {
  undecided: readonly ImportRequest[]
  decided: readonly ImportRequest[]
  /** True once they were loaded. */
  isLoaded: boolean
  /** Why the last command failed. */
  error: AppError | null
  /** Requests with a pending decision. */
  busy: ReadonlySet<number>
  /** Null: not deciding all. */
  deciding: DecidingAll | null
}

/** Initial state. */
export const nothingKnown: UnknownState = {
  undecided: [],
  decided: [],
  isLoaded: false,
  error: null,
  busy: new Set(),
  deciding: null
}

type Commands = Pick<Bridge['commands'], 'imports:requests' | 'imports:decide'>

/** Loads pages until `isEnough` or the end. Requests added meanwhile shift the pages, so deduplicate by number. */
async function loadRequests(
  commands: Commands,
  id: string,
  isEnough: (undecided: number) => boolean
): Promise<Result<ImportRequest[]>> {
  const known = new Map<number, ImportRequest>()
  for (let offset = 0; ; offset += pageSize) {
    const reply = await commands['imports:requests']({ id, outcomes: ['unknown'], offset, limit: pageSize })
    if (!reply.ok) return reply
    for (const request of reply.value.requests) known.set(request.no, request)
    const undecided = [...known.values()].filter(({ decision }) => decision === null).length
    if (isEnough(undecided) || reply.value.requests.length < pageSize) break
  }
  return { ok: true, value: [...known.values()] }
}

/** The requests of one import whose replies were lost, and the user's decisions about them. */
export class UnknownRequests {
  readonly #commands: Commands
  readonly #id: string
  readonly #onState: (state: UnknownState) => void
  #requests: readonly ImportRequest[] = []
  #state = nothingKnown
  #isStopping = false
  #loads = 0

  /** `onState` is called on every change of the state. */
  constructor(commands: Commands, id: string, onState: (state: UnknownState) => void) {
    this.#commands = commands
    this.#id = id
    this.#onState = onState
  }

  /** Loads requests until `atLeast` undecided ones are known; replies to superseded calls are discarded. */
  async load(atLeast: number): Promise<void> {
    const load = (this.#loads += 1)
    const reply = await loadRequests(this.#commands, this.#id, (undecided) => undecided >= atLeast)
    if (load !== this.#loads || this.#state.deciding !== null) return
    this.#update({ isLoaded: true, error: reply.ok ? null : reply.error })
    if (reply.ok) this.#setRequests(reply.value)
  }

  async decide(no: number, decision: RequestDecision): Promise<void> {
    if (this.#state.busy.has(no) || this.#state.deciding !== null) return
    this.#update({ busy: new Set([...this.#state.busy, no]) })
    const error = await this.#decideOne(no, decision)
    this.#update({ error, busy: new Set([...this.#state.busy].filter((other) => other !== no)) })
  }

  /**
   * Applies the decision to all undecided requests, one by one, up to the first failure. `upTo` is the newest
   * request that was shown to the user; later ones stay undecided.
   */
  async decideAll(decision: RequestDecision, upTo: number): Promise<void> {
    if (this.#state.deciding !== null) return
    this.#isStopping = false
    this.#update({ deciding: { done: 0, all: 0 }, error: null })
    const reply = await loadRequests(this.#commands, this.#id, () => false)
    if (reply.ok) this.#setRequests(reply.value)
    const error = reply.ok ? await this.#decideEach(decision, upTo) : reply.error
    this.#update({ deciding: null, isLoaded: true, error })
  }
  /** Stops deciding all after the pending request. */
  stop(): void {
    this.#isStopping = true
  }

  #update(change: Partial<UnknownState>): void {
    this.#state = { ...this.#state, ...change }
    this.#onState(this.#state)
  }

  #setRequests(requests: readonly ImportRequest[]): void {
    this.#requests = requests
    this.#update({
      undecided: requests.filter(({ decision }) => decision === null),
      decided: requests.filter(({ decision }) => decision !== null)
    })
  }

  async #decideOne(no: number, decision: RequestDecision): Promise<AppError | null> {
    const reply = await this.#commands['imports:decide']({ id: this.#id, no, decision })
    // Not found: the request was already decided.
    if (!reply.ok && reply.error.code !== 'not-found') return reply.error
    this.#setRequests(
      this.#requests.map((request) => (request.no === no ? { ...request, decision } : request))
    )
    return null
  }

  /** Decides in the order of sending, up to the first failure. */
  async #decideEach(decision: RequestDecision, upTo: number): Promise<AppError | null> {
    const open = this.#state.undecided
      .map(({ no }) => no)
      .filter((no) => no <= upTo)
      .sort((one, other) => one - other)
    for (const [index, no] of open.entries()) {
      this.#update({ deciding: { done: index, all: open.length } })
      if (this.#isStopping) return null
      const error = await this.#decideOne(no, decision)
      if (error !== null) return error
    }
    return null
  }
}
