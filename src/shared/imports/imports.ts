import type { AppError } from '../platform/errors'
import { doubtReasons } from '../numbers/number'

// Lists of numbers, what is made of them, and imports of them into campaigns (document, 四、导号到号码库).

/** Encodings that a list can be in. GBK is a part of GB18030. */
export const listEncodings = ['utf-8', 'utf-16le', 'utf-16be', 'gb18030', 'big5'] as const

/** See {@link listEncodings}. */
export type ListEncoding = (typeof listEncodings)[number]

/** What parts the cells of a line; none: a line is one cell. */
export const listDelimiters = [
  'comma',
  'tab',
  'semicolon',
  'pipe',
  'space',
  'colon',
  'caret',
  'tilde',
  'none'
] as const

/** See {@link listDelimiters}. */
export type ListDelimiter = (typeof listDelimiters)[number]

/** Where a list comes from. */
export const listFormats = ['text', 'workbook', 'pasted'] as const

/** See {@link listFormats}. */
export type ListFormat = (typeof listFormats)[number]

/** How one table of a list is read. */
export interface ListOptions {
  /** Null for workbooks and pasted text. */
  encoding: ListEncoding | null
  /** Null for workbooks. */
  delimiter: ListDelimiter | null
  /** The line of the file, the row of the sheet, that holds the columns' titles; null: none does. Lines above it aren't read. */
  headerLine: number | null
  /** Of a workbook: hidden rows and columns count like the others. */
  isHiddenIncluded: boolean
  /** From 0, ascending. Empty: none was found. */
  numberColumns: number[]
}

/** One row, as it is shown before the list is read. */
export interface PreviewRow {
  /** From 1: the line of the file, the row of the sheet. */
  line: number
  cells: string[]
}

/** One column, as the first rows show it. */
export interface ListColumn {
  /** From 0. */
  index: number
  /** Of the header; '' without one. */
  title: string
  /** Of the cells looked at that aren't empty: how many hold a number, whole or damaged; 0 to 1. */
  numberShare: number
}

/** What became of one cell: a number that is taken; doubtful ones; the reasons why there is none. */
export const validCodes = ['mobile', 'fixed'] as const
/** See {@link validCodes}. `extension`: a number with an extension, for which the service has no field. */
export const doubtCodes = [...doubtReasons, 'extension'] as const
/**
 * Damage done by spreadsheets and programs, never guessed away: 1.38E+10; 13800138000.0; an area code
 * without its 0.
 */
export const damageCodes = ['scientific', 'decimal', 'zero-lost'] as const
/**
 * Other reasons why a cell is no number. `joined`: two numbers without anything between them. `unreadable`:
 * characters that the encoding doesn't have. `line-broken`: the line is too long or its quotes never end.
 * `uncalculated`: a formula without a result in the workbook.
 * `above-header`: the line is above the header. `hidden-row`: the row of the sheet is hidden, by hand or by a filter.
 */
export const invalidCodes = [
  ...damageCodes,
  'empty',
  'no-digits',
  'too-short',
  'too-long',
  'joined',
  'unreadable',
  'line-broken',
  'no-number',
  'uncalculated',
  'above-header',
  'hidden-row'
] as const
/** All of them. The order is kept: files hold positions in it. */
export const cellCodes = [...validCodes, ...doubtCodes, ...invalidCodes] as const

/** See {@link validCodes}. */
export type ValidCode = (typeof validCodes)[number]
/** See {@link doubtCodes}. */
export type DoubtCode = (typeof doubtCodes)[number]
/** See {@link damageCodes}. */
export type DamageCode = (typeof damageCodes)[number]
/** See {@link invalidCodes}. */
export type InvalidCode = (typeof invalidCodes)[number]
/** See {@link cellCodes}. */
export type CellCode = (typeof cellCodes)[number]

/**
 * Why a number that could be sent isn't. `repeated`: it stands further up already. `imported-before`: an
 * earlier import brought it into the same campaign; `maybe-imported`: one whose answer was lost may have.
 * `blocked`: it is on the block list.
 */
export const comparedReasons = ['repeated', 'imported-before', 'maybe-imported', 'blocked'] as const

/** Everything that keeps an entry of a list out of an import. */
export const leftOutReasons = [...comparedReasons, ...doubtCodes, ...invalidCodes] as const

/** See {@link leftOutReasons}. */
export type LeftOutReason = (typeof leftOutReasons)[number]

/** One entry of a list: a cell of a number column, or one of several numbers in such a cell. */
export interface DraftLine {
  /** Of the draft; stays the same while the table isn't read again. */
  n: number
  tableId: number
  /** From 1: the line of the file, the row of the sheet. */
  line: number
  /** From 0. */
  column: number
  /** What stands in the cell, at most 200 characters of it. */
  text: string
  code: CellCode
  /** Null: it is sent. */
  reason: LeftOutReason | null
  /** The digits that are sent; null: there is no number. */
  dial: string | null
  /** The number that a damaged cell was, most likely; taken only when a person says so. */
  suggestion: string | null
  /** For `repeated`: where the number stands first. */
  first: { tableId: number; line: number } | null
  /** A person mended it. */
  isFixed: boolean
}

/** What a draft amounts to. Entries: see {@link DraftLine}. */
export interface DraftSummary {
  /** Rows with something in them, without headers. */
  lines: number
  blankLines: number
  /** Rows with characters that the encoding doesn't have. */
  undecodableLines: number
  entries: number
  /** Sure numbers that nothing keeps out. */
  valid: number
  /** Doubtful numbers that nothing else keeps out: sent when the switch says so. */
  doubtful: number
  /** By reason, of all that is left out, largest first; doubtful ones among them, whatever the switch says. */
  byReason: { reason: LeftOutReason; count: number }[]
  /** Of `valid` and `doubtful`, by {@link CellCode}. */
  byKind: { code: ValidCode | DoubtCode; count: number }[]
  /** Of `valid` and `doubtful`: fixed lines by area code, largest first. */
  byArea: { areaCode: string; count: number }[]
  /** Damaged entries that have a suggestion. */
  suggestions: { code: DamageCode; count: number }[]
  /** Entries that a person mended. */
  fixed: number
}

/** What can be asked of a draft's entries. */
export interface DraftFilter {
  part: 'to-send' | 'left-out'
  /** None: all. */
  reasons: LeftOutReason[]
  /** Null: all. */
  tableId: number | null
  /** Part of the text or of the digits. */
  search: string
}

/** How a request ended. */
export const requestOutcomes = [
  /** The service took all of it. */
  'accepted',
  /** The service refused it for good; nothing of it was taken. */
  'refused',
  /** The service refused it; nothing of it was taken, its parts are tried on their own. */
  'split',
  /** Certainly nothing of it was taken, and not for the sake of its numbers; it is tried again. */
  'not-taken',
  /** The answer was lost: it may have been taken. Never sent again unless a person says so. */
  'unknown'
] as const

/** See {@link requestOutcomes}. */
export type RequestOutcome = (typeof requestOutcomes)[number]

/** What a person makes of a request that is not known: it is in the library; it isn't, send it again. */
export const requestDecisions = ['taken', 'again'] as const

/** See {@link requestDecisions}. */
export type RequestDecision = (typeof requestDecisions)[number]

/** One request of an import. */
export interface ImportRequest {
  /** From 1, in the order in which they were sent. */
  no: number
  /** Positions in the import, from 0; `to` is not part of it. */
  from: number
  to: number
  firstNumber: string
  lastNumber: string
  /** Epoch ms. */
  sentAtMs: number
  settledAtMs: number | null
  /** Null: under way. */
  outcome: RequestOutcome | null
  error: AppError | null
  decision: RequestDecision | null
}

/** Parts of an import's report: every number and every other entry of its lists is in exactly one. */
export const reportParts = ['sent', 'refused', 'unknown', 'waiting', 'left-out'] as const

/** See {@link reportParts}. */
export type ReportPart = (typeof reportParts)[number]

/** Why an entry isn't in the campaign: as in the draft, or the import was cancelled before its turn. */
export const reportReasons = [...leftOutReasons, 'cancelled'] as const

/** See {@link reportReasons}. */
export type ReportReason = (typeof reportReasons)[number]

/** One entry of a report. */
export interface ReportLine {
  /** Of the file; '' for pasted text. */
  name: string
  sheet: string | null
  line: number
  column: number
  text: string
  dial: string | null
  part: ReportPart
  /** For `left-out`. */
  reason: ReportReason | null
  /** The request that carried it last; null: none did. */
  request: number | null
  /** For `refused` and `unknown`. */
  error: AppError | null
}

/** What an import came to. */
export interface ImportReport {
  sent: number
  refused: number
  unknown: number
  waiting: number
  leftOut: number
  requests: number
  /** Of what was left out, largest first. */
  byReason: { reason: ReportReason; count: number }[]
  /** Of what was refused, by the service's words, largest first, at most 50. */
  refusals: { error: AppError; count: number }[]
  files: { name: string; sheet: string | null }[]
  /** False: the entries were removed, the counts stay. */
  hasDetails: boolean
}

/** A campaign (呼叫任务) that was used before. */
export interface KnownCampaign {
  id: string
  /** The person's own word for it; ''. */
  label: string
  /** Epoch ms. */
  lastUsedAtMs: number
  /** Numbers that imports of this machine brought into it. */
  sent: number
}

/** The person's own file of numbers that are never to be called, as it was read last. */
export interface BlockList {
  fileName: string
  numbers: number
  /** Epoch ms. */
  readAtMs: number
  /** The file has changed or is gone and could not be read again: the numbers are those of `readAtMs`. */
  isOutdated: boolean
}

/** Numbers of a request, and how many requests are under way at once. */
export const importLimits = {
  batchSize: { min: 1, max: 10_000 },
  requestsAtOnce: { min: 1, max: 4 },
  /** Tables of one draft. */
  maxTables: 50,
  /** Characters of text that can be pasted at once. */
  maxPastedLength: 20_000_000,
  /** Columns that are shown of a table, and rows of its preview. */
  maxColumns: 200,
  previewRows: 20,
  /** Entries of a draft. */
  maxEntries: 5_000_000
} as const

/** Why something about lists and imports failed. */
export const importsErrorCodes = [
  'input-invalid',
  'cancelled',
  'timed-out',
  'not-found',
  /** The file is gone, or may not be read. */
  'list-unreadable',
  /** It is no list that Deskline reads: an old .xls, a password, a picture. */
  'list-unsupported',
  /** It says it is a workbook, but is damaged. */
  'list-damaged',
  /** More than Deskline takes: unpacked size, entries, tables. */
  'list-too-large',
  /** The draft has changed since. */
  'draft-changed',
  'nothing-to-import',
  /** Another import is under way. */
  'import-running',
  /** Another import into this campaign isn't finished. */
  'import-unfinished',
  /** Another process has the imports' file open. */
  'imports-locked',
  /** The disk, the database or its process failed; what was being done was not done. */
  'imports-failed',
  'imports-lost',
  'export-failed'
] as const

/** See {@link importsErrorCodes}. */
export type ImportsErrorCode = (typeof importsErrorCodes)[number]

/** What an operation on lists and imports gives back. */
export type ImportsResult<T> = { ok: true; value: T } | { ok: false; error: { code: ImportsErrorCode } }
