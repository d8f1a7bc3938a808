import type { Account } from '../../shared/session/schema'
import type { ConnectionHistory } from './connection-history'
import type { AccountCalls } from './account-calls'
import type { Connection } from '../platform/ports'
import type { ServiceClock } from '../service/service-clock'
import type { SessionConnection } from './session-connection'
import type { Team } from '../team/team'
import { createTokenGate } from './token-gate'

/** The services of the signed-in account. */
export interface SignedInSession {
  connection: Connection
  /** The service's time. */
  clock: ServiceClock
  calls: AccountCalls
  team: Team
  /** Starts to deliver line events, including the buffered ones. */
  begin(): void
  /** Closes the connection, then saves the calls. */
  close(): Promise<void>
}

/** Opens the calls and the team of `account`; its requests go through a token gate. */
export function openSignedInSession(deps: {
  history: ConnectionHistory
  account: Account
  sessionConnection: SessionConnection
  openTeam: (account: Account, watch: (agentIds: readonly number[]) => void, clock: ServiceClock) => Team
  openAccountCalls: (
    account: Account,
    connection: Connection,
    team: Team,
    clock: ServiceClock,
    onDefaultCaller: (number: string | null) => void
  ) => AccountCalls
  /** The user chose another default caller number (null: none is sent). */
  onDefaultCaller: (number: string | null) => void
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
  const calls = deps.openAccountCalls(account, connection, team, clock, deps.onDefaultCaller)

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
          // Invalidate the colleagues' states before the line is shown as down.
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
