import type { RecordsResult } from '../../shared/records/records'
import { maxPageIds, maxPageRows, type RecordIds } from '../../shared/records/view-schema'
import { succeeded, type Result } from '../../shared/platform/result'
import { maskedFileName } from '../platform/number-mask'
import type { RecordsStore } from '../records/records-store'
import type { DownloadQueue } from './ports'

/** Numbers of calls that the queue took, and that it refused because it is full. */
export interface QueuedCalls {
  added: number
  refused: number
}

interface DownloadRequestDeps {
  store: Pick<RecordsStore, 'ask'>
  queue: Pick<DownloadQueue, 'add'>
  /** The word for 代理 in the user's language. */
  agentWord: () => string
  /** Numbers are masked in the names of files. */
  isMasked: () => boolean
}

/** Queues calls, looking them up in batches. */
export async function queueCalls(
  { store, queue, agentWord, isMasked }: DownloadRequestDeps,
  ids: readonly string[],
  folder: string
): Promise<Result<QueuedCalls>> {
  let [added, refused] = [0, 0]
  for (let at = 0; at < ids.length; at += maxPageRows) {
    const found = await store.ask('recordUrls', { ids: ids.slice(at, at + maxPageRows) })
    if (!found.ok) return added > 0 ? succeeded({ added, refused }) : found
    const calls = found.value.map(({ id, calleeNumber, ...call }) => ({
      ...call,
      callId: id,
      number: isMasked() && calleeNumber !== null ? maskedFileName(calleeNumber) : calleeNumber
    }))
    const queued = queue.add(calls, { folder, agentWord: agentWord() })
    added += queued.added
    refused += queued.refused
  }
  return succeeded({ added, refused })
}

/** Queues all calls of a view that have a recording. */
export async function queueView(
  deps: DownloadRequestDeps,
  viewId: number,
  folder: string
): Promise<Result<QueuedCalls>> {
  let [added, refused] = [0, 0]
  let offset: number | null = 0
  while (offset !== null) {
    const page: RecordsResult<RecordIds> = await deps.store.ask('ids', {
      ...{ viewId, offset, limit: maxPageIds, hasRecording: true }
    })
    if (!page.ok) return added > 0 ? succeeded({ added, refused }) : page
    offset = page.value.nextOffset
    if (refused > 0) {
      // The queue is full: only count the rest.
      refused += page.value.ids.length
      continue
    }
    const queued = await queueCalls(deps, page.value.ids, folder)
    if (!queued.ok) return queued
    added += queued.value.added
    refused += queued.value.refused
  }
  return succeeded({ added, refused })
}
