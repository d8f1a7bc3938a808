import { z } from 'zod'
import { importLimits, listDelimiters, listEncodings } from '../../../shared/imports/imports'
import { headerChoiceSchema, listOptionsSchema } from '../../../shared/imports/schema'

// Types and schemas shared by the parts of the list reader.

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
export const listSourceSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('file'), path: z.string().min(1).max(4_096) }),
  z.strictObject({ kind: z.literal('text'), text: z.string().max(importLimits.maxPastedLength) })
])

/** See {@link listSourceSchema}. */
export type ListSource = z.infer<typeof listSourceSchema>

/** The user's choice for one table; null: detect it. Encoding and delimiter apply to text files. */
export const probeChoiceSchema = z.strictObject({
  encoding: z.enum(listEncodings).nullable(),
  delimiter: z.enum(listDelimiters).nullable(),
  header: headerChoiceSchema,
  isHiddenIncluded: z.boolean()
})

/** See {@link probeChoiceSchema}. */
export type ProbeChoice = z.infer<typeof probeChoiceSchema>

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
export const tableReadRequestSchema = z.strictObject({
  source: listSourceSchema,
  /** Null: the source isn't a workbook. */
  sheetIndex: z.number().int().min(0).nullable(),
  options: listOptionsSchema,
  /** Reads every number in any cell, regardless of the number columns; cells without a number yield no entry. */
  isEveryCell: z.boolean().optional()
})

/** See {@link tableReadRequestSchema}. */
export type TableReadRequest = z.infer<typeof tableReadRequestSchema>
