/** The commands for working through a list; part of the IPC contract. */
export const workRunContract = {} as const
