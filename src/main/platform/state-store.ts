import type { AppState, Snapshot, StateTopic } from '../../shared/app/state'

/** The one state. Whoever changes a topic sets it whole; views are told and read. */
export interface StateStore {
  get<T extends StateTopic>(topic: T): AppState[T]
  set<T extends StateTopic>(topic: T, value: AppState[T]): void
  /** All topics, as they are now. */
  all(): Readonly<AppState>
  /** The topic with its version, which grows with each change. */
  snapshot<T extends StateTopic>(topic: T): Snapshot<T>
  /** Called after each change of any topic. */
  onChange(listener: (topic: StateTopic) => void): () => void
}

/** A state that starts as `initial`. Setting a topic to what it is tells nobody. */
export function createStateStore(initial: AppState): StateStore {
  const values: AppState = { ...initial }
  const versions = Object.fromEntries(Object.keys(initial).map((topic) => [topic, 1])) as Record<
    StateTopic,
    number
  >
  const listeners = new Set<(topic: StateTopic) => void>()
  return {
    get: (topic) => values[topic],
    all: () => values,
    set(topic, value) {
      if (values[topic] === value) return
      values[topic] = value
      versions[topic] += 1
      for (const listener of listeners) listener(topic)
    },
    snapshot: (topic) => ({ topic, version: versions[topic], value: values[topic] }),
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    }
  }
}
