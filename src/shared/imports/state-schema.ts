import { z } from 'zod'
import { appErrorSchema, historyLossSchema } from '../platform/schema'
import { importLimits, listFormats } from './imports'
import {
  blockListSchema,
  campaignIdSchema,
  draftSummarySchema,
  importIdSchema,
  knownCampaignSchema,
  listColumnSchema,
  listOptionsSchema,
  readTotalsSchema
} from './schema'

const count = z.number().int().min(0)
const timeMs = z.number().min(0).max(8.64e15)
const kind = <K extends string>(name: K) => z.strictObject({ kind: z.literal(name) })
const withError = <K extends string>(name: K) =>
  z.strictObject({ kind: z.literal(name), error: appErrorSchema })

/** Maximum number of imports in the state. */
export const maxShownImports = 200

/** The reading progress of a table. */
const tableReadingSchema = z.discriminatedUnion('kind', [
  /** It is being probed. */
  kind('looking'),
  kind('waiting'),
  z.strictObject({ kind: z.literal('reading'), readBytes: count, totalBytes: count, lines: count }),
  z.strictObject({ kind: z.literal('read'), ...readTotalsSchema.shape }),
  withError('failed')
])

/** One table of the draft: a text file, a sheet of a workbook, or pasted text. */
const draftTableSchema = z.strictObject({
  id: count,
  format: z.enum(listFormats),
  /** The file name without its folder; '' for pasted text. */
  name: z.string().max(300),
  sheet: z.string().max(300).nullable(),
  sizeBytes: count,
  isIncluded: z.boolean(),
  /** Options detected by the probe. */
  found: listOptionsSchema,
  /** Options in use: detected, or chosen by the user. */
  options: listOptionsSchema,
  columns: z.array(listColumnSchema).max(importLimits.maxColumns),
  columnCount: count,
  /** Number of hidden columns of the sheet that are excluded. */
  hiddenColumns: count,
  /** Number of hidden sheets of the workbook, which are excluded. */
  hiddenSheets: count,
  /** Incremented by each probe: the preview has changed. */
  look: count,
  reading: tableReadingSchema
})

/** See {@link draftTableSchema}. */
export type DraftTable = z.infer<typeof draftTableSchema>

/** State of the whole draft. */
const draftCheckSchema = z.discriminatedUnion('kind', [
  /** There is no table, or none with a number column. */
  kind('none'),
  kind('reading'),
  /** Entries are being classified: repeated, imported before, blocked. */
  kind('comparing'),
  z.strictObject({ kind: z.literal('ready'), summary: draftSummarySchema }),
  /** The user cancelled. */
  kind('cancelled'),
  withError('failed')
])

/** See {@link draftCheckSchema}. */
export type DraftCheck = z.infer<typeof draftCheckSchema>

/** The lists that the user reviews before anything is sent. */
export const importDraftSchema = z.strictObject({
  tables: z.array(draftTableSchema).max(importLimits.maxTables),
  check: draftCheckSchema,
  /** Incremented when entries change: lines on screen must be requested again. */
  revision: count,
  isDoubtfulIncluded: z.boolean(),
  /** The campaign whose earlier imports are compared; '' while none is chosen. */
  campaignId: z.union([z.literal(''), campaignIdSchema]),
  canUndo: z.boolean()
})

/** See {@link importDraftSchema}. */
export type ImportDraft = z.infer<typeof importDraftSchema>

/** What an import is doing. */
const importStatusSchema = z.discriminatedUnion('kind', [
  kind('running'),
  /** Throttled by the service, or offline: retries by itself at `untilMs` (epoch ms). */
  z.strictObject({ kind: z.literal('waiting'), untilMs: timeMs, error: appErrorSchema }),
  /** Waits for the requests in flight. */
  kind('pausing'),
  kind('paused'),
  /** Deskline ended while it was running; nothing is sent until the user resumes it. */
  kind('interrupted'),
  /** It needs the user: an error of the token, the campaign or the disk. */
  withError('stopped'),
  kind('ended'),
  kind('cancelled')
])

/** See {@link importStatusSchema}. */
export type ImportStatus = z.infer<typeof importStatusSchema>

/** An import as shown in lists. `sent`, `refused`, `unknown`, `waiting` and `cancelled` add up to `total`. */
const importSummarySchema = z.strictObject({
  id: importIdSchema,
  campaignId: campaignIdSchema,
  /** The first file's name; '' for pasted text. `files`: number of files. */
  name: z.string().max(300),
  files: count,
  /** Epoch ms. */
  createdAtMs: timeMs,
  endedAtMs: timeMs.nullable(),
  status: importStatusSchema,
  total: count,
  sent: count,
  refused: count,
  unknown: count,
  /** Not tried yet, or in flight. */
  waiting: count,
  /** Numbers of a cancelled import that were never sent. */
  cancelled: count,
  /** Entries of the lists that were excluded from the start. */
  leftOut: count,
  /** Requests with an unknown outcome that the user hasn't decided about. */
  undecided: count,
  /** Numbers per second, over a sliding window; null: unknown, or not running. */
  perSecond: z.number().min(0).nullable(),
  /** Remaining time at that speed, in ms; null: unknown. */
  leftMs: z.number().min(0).nullable(),
  batchSize: count,
  hasDetails: z.boolean()
})

/** See {@link importSummarySchema}. */
export type ImportSummary = z.infer<typeof importSummarySchema>

/** An export of entries into a file. */
const entriesExportSchema = z.discriminatedUnion('kind', [
  kind('none'),
  z.strictObject({ kind: z.literal('running'), rows: count, totalRows: count }),
  /** `fileName`: without the folder. */
  z.strictObject({ kind: z.literal('done'), rows: count, fileName: z.string().max(300) }),
  withError('failed')
])

/** See {@link entriesExportSchema}. */
export type EntriesExport = z.infer<typeof entriesExportSchema>

/** State of the imports, except the draft. */
export const importsStateSchema = z.strictObject({
  /** False until the imports' file has been opened. */
  isOpen: z.boolean(),
  /** Newest first. */
  imports: z.array(importSummarySchema).max(maxShownImports),
  /** Most recently used first. */
  campaigns: z.array(knownCampaignSchema).max(200),
  blockList: blockListSchema.nullable(),
  /** The block list is being read. */
  isBlockListReading: z.boolean(),
  export: entriesExportSchema,
  /** Why the store couldn't be opened. */
  problem: appErrorSchema.nullable(),
  /** Part of the import history was lost; nothing is sent until the user acknowledges that. */
  loss: historyLossSchema.nullable()
})

/** See {@link importsStateSchema}. */
export type ImportsState = z.infer<typeof importsStateSchema>
