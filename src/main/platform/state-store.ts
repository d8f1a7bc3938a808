import {
  byTopic,
  type AllSnapshots,
  type AppState,
  type Snapshot,
  type StateTopic
} from '../../shared/app/state'

/** The application state. A topic is always set as a whole; listeners are notified and read the new value. */
export interface StateStore {
  get<T extends StateTopic>(topic: T): AppState[T]
  set<T extends StateTopic>(topic: T, value: AppState[T]): void
  /** All topics with their current values. */
  all(): Readonly<AppState>
  /** The topic with its version, which increases with each change. */
  snapshot<T extends StateTopic>(topic: T): Snapshot<T>
  /** The snapshots of all topics. */
  snapshots(): AllSnapshots
  /** Called after each change of any topic. Returns a function that removes the listener. */
  onChange(listener: (topic: StateTopic) => void): () => void
}

/** Creates a store that starts with `initial`. Setting an identical value doesn't notify listeners. */
export function createStateStore(initial: AppState): StateStore {
  const values: AppState = { ...initial }
  const versions = Object.fromEntries(Object.keys(initial).map((topic) => [topic, 1])) as Record<
    StateTopic,
    number
  >
  const listeners = new Set<(topic: StateTopic) => void>()
  const snapshot = <T extends StateTopic>(topic: T): Snapshot<T> => ({
    topic,
    version: versions[topic],
    value: values[topic]
  })
  return {
    get: (topic) => values[topic],
    all: () => values,
    set(topic, value) {
      if (values[topic] === value) return
      values[topic] = value
      versions[topic] += 1
      for (const listener of listeners) listener(topic)
    },
    snapshot,
    snapshots: () => byTopic(snapshot) as unknown as AllSnapshots,
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    }
  }
}
