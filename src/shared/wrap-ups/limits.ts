/** The most wrap-ups kept beside the recent calls. */
export const maxWrapUps = 1_000
