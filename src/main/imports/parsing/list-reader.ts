import type { ImportsResult } from '../../../shared/imports/imports'
import type { ReadTotals, SourceProbe } from '../../../shared/imports/schema'
import { failedWith } from './failure'
import type { ListSource, TableReadRequest, ProbeChoice } from '../lists/list-types'
import { startListJob, type ListJobRun } from './list-job-run'
import type { ListJob, ListReply } from './list-worker-messages'
import type { TableListener } from './read-table'

/** A running thread of `list-worker.ts`. */
interface ListWorker {
  post(job: ListJob): void
  /** Terminates it immediately. */
  end(): void
}

/** Starts the thread. `onExit` is called exactly once. */
export type StartListWorker = (listeners: {
  onMessage: (message: unknown) => void
  onExit: (reason: 'out-of-memory' | 'other') => void
}) => ListWorker

/**
 * Reads lists in a thread, one job at a time. A job that is cancelled, crashes the thread or stops responding ends
 * the thread; the next job starts a new one. `list-too-large`: the thread ran out of memory; `list-damaged`: it ended
 * for any other reason.
 */
export interface ListReader {
  /** See `probeSource`. */
  probe(source: ListSource, choice: ProbeChoice, signal?: AbortSignal): Promise<ImportsResult<SourceProbe>>
  /**
   * See `readTable`. Delivers batches one at a time, none after it has resolved; the thread reads at most two batches
   * ahead. Rejects only when `batch` rejects, with the same error.
   */
  read(request: TableReadRequest, on: TableListener, signal?: AbortSignal): Promise<ImportsResult<ReadTotals>>
  /** Cancels the running job and the queued ones (`cancelled`). */
  close(): void
}

/** A job that sends no message for this long is ended, in ms. */
const defaultSilenceMs = 30_000

type Starting = { kind: 'probe' | 'read' } & (
  | Omit<Extract<ListJob, { kind: 'probe' }>, 'id'>
  | Omit<Extract<ListJob, { kind: 'read' }>, 'id'>
)

/** The thread starts with the first job. A job that sends nothing for `silenceMs` fails with `timed-out`. */
export function createListReader(deps: { startWorker: StartListWorker; silenceMs?: number }): ListReader {
  const { startWorker, silenceMs = defaultSilenceMs } = deps
  let worker: ListWorker | null = null
  let queue: Promise<unknown> = Promise.resolve()
  let lastId = 0
  let isClosed = false
  let current: Pick<ListJobRun<unknown>, 'hear' | 'fail'> | null = null

  const endWorker = (): void => {
    const ended = worker
    worker = null
    ended?.end()
  }

  const begin = (): ListWorker => {
    const begun: ListWorker = startWorker({
      onMessage: (message) => {
        if (worker === begun) current?.hear(message)
      },
      onExit: (reason) => {
        if (worker !== begun) return
        worker = null
        current?.fail(reason === 'out-of-memory' ? 'list-too-large' : 'list-damaged')
      }
    })
    return begun
  }

  /** `valueOf` returns the value of a job's final reply, and undefined for any other reply. */
  const perform = <T>(
    starting: Starting,
    valueOf: (reply: ListReply) => T | undefined,
    listener: TableListener,
    signal?: AbortSignal
  ): Promise<ImportsResult<T>> => {
    if (isClosed || signal?.aborted === true) return Promise.resolve(failedWith('cancelled'))
    lastId += 1
    const id = lastId
    const run = startListJob({
      ...{ id, valueOf, listener, signal, silenceMs },
      endWorker,
      acknowledge: () => worker?.post({ kind: 'taken', id })
    })
    current = run
    worker ??= begin()
    worker.post({ ...starting, id })
    return run.result
  }

  const enqueue = <T>(job: () => Promise<T>): Promise<T> => {
    const done = queue.then(job)
    queue = done.catch(() => undefined)
    return done
  }

  return {
    probe: (source, choice, signal) =>
      enqueue(() =>
        perform(
          { kind: 'probe', source, choice },
          (reply) => (reply.kind === 'probed' ? reply.probe : undefined),
          { batch: () => Promise.resolve(), progress: () => undefined },
          signal
        )
      ),
    read: (request, on, signal) =>
      enqueue(() =>
        perform(
          { kind: 'read', request },
          (reply) => (reply.kind === 'totals' ? reply.totals : undefined),
          on,
          signal
        )
      ),
    close() {
      isClosed = true
      current?.fail('cancelled')
      endWorker()
    }
  }
}
