import type { Simulator } from '../../../../simulator/simulator'
import { SCENARIOS, type ScenarioStep } from '../../../../simulator/live/scenarios'
import { until } from './fault-world'
import { agentId } from './scenario'

/** The calls at the service during a fault, covering every relation in time to it. */
export interface Story {
  /** Starts a call that is talking when the fault begins. */
  begin(): string
  /** During the fault: hangs up the first call, and starts an answered, an unreached and a lasting one. */
  during(): void
  /** Resolves when the calls that end during the fault have ended. */
  passed(): Promise<void>
  /** Call when live again: hangs up the lasting call and starts one more, which plays to its end. */
  after(): string
  /** Returns the events that the service published for these calls, as `callId state`. */
  published(): readonly string[]
}

const setUp: readonly ScenarioStep[] = SCENARIOS.answered.slice(0, -1)
/** Lasts until it is hung up. */
const endless: readonly ScenarioStep[] = [...setUp, { afterMs: 60_000_000, state: 'hangup' }]

/** Creates the calls of one scenario at the desk phone of `simulator`. */
export function createStory(simulator: Simulator): Story {
  const ids: Record<'first' | 'whole' | 'unreached' | 'lasting' | 'last', string | null> = {
    first: null,
    whole: null,
    unreached: null,
    lasting: null,
    last: null
  }
  const published: string[] = []
  let numbers = 0
  const start = (name: keyof typeof ids, steps: readonly ScenarioStep[]): string => {
    numbers += 1
    const calleeNumber = `1380013${String(numbers).padStart(4, '0')}`
    const id = simulator.startElsewhere({ agentId, calleeNumber, scenario: steps })
    ids[name] = id
    published.push(...steps.map(({ state }) => `${id} ${state}`))
    return id
  }
  const stateOf = (id: string | null): string | null | undefined =>
    simulator.callsInPlay().find((call) => call.id === id)?.state

  return {
    begin: () => start('first', endless),
    during() {
      if (ids.first !== null) simulator.hangUp(ids.first)
      start('whole', SCENARIOS.answered)
      start('unreached', SCENARIOS['not-reached'])
      start('lasting', endless)
    },
    passed: () =>
      until('the calls during the fault have passed', () => {
        const isOver = (id: string | null): boolean => stateOf(id) === undefined
        return isOver(ids.whole) && isOver(ids.unreached) && stateOf(ids.lasting) === 'calleeAnswered'
      }),
    after() {
      if (ids.lasting !== null) simulator.hangUp(ids.lasting)
      return start('last', SCENARIOS.answered)
    },
    published: () => published
  }
}
