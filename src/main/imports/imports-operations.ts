import { z } from 'zod'
import { ruleLimits } from '../../shared/calling-rules/limits'
import {
  damageCodes,
  importLimits,
  importsErrorCodes,
  requestDecisions,
  requestOutcomes,
  type ImportsErrorCode
} from '../../shared/imports/imports'
import {
  blockListSchema,
  campaignIdSchema,
  campaignLabelSchema,
  draftFilterSchema,
  draftLineSchema,
  draftPageSchema,
  draftSummarySchema,
  importIdSchema,
  importReportSchema,
  knownCampaignSchema,
  listOptionsSchema,
  pageShape,
  readTotalsSchema,
  reportFilterSchema,
  reportPageSchema,
  requestPageSchema,
  sourceProbeSchema,
  tableProbeSchema
} from '../../shared/imports/schema'
import {
  campaignProgressSchema,
  notReachedChoiceSchema,
  progressFigureSchema
} from '../../shared/imports/progress-schema'
import { progressLimits } from '../../shared/imports/progress'
import { appErrorSchema, historyLossSchema } from '../../shared/platform/schema'
import { zoneOffsetsSchema } from '../../shared/records/filter-schema'
import type { ProcessCodes, ProcessContract } from '../platform/process-contract'
import { listSourceSchema, probeChoiceSchema } from './lists/list-types'

// The operations of the imports process. Both ends validate what they receive.

/** The imports error codes for failures of the database or the process. */
export const importsCodes = {
  known: importsErrorCodes,
  failed: 'imports-failed',
  locked: 'imports-locked',
  cancelled: 'cancelled',
  timedOut: 'timed-out',
  inputInvalid: 'input-invalid'
} as const satisfies ProcessCodes<ImportsErrorCode> & { locked: ImportsErrorCode }

const count = z.number().int().min(0)
const timeMs = z.number().min(0).max(8.64e15)
const path = z.string().min(1).max(4_096)
const done = z.null()
const digits = z.string().regex(/^\d{1,20}$/)
/** Positions of numbers in an import, from 0; `to` is exclusive. */
const range = { from: count, to: count }

const importRecordSchema = z.strictObject({
  id: importIdSchema,
  campaignId: campaignIdSchema,
  name: z.string().max(300),
  files: count,
  createdAtMs: timeMs,
  endedAtMs: timeMs.nullable(),
  state: z.enum(['open', 'ended', 'cancelled']),
  total: count,
  sent: count,
  refused: count,
  unknown: count,
  leftOut: count,
  undecided: count,
  batchSize: count,
  hasDetails: z.boolean()
})

/** A stored import. Numbers neither sent, refused nor unknown are waiting, or were never sent. */
export type ImportRecord = z.infer<typeof importRecordSchema>

/** The remaining work of an import: see `imports/sending/import-plan.ts`. */
const planSchema = z.strictObject({
  total: count,
  /** Ascending and disjoint. Adjacent ranges are parts of a refused request and aren't merged. */
  waiting: z.array(z.strictObject(range)).max(1_000_000),
  nextNo: count,
  sent: count,
  refused: count,
  unknown: count,
  undecided: count
})

/** Input and output of each operation. */
export const importOperations = {
  /** Requests that were in flight when Deskline ended become `unknown`. */
  open: {
    input: z.strictObject({ file: path, nowMs: timeMs, formerFiles: z.array(path).max(1_000).default([]) }),
    output: z.strictObject({ loss: historyLossSchema.nullable() })
  },
  /**
   * The user acknowledged that history was lost; before that `createImport` and `beginRequest` fail with
   * `imports-lost`.
   */
  acknowledgeLoss: { input: z.strictObject({}), output: done },

  // ── lists ──
  /** Probes a file or a text and keeps it as `sourceId` for the draft. */
  addSource: {
    input: z.strictObject({ sourceId: count, source: listSourceSchema }),
    output: sourceProbeSchema
  },
  /** Probes a table again with the user's choices; null: detect. */
  probeTable: {
    input: z.strictObject({
      sourceId: count,
      sheetIndex: count.nullable(),
      ...probeChoiceSchema.shape
    }),
    output: tableProbeSchema
  },
  /** Reads a table completely and replaces its previous entries. */
  readTable: {
    input: z.strictObject({
      tableId: count,
      sourceId: count,
      sheetIndex: count.nullable(),
      options: listOptionsSchema
    }),
    output: readTotalsSchema
  },
  /** Discards the entries of tables. */
  removeTables: {
    input: z.strictObject({ tableIds: z.array(count).max(importLimits.maxTables) }),
    output: done
  },
  removeSource: { input: z.strictObject({ sourceId: count }), output: done },
  /** Discards the whole draft. */
  clearDraft: { input: z.strictObject({}), output: done },

  // ── the draft ──
  /** Classifies the entries of these tables, in this order. `campaignId` null: none is chosen. */
  compare: {
    input: z.strictObject({
      tableIds: z.array(count).max(importLimits.maxTables),
      campaignId: campaignIdSchema.nullable()
    }),
    output: z.strictObject({ revision: count, summary: draftSummarySchema })
  },
  draftLines: {
    input: z.strictObject({ filter: draftFilterSchema, isDoubtfulIncluded: z.boolean(), ...pageShape }),
    output: draftPageSchema
  },
  /** The returned line is final only after `compare`, which `repeated` and other classes depend on. */
  fix: { input: z.strictObject({ n: count, text: z.string().max(200) }), output: draftLineSchema },
  acceptSuggestions: {
    input: z.strictObject({ code: z.enum(damageCodes) }),
    output: z.strictObject({ fixed: count })
  },
  undoFix: { input: z.strictObject({}), output: z.strictObject({ undone: count, canUndo: z.boolean() }) },
  exportDraft: {
    input: z.strictObject({
      /** Numbers are masked in the file. */
      isMasked: z.boolean(),
      filter: draftFilterSchema,
      isDoubtfulIncluded: z.boolean(),
      path,
      /** The words of the file: its column titles, and the reasons by code. */
      labels: z.record(z.string().max(40), z.string().max(200)),
      /** Table names by id. */
      tables: z.record(z.string(), z.string().max(700))
    }),
    output: z.strictObject({ rows: count })
  },

  // ── the block list ──
  /** Reads the user's file; every number in any cell counts. */
  readBlockList: { input: z.strictObject({ path, nowMs: timeMs }), output: blockListSchema },
  /** Reads the known file again if it has changed; null: there is none. */
  refreshBlockList: { input: z.strictObject({ nowMs: timeMs }), output: blockListSchema.nullable() },
  clearBlockList: { input: z.strictObject({}), output: done },
  /** Replaces the numbers of the do-not-call list, which comparisons leave out like those of the block list. */
  setDoNotCall: {
    input: z.strictObject({ numbers: z.array(z.string().regex(/^\d{1,40}$/)).max(ruleLimits.maxDoNotCall) }),
    output: done
  },
  /** The numbers of a file, each once. `list-too-large`: more than the do-not-call list holds. */
  readNumbers: {
    input: z.strictObject({ path }),
    output: z.strictObject({
      name: z.string().max(300),
      numbers: z.array(digits).max(ruleLimits.maxDoNotCall),
      skipped: count
    })
  },

  // ── campaigns ──
  campaigns: { input: z.strictObject({}), output: z.array(knownCampaignSchema).max(200) },
  labelCampaign: {
    input: z.strictObject({ id: campaignIdSchema, label: campaignLabelSchema, nowMs: timeMs }),
    output: done
  },
  forgetCampaign: { input: z.strictObject({ id: campaignIdSchema }), output: done },

  // ── imports ──
  /**
   * Creates an import from the draft, after comparing it again, and empties the draft; durable when answered.
   * `draft-changed`: it doesn't have `expected` numbers; `import-unfinished`, `nothing-to-import`.
   */
  createImport: {
    input: z.strictObject({
      id: importIdSchema,
      campaignId: campaignIdSchema,
      tableIds: z.array(count).max(importLimits.maxTables),
      /** In the order of `tableIds`. */
      files: z
        .array(z.strictObject({ name: z.string().max(300), sheet: z.string().max(300).nullable() }))
        .max(importLimits.maxTables),
      isDoubtfulIncluded: z.boolean(),
      expected: count,
      batchSize: count,
      nowMs: timeMs
    }),
    output: importRecordSchema
  },
  imports: { input: z.strictObject({}), output: z.array(importRecordSchema).max(1_000) },
  plan: { input: z.strictObject({ id: importIdSchema }), output: planSchema },
  /** Persists that a request is about to be sent and returns its numbers; durable when answered. */
  beginRequest: {
    input: z.strictObject({ id: importIdSchema, no: count, ...range, nowMs: timeMs }),
    output: z.strictObject({ numbers: z.array(digits).max(importLimits.batchSize.max) })
  },
  /** Persists the outcome of a request; durable when answered. Idempotent. */
  recordOutcome: {
    input: z.strictObject({
      id: importIdSchema,
      no: count,
      outcome: z.enum(requestOutcomes),
      /** For `split`: the positions at which it is cut, ascending, strictly inside the range. */
      cuts: z.array(count).max(8),
      error: appErrorSchema.nullable(),
      nowMs: timeMs
    }),
    output: done
  },
  /** `not-found`: no such request, or its outcome isn't unknown, or it is already decided. */
  decideRequest: {
    input: z.strictObject({
      id: importIdSchema,
      no: count,
      decision: z.enum(requestDecisions),
      nowMs: timeMs
    }),
    output: z.strictObject(range)
  },
  /** `open` again: after a decision to send again. */
  setImportState: {
    input: z.strictObject({
      id: importIdSchema,
      state: z.enum(['open', 'ended', 'cancelled']),
      nowMs: timeMs
    }),
    output: done
  },
  requests: {
    input: z.strictObject({
      id: importIdSchema,
      outcomes: z.array(z.enum(requestOutcomes)).max(requestOutcomes.length),
      ...pageShape
    }),
    output: requestPageSchema
  },
  report: { input: z.strictObject({ id: importIdSchema }), output: importReportSchema },
  reportLines: {
    input: z.strictObject({ id: importIdSchema, filter: reportFilterSchema, ...pageShape }),
    output: reportPageSchema
  },
  exportReport: {
    input: z.strictObject({
      /** Numbers are masked in the file. */
      isMasked: z.boolean(),
      id: importIdSchema,
      filter: reportFilterSchema,
      path,
      labels: z.record(z.string().max(40), z.string().max(200))
    }),
    output: z.strictObject({ rows: count })
  },
  // ── progress ──
  /** The last result of a counting; null: none. */
  progress: { input: z.strictObject({ id: importIdSchema }), output: campaignProgressSchema.nullable() },
  progressFigures: {
    input: z.strictObject({}),
    output: z.array(progressFigureSchema).max(progressLimits.maxFigures)
  },
  /**
   * Begins to count the calls of an import's sent numbers, instead of the counting before. `aheadMs`: how far the
   * service's clock is ahead; `zone`: of the days.
   */
  beginProgress: {
    input: z.strictObject({
      id: importIdSchema,
      run: z.uuid(),
      aheadMs: z.number().int(),
      zone: zoneOffsetsSchema
    }),
    output: done
  },
  /** Adds calls of the tenant, in any order. `cancelled`: another counting began, or the process was restarted. */
  addCalls: {
    input: z
      .strictObject({
        run: z.uuid(),
        /** The digits to dial of each call, separated by line feeds. */
        numbers: z.string().max(5_000_000),
        /** Epoch ms, by call. */
        startedMs: z.custom<Float64Array>((value) => value instanceof Float64Array),
        /** 1: the call was answered; by call. */
        isAnswered: z.custom<Uint8Array>((value) => value instanceof Uint8Array)
      })
      .refine(({ startedMs, isAnswered }) => startedMs.length === isAnswered.length),
    output: done
  },
  /** Counts the calls and persists the result; durable when answered. */
  finishProgress: {
    input: campaignProgressSchema
      .pick({
        asOfMs: true,
        period: true,
        gaps: true,
        gapCount: true,
        incompleteSeconds: true,
        unreadable: true
      })
      .extend({ run: z.uuid() }),
    output: campaignProgressSchema
  },
  /** Writes the days of the last result. `not-found`: none. */
  exportProgress: {
    input: z.strictObject({
      id: importIdSchema,
      path,
      labels: z.record(z.string().max(40), z.string().max(200))
    }),
    output: z.strictObject({ rows: count })
  },
  /**
   * Writes the sent numbers that weren't reached by the last result, with their text and file. `not-found`: there is
   * no result, or the entries were removed.
   */
  writeNotReached: {
    input: z.strictObject({ id: importIdSchema, choice: notReachedChoiceSchema, path }),
    output: z.strictObject({ rows: count })
  },
  /** Removes a finished import and its entries; the hashes of sent numbers stay. */
  removeImport: { input: z.strictObject({ id: importIdSchema }), output: done },
  /** Removes the entries of all finished imports at sign-out; their counts stay. */
  forgetDetails: { input: z.strictObject({}), output: done }
} as const

/** The name of an operation. */
export type ImportOperation = keyof typeof importOperations

/** The input of an operation. */
export type ImportInput<O extends ImportOperation> = z.output<(typeof importOperations)[O]['input']>

/** The output of an operation. */
export type ImportOutput<O extends ImportOperation> = z.output<(typeof importOperations)[O]['output']>

/** The remaining work of an import. */
export type ImportPlanRecord = ImportOutput<'plan'>

/** Progress of a reading or an export: bytes and lines, or rows. */
export const importsProgressSchema = z.strictObject({ done: count, total: count, lines: count })

/** See {@link importsProgressSchema}. */
export type ImportsProgress = z.infer<typeof importsProgressSchema>

/** The contract between both ends of the imports process. */
export const importsContract: ProcessContract<typeof importOperations, ImportsErrorCode, ImportsProgress> = {
  operations: importOperations,
  codes: importsCodes,
  progress: importsProgressSchema,
  isWhole: ({ done, total }) => done >= total
}
