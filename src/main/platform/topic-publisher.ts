import type { AppState, StateTopic } from '../../shared/app/state'
import { emptyState } from './empty-state'
import type { Clock } from './ports'
import type { StateStore } from './state-store'
import { createThrottle } from './throttle'

const publishEveryMs = 250

/** The topics whose value is an object, so that partial updates can be merged. */
type ObjectTopic = {
  [T in StateTopic]: AppState[T] extends readonly unknown[] | null ? never : T
}[StateTopic]

/** The only writer of one state topic while its owner (such as a signed-in session) exists. */
export interface TopicPublisher<T extends ObjectTopic> {
  /** The latest value, which may not be published yet. */
  value(): AppState[T]
  /** Merges a change and publishes it with others, at most every 250 ms. */
  update(change: Partial<AppState[T]>): void
  /** Merges a change and publishes at once. */
  updateNow(change: Partial<AppState[T]>): void
  /** Resets the topic to its empty value; later changes aren't published. */
  close(): void
}

/** Publishes `initial` at once. */
export function createTopicPublisher<T extends ObjectTopic>(
  topic: T,
  { state, clock }: { state: StateStore; clock: Clock },
  initial: AppState[T] = emptyState[topic]
): TopicPublisher<T> {
  let value = initial
  let isClosed = false
  const publish = (): void => state.set(topic, value)
  const throttle = createThrottle(clock, publishEveryMs, publish)
  publish()

  return {
    value: () => value,
    update(change) {
      value = { ...value, ...change }
      if (!isClosed) throttle.call()
    },
    updateNow(change) {
      value = { ...value, ...change }
      throttle.cancel()
      if (!isClosed) publish()
    },
    close() {
      isClosed = true
      throttle.cancel()
      state.set(topic, emptyState[topic])
    }
  }
}
