/** The limits of the user's list of results. */
export const resultLimits = {
  /** Results that can be chosen: one for each of the keys 1–9. */
  maxActive: 9,
  /** With removed ones, which name the results of earlier calls. */
  maxAll: 60,
  /** The longest name, in UTF-16 units. */
  maxName: 40,
  maxId: 40
} as const

/** Colours of results; each has enough contrast in both themes (`tokens.css`). */
export const resultColours = ['grey', 'blue', 'teal', 'green', 'amber', 'red', 'purple', 'pink'] as const

/** See {@link resultColours}. */
export type ResultColour = (typeof resultColours)[number]

/** Icons of results. */
export const resultIcons = [
  'thumbs-up',
  'thumbs-down',
  'clock',
  'phone-missed',
  'hash',
  'done',
  'ban',
  'star',
  'heart',
  'flag',
  'message',
  'mail',
  'person',
  'question'
] as const

/** See {@link resultIcons}. */
export type ResultIcon = (typeof resultIcons)[number]
