import type { BrowserWindow } from 'electron'
import type { ImportSummary } from '../../../shared/imports/imports-state'

/** Electron's word for "no progress". */
const none = -1

/** Shows on the task bar's buttons how far an import is; null takes it away. Where there is no task bar, nothing. */
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
