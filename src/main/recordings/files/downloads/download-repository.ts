import { downloadStatuses, type DownloadStatus } from '../../../../shared/recordings/recordings'
import type { Moment } from '../../../platform/moment'
import type { Clock } from '../../../platform/ports'
import type { Download } from '../../download-list'

/** All downloads with their status and counts, updated incrementally: no operation iterates over all of them. */
export interface DownloadRepository {
  readonly items: ReadonlyMap<string, Download>
  readonly counts: Readonly<Record<DownloadStatus, number>>
  insert(item: Download): void
  /**
   * Changes the status of a download. With `pauseMs` it waits that long before it is due; an earlier delay is
   * discarded.
   */
  set(item: Download, status: DownloadStatus, change?: Partial<Download>, pauseMs?: number): void
  remove(item: Download): void
  /** True if it waits for a time, not for a free slot. */
  isDelayed(item: Download): boolean
  /** Due downloads in order, including those whose delay is over. */
  due(): Iterable<Download>
  /** Ms until the next delayed download is due; null if there is none. */
  nextDueMs(): number | null
}

/** Creates an empty repository. */
export function createDownloadRepository(clock: Clock): DownloadRepository {
  const items = new Map<string, Download>()
  const ready = new Set<Download>()
  const delayed = new Map<Download, { since: Moment; ms: number }>()
  const restMs = ({ since, ms }: { since: Moment; ms: number }): number => ms - clock.moment().msSince(since)
  const counts: Record<DownloadStatus, number> = {
    waiting: 0,
    running: 0,
    paused: 0,
    done: 0,
    skipped: 0,
    failed: 0,
    cancelled: 0
  }
  const leave = (item: Download): void => {
    counts[item.status] -= 1
    ready.delete(item)
    delayed.delete(item)
  }
  const enter = (item: Download, pauseMs = 0): void => {
    counts[item.status] += 1
    if (item.status !== 'waiting') return
    if (pauseMs > 0) delayed.set(item, { since: clock.moment(), ms: pauseMs })
    else ready.add(item)
  }

  return {
    items,
    counts,
    insert(item) {
      items.set(item.callId, item)
      enter(item)
    },
    set(item, status, change = {}, pauseMs = 0) {
      leave(item)
      const retryAtMs = pauseMs > 0 ? clock.now() + pauseMs : null
      Object.assign(item, { retryAtMs, ...change, status })
      enter(item, pauseMs)
    },
    remove(item) {
      leave(item)
      items.delete(item.callId)
    },
    isDelayed: (item) => delayed.has(item),
    due() {
      for (const [item, wait] of delayed) {
        if (restMs(wait) > 0) continue
        delayed.delete(item)
        ready.add(item)
      }
      return ready
    },
    nextDueMs() {
      const nextMs = Math.min(...[...delayed.values()].map(restMs))
      return nextMs === Infinity ? null : Math.max(0, nextMs)
    }
  }
}

/** True if no download is waiting, running or paused. */
export const isOver = (counts: DownloadRepository['counts']): boolean =>
  counts.waiting + counts.running + counts.paused === 0 &&
  downloadStatuses.some((status) => counts[status] > 0)
