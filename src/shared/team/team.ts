/** How many colleagues can be watched beside the own desk phone. */
export const maxTeamSize = 499

/** The longest label, in UTF-16 units. */
export const maxTeamLabelLength = 60

/** Where a colleague's desk phone stands. */
export const teamStatuses = [
  /** Nothing was heard yet, or the line is down: nobody knows. */
  'unknown',
  'idle',
  /** A call is being set up: from its start until someone talks. */
  'ringing',
  'talking',
  /** The service doesn't let this desk phone be watched. */
  'refused'
] as const

/** Where a colleague's desk phone stands. */
export type TeamStatus = (typeof teamStatuses)[number]

/** One line of the person's list. */
export interface TeamEntry {
  /** 固定话机ID */
  agentId: number
  label: string
}

/** A colleague's desk phone, as the team view shows it. */
export interface TeamMember extends TeamEntry {
  status: TeamStatus
  /** Since when it stands so, epoch ms; null where nobody knows. */
  sinceMs: number | null
  /** The other side of the call under way or the last one. */
  number: string | null
  /** There is a call to look at. */
  hasCall: boolean
}
