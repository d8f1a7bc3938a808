// Names bundled into the preload. The names of the commands are inserted from the contract at build time.

/** Commands that only the preload sends: it resolves the paths of dropped files and proves access to them. */
export const preloadCommands = ['imports:offer-dropped', 'imports:add-dropped'] as const

/** See {@link preloadCommands}. */
export type PreloadCommand = (typeof preloadCommands)[number]

/** Pushes a window may receive. */
export const pushNames = ['state:changed', 'view:shown'] as const

/** A push a window may receive. */
export type PushName = (typeof pushNames)[number]

/** The name of the preload's object in the window. */
export const bridgeName = 'deskline'
