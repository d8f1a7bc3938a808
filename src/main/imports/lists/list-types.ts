import type { ListDelimiter, ListEncoding, ListOptions } from '../../../shared/imports/imports'

// What the parts of the list reader hand to each other.

/** A number of a workbook, as its file writes it: `13800138000`, `1.3800138E10`, `13800138000.5`. */
export interface NumberCell {
  readonly number: string
}

/** A formula whose result the workbook doesn't hold: its program never calculated it. */
export interface UncalculatedCell {
  readonly formula: string
}

/** The content of one cell. */
export type ListCell = string | NumberCell | UncalculatedCell

/** One row of a table. */
export interface ListRow {
  /** From 1: the line of the file in which it begins, the row of the sheet. */
  line: number
  cells: readonly ListCell[]
  /** The line is longer than is read, or its quotes never end: its cells are what could be had of it. */
  isBroken: boolean
  /** It has characters that the encoding doesn't have. */
  isUndecodable: boolean
  /** A row of a workbook that is hidden, by hand or by a filter. */
  isHidden?: boolean
  /** It goes on with the line of the row before: it is no line of its own. */
  isRest?: boolean
  /** It was cut where it can't be read on: none of its cells is read. */
  isTorn?: boolean
}

/** Rows, some at a time, and how far the reading is. */
export interface RowBatch {
  rows: ListRow[]
  /** Of the file as it lies on the disk. */
  readBytes: number
  totalBytes: number
}

/** A list as it is given. */
export type ListSource = { kind: 'file'; path: string } | { kind: 'text'; text: string }

/** What the user chose for one table; null: find it. Encoding and delimiter: of text files. */
export interface ProbeChoice {
  encoding: ListEncoding | null
  delimiter: ListDelimiter | null
  /** See {@link ListOptions}; `find`: find it. */
  header: number | null | 'find'
  isHiddenIncluded: boolean
}

/** Nothing was chosen. */
export const foundChoice: ProbeChoice = {
  encoding: null,
  delimiter: null,
  header: 'find',
  isHiddenIncluded: false
}

/**
 * Entries in columns, which cross to another thread without a copy of each. All arrays are of one length.
 * `codes`: positions in `cellCodes`. `dials`: '' for none. `texts`: '' where the cell is its digits alone.
 * `suggestions`: '' for none. A cell is cut at 200 characters.
 */
export interface EntryBatch {
  lines: Uint32Array
  columns: Uint16Array
  codes: Uint8Array
  dials: string[]
  texts: string[]
  suggestions: string[]
}

/** A table to be read to its end. */
export interface TableReadRequest {
  source: ListSource
  /** Null: the source is no workbook. */
  sheetIndex: number | null
  options: ListOptions
  /** Every number in any cell, whatever the number columns; cells without one give no entry. */
  isEveryCell?: boolean | undefined
}
