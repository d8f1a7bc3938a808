import type { Handlers } from '../../shared/app/contract'
import { failed } from '../../shared/platform/result'
import type { ProgramUpdates } from './updates'

/** The commands of updates. */
export type UpdatesCommands = Pick<Handlers, Extract<keyof Handlers, `updates:${string}`>>

const off = failed({ code: 'update-not-ready' })

/** `updates`: null while the policy names no feed. */
export const createUpdatesCommands = (updates: ProgramUpdates | null): UpdatesCommands => ({
  'updates:check': () => updates?.check() ?? off,
  'updates:install': () => updates?.install() ?? off
})
