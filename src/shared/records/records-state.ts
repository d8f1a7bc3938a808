import type { AppError } from '../platform/errors'
import type { HistoryLoss } from '../platform/history-loss'
import type { ExportFormat } from './records'

/** A part of the period that could not be had; it can be asked for again. Epoch ms, `endMs` is not part of it. */
interface RecordsGap {
  startMs: number
  endMs: number
  error: AppError
}

/** How many gaps are shown. */
export const maxShownGaps = 100

/** How far the records of the chosen period are. */
export type RecordsLoad =
  /** No period was chosen yet, or nobody is signed in. */
  | { kind: 'none' }
  /** `share`: of the period's time, 0 to 1. `waitUntilMs`: the service asks to wait; null: it doesn't. */
  | { kind: 'loading'; share: number; rows: number; waitUntilMs: number | null }
  /** Everything was had, but for `gaps`. */
  | { kind: 'done'; rows: number }
  /** A person called it off: what came is kept, the rest stands in `gaps`. */
  | { kind: 'cancelled'; rows: number }
  /** Nothing could be had at all. */
  | { kind: 'failed'; error: AppError }

/** An export into a file. */
type RecordsExport =
  | { kind: 'none' }
  | { kind: 'running'; format: ExportFormat; rows: number; totalRows: number }
  /** `fileName`: without its folder. */
  | { kind: 'done'; format: ExportFormat; rows: number; fileName: string }
  | { kind: 'failed'; format: ExportFormat; error: AppError }

/** What the records window shows beside the rows themselves, which it asks for. */
export interface RecordsState {
  /** Epoch ms; `endMs` is not part of it. */
  period: { startMs: number; endMs: number } | null
  load: RecordsLoad
  /** In time order, the first {@link maxShownGaps}; `gapCount` counts all. */
  gaps: RecordsGap[]
  gapCount: number
  /** Parts of a second with a full reply: there may be more calls in them than the service gives. */
  incompleteSeconds: number
  /** Grows when rows came or changed: what is shown is asked for anew. */
  revision: number
  export: RecordsExport
  /** The store could not be opened. */
  problem: AppError | null
  /** Some of the records that were kept are lost; null once the user acknowledged it. */
  loss: HistoryLoss | null
}
