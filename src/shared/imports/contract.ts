import { z } from 'zod'
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
/** Slices of a dropped file that are asked for, and their bytes, at most. */
const maxSlices = 64
const droppedBytes = z.instanceof(Uint8Array).refine((bytes) => bytes.length <= 65_536)
/** What a file dialog came to. */
const chosen = z.strictObject({ kind: z.enum(['started', 'cancelled']) })

/** The commands of the campaigns window; a part of the one contract. */
export const importsContract = {
  /** Shows the campaigns window; `id`: with this import. */
  'imports:open': { input: z.strictObject({ id: importIdSchema.nullable() }), output: nothing },

  // ── the draft: nothing leaves this machine ──
  /** Asks for files and adds them. */
  'imports:choose-files': { input: nothing, output: chosen },
  /**
   * Files that were dropped on the window. The preload finds their paths, a page can't name any; `asked` are the
   * bytes by which the window shows that it can read them itself.
   */
  'imports:offer-dropped': {
    input: z.strictObject({
      files: z
        .array(z.strictObject({ path: z.string().min(1).max(4_096), sizeBytes: count }))
        .min(1)
        .max(importLimits.maxTables)
    }),
    output: z.strictObject({
      id: z.uuid(),
      asked: z
        .array(z.strictObject({ file: count, fromByte: count, lengthBytes: count }))
        .max(importLimits.maxTables * maxSlices)
    })
  },
  /** Adds the files of an offer, once, when every answer holds the bytes that were asked for. */
  'imports:add-dropped': {
    input: z.strictObject({
      id: z.uuid(),
      answers: z.array(droppedBytes).max(importLimits.maxTables * maxSlices)
    }),
    output: nothing
  },
  'imports:add-text': {
    input: z.strictObject({ text: z.string().min(1).max(importLimits.maxPastedLength) }),
    output: nothing
  },
  'imports:remove-table': { input: z.strictObject({ tableId }), output: nothing },
  /** Takes all tables away. */
  'imports:clear': { input: nothing, output: nothing },
  /** Chooses how a table is read. Another encoding or delimiter is looked at anew, and its columns found. */
  'imports:set-table': {
    input: z.strictObject({ tableId, isIncluded: z.boolean(), options: listOptionsSchema }),
    output: nothing
  },
  /** The first rows of a table, the header among them. */
  'imports:preview': { input: z.strictObject({ tableId }), output: tableProbeSchema.shape.preview },
  /** Ends the reading; `imports:read-again` begins it anew. */
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
  /** Reads `text` in the place of what stands in the cell; the line as it is then. */
  'imports:fix': {
    input: z.strictObject({ n: count, text: z.string().max(200) }),
    output: draftLineSchema
  },
  /** Takes the suggestions of all entries with this damage, as a person's word. */
  'imports:accept-suggestions': {
    input: z.strictObject({ code: z.enum(damageCodes) }),
    output: z.strictObject({ fixed: count })
  },
  /** Takes the last fix, or the last acceptance of suggestions, back. */
  'imports:undo-fix': { input: nothing, output: z.strictObject({ undone: count }) },
  /** Asks for a file, then writes these entries into it (CSV). */
  'imports:export-lines': { input: z.strictObject({ filter: draftFilterSchema }), output: chosen },
  /** Asks for the file of numbers that are never to be called, and reads it. */
  'imports:choose-block-list': { input: nothing, output: chosen },
  'imports:clear-block-list': { input: nothing, output: nothing },

  // ── imports ──
  /**
   * Sends the draft's numbers into the campaign. `expected`: how many the person was shown; another number
   * is `draft-changed` and nothing is sent.
   */
  'imports:start': {
    input: z.strictObject({ campaignId: campaignIdSchema, expected: count }),
    output: byId
  },
  /** No further request is sent; the ones under way are awaited. */
  'imports:pause': { input: byId, output: nothing },
  /** Goes on; while it waits: at once. */
  'imports:resume': { input: byId, output: nothing },
  /** What wasn't sent yet never is. */
  'imports:cancel': { input: byId, output: nothing },
  'imports:requests': {
    input: z.strictObject({
      id: importIdSchema,
      /** None: all. Newest first. */
      outcomes: z.array(z.enum(requestOutcomes)).max(requestOutcomes.length),
      ...pageShape
    }),
    output: requestPageSchema
  },
  /** The person's word about a request whose answer was lost. `again`: its numbers are sent anew. */
  'imports:decide': {
    input: z.strictObject({ id: importIdSchema, no: count, decision: z.enum(requestDecisions) }),
    output: nothing
  },
  'imports:report': { input: byId, output: importReportSchema },
  'imports:report-lines': {
    input: z.strictObject({ id: importIdSchema, filter: reportFilterSchema, ...pageShape }),
    output: reportPageSchema
  },
  /** Asks for a file, then writes the report's entries into it (CSV). */
  'imports:export-report': {
    input: z.strictObject({ id: importIdSchema, filter: reportFilterSchema }),
    output: chosen
  },
  /** Takes a finished import out of the history; that its numbers were sent stays known. */
  'imports:remove': { input: byId, output: nothing },
  /** The user knows that some of what was imported before isn't known any more: imports may go on. */
  'imports:acknowledge-loss': { input: nothing, output: nothing },
  'imports:export-cancel': { input: nothing, output: nothing },
  /** Shows the last export in its folder. */
  'imports:show-export': { input: nothing, output: nothing },

  // ── campaigns ──
  'campaigns:label': {
    input: z.strictObject({ id: campaignIdSchema, label: campaignLabelSchema }),
    output: nothing
  },
  /** Takes a campaign out of the list of known ones; what was sent into it stays known. */
  'campaigns:forget': { input: z.strictObject({ id: campaignIdSchema }), output: nothing }
} as const
