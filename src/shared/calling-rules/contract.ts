import { z } from 'zod'
import { timeMs } from '../platform/schema'
import { ruleLimits } from './limits'
import { doNotCallEntrySchema } from './schema'

const nothing = z.undefined()
const count = z.number().int().min(0)
const reason = doNotCallEntrySchema.shape.reason
const untilMs = timeMs.nullable()
const chosen = z.strictObject({ outcome: z.enum(['started', 'cancelled']) })
/** For `do-not-call:undo`; null: nothing changed. */
const changeId = count.nullable()

/** The commands for calling rules; part of the IPC contract. */
export const callingRulesContract = {
  /**
   * The entries that hold now, the latest first. `search`: a number, some of its digits, or a part of the reason. Error:
   * `do-not-call-unknown`.
   */
  'do-not-call:page': {
    input: z.strictObject({
      search: z.string().max(100),
      offset: count,
      limit: count.max(ruleLimits.maxPage)
    }),
    output: z.strictObject({
      revision: count,
      total: count,
      entries: z.array(doNotCallEntrySchema).max(ruleLimits.maxPage)
    })
  },
  /**
   * Adds the numbers of a text, as typed. Listed ones stay as they are (`known`), unless they would be listed for longer
   * (`extended`). Errors: `number-missing`, `number-invalid`, `do-not-call-over`, `do-not-call-full`,
   * `do-not-call-unknown`, `disk-full`, `folder-unwritable`.
   */
  'do-not-call:add': {
    input: z.strictObject({ numbers: z.string().max(10_000), reason, untilMs }),
    output: z.strictObject({ changeId, added: count, extended: count, known: count })
  },
  'do-not-call:remove': {
    input: z.strictObject({ numbers: z.array(doNotCallEntrySchema.shape.number).max(ruleLimits.maxPage) }),
    output: z.strictObject({ changeId })
  },
  /** Undoes a change of this run. `not-found`: it was undone already, or too many changes followed. */
  'do-not-call:undo': { input: z.strictObject({ changeId: count }), output: nothing },
  /** Shows a file dialog and adds every number in any cell; the progress is in the state's `doNotCall`. */
  'do-not-call:import': { input: z.strictObject({ reason, untilMs }), output: chosen },
  /** Shows a save dialog, then writes all entries (CSV). */
  'do-not-call:export': { input: nothing, output: chosen },
  /** Shows a save dialog, then writes what the rules asked and refused (CSV). */
  'calling-rules:export-decisions': { input: nothing, output: chosen },
  /** Dismisses the outcome of an import or export. */
  'do-not-call:dismiss': { input: nothing, output: nothing }
} as const
