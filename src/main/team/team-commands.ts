import type { Handlers } from '../../shared/app/contract'
import { failed, succeeded } from '../../shared/platform/result'
import type { Team } from './team'

/** The commands for the colleagues' desk phones. */
export type TeamCommands = Pick<Handlers, Extract<keyof Handlers, `team:${string}`>>

/** `team` returns null while signed out. */
export function createTeamCommands(team: () => Team | null): TeamCommands {
  return {
    'team:set': ({ entries }) => {
      const current = team()
      if (current === null) return failed({ code: 'signed-out' })
      current.set(entries)
      return succeeded(undefined)
    },
    'team:call': ({ agentId }) => {
      const current = team()
      return current === null ? failed({ code: 'signed-out' }) : succeeded(current.call(agentId))
    }
  }
}
