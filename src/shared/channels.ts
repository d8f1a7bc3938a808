/** Commands a window may send. Names only: this is all of the contract that the preload bundles. */
export const commandNames = [
  'app:state',
  'app:quit',
  'session:sign-in',
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
  'recordings:open',
  'recordings:bytes',
  'recordings:release',
  'recordings:download',
  'recordings:downloads',
  'recordings:items',
  'recordings:show-folder',
  'recordings:clear-cache',
  'calls:refresh-record',
  'calls:forget-all',
  'numbers:read',
  'clipboard:write',
  'settings:change',
  'storage-problems:dismiss',
  'window:hide',
  'demo:call-from-elsewhere',
  'demo:hang-up'
] as const

/** A command a window may send. */
export type CommandName = (typeof commandNames)[number]

/** Pushes a window may receive. */
export const pushNames = ['state:changed', 'view:shown'] as const

/** A push a window may receive. */
export type PushName = (typeof pushNames)[number]

/** The name under which the preload puts the one object into the window. */
export const bridgeName = 'deskline'
