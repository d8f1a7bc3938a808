import { z } from 'zod'
import { shortText, timeMs } from '../platform/schema'
import { maxTeamLabelLength, teamStatuses, type TeamEntry, type TeamMember } from './team'

const agentId = z.number().int().positive().max(Number.MAX_SAFE_INTEGER)

/** See {@link TeamEntry}. */
export const teamEntrySchema = z.strictObject({
  agentId,
  label: z.string().max(maxTeamLabelLength)
}) satisfies z.ZodType<TeamEntry>

/** See {@link TeamMember}. */
export const teamMemberSchema = z.strictObject({
  agentId,
  label: z.string().max(maxTeamLabelLength),
  status: z.enum(teamStatuses),
  sinceMs: timeMs.nullable(),
  number: shortText.nullable(),
  hasCall: z.boolean()
}) satisfies z.ZodType<TeamMember>
