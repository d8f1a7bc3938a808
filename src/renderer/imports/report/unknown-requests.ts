import type { Bridge } from '../../../shared/app/contract'
import type { AppError } from '../../../shared/platform/errors'
import type { ImportRequest, RequestDecision } from '../../../shared/imports/imports'
import type { Result } from '../../../shared/platform/result'

const pageSize = 200

/** How far a decision about all of them is. */
interface DecidingAll {
  done: number
  all: number
}

/** What is known of the requests whose answer was lost, newest first. */
export interface UnknownStanding {
  undecided: readonly ImportRequest[]
  decided: readonly ImportRequest[]
  /** They were read once. */
  isLoaded: boolean
  /** Why the last wish was not carried out. */
  error: AppError | null
  /** Requests about which a decision is under way. */
  busy: ReadonlySet<number>
  /** Null: no decision about all is under way. */
  deciding: DecidingAll | null
}

/** Before anything was asked. */
export const nothingKnown: UnknownStanding = {
  undecided: [],
  decided: [],
  isLoaded: false,
  error: null,
  busy: new Set(),
  deciding: null
}

/** The requests of one import whose answer was lost, and a person's decisions about them. */
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

  /** Pages until `isEnough` or the end. A request that came meanwhile moves the others: none counts twice. */
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
    // Somebody was quicker: it is decided.
    if (!reply.ok && reply.error.code !== 'not-found') return reply.error
    take(requests.map((request) => (request.no === no ? { ...request, decision } : request)))
    return null
  }

  /** In the order in which they were sent, to the first failure. */
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
    /** Reads them until `atLeast` undecided ones are known; an older answer says nothing any more. */
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
     * The same for each that is undecided, one after the other, to the first failure. `upTo`: the newest that the
     * person was shown; nothing is decided of what came after it.
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
    /** Ends a decision about all after the request under way. */
    stop(): void {
      isStopping = true
    }
  }
}
