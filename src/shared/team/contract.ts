import { z } from 'zod'
import { callSchema } from '../calls/schema'
import { teamEntrySchema } from './schema'
import { maxTeamSize } from './team'

const nothing = z.undefined()

/** The commands for the team; part of the IPC contract. */
export const teamContract = {
  /** The colleagues to monitor, in order; the own desk phone and duplicates are ignored. */
  'team:set': {
    input: z.strictObject({ entries: z.array(teamEntrySchema).max(maxTeamSize) }),
    output: nothing
  },
  /** A colleague's current or last call; null if none is known. */
  'team:call': {
    input: z.strictObject({ agentId: z.number().int().positive().max(Number.MAX_SAFE_INTEGER) }),
    output: callSchema.nullable()
  }
} as const
