import type { ListDelimiter, ListEncoding, ListOptions } from '../../../shared/imports/imports'

// Types shared by the parts of the list reader.

/** A workbook's number as written in the file: `13800138000`, `1.3800138E10`, `13800138000.5`. */
interface NumberCell {
  readonly number: string
}

/** A formula without a cached result in the workbook. */
interface UncalculatedCell {
  readonly formula: string
}

/** The content of one cell. */
export type ListCell = string | NumberCell | UncalculatedCell

/** One row of a table. */
export interface ListRow {
  /** From 1: the line of the file where the row starts, or the row of the sheet. */
  line: number
  cells: readonly ListCell[]
  /** The line is too long, or a quote is never closed: the cells are incomplete. */
  isBroken: boolean
  /** It contains bytes that are invalid in the encoding. */
  isUndecodable: boolean
  /** A workbook row that is hidden, manually or by a filter. */
  isHidden?: boolean
  /** It continues the line of the previous row and doesn't count as a line. */
  isRest?: boolean
  /** It was cut at an unreadable place: its cells aren't read. */
  isTorn?: boolean
}

/** A batch of rows, and the progress of reading. */
export interface RowBatch {
  rows: ListRow[]
  /** Bytes of the file on disk. */
  readBytes: number
  totalBytes: number
}

/** A file, or pasted text. */
export type ListSource = { kind: 'file'; path: string } | { kind: 'text'; text: string }

/** The user's choice for one table; null: detect it. Encoding and delimiter apply to text files. */
export interface ProbeChoice {
  encoding: ListEncoding | null
  delimiter: ListDelimiter | null
  /** See {@link ListOptions}; `find`: detect it. */
  header: number | null | 'find'
  isHiddenIncluded: boolean
}

/** Detects everything. */
export const foundChoice: ProbeChoice = {
  encoding: null,
  delimiter: null,
  header: 'find',
  isHiddenIncluded: false
}

/**
 * Entries in columns, which are transferred to another thread without copying each. All arrays have the same length.
 * `codes`: positions in `cellCodes`. `dials`: '' for none. `texts`: '' where the cell consists of the digits only.
 * `suggestions`: '' for none. Cell texts are truncated to 200 characters.
 */
export interface EntryBatch {
  lines: Uint32Array
  columns: Uint16Array
  codes: Uint8Array
  dials: string[]
  texts: string[]
  suggestions: string[]
}

/** A request to read a whole table. */
export interface TableReadRequest {
  source: ListSource
  /** Null: the source isn't a workbook. */
  sheetIndex: number | null
  options: ListOptions
  /** Reads every number in any cell, regardless of the number columns; cells without a number yield no entry. */
  isEveryCell?: boolean | undefined
}
