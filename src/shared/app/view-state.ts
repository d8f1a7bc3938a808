/** The longest view state that is kept of a window, in characters. */
export const maxViewStateLength = 200_000
