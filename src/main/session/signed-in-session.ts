import type { Account } from '../../shared/session/session'
import type { ConnectionHistory } from './connection-history'
import type { AccountCalls } from './account-calls'
import type { Connection } from '../platform/ports'
import type { ServiceClock } from '../service/service-clock'
import type { SessionConnection } from './session-connection'
import type { Team } from '../team/team'
import { createTokenGate } from './token-gate'

/** What runs for the account that is signed in. */
export interface SignedInSession {
  connection: Connection
  /** The service's time. */
  clock: ServiceClock
  calls: AccountCalls
  team: Team
  /** From now on they are told what is heard, beginning with what was held back. */
  begin(): void
  /** Ends the connection, then keeps the calls. */
  close(): Promise<void>
}

/** Opens the desk and the team of `account` behind its token gate. */
export function openSignedInSession(deps: {
  history: ConnectionHistory
  account: Account
  sessionConnection: SessionConnection
  openTeam: (account: Account, watch: (agentIds: readonly number[]) => void, clock: ServiceClock) => Team
  openAccountCalls: (
    account: Account,
    connection: Connection,
    team: Team,
    clock: ServiceClock
  ) => AccountCalls
  onTokenRefused: (isRefused: boolean) => void
}): SignedInSession {
  const { history, account, sessionConnection, onTokenRefused } = deps
  const { line } = sessionConnection.connection
  const clock = sessionConnection.serviceClock
  const service = createTokenGate({
    service: sessionConnection.connection.service,
    clock,
    onChange: onTokenRefused
  })
  const connection: Connection = { service, line, wake: () => sessionConnection.connection.wake() }
  const team = deps.openTeam(account, (agentIds) => line.watch(agentIds), clock)
  const calls = deps.openAccountCalls(account, connection, team, clock)

  return {
    connection,
    clock,
    calls,
    team,
    begin() {
      sessionConnection.attach({
        onMessage(message, heardAtWallMs) {
          const heardAtMs = clock.fromWall(heardAtWallMs)
          calls.onMessage(message, heardAtMs)
          team.hear(message, heardAtMs)
        },
        onStatus(status, detail) {
          history.onLine(status, detail)
          // What was known of colleagues goes before the line is shown as down.
          const gapSinceMs = detail.gapSinceMs === null ? null : clock.fromWall(detail.gapSinceMs)
          team.onLine(status, gapSinceMs)
          calls.onLine(status, gapSinceMs)
        },
        onAgentRefused: (agentId, words) => team.onAgentRefused(agentId, words),
        onAddress: (address, reason) => history.onAddress(address, reason)
      })
    },
    async close() {
      await line.stop()
      await service.close()
      calls.close()
      team.close()
    }
  }
}
