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
  validCodes,
  type BlockList,
  type DraftFilter,
  type DraftLine,
  type DraftSummary,
  type ImportReport,
  type ImportRequest,
  type KnownCampaign,
  type ListColumn,
  type ListOptions,
  type PreviewRow,
  type ReportLine
} from './imports'
import { appErrorSchema } from '../platform/schema'

// Schemas of the plain import types that cross process boundaries; the compiler checks each against its type.

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

/** The user's label for a campaign. */
export const campaignLabelSchema = z
  .string()
  .max(60)
  .refine((label) => label.trim() === label)

/** Deskline's id of an import. */
export const importIdSchema = z.uuid()

/** See {@link ListOptions}. */
export const listOptionsSchema = z.strictObject({
  encoding: z.enum(listEncodings).nullable(),
  delimiter: z.enum(listDelimiters).nullable(),
  headerLine: z.number().int().min(1).nullable(),
  isHiddenIncluded: z.boolean(),
  numberColumns: z
    .array(column)
    .max(20)
    .refine((columns) => columns.every((at, i) => i === 0 || at > (columns[i - 1] ?? 0)))
}) satisfies z.ZodType<ListOptions>

/** The chosen header line; null: no header; `find`: detect it. */
export const headerChoiceSchema = z.union([z.number().int().min(1), z.null(), z.literal('find')])

/** See {@link ListColumn}. */
export const listColumnSchema = z.strictObject({
  index: column,
  title: z.string().max(60),
  numberShare: z.number().min(0).max(1)
}) satisfies z.ZodType<ListColumn>

/** See {@link DraftLine}. */
export const draftLineSchema = z.strictObject({
  n: count,
  tableId: count,
  line: count,
  column,
  text: cellText,
  code: z.enum(cellCodes),
  reason: z.enum(leftOutReasons).nullable(),
  dial: digits.nullable(),
  suggestion: digits.nullable(),
  first: z.strictObject({ tableId: count, line: count }).nullable(),
  isFixed: z.boolean()
}) satisfies z.ZodType<DraftLine>

/** See {@link DraftSummary}. */
export const draftSummarySchema = z.strictObject({
  lines: count,
  blankLines: count,
  undecodableLines: count,
  entries: count,
  valid: count,
  doubtful: count,
  byReason: z.array(z.strictObject({ reason: z.enum(leftOutReasons), count })).max(leftOutReasons.length),
  byKind: z
    .array(z.strictObject({ code: z.enum([...validCodes, ...doubtCodes]), count }))
    .max(validCodes.length + doubtCodes.length),
  byArea: z.array(z.strictObject({ areaCode: z.string().regex(/^0\d{2,3}$/), count })).max(1_000),
  suggestions: z.array(z.strictObject({ code: z.enum(damageCodes), count })).max(damageCodes.length),
  fixed: count
}) satisfies z.ZodType<DraftSummary>

/** See {@link DraftFilter}. */
export const draftFilterSchema = z.strictObject({
  part: z.enum(['to-send', 'left-out']),
  reasons: z.array(z.enum(leftOutReasons)).max(leftOutReasons.length),
  tableId: count.nullable(),
  search: z.string().max(100)
}) satisfies z.ZodType<DraftFilter>

/** Offset and size of a page. */
export const pageShape = { offset: count.max(0x7fffffff), limit: z.number().int().min(1).max(maxEntryRows) }

/** A page of a draft's entries. `revision`: of the comparison it belongs to. */
export const draftPageSchema = z.strictObject({
  revision: count,
  total: count,
  lines: z.array(draftLineSchema).max(maxEntryRows)
})

/** See {@link ImportRequest}. */
const importRequestSchema = z.strictObject({
  no: count,
  from: count,
  to: count,
  firstNumber: digits,
  lastNumber: digits,
  sentAtMs: timeMs,
  settledAtMs: timeMs.nullable(),
  outcome: z.enum(requestOutcomes).nullable(),
  error: appErrorSchema.nullable(),
  decision: z.enum(requestDecisions).nullable()
}) satisfies z.ZodType<ImportRequest>

/** A page of requests. */
export const requestPageSchema = z.strictObject({
  total: count,
  requests: z.array(importRequestSchema).max(maxEntryRows)
})

/** See {@link ReportLine}. */
const reportLineSchema = z.strictObject({
  name: fileName,
  sheet: sheetName,
  line: count,
  column,
  text: cellText,
  dial: digits.nullable(),
  part: z.enum(reportParts),
  reason: z.enum(reportReasons).nullable(),
  request: count.nullable(),
  error: appErrorSchema.nullable()
}) satisfies z.ZodType<ReportLine>

/** A filter of a report's entries; `part` null: all. */
export const reportFilterSchema = z.strictObject({
  part: z.enum(reportParts).nullable(),
  search: z.string().max(100)
})

/** See {@link reportFilterSchema}. */
export type ReportFilter = z.output<typeof reportFilterSchema>

/** A page of a report's entries. */
export const reportPageSchema = z.strictObject({
  total: count,
  lines: z.array(reportLineSchema).max(maxEntryRows)
})

/** See {@link ImportReport}. */
export const importReportSchema = z.strictObject({
  sent: count,
  refused: count,
  unknown: count,
  waiting: count,
  leftOut: count,
  requests: count,
  byReason: z.array(z.strictObject({ reason: z.enum(reportReasons), count })).max(reportReasons.length),
  refusals: z.array(z.strictObject({ error: appErrorSchema, count })).max(50),
  files: z.array(z.strictObject({ name: fileName, sheet: sheetName })).max(importLimits.maxTables),
  hasDetails: z.boolean()
}) satisfies z.ZodType<ImportReport>

/** See {@link KnownCampaign}. */
export const knownCampaignSchema = z.strictObject({
  id: campaignIdSchema,
  label: campaignLabelSchema,
  lastUsedAtMs: timeMs,
  sent: count
}) satisfies z.ZodType<KnownCampaign>

/** See {@link BlockList}. */
export const blockListSchema = z.strictObject({
  fileName,
  numbers: count,
  readAtMs: timeMs,
  isOutdated: z.boolean()
}) satisfies z.ZodType<BlockList>

const previewRowSchema = z.strictObject({
  line: z.number().int().min(1),
  cells: z.array(z.string().max(100)).max(importLimits.maxColumns)
}) satisfies z.ZodType<PreviewRow>

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
export type TableProbe = z.output<typeof tableProbeSchema>

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
export type SourceProbe = z.output<typeof sourceProbeSchema>

/** Line counts of a completely read table. */
export const readTotalsSchema = z.strictObject({
  lines: count,
  blankLines: count,
  undecodableLines: count,
  brokenLines: count
})

/** See {@link readTotalsSchema}. */
export type ReadTotals = z.output<typeof readTotalsSchema>

/** An error of lists and imports. */
export const importsErrorSchema = z.strictObject({ code: z.enum(importsErrorCodes) })
