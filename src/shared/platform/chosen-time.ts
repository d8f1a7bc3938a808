/** How far ahead the user can choose a time, in ms. */
export const maxAheadMs = 366 * 86_400_000
