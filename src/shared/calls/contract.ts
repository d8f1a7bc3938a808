import { z } from 'zod'
import { callKeySchema } from './schema'

const nothing = z.undefined()

/** The commands of calls and of the offline report; a part of the one contract. */
export const callsContract = {
  /** The report of what went on while the line was down was seen. */
  'offline:dismiss': { input: nothing, output: nothing },
  /** Asks for its records again; the outcome is in `offline`. */
  'offline:retry': { input: nothing, output: nothing },
  'calls:refresh-record': { input: z.strictObject({ key: callKeySchema }), output: nothing },
  /** Empties the list of ended calls of this account. */
  'calls:forget-all': { input: nothing, output: nothing }
} as const
