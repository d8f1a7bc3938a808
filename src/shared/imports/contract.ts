import { z } from 'zod'
import { droppedFilesSchemas } from '../platform/dropped-files-schema'
import { campaignProgressSchema } from './progress-schema'
import { damageCodes, importLimits, requestDecisions, requestOutcomes } from './imports'
import {
  campaignIdSchema,
  campaignLabelSchema,
  draftFilterSchema,
  draftLineSchema,
  draftPageSchema,
  importIdSchema,
  importReportSchema,
  listOptionsSchema,
  pageShape,
  reportFilterSchema,
  reportPageSchema,
  requestPageSchema,
  tableProbeSchema
} from './schema'

const nothing = z.undefined()
const count = z.number().int().min(0)
const byId = z.strictObject({ id: importIdSchema })
const tableId = count.max(0x7fffffff)
const dropped = droppedFilesSchemas(importLimits.maxTables)
/** Result of a file dialog. */
const chosen = z.strictObject({ kind: z.enum(['started', 'cancelled']) })

/** The commands of the campaigns window; part of the app's command contract. */
export const importsContract = {
  /** Shows the campaigns window, at import `id` unless that is null. */
  'imports:open': { input: z.strictObject({ id: importIdSchema.nullable() }), output: nothing },

  // ── the draft: nothing leaves this machine ──
  /** Shows a file dialog and adds the chosen files. */
  'imports:choose-files': { input: nothing, output: chosen },
  /** Offers files that were dropped on the window. */
  'imports:offer-dropped': dropped.offer,
  /** Adds the files of an offer. */
  'imports:add-dropped': dropped.take,
  'imports:add-text': {
    input: z.strictObject({ text: z.string().min(1).max(importLimits.maxPastedLength) }),
    output: nothing
  },
  'imports:remove-table': { input: z.strictObject({ tableId }), output: nothing },
  /** Removes all tables. */
  'imports:clear': { input: nothing, output: nothing },
  /**
   * Sets the options of a table. A change of encoding or delimiter probes the table again and detects its columns.
   */
  'imports:set-table': {
    input: z.strictObject({ tableId, isIncluded: z.boolean(), options: listOptionsSchema }),
    output: nothing
  },
  /** The first rows of a table, including the header. */
  'imports:preview': { input: z.strictObject({ tableId }), output: tableProbeSchema.shape.preview },
  /** Cancels the reading; `imports:read-again` restarts it. */
  'imports:cancel-reading': { input: nothing, output: nothing },
  'imports:read-again': { input: nothing, output: nothing },
  'imports:include-doubtful': { input: z.strictObject({ isIncluded: z.boolean() }), output: nothing },
  /** The campaign whose earlier imports are compared; '' for none. */
  'imports:choose-campaign': {
    input: z.strictObject({ campaignId: z.union([z.literal(''), campaignIdSchema]) }),
    output: nothing
  },
  'imports:lines': {
    input: z.strictObject({ filter: draftFilterSchema, ...pageShape }),
    output: draftPageSchema
  },
  /** Replaces the text of the cell and returns the changed line. */
  'imports:fix': {
    input: z.strictObject({ n: count, text: z.string().max(200) }),
    output: draftLineSchema
  },
  /** Accepts the suggestions of all entries with this damage. */
  'imports:accept-suggestions': {
    input: z.strictObject({ code: z.enum(damageCodes) }),
    output: z.strictObject({ fixed: count })
  },
  /** Undoes the last fix or the last acceptance of suggestions. */
  'imports:undo-fix': { input: nothing, output: z.strictObject({ undone: count }) },
  /** Shows a save dialog, then exports these entries (CSV). */
  'imports:export-lines': { input: z.strictObject({ filter: draftFilterSchema }), output: chosen },
  /** Shows a file dialog for the block list (numbers that must never be called) and reads the file. */
  'imports:choose-block-list': { input: nothing, output: chosen },
  'imports:clear-block-list': { input: nothing, output: nothing },

  // ── imports ──
  /**
   * Sends the draft's numbers to the campaign. `expected`: the count that the user was shown; with any other count it
   * fails with `draft-changed` and sends nothing.
   */
  'imports:start': {
    input: z.strictObject({ campaignId: campaignIdSchema, expected: count }),
    output: byId
  },
  /** Sends no further request; requests in flight are awaited. */
  'imports:pause': { input: byId, output: nothing },
  /** Resumes the import; ends a pause after a failure. */
  'imports:resume': { input: byId, output: nothing },
  /** Never sends the remaining numbers. */
  'imports:cancel': { input: byId, output: nothing },
  'imports:requests': {
    input: z.strictObject({
      id: importIdSchema,
      /** Empty: all. Newest first. */
      outcomes: z.array(z.enum(requestOutcomes)).max(requestOutcomes.length),
      ...pageShape
    }),
    output: requestPageSchema
  },
  /** The user's decision about a request whose answer was lost. `again`: its numbers are sent again. */
  'imports:decide': {
    input: z.strictObject({ id: importIdSchema, no: count, decision: z.enum(requestDecisions) }),
    output: nothing
  },
  'imports:report': { input: byId, output: importReportSchema },
  'imports:report-lines': {
    input: z.strictObject({ id: importIdSchema, filter: reportFilterSchema, ...pageShape }),
    output: reportPageSchema
  },
  /** Shows a save dialog, then exports the report's entries (CSV). */
  'imports:export-report': {
    input: z.strictObject({ id: importIdSchema, filter: reportFilterSchema }),
    output: chosen
  },
  /** How far the import's campaign is, as it was counted last; null: not counted yet. */
  'imports:progress': { input: byId, output: campaignProgressSchema.nullable() },
  /** Loads missing records and counts again; progress is in the state's `campaignProgress`. */
  'imports:progress-refresh': { input: byId, output: nothing },
  /** Stops the counting; the former result and the loaded records are kept. */
  'imports:progress-cancel': { input: nothing, output: nothing },
  /** Shows a save dialog, then exports the progress by day (CSV). */
  'imports:progress-export': { input: byId, output: chosen },
  /** Removes a finished import from the history; its numbers still count as sent. */
  'imports:remove': { input: byId, output: nothing },
  /** The user acknowledged that part of the import history was lost: imports may continue. */
  'imports:acknowledge-loss': { input: nothing, output: nothing },
  'imports:export-cancel': { input: nothing, output: nothing },
  /** Shows the last exported file in its folder. */
  'imports:show-export': { input: nothing, output: nothing },

  // ── campaigns ──
  'campaigns:label': {
    input: z.strictObject({ id: campaignIdSchema, label: campaignLabelSchema }),
    output: nothing
  },
  /** Removes a campaign from the list of known ones; its numbers still count as sent. */
  'campaigns:forget': { input: z.strictObject({ id: campaignIdSchema }), output: nothing }
} as const
