import type { ImportsErrorCode, ImportsResult } from '../../../shared/imports/imports'
import { failedWith } from './failure'
import type { EntryBatch } from '../lists/list-types'
import { listReplySchema, type ListReply } from './list-worker-messages'
import type { TableListener } from './read-table'

/** A job that the thread is working on. */
export interface ListJobRun<T> {
  result: Promise<ImportsResult<T>>
  /** Handles a message of the thread; it is validated first. */
  hear(message: unknown): void
  /** Resolves with an error and ends the thread. Does nothing once resolved. */
  fail(code: ImportsErrorCode): void
}

/**
 * Follows a job: delivers its batches to `listener` one after the other, and resolves with the value of its last
 * reply. Ends the thread on a cancel, an invalid message, or after `silenceMs` without a message.
 */
export function startListJob<T>(deps: {
  id: number
  valueOf: (reply: ListReply) => T | undefined
  listener: TableListener
  signal: AbortSignal | undefined
  silenceMs: number
  /** A batch was processed: the thread may send another one. */
  acknowledge: () => void
  endWorker: () => void
}): ListJobRun<T> {
  const { id, listener, signal, silenceMs } = deps
  let resolve: (result: ImportsResult<T>) => void = () => undefined
  let reject: (failure: Error) => void = () => undefined
  const result = new Promise<ImportsResult<T>>((resolveResult, rejectResult) => {
    resolve = resolveResult
    reject = rejectResult
  })
  let pendingBatches = 0
  let batches = Promise.resolve()
  let isResolved = false
  let silence: NodeJS.Timeout | undefined

  const finish = (result: ImportsResult<T>): void => {
    if (isResolved) return
    isResolved = true
    clearTimeout(silence)
    signal?.removeEventListener('abort', cancel)
    // The next job must not start before the current batch is processed.
    void batches.then(() => resolve(result))
  }
  const fail = (code: ImportsErrorCode): void => {
    if (isResolved) return
    finish(failedWith(code))
    deps.endWorker()
  }
  const cancel = (): void => fail('cancelled')
  const restartSilence = (): void => {
    clearTimeout(silence)
    // No limit while a batch is processed: the thread is waiting then.
    if (!isResolved && pendingBatches === 0) silence = setTimeout(() => fail('timed-out'), silenceMs)
  }
  const deliver = (batch: EntryBatch): void => {
    pendingBatches += 1
    batches = batches
      .then(() => (isResolved ? undefined : listener.batch(batch)))
      .then(
        () => {
          pendingBatches -= 1
          if (isResolved) return
          deps.acknowledge()
          restartSilence()
        },
        (failure: unknown) => {
          reject(failure instanceof Error ? failure : new Error('a batch was not taken'))
          fail('cancelled')
        }
      )
  }

  signal?.addEventListener('abort', cancel)
  restartSilence()
  return {
    result,
    fail,
    hear(message) {
      const parsed = listReplySchema.safeParse(message)
      if (!parsed.success) {
        fail('list-damaged')
        return
      }
      const reply = parsed.data
      if (isResolved || reply.id !== id) return
      const value = deps.valueOf(reply)
      if (value !== undefined) void batches.then(() => finish({ ok: true, value }))
      else if (reply.kind === 'failed') void batches.then(() => finish({ ok: false, error: reply.error }))
      else if (reply.kind === 'batch') deliver(reply.batch)
      else if (reply.kind === 'progress') listener.progress(reply.progress)
      restartSilence()
    }
  }
}
