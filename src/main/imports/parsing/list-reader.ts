import type { ImportsErrorCode, ImportsResult } from '../../../shared/imports/imports'
import type { ReadTotals, SourceProbe } from '../../../shared/imports/schema'
import { failedWith } from './failure'
import type { EntryBatch, ListSource, TableReadRequest, ProbeChoice } from '../lists/list-types'
import { listReplySchema, type ListJob, type ListReply } from './list-worker-messages'
import type { TableListener } from './read-table'

/** A thread that runs `list-worker.ts`, started. */
export interface ListWorker {
  post(job: ListJob): void
  /** Ends it at once. */
  end(): void
}

/** Starts the thread. `onExit` is called once, however it ends. */
export type StartListWorker = (listeners: {
  onMessage: (message: unknown) => void
  onExit: (reason: 'out-of-memory' | 'other') => void
}) => ListWorker

/**
 * Reads lists in a thread, one job after the other. A job that is cancelled, that breaks the thread or that
 * gives no sign of life takes the thread with it; the next one has a fresh one. `list-too-large`: the
 * thread's memory was not enough; `list-damaged`: it ended for any other reason.
 */
export interface ListReader {
  /** See `probeSource`. */
  probe(source: ListSource, choice: ProbeChoice, signal?: AbortSignal): Promise<ImportsResult<SourceProbe>>
  /**
   * See `readTable`. Batches are given one at a time, none after it has settled; the thread goes on
   * meanwhile, by two batches at most. Rejects only with what `batch` rejects with.
   */
  read(request: TableReadRequest, on: TableListener, signal?: AbortSignal): Promise<ImportsResult<ReadTotals>>
  /** What is under way and what waits is `cancelled`. */
  close(): void
}

/** A job that says nothing for so long is ended, in ms. */
const defaultSilenceMs = 30_000

type Starting = { kind: 'probe' | 'read' } & (
  Omit<Extract<ListJob, { kind: 'probe' }>, 'id'> | Omit<Extract<ListJob, { kind: 'read' }>, 'id'>
)

/** A reader without a thread, which begins with its first job. `silenceMs`: see `timed-out`. */
export function createListReader(deps: { startWorker: StartListWorker; silenceMs?: number }): ListReader {
  const { startWorker, silenceMs = defaultSilenceMs } = deps
  let worker: ListWorker | null = null
  let turns: Promise<unknown> = Promise.resolve()
  let lastId = 0
  let isClosed = false
  /** Of the job that is under way. */
  let hear: (message: unknown) => void = () => undefined
  let fail: (code: ImportsErrorCode) => void = () => undefined

  const endWorker = (): void => {
    const ended = worker
    worker = null
    ended?.end()
  }

  const begin = (): ListWorker => {
    const begun: ListWorker = startWorker({
      onMessage: (message) => {
        if (worker === begun) hear(message)
      },
      onExit: (reason) => {
        if (worker !== begun) return
        worker = null
        fail(reason === 'out-of-memory' ? 'list-too-large' : 'list-damaged')
      }
    })
    return begun
  }

  /** `answer` gives the value of a job's last reply, undefined for another one. */
  const perform = <T>(
    starting: Starting,
    answer: (reply: ListReply) => T | undefined,
    on: TableListener,
    signal?: AbortSignal
  ): Promise<ImportsResult<T>> =>
    new Promise((resolve, reject) => {
      if (isClosed || signal?.aborted === true) {
        resolve(failedWith('cancelled'))
        return
      }
      lastId += 1
      const id = lastId
      let inHand = 0
      let taking = Promise.resolve()
      let isSettled = false
      let silence: NodeJS.Timeout | undefined

      const settle = (result: ImportsResult<T>): void => {
        if (isSettled) return
        isSettled = true
        clearTimeout(silence)
        signal?.removeEventListener('abort', cancel)
        // The batch in hand is dealt with before anything else begins.
        void taking.then(() => resolve(result))
      }
      const give = (code: ImportsErrorCode): void => {
        if (isSettled) return
        settle(failedWith(code))
        endWorker()
      }
      const cancel = (): void => give('cancelled')
      const listen = (): void => {
        clearTimeout(silence)
        // Who takes the batches may take its time: the thread waits for it.
        if (!isSettled && inHand === 0) silence = setTimeout(() => give('timed-out'), silenceMs)
      }
      const take = (batch: EntryBatch): void => {
        inHand += 1
        taking = taking
          .then(() => (isSettled ? undefined : on.batch(batch)))
          .then(
            () => {
              inHand -= 1
              if (isSettled) return
              worker?.post({ kind: 'taken', id })
              listen()
            },
            (failure: unknown) => {
              reject(failure instanceof Error ? failure : new Error('a batch was not taken'))
              give('cancelled')
            }
          )
      }

      hear = (message) => {
        const parsed = listReplySchema.safeParse(message)
        if (!parsed.success) {
          give('list-damaged')
          return
        }
        const reply = parsed.data
        if (isSettled || reply.id !== id) return
        const value = answer(reply)
        if (value !== undefined) void taking.then(() => settle({ ok: true, value }))
        else if (reply.kind === 'failed') void taking.then(() => settle({ ok: false, error: reply.error }))
        else if (reply.kind === 'batch') take(reply.batch)
        else if (reply.kind === 'progress') on.progress(reply.progress)
        listen()
      }
      fail = (code) => give(code)
      signal?.addEventListener('abort', cancel)
      worker ??= begin()
      listen()
      worker.post({ ...starting, id })
    })

  const inTurn = <T>(job: () => Promise<T>): Promise<T> => {
    const turn = turns.then(job)
    turns = turn.catch(() => undefined)
    return turn
  }

  return {
    probe: (source, choice, signal) =>
      inTurn(() =>
        perform(
          { kind: 'probe', source, choice },
          (reply) => (reply.kind === 'probed' ? reply.probe : undefined),
          { batch: () => Promise.resolve(), progress: () => undefined },
          signal
        )
      ),
    read: (request, on, signal) =>
      inTurn(() =>
        perform(
          { kind: 'read', request },
          (reply) => (reply.kind === 'totals' ? reply.totals : undefined),
          on,
          signal
        )
      ),
    close() {
      isClosed = true
      fail('cancelled')
      endWorker()
    }
  }
}
