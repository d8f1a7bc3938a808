import type { Moment } from '../../platform/moment'
import { systemClock } from '../../platform/clock'
import { codeOfListFailure } from './failure'
import type { EntryBatch } from '../lists/list-types'
import { listJobSchema, mostBatchesInFlight, type ListJob, type ListReply } from './list-worker-messages'
import { probeSource } from './source-probe'
import { readTable } from './read-table'

/** Minimum interval of progress messages, in ms. */
const reportEveryMs = 100

/** The job runner of the list thread. */
export interface ListJobs {
  /** Ignores anything that isn't a job. */
  handle(message: unknown): void
}

/** Runs jobs; `post` sends a reply and transfers the buffers in `transfer`. */
export function createListJobs({
  post
}: {
  post: (reply: ListReply, transfer?: readonly ArrayBuffer[]) => void
}): ListJobs {
  let inFlight = 0
  let goOn: (() => void) | null = null
  // Jobs are cancelled by terminating the thread.
  const { signal } = new AbortController()

  const read = async ({ id, request }: Extract<ListJob, { kind: 'read' }>): Promise<ListReply> => {
    let reported: Moment | null = null
    const totals = await readTable(
      request,
      {
        async batch(batch: EntryBatch) {
          inFlight += 1
          const buffers = [batch.lines.buffer, batch.columns.buffer, batch.codes.buffer]
          post(
            { kind: 'batch', id, batch },
            buffers.filter((buffer) => buffer instanceof ArrayBuffer)
          )
          while (inFlight >= mostBatchesInFlight) {
            await new Promise<void>((resolve) => {
              goOn = resolve
            })
          }
        },
        progress(progress) {
          const now = systemClock.moment()
          if (reported !== null && now.msSince(reported) < reportEveryMs) return
          reported = now
          post({ kind: 'progress', id, progress })
        }
      },
      signal
    )
    return { kind: 'totals', id, totals }
  }

  const perform = async (job: Exclude<ListJob, { kind: 'taken' }>): Promise<ListReply> => {
    try {
      if (job.kind === 'read') return await read(job)
      return { kind: 'probed', id: job.id, probe: await probeSource(job.source, job.choice) }
    } catch (failure) {
      return { kind: 'failed', id: job.id, error: { code: codeOfListFailure(failure) } }
    }
  }

  return {
    handle(message) {
      const parsed = listJobSchema.safeParse(message)
      if (!parsed.success) return
      const job = parsed.data
      if (job.kind !== 'taken') {
        void perform(job).then((reply) => post(reply))
        return
      }
      inFlight -= 1
      goOn?.()
      goOn = null
    }
  }
}
