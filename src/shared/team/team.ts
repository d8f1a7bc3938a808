/** How many colleagues can be monitored in addition to the own desk phone. */
export const maxTeamSize = 499

/** The maximum length of a label, in UTF-16 units. */
export const maxTeamLabelLength = 60

/** The status of a colleague's desk phone. */
export const teamStatuses = [
  /** No event yet, or the line is down. */
  'unknown',
  'idle',
  /** A call is being set up: from its start until it is answered. */
  'ringing',
  'talking',
  /** The service refuses to let this desk phone be monitored. */
  'refused'
] as const

/** See {@link teamStatuses}. */
export type TeamStatus = (typeof teamStatuses)[number]

/** One entry of the user's list. */
export interface TeamEntry {
  /** 固定话机ID */
  agentId: number
  label: string
}

/** A colleague's desk phone, as the team view shows it. */
export interface TeamMember extends TeamEntry {
  status: TeamStatus
  /** When the status began, epoch ms; null if unknown. */
  sinceMs: number | null
  /** The other party of the current or last call. */
  number: string | null
  /** True if a call is available for display. */
  hasCall: boolean
}
