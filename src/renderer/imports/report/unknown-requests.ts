import type { Bridge } from '../../../shared/app/contract'
import type { AppError } from '../../../shared/platform/errors'
import type { ImportRequest, RequestDecision } from '../../../shared/imports/imports'
import type { Result } from '../../../shared/platform/result'

const pageSize = 200

/** Progress of deciding all requests. */
interface DecidingAll {
  done: number
  all: number
}

/** State of the requests with lost replies, newest first. */
export interface UnknownStanding {
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
export const nothingKnown: UnknownStanding = {
  undecided: [],
  decided: [],
  isLoaded: false,
  error: null,
  busy: new Set(),
  deciding: null
}

/** The requests of one import whose replies were lost, and the user's decisions about them. */
export function createUnknownRequests(deps: {
  commands: Pick<Bridge['commands'], 'imports:requests' | 'imports:decide'>
  id: string
  onStanding: (standing: UnknownStanding) => void
}) {
  const { commands, id } = deps
  let requests: readonly ImportRequest[] = []
  let standing = nothingKnown
  let isStopping = false
  let turns = 0

  function tell(change: Partial<UnknownStanding>): void {
    standing = { ...standing, ...change }
    deps.onStanding(standing)
  }

  function take(next: readonly ImportRequest[]): void {
    requests = next
    tell({
      undecided: next.filter(({ decision }) => decision === null),
      decided: next.filter(({ decision }) => decision !== null)
    })
  }

  /** Loads pages until `isEnough` or the end. Requests added meanwhile shift the pages, so deduplicate by number. */
  async function read(isEnough: (open: number) => boolean): Promise<Result<ImportRequest[]>> {
    const known = new Map<number, ImportRequest>()
    for (let offset = 0; ; offset += pageSize) {
      const reply = await commands['imports:requests']({ id, outcomes: ['unknown'], offset, limit: pageSize })
      if (!reply.ok) return reply
      for (const request of reply.value.requests) known.set(request.no, request)
      const open = [...known.values()].filter(({ decision }) => decision === null).length
      if (isEnough(open) || reply.value.requests.length < pageSize) break
    }
    return { ok: true, value: [...known.values()] }
  }

  async function decideOne(no: number, decision: RequestDecision): Promise<AppError | null> {
    const reply = await commands['imports:decide']({ id, no, decision })
    // Not found: the request was already decided.
    if (!reply.ok && reply.error.code !== 'not-found') return reply.error
    take(requests.map((request) => (request.no === no ? { ...request, decision } : request)))
    return null
  }

  /** Decides in the order of sending, up to the first failure. */
  async function decideEach(decision: RequestDecision, upTo: number): Promise<AppError | null> {
    const open = standing.undecided
      .map(({ no }) => no)
      .filter((no) => no <= upTo)
      .sort((one, other) => one - other)
    for (const [index, no] of open.entries()) {
      tell({ deciding: { done: index, all: open.length } })
      if (isStopping) return null
      const error = await decideOne(no, decision)
      if (error !== null) return error
    }
    return null
  }

  return {
    /** Loads requests until `atLeast` undecided ones are known; replies to superseded calls are discarded. */
    async ask(atLeast: number): Promise<void> {
      const turn = (turns += 1)
      const reply = await read((open) => open >= atLeast)
      if (turn !== turns || standing.deciding !== null) return
      tell({ isLoaded: true, error: reply.ok ? null : reply.error })
      if (reply.ok) take(reply.value)
    },

    async decide(no: number, decision: RequestDecision): Promise<void> {
      if (standing.busy.has(no) || standing.deciding !== null) return
      tell({ busy: new Set([...standing.busy, no]) })
      const error = await decideOne(no, decision)
      tell({ error, busy: new Set([...standing.busy].filter((other) => other !== no)) })
    },

    /**
     * Applies the decision to all undecided requests, one by one, up to the first failure. `upTo` is the newest
     * request that was shown to the user; later ones stay undecided.
     */
    async decideAll(decision: RequestDecision, upTo: number): Promise<void> {
      if (standing.deciding !== null) return
      isStopping = false
      tell({ deciding: { done: 0, all: 0 }, error: null })
      const reply = await read(() => false)
      if (reply.ok) take(reply.value)
      const error = reply.ok ? await decideEach(decision, upTo) : reply.error
      tell({ deciding: null, isLoaded: true, error })
    },
    /** Stops deciding all after the pending request. */
    stop(): void {
      isStopping = true
    }
  }
}
