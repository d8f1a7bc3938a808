/** Commands a window may send. Names only: this is all of the contract that the preload bundles. */
export const commandNames = [
  'app:state',
  'app:quit',
  'session:sign-in',
  'session:cancel-sign-in',
  'session:start-demo',
  'session:restore',
  'session:sign-out',
  'line:reconnect',
  'calls:dial',
  'calls:redial',
  'prompt:choose',
  'prompt:confirm',
  'prompt:cancel',
  'hot-keys:set',
  'hot-keys:record',
  'hot-keys:test',
  'links:set',
  'pages:test',
  'offline:dismiss',
  'offline:retry',
  'team:set',
  'team:call',
  'diagnostics:copy',
  'records:open',
  'records:load',
  'records:cancel',
  'records:resume',
  'records:view',
  'records:rows',
  'records:neighbour',
  'records:summary',
  'records:facets',
  'records:one',
  'records:refresh',
  'records:note',
  'records:export',
  'records:export-cancel',
  'records:show-export',
  'records:save-picture',
  'records:acknowledge-loss',
  'recordings:open',
  'recordings:bytes',
  'recordings:release',
  'recordings:download',
  'recordings:downloads',
  'recordings:items',
  'recordings:show-folder',
  'recordings:clear-cache',
  'imports:open',
  'imports:choose-files',
  'imports:offer-dropped',
  'imports:add-dropped',
  'imports:add-text',
  'imports:remove-table',
  'imports:clear',
  'imports:set-table',
  'imports:preview',
  'imports:cancel-reading',
  'imports:read-again',
  'imports:include-doubtful',
  'imports:choose-campaign',
  'imports:lines',
  'imports:fix',
  'imports:accept-suggestions',
  'imports:undo-fix',
  'imports:export-lines',
  'imports:choose-block-list',
  'imports:clear-block-list',
  'imports:start',
  'imports:pause',
  'imports:resume',
  'imports:cancel',
  'imports:requests',
  'imports:decide',
  'imports:report',
  'imports:report-lines',
  'imports:export-report',
  'imports:remove',
  'imports:acknowledge-loss',
  'imports:export-cancel',
  'imports:show-export',
  'campaigns:label',
  'campaigns:forget',
  'calls:refresh-record',
  'calls:forget-all',
  'numbers:read',
  'clipboard:write',
  'settings:change',
  'storage-problems:dismiss',
  'withheld:dismiss',
  'key-store:give-up',
  'window:hide',
  'demo:call-from-elsewhere',
  'demo:hang-up'
] as const

/** A command a window may send. */
export type CommandName = (typeof commandNames)[number]

/** The commands of the preload alone: a page hands over dropped files, the preload finds and proves their paths. */
export const preloadCommands = [
  'imports:offer-dropped',
  'imports:add-dropped'
] as const satisfies CommandName[]

/** The commands that a page sends itself. */
export type PageCommand = Exclude<CommandName, (typeof preloadCommands)[number]>

/** See {@link PageCommand}. */
export const pageCommands: readonly CommandName[] = commandNames.filter(
  (name) => !preloadCommands.some((own) => own === name)
)

/** Pushes a window may receive. */
export const pushNames = ['state:changed', 'view:shown'] as const

/** A push a window may receive. */
export type PushName = (typeof pushNames)[number]

/** The name under which the preload puts the one object into the window. */
export const bridgeName = 'deskline'
