/**
 * Why a policy can't be applied: it can't be read; it isn't a valid policy; a user who isn't an administrator could
 * have written it.
 */
export const policyProblems = ['unreadable', 'invalid', 'not-protected'] as const

/** See {@link policyProblems}. */
export type PolicyProblem = (typeof policyProblems)[number]

/**
 * Whether an address of the settings may get whole numbers: while numbers are masked, only one that the organisation
 * fixed. `path`: of the object with the address, such as `pages.callEnded`.
 */
export const getsWholeNumbers = (isMasked: boolean, locked: readonly string[], path: string): boolean =>
  !isMasked || locked.includes(`${path}.template`)

/** True if `path` is locked, or an object around it, or a part of it. */
export const isLockedIn = (locked: readonly string[], path: string): boolean =>
  locked.some((one) => one === path || path.startsWith(`${one}.`) || one.startsWith(`${path}.`))
