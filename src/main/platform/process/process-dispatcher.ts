import type { Moment } from '../moment'
import type { Clock } from '../ports'
import { systemClock } from '../clock'
import { failedWith, type CodedResult } from '../../../shared/platform/coded-result'
import {
  requestSchema,
  type InputOf,
  type OperationName,
  type Operations,
  type OutputOf,
  type ProcessContract,
  type ProcessReply
} from '../process-contract'

/** Minimum interval of progress messages, in ms. */
const progressMs = 100

/** Context of one operation. */
export interface OperationContext<Progress> {
  signal: AbortSignal
  onProgress: (progress: Progress) => void
}

/** The handler of each operation; one that throws is answered with the process's `failed`. */
export type OperationHandlers<O extends Operations, Code extends string, Progress> = {
  [N in OperationName<O>]: (
    input: InputOf<O, N>,
    context: OperationContext<Progress>
  ) => Promise<CodedResult<OutputOf<O, N>, Code>>
}

/** The child process's message handler. */
export interface ProcessDispatcher {
  handle(message: unknown): Promise<void>
  /** Cancels running operations, then closes their resources. */
  close(): Promise<void>
}

/** Dependencies of a dispatcher. */
export interface ProcessDispatcherDeps<O extends Operations, Code extends string, Progress> {
  contract: ProcessContract<O, Code, Progress>
  post: (reply: ProcessReply<Code, Progress>) => void
  /** `markFatal`: the process's resources are unusable, so it ends after the next reply. */
  handlers: (markFatal: () => void) => OperationHandlers<O, Code, Progress>
  close: () => Promise<void>
  onFatal: () => void
  clock?: Pick<Clock, 'moment'>
}

/**
 * Runs the operations that the main process requests. Invalid messages are dropped; each `ask` is answered once.
 * `onFatal`: the process should end; called after the reply was posted.
 */
export function createProcessDispatcher<O extends Operations, Code extends string, Progress>(
  deps: ProcessDispatcherDeps<O, Code, Progress>
): ProcessDispatcher {
  const { contract, post, clock = systemClock } = deps
  const { operations, codes, isWhole } = contract
  const underWay = new Map<number, AbortController>()
  let isFatal = false
  const handlers = deps.handlers(() => (isFatal = true))
  const isOperation = (name: string): name is OperationName<O> => Object.hasOwn(operations, name)

  const carryOut = async (
    operation: OperationName<O>,
    input: unknown,
    context: OperationContext<Progress>
  ): Promise<CodedResult<unknown, Code>> => {
    const parsed = operations[operation]?.input.safeParse(input)
    if (parsed?.success !== true) return failedWith(codes.inputInvalid)
    return handlers[operation](parsed.data as InputOf<O, OperationName<O>>, context)
  }

  const reporter = (id: number): ((progress: Progress) => void) => {
    let posted: Moment | null = null
    let isWholePosted = false
    return (progress) => {
      const [now, whole] = [clock.moment(), isWhole(progress)]
      const isTooSoon = posted !== null && now.msSince(posted) < progressMs
      if (isTooSoon && (!whole || isWholePosted)) return
      posted = now
      isWholePosted = whole
      post({ kind: 'progress', id, progress })
    }
  }

  return {
    async handle(message) {
      const parsed = requestSchema.safeParse(message)
      if (!parsed.success) return
      const request = parsed.data
      if (request.kind === 'cancel') {
        underWay.get(request.id)?.abort()
        return
      }
      const { id, operation, input } = request
      if (!isOperation(operation) || underWay.has(id)) return
      const cancelling = new AbortController()
      underWay.set(id, cancelling)
      const context = { signal: cancelling.signal, onProgress: reporter(id) }
      const result = await carryOut(operation, input, context).catch(() => failedWith(codes.failed))
      underWay.delete(id)
      post(
        result.ok ? { kind: 'done', id, value: result.value } : { kind: 'failed', id, error: result.error }
      )
      if (isFatal) deps.onFatal()
    },
    async close() {
      for (const cancelling of underWay.values()) cancelling.abort()
      await deps.close()
    }
  }
}
