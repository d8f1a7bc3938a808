import { z } from 'zod'
import { callKeySchema } from './schema'

const nothing = z.undefined()

/** The commands for calls and the offline report; part of the IPC contract. */
export const callsContract = {
  /** Dismisses the report of calls missed while the line was down. */
  'offline:dismiss': { input: nothing, output: nothing },
  /** Requests its records again; the result is in `offline`. */
  'offline:retry': { input: nothing, output: nothing },
  'calls:refresh-record': { input: z.strictObject({ key: callKeySchema }), output: nothing },
  /** Removes the ended calls of this account from the list. */
  'calls:forget-all': { input: nothing, output: nothing }
} as const
