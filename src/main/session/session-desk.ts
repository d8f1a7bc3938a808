import type { Account } from '../../shared/session/session'
import type { ConnectionHistory } from './connection-history'
import type { Desk } from './desk'
import type { Connection } from '../platform/ports'
import type { ServiceClock } from '../service/service-clock'
import type { Ways } from './session-ways'
import type { Team } from '../team/team'
import { createTokenGate } from './token-gate'

/** What runs for the account that is signed in. */
export interface EnteredDesk {
  connection: Connection
  /** The service's time. */
  clock: ServiceClock
  desk: Desk
  team: Team
  /** From now on they are told what is heard, beginning with what was held back. */
  begin(): void
  /** Ends the connection, then keeps the calls. */
  close(): Promise<void>
}

/** Opens the desk and the team of `account` behind its token gate. */
export function enterDesk(deps: {
  history: ConnectionHistory
  account: Account
  ways: Ways
  openTeam: (account: Account, watch: (agentIds: readonly number[]) => void, clock: ServiceClock) => Team
  openDesk: (account: Account, connection: Connection, team: Team, clock: ServiceClock) => Desk
  onTokenRefused: (isRefused: boolean) => void
}): EnteredDesk {
  const { history, account, ways, onTokenRefused } = deps
  const { line } = ways.connection
  const clock = ways.serviceClock
  const service = createTokenGate({ service: ways.connection.service, clock, onChange: onTokenRefused })
  const connection: Connection = { service, line, wake: () => ways.connection.wake() }
  const team = deps.openTeam(account, (agentIds) => line.watch(agentIds), clock)
  const desk = deps.openDesk(account, connection, team, clock)

  return {
    connection,
    clock,
    desk,
    team,
    begin() {
      ways.attach({
        onMessage(message, heardAtWallMs) {
          const heardAtMs = clock.fromWall(heardAtWallMs)
          desk.onMessage(message, heardAtMs)
          team.hear(message, heardAtMs)
        },
        onStatus(status, detail) {
          history.onLine(status, detail)
          // What was known of colleagues goes before the line is shown as down.
          const gapSinceMs = detail.gapSinceMs === null ? null : clock.fromWall(detail.gapSinceMs)
          team.onLine(status, gapSinceMs)
          desk.onLine(status, gapSinceMs)
        },
        onAgentRefused: (agentId, words) => team.onAgentRefused(agentId, words),
        onAddress: (address, reason) => history.onAddress(address, reason)
      })
    },
    async close() {
      await line.stop()
      await service.close()
      desk.close()
      team.close()
    }
  }
}
