/** How many caller numbers an account can keep. */
export const maxCallerNumbers = 20

/**
 * The longest list. A caller number given at sign-in is used even when the list is full, so it can be one longer than
 * what can be added.
 */
export const maxListedCallerNumbers = maxCallerNumbers + 1

/** The maximum length of a label, in UTF-16 units. */
export const maxCallerLabelLength = 40

/** For how many regions of callees the last choice is remembered; the oldest are dropped first. */
export const maxRegionChoices = 500

/** How many caller numbers have a key of their own (Alt+1 to Alt+9). */
export const maxCallerKeys = 9
