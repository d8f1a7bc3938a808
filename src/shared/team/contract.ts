import { z } from 'zod'
import { callSchema } from '../calls/schema'
import { teamEntrySchema } from './schema'
import { maxTeamSize } from './team'

const nothing = z.undefined()

/** The commands of the team; a part of the one contract. */
export const teamContract = {
  /** The colleagues to watch, in order; the own desk phone and doubles are left out. */
  'team:set': {
    input: z.strictObject({ entries: z.array(teamEntrySchema).max(maxTeamSize) }),
    output: nothing
  },
  /** A colleague's call under way, or the last one; null: none was heard of. */
  'team:call': {
    input: z.strictObject({ agentId: z.number().int().positive().max(Number.MAX_SAFE_INTEGER) }),
    output: callSchema.nullable()
  }
} as const
