import { z } from 'zod'
import {
  cellCodes,
  damageCodes,
  doubtCodes,
  importLimits,
  importsErrorCodes,
  leftOutReasons,
  listDelimiters,
  listEncodings,
  listFormats,
  reportParts,
  reportReasons,
  requestDecisions,
  requestOutcomes,
  validCodes
} from './imports'
import { appErrorSchema } from '../platform/schema'

const count = z.number().int().min(0)
const timeMs = z.number().min(0).max(8.64e15)
const digits = z.string().regex(/^\d{1,20}$/)
const cellText = z.string().max(200)
const fileName = z.string().max(300)
const sheetName = z.string().max(300).nullable()
const column = count.max(16_383)

/** Maximum number of entries per page. */
const maxEntryRows = 500

/** 呼叫任务ID (document, 四、导号到号码库): one segment of a URL path. */
export const campaignIdSchema = z
  .string()
  .min(1)
  .max(200)
  .refine((id) => id.trim() === id && id !== '.' && id !== '..' && !/\p{Cc}/u.test(id))

/** The user's label for a campaign; '' for none. */
export const campaignLabelSchema = z
  .string()
  .max(60)
  .refine((label) => label.trim() === label)

/** Deskline's id of an import. */
export const importIdSchema = z.uuid()

/** How a table of a list is read. */
export const listOptionsSchema = z.strictObject({
  /** Null for workbooks and pasted text. */
  encoding: z.enum(listEncodings).nullable(),
  /** Null for workbooks. */
  delimiter: z.enum(listDelimiters).nullable(),
  /** The line of the file or row of the sheet with the column titles; null: none. Lines above it aren't read. */
  headerLine: z.number().int().min(1).nullable(),
  /** Workbooks only: treat hidden rows and columns like the others. */
  isHiddenIncluded: z.boolean(),
  /** From 0, ascending. Empty: none was detected. */
  numberColumns: z
    .array(column)
    .max(20)
    .refine((columns) => columns.every((at, i) => i === 0 || at > (columns[i - 1] ?? 0)))
})

/** See {@link listOptionsSchema}. */
export type ListOptions = z.infer<typeof listOptionsSchema>

/** The chosen header line; null: no header; `find`: detect it. */
export const headerChoiceSchema = z.union([z.number().int().min(1), z.null(), z.literal('find')])

/** One column, as detected from the first rows. */
export const listColumnSchema = z.strictObject({
  /** From 0. */
  index: column,
  /** From the header; '' without one. */
  title: z.string().max(60),
  /** Share of the probed non-empty cells that contain a number, intact or damaged. */
  numberShare: z.number().min(0).max(1)
})

/** See {@link listColumnSchema}. */
export type ListColumn = z.infer<typeof listColumnSchema>

/** One entry of a list: a cell of a number column, or one of several numbers in such a cell. */
export const draftLineSchema = z.strictObject({
  /** Unique in the draft; stable until the table is read again. */
  n: count,
  tableId: count,
  /** From 1: the line of the file or the row of the sheet. */
  line: count,
  /** From 0. */
  column,
  /** The text of the cell, truncated to 200 characters. */
  text: cellText,
  code: z.enum(cellCodes),
  /** Null: it is sent. */
  reason: z.enum(leftOutReasons).nullable(),
  /** The digits to send; null: no number. */
  dial: digits.nullable(),
  /** The most likely original number of a damaged cell; used only if the user accepts it. */
  suggestion: digits.nullable(),
  /** For `repeated`: the first entry with the number. */
  first: z.strictObject({ tableId: count, line: count }).nullable(),
  /** The user corrected it. */
  isFixed: z.boolean()
})

/** See {@link draftLineSchema}. */
export type DraftLine = z.infer<typeof draftLineSchema>

/** Summary of a draft. Entries: see {@link draftLineSchema}. */
export const draftSummarySchema = z.strictObject({
  /** Non-blank rows, without headers. */
  lines: count,
  blankLines: count,
  /** Rows with characters that are invalid in the encoding. */
  undecodableLines: count,
  entries: count,
  /** Certain numbers that nothing excludes. */
  valid: count,
  /** Doubtful numbers that nothing else excludes: sent if the user includes doubtful numbers. */
  doubtful: count,
  /** Excluded entries by reason, largest first; includes doubtful numbers whatever the user's setting. */
  byReason: z.array(z.strictObject({ reason: z.enum(leftOutReasons), count })).max(leftOutReasons.length),
  /** `valid` and `doubtful` numbers by cell code. */
  byKind: z
    .array(z.strictObject({ code: z.enum([...validCodes, ...doubtCodes]), count }))
    .max(validCodes.length + doubtCodes.length),
  /** Landlines among `valid` and `doubtful`, by area code, largest first. */
  byArea: z.array(z.strictObject({ areaCode: z.string().regex(/^0\d{2,3}$/), count })).max(1_000),
  /** Damaged entries with a suggestion. */
  suggestions: z.array(z.strictObject({ code: z.enum(damageCodes), count })).max(damageCodes.length),
  /** Entries that the user corrected. */
  fixed: count
})

/** See {@link draftSummarySchema}. */
export type DraftSummary = z.infer<typeof draftSummarySchema>

/** A filter of a draft's entries. */
export const draftFilterSchema = z.strictObject({
  part: z.enum(['to-send', 'left-out']),
  /** Empty: all. */
  reasons: z.array(z.enum(leftOutReasons)).max(leftOutReasons.length),
  /** Null: all. */
  tableId: count.nullable(),
  /** A substring of the text or of the digits. */
  search: z.string().max(100)
})

/** See {@link draftFilterSchema}. */
export type DraftFilter = z.infer<typeof draftFilterSchema>

/** Offset and size of a page. */
export const pageShape = { offset: count.max(0x7fffffff), limit: z.number().int().min(1).max(maxEntryRows) }

/** A page of a draft's entries. `revision`: of the comparison it belongs to. */
export const draftPageSchema = z.strictObject({
  revision: count,
  total: count,
  lines: z.array(draftLineSchema).max(maxEntryRows)
})

/** One request of an import. */
const importRequestSchema = z.strictObject({
  /** From 1, in sending order. */
  no: count,
  /** Positions in the import, from 0; `to` is exclusive. */
  from: count,
  to: count,
  firstNumber: digits,
  lastNumber: digits,
  /** Epoch ms. */
  sentAtMs: timeMs,
  settledAtMs: timeMs.nullable(),
  /** Null: in flight. */
  outcome: z.enum(requestOutcomes).nullable(),
  error: appErrorSchema.nullable(),
  decision: z.enum(requestDecisions).nullable()
})

/** See {@link importRequestSchema}. */
export type ImportRequest = z.infer<typeof importRequestSchema>

/** A page of requests. */
export const requestPageSchema = z.strictObject({
  total: count,
  requests: z.array(importRequestSchema).max(maxEntryRows)
})

/** One entry of a report. */
const reportLineSchema = z.strictObject({
  /** The file name; '' for pasted text. */
  name: fileName,
  sheet: sheetName,
  line: count,
  column,
  text: cellText,
  dial: digits.nullable(),
  part: z.enum(reportParts),
  /** For `left-out`. */
  reason: z.enum(reportReasons).nullable(),
  /** The last request with this number; null: none. */
  request: count.nullable(),
  /** For `refused` and `unknown`. */
  error: appErrorSchema.nullable()
})

/** See {@link reportLineSchema}. */
export type ReportLine = z.infer<typeof reportLineSchema>

/** A filter of a report's entries; `part` null: all. */
export const reportFilterSchema = z.strictObject({
  part: z.enum(reportParts).nullable(),
  search: z.string().max(100)
})

/** See {@link reportFilterSchema}. */
export type ReportFilter = z.infer<typeof reportFilterSchema>

/** A page of a report's entries. */
export const reportPageSchema = z.strictObject({
  total: count,
  lines: z.array(reportLineSchema).max(maxEntryRows)
})

/** The result of an import. */
export const importReportSchema = z.strictObject({
  sent: count,
  refused: count,
  unknown: count,
  waiting: count,
  leftOut: count,
  requests: count,
  /** Excluded entries by reason, largest first. */
  byReason: z.array(z.strictObject({ reason: z.enum(reportReasons), count })).max(reportReasons.length),
  /** Refused numbers by the service's message, largest first. */
  refusals: z.array(z.strictObject({ error: appErrorSchema, count })).max(50),
  files: z.array(z.strictObject({ name: fileName, sheet: sheetName })).max(importLimits.maxTables),
  /** False: the entries were removed; the counts stay. */
  hasDetails: z.boolean()
})

/** See {@link importReportSchema}. */
export type ImportReport = z.infer<typeof importReportSchema>

/** A campaign (呼叫任务) that was used before. */
export const knownCampaignSchema = z.strictObject({
  id: campaignIdSchema,
  label: campaignLabelSchema,
  /** Epoch ms. */
  lastUsedAtMs: timeMs,
  /** Numbers that imports on this machine have sent to it. */
  sent: count
})

/** See {@link knownCampaignSchema}. */
export type KnownCampaign = z.infer<typeof knownCampaignSchema>

/** The user's file of numbers that must never be called, as last read. */
export const blockListSchema = z.strictObject({
  fileName,
  numbers: count,
  /** Epoch ms. */
  readAtMs: timeMs,
  /** The file has changed or is missing, and couldn't be read again: the numbers are those of `readAtMs`. */
  isOutdated: z.boolean()
})

/** See {@link blockListSchema}. */
export type BlockList = z.infer<typeof blockListSchema>

/** One row of a preview. */
const previewRowSchema = z.strictObject({
  /** From 1: the line of the file or the row of the sheet. */
  line: z.number().int().min(1),
  cells: z.array(z.string().max(100)).max(importLimits.maxColumns)
})

/** See {@link previewRowSchema}. */
export type PreviewRow = z.infer<typeof previewRowSchema>

/** Result of probing one table. */
export const tableProbeSchema = z.strictObject({
  /** Index of the sheet in its workbook, from 0; null: not a workbook. */
  sheetIndex: count.nullable(),
  sheet: sheetName,
  found: listOptionsSchema,
  columns: z.array(listColumnSchema).max(importLimits.maxColumns),
  columnCount: count,
  /** Number of hidden columns that are excluded; at most the columns of a sheet. */
  hiddenColumns: count,
  /** The first rows, including the header and the lines above it; each cell truncated to 100 characters. */
  preview: z.array(previewRowSchema).max(importLimits.previewRows)
})

/** See {@link tableProbeSchema}. */
export type TableProbe = z.infer<typeof tableProbeSchema>

/** Result of probing one source. Tables without any cell are left out. */
export const sourceProbeSchema = z.strictObject({
  format: z.enum(listFormats),
  name: fileName,
  sizeBytes: count,
  /** Number of hidden sheets, which are excluded. */
  hiddenSheets: count,
  tables: z.array(tableProbeSchema).max(importLimits.maxTables)
})

/** See {@link sourceProbeSchema}. */
export type SourceProbe = z.infer<typeof sourceProbeSchema>

/** Line counts of a completely read table. */
export const readTotalsSchema = z.strictObject({
  lines: count,
  blankLines: count,
  undecodableLines: count,
  /** Lines that are too long or have an unclosed quote. */
  brokenLines: count
})

/** See {@link readTotalsSchema}. */
export type ReadTotals = z.infer<typeof readTotalsSchema>

/** An error of lists and imports. */
export const importsErrorSchema = z.strictObject({ code: z.enum(importsErrorCodes) })
