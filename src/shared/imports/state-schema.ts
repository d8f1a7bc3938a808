import { z } from 'zod'
import { importLimits, listFormats } from './imports'
import {
  blockListSchema,
  campaignIdSchema,
  draftSummarySchema,
  importIdSchema,
  knownCampaignSchema,
  listColumnSchema,
  listOptionsSchema
} from './schema'
import { historyLossSchema } from '../platform/history-loss'
import { maxShownImports, type ImportDraft, type ImportsState } from './imports-state'
import { appErrorSchema } from '../platform/schema'

const count = z.number().int().min(0)
const timeMs = z.number().min(0).max(8.64e15)
const kind = <K extends string>(name: K) => z.strictObject({ kind: z.literal(name) })
const withError = <K extends string>(name: K) =>
  z.strictObject({ kind: z.literal(name), error: appErrorSchema })

const tableSchema = z.strictObject({
  id: count,
  format: z.enum(listFormats),
  name: z.string().max(300),
  sheet: z.string().max(300).nullable(),
  sizeBytes: count,
  isIncluded: z.boolean(),
  found: listOptionsSchema,
  options: listOptionsSchema,
  columns: z.array(listColumnSchema).max(importLimits.maxColumns),
  columnCount: count,
  hiddenColumns: count,
  hiddenSheets: count,
  look: count,
  reading: z.discriminatedUnion('kind', [
    kind('looking'),
    kind('waiting'),
    z.strictObject({ kind: z.literal('reading'), readBytes: count, totalBytes: count, lines: count }),
    z.strictObject({
      kind: z.literal('read'),
      lines: count,
      blankLines: count,
      undecodableLines: count,
      brokenLines: count
    }),
    withError('failed')
  ])
})

/** See {@link ImportDraft}. */
export const importDraftSchema = z.strictObject({
  tables: z.array(tableSchema).max(importLimits.maxTables),
  check: z.discriminatedUnion('kind', [
    kind('none'),
    kind('reading'),
    kind('comparing'),
    z.strictObject({ kind: z.literal('ready'), summary: draftSummarySchema }),
    kind('cancelled'),
    withError('failed')
  ]),
  revision: count,
  isDoubtfulIncluded: z.boolean(),
  campaignId: z.union([z.literal(''), campaignIdSchema]),
  canUndo: z.boolean()
}) satisfies z.ZodType<ImportDraft>

const importSummarySchema = z.strictObject({
  id: importIdSchema,
  campaignId: campaignIdSchema,
  name: z.string().max(300),
  files: count,
  createdAtMs: timeMs,
  endedAtMs: timeMs.nullable(),
  status: z.discriminatedUnion('kind', [
    kind('running'),
    z.strictObject({ kind: z.literal('waiting'), untilMs: timeMs, error: appErrorSchema }),
    kind('pausing'),
    kind('paused'),
    kind('interrupted'),
    withError('stopped'),
    kind('ended'),
    kind('cancelled')
  ]),
  total: count,
  sent: count,
  refused: count,
  unknown: count,
  waiting: count,
  cancelled: count,
  leftOut: count,
  undecided: count,
  perSecond: z.number().min(0).nullable(),
  leftMs: z.number().min(0).nullable(),
  batchSize: count,
  hasDetails: z.boolean()
})

/** See {@link ImportsState}. */
export const importsStateSchema = z.strictObject({
  isOpen: z.boolean(),
  imports: z.array(importSummarySchema).max(maxShownImports),
  campaigns: z.array(knownCampaignSchema).max(200),
  blockList: blockListSchema.nullable(),
  isBlockListReading: z.boolean(),
  export: z.discriminatedUnion('kind', [
    kind('none'),
    z.strictObject({ kind: z.literal('running'), rows: count, totalRows: count }),
    z.strictObject({ kind: z.literal('done'), rows: count, fileName: z.string().max(300) }),
    withError('failed')
  ]),
  problem: appErrorSchema.nullable(),
  loss: historyLossSchema.nullable()
}) satisfies z.ZodType<ImportsState>
