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
