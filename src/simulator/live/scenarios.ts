import { monitorStates, type MonitorState } from '../../shared/calls/steps'

/** The states of the service's document (订阅话机状态), in the order in which a call can pass them. */
export const CALL_STATES = monitorStates

/** One of {@link CALL_STATES}. */
export type CallState = MonitorState

/** One event of a played call, `afterMs` nominal ms (times the pace) after the previous one. */
export interface ScenarioStep {
  afterMs: number
  state: CallState
}

/** The script of a call; the call ends with the last step. */
export interface Scenario {
  id: string
  steps: readonly ScenarioStep[]
}

const step = (afterMs: number, state: CallState): ScenarioStep => ({ afterMs, state })

// `started` comes shortly after the request, as from a real service that dials first.
const phoneRings = [step(100, 'started'), step(1_200, 'agentReady')]
const phonePickedUp = [...phoneRings, step(2_000, 'callAgentSuccess')]
// `processed` ends the call only if there was no ring-back.
const calleeRings = [
  ...phonePickedUp,
  step(300, 'callCallee'),
  step(2_000, 'calleeRingBack'),
  step(200, 'processed')
]
const calleeAnswers = [...calleeRings, step(3_800, 'calleeAnswered')]

/** Every scenario that the simulator knows, by id. */
export const SCENARIOS = {
  /** Talks for 20 s, then the callee hangs up. */
  answered: [...calleeAnswers, step(20_000, 'hangup')],
  /** Talks for ten minutes unless hung up. */
  'answered-long': [...calleeAnswers, step(600_000, 'hangup')],
  /** The carrier plays a ring-back tone and then the busy tone. */
  'callee-busy': [...calleeRings, step(4_000, 'hangup')],
  /** 关机、停机等情况也可能收到回铃音: the carrier's announcement plays after a ring-back tone. */
  'callee-off': [...calleeRings, step(10_000, 'hangup')],
  /** 如果没有收到'calleeRingBack',意味着呼叫已结束: `processed` without a ring-back. */
  'not-reached': [...phonePickedUp, step(300, 'callCallee'), step(3_000, 'processed')],
  /** Rings until the carrier gives up. */
  'callee-no-answer': [...calleeRings, step(30_000, 'hangup')],
  /** The user hangs up the desk phone while the callee's phone still rings. */
  'agent-hangs-up': [...calleeRings, step(2_500, 'hangup')],
  /** The desk phone rings and isn't picked up. */
  'agent-no-answer': [...phoneRings, step(15_000, 'callAgentFailed'), step(100, 'processed')],
  /** The desk phone is unreachable. */
  'agent-unreachable': [step(100, 'started'), step(1_500, 'callAgentFailed'), step(100, 'processed')]
} as const satisfies Record<string, readonly ScenarioStep[]>

export type ScenarioId = keyof typeof SCENARIOS
export const SCENARIO_IDS = Object.keys(SCENARIOS) as [ScenarioId, ...ScenarioId[]]

/** The id of a known scenario, or custom steps. */
export type ScenarioChoice = ScenarioId | readonly ScenarioStep[]

export function scenarioOf(choice: ScenarioChoice): Scenario {
  return typeof choice === 'string'
    ? { id: choice, steps: SCENARIOS[choice] }
    : { id: 'custom', steps: choice }
}
