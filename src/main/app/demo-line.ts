import { randomUUID } from 'node:crypto'
import { demoCampaigns } from '../../shared/session/demo'
import type { Account } from '../../shared/session/schema'
import { systemClock } from '../platform/clock'

/** The built-in demo line: the simulator, running in this process on loopback. */
export interface DemoLine {
  account: Account
  /** Generated for this run; never stored. */
  token: string
  /** Simulates a call started by another program, such as a CRM; false while the desk phone is busy. */
  callFromElsewhere(): boolean
  /** Simulates the callee of the current call hanging up. */
  hangUp(): void
  close(): Promise<void>
}

const tenantId = 'demo'
const agentId = 699861013
const elsewhereCallee = '13900139000'
const colleagues = [699861014, 699861015]

/** Generated calls of the past two months, so that records have content. */
const pastCalls = 4_000
const pastMs = 60 * 86_400_000
/** No calls in the last 25 hours: at startup Deskline queries what it missed, at most one day back. */
const quietMs = 25 * 3_600_000

/** Reply delay per import request, in ms, so that the user can watch and pause an import. */
const importTakesMs = 400

/** Starts the demo line. Loads the simulator dynamically, because only the demo line needs it. */
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
