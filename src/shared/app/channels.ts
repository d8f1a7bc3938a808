// Names bundled into the preload. The names of the commands are inserted from the contract at build time.

const dropTargets = ['draft', 'contacts', 'work-list'] as const

/** What dropped files become: lists of the draft, an import of contacts, or a work list. */
export type DropTarget = (typeof dropTargets)[number]

/** For each target, the commands that offer dropped files and prove access to them. */
export const dropCommands = {
  draft: { offer: 'imports:offer-dropped', take: 'imports:add-dropped' },
  contacts: { offer: 'contacts:offer-dropped', take: 'contacts:import-dropped' },
  'work-list': { offer: 'work-lists:offer-dropped', take: 'work-lists:make-dropped' }
} as const satisfies Record<DropTarget, { offer: string; take: string }>

/** Commands that only the preload sends: it resolves the paths of dropped files. */
export const preloadCommands = dropTargets.flatMap((target) => Object.values(dropCommands[target]))

/** See {@link preloadCommands}. */
export type PreloadCommand = (typeof preloadCommands)[number]

/** Pushes a window may receive. */
export const pushNames = ['state:changed', 'view:shown', 'view:leaving'] as const

/** A push a window may receive. */
export type PushName = (typeof pushNames)[number]

/** The name of the preload's object in the window. */
export const bridgeName = 'deskline'
