import { randomUUID } from 'node:crypto'
import type { Account } from '../../shared/session'

/** The built-in demo line: the simulator, running inside this program on loopback. */
export interface DemoLine {
  account: Account
  /** Of this run only, invented here; never kept. */
  token: string
  /** A call that another program started, a CRM page say; false while the desk phone is busy. */
  callFromElsewhere(): boolean
  /** The callee of the call under way hangs up. */
  hangUp(): void
  close(): Promise<void>
}

const tenantId = 'demo'
const agentId = 699861013
const elsewhereCallee = '13900139000'

/** Starts the demo line. The simulator is loaded only now: nobody else needs it. */
export async function openDemoLine(): Promise<DemoLine> {
  const { createSimulator } = await import('../../simulator/simulator')
  const token = randomUUID()
  const simulator = await createSimulator({ tenantId, accessToken: token, agents: [{ agentId }] })
  return {
    account: {
      server: { kind: 'custom', apiPrefix: simulator.apiPrefix, fayeUrl: simulator.fayeUrl },
      tenantId,
      agentId,
      callerNumber: null,
      salesmanCode: null,
      isDemo: true
    },
    token,
    callFromElsewhere() {
      try {
        simulator.startElsewhere({ agentId, calleeNumber: elsewhereCallee })
        return true
      } catch {
        return false
      }
    },
    hangUp: () => simulator.hangUpAll(),
    close: () => simulator.close()
  }
}
