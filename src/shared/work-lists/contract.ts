/** The commands for making and managing work lists; part of the IPC contract. */
export const workListsContract = {} as const
