import type { Clock } from '../platform/ports'
import type { StateStore } from '../platform/state-store'
import { createThrottle } from '../platform/throttle'
import { completeIn, followedOf } from './records-followed'
import type { RecordsPublisher } from './records-publisher'
import type { RecordsStore } from './records-store'

/** Interval of passing live outcomes to the store, in ms. */
const followedEveryMs = 1_000

/** Passes the outcomes of live calls to the store, and queries the records of ended ones. Returns a stop function. */
export function followLiveCalls(deps: {
  state: StateStore
  clock: Clock
  store: RecordsStore
  publisher: RecordsPublisher
  /** False while the store isn't in use: live calls alone don't start it. */
  isActive: () => boolean
  refresh: (id: string) => Promise<unknown>
}): () => void {
  const { state, clock, store, publisher, isActive, refresh } = deps
  let storedCalls = ''
  const complete = new Set<string>()

  const update = async (): Promise<void> => {
    if (!isActive()) return
    const all = state.get('calls')
    const calls = followedOf(all)
    const json = JSON.stringify(calls)
    if (json !== storedCalls) {
      storedCalls = json
      if ((await store.ask('setFollowed', { calls })).ok) publisher.rowsChanged()
    }
    for (const id of completeIn(all, publisher.value().period)) {
      if (complete.has(id)) continue
      complete.add(id)
      await refresh(id)
    }
  }
  const throttle = createThrottle(clock, followedEveryMs, () => void update())
  const offCalls = state.onChange((topic) => {
    if (topic === 'calls' && isActive()) throttle.call()
  })
  return () => {
    offCalls()
    throttle.cancel()
  }
}
