import { session as electronSession } from 'electron'
import { randomUUID } from 'node:crypto'
import type { Alert } from '../core/alerts'
import { openDesk } from '../core/desk'
import { createSessionKeeper, type SessionKeeper } from '../core/session'
import { createTeam } from '../core/team'
import type { State } from '../core/topics'
import type { DemoLine } from '../demo/demo-line'
import { systemClock } from '../desktop/clock'
import type { Log } from '../desktop/log'
import { watchNetwork } from '../desktop/network'
import { watchPower } from '../desktop/power'
import { createVault } from '../desktop/vault'
import { openWebPage } from '../desktop/web-pages'
import type { PersonFiles } from './person-files'

/** Who is signed in, put together with the service, the key store and the files. */
export interface ComposedSession {
  keeper: SessionKeeper
  /** Null unless the demo line runs. */
  demo(): DemoLine | null
  /** Ends the session and the watching of this computer's sleep and network. */
  close(): Promise<void>
}

/** Puts the session together. The service's adapters are loaded when they are first wanted. */
export function composeSession(deps: {
  state: State
  log: Log
  files: PersonFiles
  /** The program of the key store's own process. */
  vaultProgram: string
  onAlert: (alert: Alert) => void
}): ComposedSession {
  const { state, log, files, onAlert } = deps
  let demo: DemoLine | null = null

  const keeper = createSessionKeeper({
    state,
    clock: systemClock,
    vault: createVault({ service: 'Deskline', program: deps.vaultProgram }),
    accountFile: files.account,
    async connect(account, token, listener) {
      const { openConnection } = await import('../uccc/connection')
      return openConnection({
        account,
        token,
        listener,
        isTokenSentEverywhere: () => state.get('settings').isTokenSentEverywhere,
        resolveProxy: (url) => electronSession.defaultSession.resolveProxy(url),
        remembered: files.lastAddress,
        onExchange: (note) => log.info('service', note),
        onFault: (error) => log.error('connection', error)
      })
    },
    async openDemo() {
      const { openDemoLine } = await import('../demo/demo-line')
      const opened = await openDemoLine()
      demo = opened
      return {
        ...opened,
        async close() {
          if (demo === opened) demo = null
          await opened.close()
        }
      }
    },
    openTeam: (account, watch) =>
      createTeam({
        state,
        clock: systemClock,
        file: files.teamOf(account),
        ownAgentId: account.agentId,
        watch
      }),
    openDesk: (account, connection, team) =>
      openDesk({
        state,
        account,
        service: connection.service,
        file: files.callsOf(account),
        salesmen: files.salesmenOf(account),
        clock: systemClock,
        team,
        uncheckedMark: files.uncheckedMarkOf(account),
        newKey: randomUUID,
        onAlert,
        onPage: (address) => void openWebPage(address)
      })
  })

  const wake = (reason: 'resume' | 'unlock' | 'network'): void => {
    log.info('woken', reason)
    keeper.wake(reason)
  }
  watchPower(wake)
  const offNetwork = watchNetwork({ onChange: () => wake('network') })

  return {
    keeper,
    demo: () => demo,
    async close() {
      offNetwork()
      await keeper.close()
    }
  }
}
