/** The commands for calling rules; part of the IPC contract. */
export const callingRulesContract = {} as const
