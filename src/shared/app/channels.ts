// The names that the preload bundles. The names of the commands come from the contract when the preload is built.

/** The commands of the preload alone: a page passes dropped files, the preload looks up and proves their paths. */
export const preloadCommands = ['imports:offer-dropped', 'imports:add-dropped'] as const

/** See {@link preloadCommands}. */
export type PreloadCommand = (typeof preloadCommands)[number]

/** Pushes a window may receive. */
export const pushNames = ['state:changed', 'view:shown'] as const

/** A push a window may receive. */
export type PushName = (typeof pushNames)[number]

/** The name of the preload's object in the window. */
export const bridgeName = 'deskline'
