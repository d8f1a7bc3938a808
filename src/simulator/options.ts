import { DEFAULT_CALLER_NUMBER, type Agent } from './agents'

/** Options of a simulator; all have defaults, which run in real time. */
export interface SimulatorOptions {
  tenantId?: string
  accessToken?: string
  /** The desk phones; those without a callerNumber share a default one. */
  agents?: readonly { agentId: number; callerNumber?: string; salesmanCode?: string }[]
  /** 移动话机: caller numbers that may call without an agentId. */
  mobilePhones?: readonly string[]
  campaignIds?: readonly string[]
  /** Ports of REST and Faye on 127.0.0.1; 0 takes a free one. */
  port?: number
  fayePort?: number
  /** Real ms for each nominal ms of a scenario: 1 is real time, 0.02 is fifty times as fast. */
  pace?: number
  /** Ms since 1970 for records and events; timers always use the real clock. */
  now?: () => number
  /** Nominal ms from a call's end to its complete record, and from there to its recording. */
  recordDelayMs?: number
  recordingDelayMs?: number
  /** How long Faye holds a poll or an idle connection, in seconds. */
  fayeTimeoutSeconds?: number
  /** True: every call needs the access token, not only queryByPeriod. */
  isTokenRequiredEverywhere?: boolean
  /** False: a desk phone can be in several calls at once. */
  isBusyRefused?: boolean
  /** True: the control surface is served under /control. For the command line only. */
  isControlOpen?: boolean
}

/** The options with all defaults applied. */
export type SimulatorSettings = Omit<Required<SimulatorOptions>, 'agents'> & { agents: Agent[] }

const DEFAULT_AGENTS: readonly Agent[] = [
  { agentId: 699861013, callerNumber: DEFAULT_CALLER_NUMBER, salesmanCode: 'S001' },
  { agentId: 699861014, callerNumber: '02155550102' },
  { agentId: 699861015, callerNumber: '02155550102' }
]

export function settingsOf(options: SimulatorOptions): SimulatorSettings {
  const { agents = DEFAULT_AGENTS, ...rest } = options
  return {
    tenantId: 'demo',
    accessToken: 'demo-token',
    mobilePhones: ['13900139000'],
    campaignIds: ['demo-campaign', 'spring-2026'],
    port: 0,
    fayePort: 0,
    pace: 1,
    now: Date.now,
    recordDelayMs: 3_000,
    recordingDelayMs: 2_000,
    fayeTimeoutSeconds: 60,
    isTokenRequiredEverywhere: false,
    isBusyRefused: true,
    isControlOpen: false,
    ...rest,
    agents: agents.map((agent) => ({ callerNumber: DEFAULT_CALLER_NUMBER, ...agent }))
  }
}
