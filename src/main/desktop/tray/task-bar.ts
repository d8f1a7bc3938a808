import type { BrowserWindow } from 'electron'
import type { ImportSummary } from '../../../shared/imports/state-schema'

/** Electron's value for "no progress". */
const none = -1

/** Shows the progress of an import on the task bar buttons; null removes it. Does nothing without a task bar. */
export function showProgress(
  windows: readonly (BrowserWindow | null)[],
  underWay: Pick<ImportSummary, 'status' | 'total' | 'waiting'> | null
): void {
  for (const window of windows) {
    if (window === null) continue
    if (underWay === null) window.setProgressBar(none)
    else {
      const share = underWay.total === 0 ? 1 : 1 - underWay.waiting / underWay.total
      window.setProgressBar(share, { mode: underWay.status.kind === 'running' ? 'normal' : 'paused' })
    }
  }
}
