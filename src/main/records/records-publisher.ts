import { createTopicPublisher, type TopicPublisher } from '../platform/topic-publisher'
import type { Clock } from '../platform/ports'
import type { StateStore } from '../platform/state-store'
import { createThrottle } from '../platform/throttle'

const revisionEveryMs = 1_000

/** Publishes the state's `records`. */
export interface RecordsPublisher extends TopicPublisher<'records'> {
  /** Rows were added or changed: raises the revision, which makes views query again, at most once a second. */
  rowsChanged(): void
  /** Like `rowsChanged`, but at once: the user waits for it, or no more rows follow. */
  rowsChangedNow(): void
}

/** Starts with an empty topic. */
export function createRecordsPublisher(deps: { state: StateStore; clock: Clock }): RecordsPublisher {
  const publisher = createTopicPublisher('records', deps)
  let isClosed = false
  const raiseRevision = (): void => publisher.updateNow({ revision: publisher.value().revision + 1 })
  const throttle = createThrottle(deps.clock, revisionEveryMs, raiseRevision)

  return {
    ...publisher,
    rowsChanged() {
      if (!isClosed) throttle.call()
    },
    rowsChangedNow() {
      throttle.cancel()
      raiseRevision()
    },
    close() {
      isClosed = true
      throttle.cancel()
      publisher.close()
    }
  }
}
