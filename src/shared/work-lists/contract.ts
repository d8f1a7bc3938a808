import { z } from 'zod'
import { droppedFilesSchemas } from '../platform/dropped-files-schema'
import { maxWorkRows, workEntryChanges, workListFormats, workListLimits, workListStates } from './limits'
import {
  workColumnSchema,
  workEntryFilterSchema,
  workEntryIdSchema,
  workEntrySchema,
  workGuideSchema,
  workListIdSchema,
  workListSchema,
  workSourceSchema
} from './schema'

const nothing = z.undefined()
const count = z.number().int().min(0)
const byId = { id: workListIdSchema }
const chosen = z.strictObject({ outcome: z.enum(['started', 'cancelled']) })
const changed = z.strictObject({ changed: count })
const dropped = droppedFilesSchemas(1)

/**
 * The commands for making and managing work lists; part of the IPC contract. `work-list-gone`: the list was removed
 * meanwhile.
 */
export const workListsContract = {
  /** Shows the work lists window. */
  'work-lists:open': { input: nothing, output: nothing },
  /**
   * Makes a list from a source, for a file after a file dialog, and shows the work lists window. Progress, and the
   * columns of files and texts, which the user checks, are in the state's `workLists`. Error: `import-running`.
   */
  'work-lists:make': { input: z.strictObject({ source: workSourceSchema }), output: chosen },
  /** Offers the file that was dropped on the window. */
  'work-lists:offer-dropped': dropped.offer,
  /** Makes a list from the file of an offer, like `work-lists:make`. */
  'work-lists:make-dropped': dropped.take,
  /** Stores the source that is being checked. */
  'work-lists:make-start': {
    input: z.strictObject({
      name: workListSchema.shape.name,
      columns: z.array(workColumnSchema).max(workListLimits.maxColumns)
    }),
    output: nothing
  },
  /** Stops reading or storing, or leaves the check; nothing is stored. */
  'work-lists:make-cancel': { input: nothing, output: nothing },
  /** Acknowledges the result or the error of making or an export, or a loss. */
  'work-lists:dismiss': {
    input: z.strictObject({ of: z.enum(['making', 'export', 'loss']) }),
    output: nothing
  },
  'work-lists:rename': {
    input: z.strictObject({ ...byId, name: workListSchema.shape.name }),
    output: nothing
  },
  /** Finishes, archives or reopens a list. */
  'work-lists:set-state': {
    input: z.strictObject({ ...byId, state: z.enum(workListStates) }),
    output: nothing
  },
  'work-lists:set-guide': { input: z.strictObject({ ...byId, guide: workGuideSchema }), output: nothing },
  /** Removes a list with its entries; it can be restored until the program ends. */
  'work-lists:remove': { input: z.strictObject(byId), output: nothing },
  'work-lists:restore': { input: z.strictObject(byId), output: nothing },
  /** One page of the entries that match a filter, in the order of the list. */
  'work-lists:entries': {
    input: z.strictObject({
      ...byId,
      filter: workEntryFilterSchema,
      offset: count.max(workListLimits.maxEntries),
      limit: z.number().int().min(1).max(maxWorkRows)
    }),
    /** `revision`: of the state's `workLists` that the page was read from. */
    output: z.strictObject({ rows: z.array(workEntrySchema).max(maxWorkRows), total: count, revision: count })
  },
  /** Changes chosen entries; those whose state doesn't allow it stay. */
  'work-lists:change-entries': {
    input: z.strictObject({
      ...byId,
      ids: z.array(workEntryIdSchema).min(1).max(1_000),
      change: z.enum(workEntryChanges)
    }),
    output: changed
  },
  /** Puts all skipped entries back. */
  'work-lists:put-back-skipped': { input: z.strictObject(byId), output: changed },
  /** Shows a file dialog, then writes the list with its results to the file. */
  'work-lists:export': {
    input: z.strictObject({ ...byId, format: z.enum(workListFormats) }),
    output: chosen
  },
  'work-lists:export-cancel': { input: nothing, output: nothing },
  /** Shows the last export in its folder. */
  'work-lists:show-export': { input: nothing, output: nothing }
} as const
