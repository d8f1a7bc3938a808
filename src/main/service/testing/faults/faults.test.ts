import { describe, expect, test } from 'vitest'
import { callSteps } from '../../../../shared/calls/steps'
import { playScenario, type FaultOutcome } from './play'
import type { FaultScenario } from './scenario'
import { faultScenarios, loneFaultScenarios } from './scenarios'

/** A twentieth of real time: short for a test, but long compared to callback delays on a busy machine. */
const scale = 1 / 20

/** Long enough that no fault is noticed by an unanswered connect. */
const serverTimeoutSeconds = 240

/** Tolerance factor for measured times, since test machines are shared. */
const patience = 12

function check(scenario: FaultScenario, outcome: FaultOutcome): void {
  const { limits, spentMs } = outcome
  expect(outcome.differences).toEqual([])
  expect(outcome.faults).toEqual([])

  expect(outcome.sees).toMatch(scenario.sees)
  if (scenario.noticed === null) expect(outcome.noticedAfterMs).toBeNull()
  else expect(outcome.noticedAfterMs).toBeLessThan(scenario.noticed.withinMs(limits) * patience)

  const backWithinMs = limits.backOffMaxMs + limits.handshakeGapMs + limits.attemptMs
  expect(outcome.backAfterMs ?? 0).toBeLessThan(backWithinMs * patience)

  expect(outcome.handshakes).toBeGreaterThan(0)
  expect(outcome.handshakes).toBeLessThanOrEqual(scenario.maxHandshakes)
  const mostAttempts = 2 + spentMs / limits.handshakeGapMs
  expect(outcome.handshakes).toBeLessThanOrEqual(mostAttempts)
  expect(outcome.connections).toBeLessThanOrEqual(4 * mostAttempts)
  expect(outcome.restRequests).toBeLessThanOrEqual(20 * outcome.calls)

  // A call's step only moves forward, whatever the order of events.
  for (const all of outcome.steps) {
    const steps =
      scenario.mayReopen === true ? all.filter((step, at) => step !== 'ended' || at === all.length - 1) : all
    const ranks = steps.map((step) => callSteps.indexOf(step))
    expect(ranks).toEqual(ranks.toSorted((a, b) => a - b))
    expect(steps.at(-1)).toBe('ended')
  }
  if (scenario.transport !== undefined) expect(outcome.transport).toBe(scenario.transport)
}

const rows = (scenarios: readonly FaultScenario[]): [string, FaultScenario][] =>
  scenarios.map((scenario) => [scenario.name, scenario])
const play = async ([, scenario]: [string, FaultScenario]): Promise<void> =>
  check(scenario, await playScenario(scenario, scale, serverTimeoutSeconds))

const rule = '%s: detected, survived, and every call matches its record'
describe.concurrent('faults', () => {
  test.for(rows(faultScenarios))(rule, { timeout: 60_000 }, play)
})
test.for(rows(loneFaultScenarios))(rule, { timeout: 60_000 }, play)
