import { downloadStatuses, type DownloadStatus } from '../../shared/recordings'
import type { Download } from './download-list'

/** Every download and where it is, counted as it changes: nothing here walks through all of them. */
export interface DownloadBook {
  readonly items: ReadonlyMap<string, Download>
  readonly counts: Readonly<Record<DownloadStatus, number>>
  insert(item: Download): void
  /** Moves one on; its retry time is forgotten unless `change` sets one. */
  set(item: Download, status: DownloadStatus, change?: Partial<Download>): void
  remove(item: Download): void
  /** True for one that waits for a time, not for its turn. */
  isDelayed(item: Download): boolean
  /** Those whose turn it is, in order; with those whose time has come. */
  due(nowMs: number): Iterable<Download>
  /** When the next of those that wait for a time is due; null for none. */
  nextDueMs(): number | null
}

/** An empty book. */
export function createDownloadBook(): DownloadBook {
  const items = new Map<string, Download>()
  const ready = new Set<Download>()
  const delayed = new Set<Download>()
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
  const enter = (item: Download): void => {
    counts[item.status] += 1
    if (item.status === 'waiting') (item.retryAtMs === null ? ready : delayed).add(item)
  }

  return {
    items,
    counts,
    insert(item) {
      items.set(item.callId, item)
      enter(item)
    },
    set(item, status, change = {}) {
      leave(item)
      Object.assign(item, { retryAtMs: null, ...change, status })
      enter(item)
    },
    remove(item) {
      leave(item)
      items.delete(item.callId)
    },
    isDelayed: (item) => delayed.has(item),
    due(nowMs) {
      for (const item of delayed) {
        if ((item.retryAtMs ?? 0) > nowMs) continue
        delayed.delete(item)
        ready.add(item)
      }
      return ready
    },
    nextDueMs() {
      const nextMs = Math.min(...[...delayed].map((item) => item.retryAtMs ?? 0))
      return nextMs === Infinity ? null : nextMs
    }
  }
}

/** Nothing waits, runs or is paused. */
export const isOver = (counts: DownloadBook['counts']): boolean =>
  counts.waiting + counts.running + counts.paused === 0 &&
  downloadStatuses.some((status) => counts[status] > 0)
