import type { Neighbour } from '../../shared/platform/neighbours'
import type { Clock } from './ports'
import type { StateStore } from './state-store'

/** Monitors whether external services and programs respond in time. */
export interface Neighbours {
  /** Marks the neighbour as unresponsive after `limitMs`, until this or a later request is answered. */
  watch(neighbour: Neighbour, limitMs: number, answer: Promise<unknown>): void
  /**
   * Resolves with the answer, or with null if there is none within `limitMs`; the neighbour is then marked as
   * unresponsive until this or a later request is answered. A rejection is passed on and doesn't change the mark,
   * because the neighbour may have exited.
   */
  within<T>(neighbour: Neighbour, limitMs: number, answer: Promise<T>): Promise<T | null>
}

/** Publishes unresponsive neighbours as `environment.unresponsive`. */
export function createNeighbours({ state, clock }: { state: StateStore; clock: Clock }): Neighbours {
  const mark = (neighbour: Neighbour, isUnresponsive: boolean): void => {
    const environment = state.get('environment')
    if (environment.unresponsive.includes(neighbour) === isUnresponsive) return
    const others = environment.unresponsive.filter((other) => other !== neighbour)
    state.set('environment', {
      ...environment,
      unresponsive: isUnresponsive ? [...others, neighbour] : others
    })
  }

  let questions = 0
  const latestAnswered = new Map<Neighbour, number>()

  const watch = (neighbour: Neighbour, limitMs: number, answer: Promise<unknown>): void => {
    questions += 1
    const question = questions
    const latest = (): number => latestAnswered.get(neighbour) ?? 0
    const cancel = clock.after(limitMs, () => {
      // A later request was answered, so this time-out is out of date.
      if (question > latest()) mark(neighbour, true)
    })
    answer.then(
      () => {
        cancel()
        latestAnswered.set(neighbour, Math.max(question, latest()))
        mark(neighbour, false)
      },
      () => cancel()
    )
  }

  return {
    watch,
    within(neighbour, limitMs, answer) {
      watch(neighbour, limitMs, answer)
      return new Promise((resolve, reject) => {
        const cancel = clock.after(limitMs, () => resolve(null))
        answer.then(resolve, reject).finally(cancel)
      })
    }
  }
}
