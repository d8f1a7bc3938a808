import type { DownloadStatus } from '../../../shared/recordings/recordings'
import type { DownloadItem, DownloadsView, ListedDownload } from '../../../shared/recordings/schema'
import { downloadStatuses } from '../../../shared/recordings/recordings'

/** True if the status can't change without a command. */
export const isSettled = (status: DownloadStatus): boolean =>
  status === 'done' || status === 'skipped' || status === 'failed' || status === 'cancelled'

/** Number of downloads, and how many of them are settled. */
export function downloadTotals({ counts }: DownloadsView): { all: number; settled: number } {
  let all = 0
  let settled = 0
  for (const status of downloadStatuses) {
    all += counts[status]
    if (isSettled(status)) settled += counts[status]
  }
  return { all, settled }
}

/** Progress of the whole list; running downloads count by bytes if their size is known. */
export function downloadShare(view: DownloadsView): { part: number; whole: number } {
  const { all, settled } = downloadTotals(view)
  const begun = view.running.reduce(
    (sum, { receivedBytes, totalBytes }) =>
      totalBytes === null || totalBytes === 0 ? sum : sum + Math.min(1, receivedBytes / totalBytes),
    0
  )
  return { part: Math.min(all, settled + begun), whole: all }
}

/** The visible rows plus a margin. */
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

/** The items with newer state of running downloads, which is published more often than the list is loaded. */
export function withRunning(
  items: readonly ListedDownload[],
  running: readonly DownloadItem[]
): ListedDownload[] {
  const newer = new Map(running.map((item) => [item.callId, item]))
  return items.map((item) => ({ ...item, ...newer.get(item.callId) }))
}
