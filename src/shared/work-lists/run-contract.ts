import { z } from 'zod'
import { chosenTimeSchema } from '../platform/chosen-time-schema'
import { resultIdSchema } from '../results/schema'
import { workEntryIdSchema, workListIdSchema } from './schema'

const nothing = z.undefined()

/** The entry that the user saw: a key that arrives after the screen moved on does nothing. */
const shownEntry = z.strictObject({ entry: workEntryIdSchema })

/**
 * The commands for working through a list; part of the IPC contract. `work-entry-changed`: the entry isn't shown any
 * more, or its state doesn't allow it; `work-list-gone`: no list is being worked through, or it was removed.
 */
export const workRunContract = {
  /** Shows the window of work lists, with the call screen if a list is being worked through. */
  'work-run:open': { input: nothing, output: nothing },
  /** Works through a list, in place of the current one, and shows its call screen. */
  'work-run:start': { input: z.strictObject({ listId: workListIdSchema }), output: nothing },
  /** Ends the work on the list; an active call goes on. */
  'work-run:stop': { input: nothing, output: nothing },
  /** Calls the entry, by the rules of every call. */
  'work-run:call': { input: shownEntry, output: nothing },
  /** Cancels a call that isn't requested yet, or a countdown; it stays held. */
  'work-run:hold': { input: nothing, output: nothing },
  /** Starts the countdown again. */
  'work-run:resume': { input: nothing, output: nothing },
  'work-run:set-automatic': { input: z.strictObject({ isAutomatic: z.boolean() }), output: nothing },
  /** The user is typing, or a dialog is open in the window. */
  'work-run:set-typing': { input: z.strictObject({ isTyping: z.boolean() }), output: nothing },
  'work-run:skip': { input: shownEntry, output: nothing },
  /** Moves the entry to a time; after a call with the result for it, as a call-back with a reminder. */
  'work-run:later': { input: shownEntry.extend({ when: chosenTimeSchema }), output: nothing },
  /**
   * Ends the wrap-up with the result that the call has; null: without one. For an `unsure` entry and for a call that
   * has left the recent calls, with `result`.
   */
  'work-run:finish': { input: shownEntry.extend({ result: resultIdSchema.nullable() }), output: nothing },
  /** Puts an entry whose callee was not called back on the screen. */
  'work-run:again': { input: shownEntry, output: nothing },
  /** Undoes the last step. */
  'work-run:undo': { input: nothing, output: nothing },
  /** Reads the next entry again after a failure. */
  'work-run:retry': { input: nothing, output: nothing }
} as const
