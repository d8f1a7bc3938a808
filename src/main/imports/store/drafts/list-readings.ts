import type { ImportsResult } from '../../../../shared/imports/imports'
import type { ReadTotals, SourceProbe } from '../../../../shared/imports/schema'
import { Failure } from '../../../platform/database/failure'
import type { ListReader } from '../../parsing/list-reader'
import type { EntryBatch, ListSource, TableReadRequest, ProbeChoice } from '../../lists/list-types'
import type { ImportsProgress } from '../../imports-operations'

/** Options of one reading. */
export interface ReadingContext {
  signal: AbortSignal
  onProgress: (progress: ImportsProgress) => void
}

/**
 * The list reader, which runs one job at a time: a queued job reports progress whenever the running one does, so
 * that it doesn't time out. Throws a `Failure` or the error of `take`.
 */
export interface ListReadings {
  probe(source: ListSource, choice: ProbeChoice, context: ReadingContext): Promise<SourceProbe>
  /** The reading waits until `take` has processed a batch. */
  read(
    request: TableReadRequest,
    take: (batch: EntryBatch) => Promise<void>,
    context: ReadingContext
  ): Promise<ReadTotals>
}

const notBegun: ImportsProgress = { done: 0, total: 0, lines: 0 }

/** Queues readings on one reader. */
export function createListReadings(reader: ListReader): ListReadings {
  const present = new Set<ReadingContext>()

  const amongOthers = async <T>(
    context: ReadingContext,
    work: () => Promise<ImportsResult<T>>
  ): Promise<T> => {
    present.add(context)
    try {
      const result = await work()
      if (!result.ok) throw new Failure(result.error.code)
      return result.value
    } finally {
      present.delete(context)
    }
  }

  return {
    probe: (source, choice, context) =>
      amongOthers(context, () => reader.probe(source, choice, context.signal)),
    read: (request, take, context) =>
      amongOthers(context, () => {
        const progress = (made: ImportsProgress): void => {
          context.onProgress(made)
          for (const other of present) if (other !== context) other.onProgress(notBegun)
        }
        return reader.read(request, { batch: take, progress }, context.signal)
      })
  }
}
