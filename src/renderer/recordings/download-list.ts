import type { DownloadItem, DownloadsView, DownloadStatus } from '../../shared/recordings/recordings'
import { downloadStatuses } from '../../shared/recordings/recordings'

/** Nothing more happens to it by itself. */
export const isSettled = (status: DownloadStatus): boolean =>
  status === 'done' || status === 'skipped' || status === 'failed' || status === 'cancelled'

/** How many downloads are in the list, and how many of them are settled. */
export function downloadTotals({ counts }: DownloadsView): { all: number; settled: number } {
  let all = 0
  let settled = 0
  for (const status of downloadStatuses) {
    all += counts[status]
    if (isSettled(status)) settled += counts[status]
  }
  return { all, settled }
}

/** How much of the list is done, of `whole`: what runs counts by its bytes where their number is known. */
export function downloadShare(view: DownloadsView): { part: number; whole: number } {
  const { all, settled } = downloadTotals(view)
  const begun = view.running.reduce(
    (sum, { receivedBytes, totalBytes }) =>
      totalBytes === null || totalBytes === 0 ? sum : sum + Math.min(1, receivedBytes / totalBytes),
    0
  )
  return { part: Math.min(all, settled + begun), whole: all }
}

/** The rows that are in sight, with a few on either side. */
export function rowsInSight(
  scroll: { top: number; height: number; rowHeight: number },
  count: number,
  spare = 4
): { first: number; end: number } {
  if (scroll.rowHeight <= 0 || count <= 0) return { first: 0, end: 0 }
  const first = Math.max(0, Math.floor(scroll.top / scroll.rowHeight) - spare)
  const end = Math.min(count, Math.ceil((scroll.top + scroll.height) / scroll.rowHeight) + spare)
  return { first: Math.min(first, Math.max(0, end - 1)), end }
}

/** The items, with what is newer of those that run: their state comes more often than the list is asked for. */
export function withRunning(
  items: readonly DownloadItem[],
  running: readonly DownloadItem[]
): DownloadItem[] {
  const newer = new Map(running.map((item) => [item.callId, item]))
  return items.map((item) => newer.get(item.callId) ?? item)
}
