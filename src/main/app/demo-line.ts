import { randomUUID } from 'node:crypto'
import { demoCampaigns } from '../../shared/session/demo'
import type { Account } from '../../shared/session/session'
import { systemClock } from '../platform/clock'

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
const colleagues = [699861014, 699861015]

/** Calls of the two months before, so that there is something to look up. */
const pastCalls = 4_000
const pastMs = 60 * 86_400_000
/** Nothing of the last day: a start asks for what went on since the one before, at most that long ago. */
const quietMs = 25 * 3_600_000

/** A service takes its time over a thousand numbers: an import can be watched, and paused. */
const importTakesMs = 400

/** Starts the demo line. The simulator is loaded only now: nobody else needs it. */
export async function openDemoLine(): Promise<DemoLine> {
  const { createSimulator } = await import('../../simulator/simulator')
  const token = randomUUID()
  const agents = [agentId, ...colleagues].map((id) => ({ agentId: id }))
  const simulator = await createSimulator({
    tenantId,
    accessToken: token,
    agents,
    campaignIds: demoCampaigns
  })
  simulator.faults.add({
    match: { on: 'rest', method: 'POST', path: '/numbers' },
    effect: { kind: 'delay', ms: importTakesMs }
  })
  const toMs = systemClock.now() - quietMs
  simulator.records.generate({
    count: pastCalls,
    fromMs: toMs - pastMs,
    toMs,
    spread: 'office-hours',
    agents: simulator.agents.map(({ agentId: id, callerNumber }) => ({ agentId: id, callerNumber }))
  })
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
