import { scenarioOf, type Scenario, type ScenarioChoice, type ScenarioId } from './scenarios'

/** Callee numbers with a specific scenario; every other number answers. */
export const DEMO_NUMBERS = [
  { calleeNumber: '13800138000', scenario: 'answered' },
  { calleeNumber: '13800138001', scenario: 'callee-busy' },
  { calleeNumber: '13800138002', scenario: 'callee-off' },
  { calleeNumber: '13800138003', scenario: 'not-reached' },
  { calleeNumber: '13800138004', scenario: 'agent-no-answer' },
  { calleeNumber: '13800138005', scenario: 'callee-no-answer' },
  { calleeNumber: '13800138006', scenario: 'agent-hangs-up' },
  { calleeNumber: '13800138007', scenario: 'answered-long' },
  { calleeNumber: '13800138008', scenario: 'agent-unreachable' }
] as const satisfies readonly { calleeNumber: string; scenario: ScenarioId }[]

/** The scenario that each callee number plays. */
export interface NumberScenarios {
  /** Returns the scenario of a call to this number. */
  scenarioFor: (calleeNumber: string) => Scenario
  /** Like `scenarioFor`, but consumes the scenario set for the next call. */
  take: (calleeNumber: string) => Scenario
  /** Sets the scenario of a callee number, or once for the 'next' call to any number. */
  set: (calleeNumber: string, choice: ScenarioChoice) => void
}

export function createNumberScenarios(): NumberScenarios {
  const chosen = new Map<string, ScenarioChoice>(
    DEMO_NUMBERS.map((demo) => [demo.calleeNumber, demo.scenario])
  )
  let next: ScenarioChoice | null = null
  const scenarioFor = (calleeNumber: string): Scenario =>
    scenarioOf(next ?? chosen.get(calleeNumber) ?? 'answered')
  return {
    scenarioFor,
    take: (calleeNumber) => {
      const scenario = scenarioFor(calleeNumber)
      next = null
      return scenario
    },
    set: (calleeNumber, choice) => {
      if (calleeNumber === 'next') next = choice
      else chosen.set(calleeNumber, choice)
    }
  }
}
