import { z } from 'zod'
import { droppedFilesSchemas } from '../platform/dropped-files-schema'
import { contactFormats, contactLimits } from './contacts'
import {
  contactColumnSchema,
  contactContentSchema,
  contactIdSchema,
  contactRowSchema,
  contactSchema
} from './schema'

const nothing = z.undefined()
const one = z.strictObject({ id: contactIdSchema })
const count = z.number().int().min(0)
const chosen = z.strictObject({ outcome: z.enum(['started', 'cancelled']) })
const dropped = droppedFilesSchemas(1)
const searchText = z.string().max(200)

/** Most rows of one page. */
export const maxContactRows = 500

/** The commands for contacts; part of the IPC contract. `contact-gone`: it was removed meanwhile. */
export const contactsContract = {
  /** Shows the contacts window, with the contact `id` selected unless that is null. */
  'contacts:open': { input: z.strictObject({ id: contactIdSchema.nullable() }), output: nothing },
  /**
   * Contacts whose name, company, pinyin, initials of the pinyin or part of a number match all words of `text`, by
   * name. An empty text matches all. `revision`: of the contacts that the page was read from.
   */
  'contacts:search': {
    input: z.strictObject({
      text: searchText,
      offset: count,
      limit: z.number().int().min(1).max(maxContactRows)
    }),
    output: z.strictObject({
      rows: z.array(contactRowSchema).max(maxContactRows),
      total: count,
      revision: count
    })
  },
  /** The best matches for a text that is being typed, for choosing one to call. */
  'contacts:suggest': {
    input: z.strictObject({ text: searchText }),
    output: z.array(contactRowSchema).max(8)
  },
  'contacts:get': { input: one, output: contactSchema },
  /** Adds a contact (`id` null) or replaces what is known of one. */
  'contacts:save': {
    input: z.strictObject({ id: contactIdSchema.nullable(), content: contactContentSchema }),
    output: one
  },
  'contacts:remove': {
    input: z.strictObject({ ids: z.array(contactIdSchema).min(1).max(1_000) }),
    output: z.strictObject({ removed: count })
  },
  /** Undoes the last removal of this run of the program. */
  'contacts:restore': { input: nothing, output: z.strictObject({ restored: count }) },
  /** Shows a file dialog, then reads the file; progress and columns are in the state's `contacts`. */
  'contacts:import': { input: nothing, output: chosen },
  /** Offers the file that was dropped on the window. */
  'contacts:offer-dropped': dropped.offer,
  /** Reads the file of an offer, like `contacts:import`. */
  'contacts:import-dropped': dropped.take,
  /** Stores the contacts of the file that is being checked. */
  'contacts:import-start': {
    input: z.strictObject({ columns: z.array(contactColumnSchema).max(contactLimits.maxColumns) }),
    output: nothing
  },
  /** Stops reading or storing, or leaves the check; contacts stored so far are removed again. */
  'contacts:import-cancel': { input: nothing, output: nothing },
  /** Acknowledges the result or the error of an import or an export. */
  'contacts:dismiss': {
    input: z.strictObject({ of: z.enum(['import', 'export', 'loss']) }),
    output: nothing
  },
  /** Shows a file dialog, then writes all contacts to the file. */
  'contacts:export': { input: z.strictObject({ format: z.enum(contactFormats) }), output: chosen },
  'contacts:export-cancel': { input: nothing, output: nothing },
  /** Removes all contacts of the tenant from this computer, also what a damaged file left. */
  'contacts:remove-all': { input: nothing, output: nothing },
  /** Shows the last export in its folder. */
  'contacts:show-export': { input: nothing, output: nothing }
} as const
