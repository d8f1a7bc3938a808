import type { AppError } from '../platform/errors'
import type { HistoryLoss } from '../platform/history-loss'
import type { BlockList, DraftSummary, KnownCampaign, ListColumn, ListFormat, ListOptions } from './imports'

/** How far the reading of a table is. */
type TableReading =
  | { kind: 'looking' }
  | { kind: 'waiting' }
  | { kind: 'reading'; readBytes: number; totalBytes: number; lines: number }
  /** `brokenLines`: too long, or with quotes that never end. */
  | { kind: 'read'; lines: number; blankLines: number; undecodableLines: number; brokenLines: number }
  | { kind: 'failed'; error: AppError }

/** One table of the draft: a text file, a sheet of a workbook, or pasted text. */
export interface DraftTable {
  id: number
  format: ListFormat
  /** Of the file, without its folder; '' for pasted text. */
  name: string
  sheet: string | null
  sizeBytes: number
  isIncluded: boolean
  /** What was found by looking at it. */
  found: ListOptions
  /** What holds: found, or chosen. */
  options: ListOptions
  /** At most `importLimits.maxColumns`. */
  columns: ListColumn[]
  columnCount: number
  /** Hidden columns of the sheet that are left out. */
  hiddenColumns: number
  /** Hidden sheets of its workbook, which are left out. */
  hiddenSheets: number
  /** Grows when it was looked at anew: its preview is another. */
  look: number
  reading: TableReading
}

/** How far the whole draft is. */
export type DraftCheck =
  /** No table, or none with a number column. */
  | { kind: 'none' }
  | { kind: 'reading' }
  /** Told apart: repeated, imported before, blocked. */
  | { kind: 'comparing' }
  | { kind: 'ready'; summary: DraftSummary }
  /** A person called it off. */
  | { kind: 'cancelled' }
  | { kind: 'failed'; error: AppError }

/** Lists that are looked at before anything is sent. */
export interface ImportDraft {
  tables: DraftTable[]
  check: DraftCheck
  /** Grows when entries changed: what is shown of them is asked for anew. */
  revision: number
  isDoubtfulIncluded: boolean
  /** The campaign whose earlier imports are compared; '' while none is chosen. */
  campaignId: string
  canUndo: boolean
}

/** What an import does. */
export type ImportStatus =
  | { kind: 'running' }
  /** Slowed down by the service, or without a connection: it goes on by itself at `untilMs` (epoch ms). */
  | { kind: 'waiting'; untilMs: number; error: AppError }
  /** Requests under way are awaited. */
  | { kind: 'pausing' }
  | { kind: 'paused' }
  /** Deskline ended while it ran; nothing is sent until a person says so. */
  | { kind: 'interrupted' }
  /** It can't go on by itself: the token, the campaign, the disk. */
  | { kind: 'stopped'; error: AppError }
  | { kind: 'ended' }
  | { kind: 'cancelled' }

/** One import, as lists of imports show it. The five counts are numbers and add up to `total`. */
export interface ImportSummary {
  id: string
  campaignId: string
  /** Of the first file; '' for pasted text. `files`: how many there were. */
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
  /** Not tried yet, or under way. */
  waiting: number
  /** Of cancelled imports: numbers whose turn never came. */
  cancelled: number
  /** Entries of the lists that were never to be sent. */
  leftOut: number
  /** Requests whose outcome isn't known and about which nobody decided. */
  undecided: number
  /** Numbers a second over the last while; null: not known, or it doesn't run. */
  perSecond: number | null
  /** Ms until the end at that speed; null: not known. */
  leftMs: number | null
  batchSize: number
  hasDetails: boolean
}

/** An export of entries into a file. */
export type EntriesExport =
  | { kind: 'none' }
  | { kind: 'running'; rows: number; totalRows: number }
  /** `fileName`: without its folder. */
  | { kind: 'done'; rows: number; fileName: string }
  | { kind: 'failed'; error: AppError }

/** How many imports are shown. */
export const maxShownImports = 200

/** What is known of imports beside the draft. */
export interface ImportsState {
  /** False until the imports' file was opened. */
  isOpen: boolean
  /** Newest first. */
  imports: ImportSummary[]
  /** Last used first. */
  campaigns: KnownCampaign[]
  blockList: BlockList | null
  /** The block list is being read. */
  isBlockListReading: boolean
  export: EntriesExport
  /** The store could not be opened. */
  problem: AppError | null
  /** Some of what was imported before isn't known any more; nothing is sent until the user acknowledged it. */
  loss: HistoryLoss | null
}
