import type { Simulator } from '../../../../simulator/simulator'
import { SCENARIOS, type ScenarioStep } from '../../../../simulator/scenarios'
import { until } from './fault-world'
import { agentId } from './scenario'

/** What goes on at the service while something breaks: a call in every position to the fault. */
export interface Story {
  /** Talking when the fault strikes. */
  begin(): string
  /** While it stands: the first one is hung up, one passes whole, one isn't reached, one begins and goes on. */
  during(): void
  /** Until what passes during the fault has passed. */
  passed(): Promise<void>
  /** Live again: one more call from its start to its end, and the one that goes on ends. */
  after(): string
  /** The events that the service published for all of them, as `callId state`. */
  published(): readonly string[]
}

const setUp: readonly ScenarioStep[] = SCENARIOS.answered.slice(0, -1)
/** Goes on until it is hung up. */
const endless: readonly ScenarioStep[] = [...setUp, { afterMs: 60_000_000, state: 'hangup' }]

/** The calls of one scenario, at the desk phone of `simulator`. */
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
