import type { AppError } from '../platform/errors'
import type { HistoryLoss } from '../platform/history-loss'
import type { BlockList, DraftSummary, KnownCampaign, ListColumn, ListFormat, ListOptions } from './imports'

/** The reading progress of a table. `looking`: it is being probed. */
type TableReading =
  | { kind: 'looking' }
  | { kind: 'waiting' }
  | { kind: 'reading'; readBytes: number; totalBytes: number; lines: number }
  /** `brokenLines`: lines that are too long or have an unclosed quote. */
  | { kind: 'read'; lines: number; blankLines: number; undecodableLines: number; brokenLines: number }
  | { kind: 'failed'; error: AppError }

/** One table of the draft: a text file, a sheet of a workbook, or pasted text. */
export interface DraftTable {
  id: number
  format: ListFormat
  /** The file name without its folder; '' for pasted text. */
  name: string
  sheet: string | null
  sizeBytes: number
  isIncluded: boolean
  /** Options detected by the probe. */
  found: ListOptions
  /** Options in use: detected, or chosen by the user. */
  options: ListOptions
  /** At most `importLimits.maxColumns`. */
  columns: ListColumn[]
  columnCount: number
  /** Number of hidden columns of the sheet that are excluded. */
  hiddenColumns: number
  /** Number of hidden sheets of the workbook, which are excluded. */
  hiddenSheets: number
  /** Incremented by each probe: the preview has changed. */
  look: number
  reading: TableReading
}

/** State of the whole draft. */
export type DraftCheck =
  /** There is no table, or none with a number column. */
  | { kind: 'none' }
  | { kind: 'reading' }
  /** Entries are being classified: repeated, imported before, blocked. */
  | { kind: 'comparing' }
  | { kind: 'ready'; summary: DraftSummary }
  /** The user cancelled. */
  | { kind: 'cancelled' }
  | { kind: 'failed'; error: AppError }

/** The lists that the user reviews before anything is sent. */
export interface ImportDraft {
  tables: DraftTable[]
  check: DraftCheck
  /** Incremented when entries change: lines on screen must be requested again. */
  revision: number
  isDoubtfulIncluded: boolean
  /** The campaign whose earlier imports are compared; '' while none is chosen. */
  campaignId: string
  canUndo: boolean
}

/** What an import is doing. */
export type ImportStatus =
  | { kind: 'running' }
  /** Throttled by the service, or offline: retries by itself at `untilMs` (epoch ms). */
  | { kind: 'waiting'; untilMs: number; error: AppError }
  /** Waits for the requests in flight. */
  | { kind: 'pausing' }
  | { kind: 'paused' }
  /** Deskline ended while it was running; nothing is sent until the user resumes it. */
  | { kind: 'interrupted' }
  /** It needs the user: an error of the token, the campaign or the disk. */
  | { kind: 'stopped'; error: AppError }
  | { kind: 'ended' }
  | { kind: 'cancelled' }

/** An import as shown in lists. `sent`, `refused`, `unknown`, `waiting` and `cancelled` add up to `total`. */
export interface ImportSummary {
  id: string
  campaignId: string
  /** The first file's name; '' for pasted text. `files`: number of files. */
  name: string
  files: number
  /** Epoch ms. */
  createdAtMs: number
  endedAtMs: number | null
  status: ImportStatus
  total: number
  sent: number
  refused: number
  unknown: number
  /** Not tried yet, or in flight. */
  waiting: number
  /** Numbers of a cancelled import that were never sent. */
  cancelled: number
  /** Entries of the lists that were excluded from the start. */
  leftOut: number
  /** Requests with an unknown outcome that the user hasn't decided about. */
  undecided: number
  /** Numbers per second, over a sliding window; null: unknown, or not running. */
  perSecond: number | null
  /** Remaining time at that speed, in ms; null: unknown. */
  leftMs: number | null
  batchSize: number
  hasDetails: boolean
}

/** An export of entries into a file. */
export type EntriesExport =
  | { kind: 'none' }
  | { kind: 'running'; rows: number; totalRows: number }
  /** `fileName`: without the folder. */
  | { kind: 'done'; rows: number; fileName: string }
  | { kind: 'failed'; error: AppError }

/** Maximum number of imports in the state. */
export const maxShownImports = 200

/** State of the imports, except the draft. */
export interface ImportsState {
  /** False until the imports' file has been opened. */
  isOpen: boolean
  /** Newest first. */
  imports: ImportSummary[]
  /** Most recently used first. */
  campaigns: KnownCampaign[]
  blockList: BlockList | null
  /** The block list is being read. */
  isBlockListReading: boolean
  export: EntriesExport
  /** Why the store couldn't be opened. */
  problem: AppError | null
  /** Part of the import history was lost; nothing is sent until the user acknowledges that. */
  loss: HistoryLoss | null
}
