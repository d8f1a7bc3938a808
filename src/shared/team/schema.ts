import { z } from 'zod'
import { shortText, timeMs } from '../platform/schema'
import { maxTeamLabelLength, teamStatuses } from './team'

/** One entry of the user's list. */
export const teamEntrySchema = z.strictObject({
  /** 固定话机ID */
  agentId: z.number().int().positive().max(Number.MAX_SAFE_INTEGER),
  label: z.string().max(maxTeamLabelLength)
})

/** See {@link teamEntrySchema}. */
export type TeamEntry = z.infer<typeof teamEntrySchema>

/** A colleague's desk phone, as the team view shows it. */
export const teamMemberSchema = z.strictObject({
  ...teamEntrySchema.shape,
  status: z.enum(teamStatuses),
  /** When the status began, epoch ms; null if unknown. */
  sinceMs: timeMs.nullable(),
  /** The other party of the current or last call. */
  number: shortText.nullable(),
  /** True if a call is available for display. */
  hasCall: z.boolean()
})

/** See {@link teamMemberSchema}. */
export type TeamMember = z.infer<typeof teamMemberSchema>
