import type { AppError } from '../platform/errors'
import type { HistoryLoss } from '../platform/history-loss'
import type { ExportFormat } from './records'

/** A part of the period that could not be loaded and can be queried again. Epoch ms; `endMs` is excluded. */
interface RecordsGap {
  startMs: number
  endMs: number
  error: AppError
}

/** Maximum gaps in the state. */
export const maxShownGaps = 100

/** Progress of loading the chosen period. */
export type RecordsLoad =
  /** No period was chosen yet, or no account is signed in. */
  | { kind: 'none' }
  /**
   * `share`: of the period's time, 0 to 1. `waitUntilMs`: when the service allows the next request; null: no wait.
   */
  | { kind: 'loading'; share: number; rows: number; waitUntilMs: number | null }
  /** Everything was loaded, except for `gaps`. */
  | { kind: 'done'; rows: number }
  /** Cancelled by the user: records received so far are kept, the rest is in `gaps`. */
  | { kind: 'cancelled'; rows: number }
  /** Nothing could be loaded. */
  | { kind: 'failed'; error: AppError }

/** An export into a file. */
type RecordsExport =
  | { kind: 'none' }
  | { kind: 'running'; format: ExportFormat; rows: number; totalRows: number }
  /** `fileName`: without its folder. */
  | { kind: 'done'; format: ExportFormat; rows: number; fileName: string }
  | { kind: 'failed'; format: ExportFormat; error: AppError }

/** The state of the records window, without the rows, which it queries. */
export interface RecordsState {
  /** Epoch ms; `endMs` is excluded. */
  period: { startMs: number; endMs: number } | null
  load: RecordsLoad
  /** In time order, the first {@link maxShownGaps}; `gapCount` counts all. */
  gaps: RecordsGap[]
  gapCount: number
  /** Full one-second windows: they may hold more calls than the service returns. */
  incompleteSeconds: number
  /** Increases when records are added or changed, so that windows query them again. */
  revision: number
  export: RecordsExport
  /** Set if the store could not be opened. */
  problem: AppError | null
  /** Set if stored records were lost; null once the user acknowledged it. */
  loss: HistoryLoss | null
}
