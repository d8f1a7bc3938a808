import { blankCall } from '../../../shared/calls/blank-call'
import type { Callback } from '../../../shared/callbacks/schema'
import type { Call } from '../../../shared/calls/schema'
import { emptyState } from '../../platform/empty-state'
import { createStateStore, type StateStore } from '../../platform/state-store'
import { createManualClock, type ManualClock } from '../../platform/testing/manual-clock'
import { openCallbacks, type AccountCallbacks, type CallbacksFile } from '../callbacks'

/** A document in memory: what was flushed survives a kill. */
export interface TestDisk {
  kept: Callback[]
}

/** A document in memory on `disk`. */
export function fileOn(disk: TestDisk): CallbacksFile {
  let pending = disk.kept
  return {
    initial: disk.kept,
    write: (list) => {
      pending = list
    },
    flush: () => {
      disk.kept = structuredClone(pending)
    }
  }
}

/** A call that was requested from here. */
export const requestedCall = (key: string, callee: string, change: Partial<Call> = {}): Call => ({
  ...blankCall,
  key,
  callee,
  step: 'requesting',
  startedAtMs: 1,
  ...change
})

/** Call-backs of an account on a clock that the test moves. */
export interface TestCallbacks {
  callbacks: AccountCallbacks
  clock: ManualClock
  state: StateStore
  disk: TestDisk
  /** The ids of each notification, in order. */
  announced: string[][]
  zone: { name: string }
  /** Adds a call-back to `number`, due in `delayMs`; returns its id. */
  addIn: (number: string, delayMs: number) => string
  find: (id: string) => Callback | undefined
  /** Changes the calls of the account. */
  setCalls: (calls: Call[]) => void
  /** Closes it, as quitting does, or kills it, and opens it again on what the disk holds. */
  restart: (how: 'quit' | 'kill') => AccountCallbacks
}

/** Starts in Shanghai, on 2026-11-22 at 14:05:30. `kept`: the call-backs on the disk. */
export function openTestCallbacks(kept: Callback[] = []): TestCallbacks {
  const clock = createManualClock(Date.UTC(2026, 10, 22, 6, 5, 30))
  let state = createStateStore(emptyState)
  const disk: TestDisk = { kept }
  const announced: string[][] = []
  const zone = { name: 'Asia/Shanghai' }
  let lastId = 0
  let run = 0
  const open = (): AccountCallbacks => {
    run += 1
    const own = run
    return openCallbacks({
      state,
      // The timers of a killed program never fire.
      clock: { ...clock, after: (ms, task) => clock.after(ms, () => (own === run ? task() : undefined)) },
      file: fileOn(disk),
      newId: () => `id-${(lastId += 1)}`,
      timeZone: () => zone.name,
      announce: (due) => announced.push(due.map(({ id }) => id))
    })
  }
  const opened: TestCallbacks = {
    callbacks: open(),
    clock,
    get state() {
      return state
    },
    disk,
    announced,
    zone,
    addIn(number, delayMs) {
      const added = opened.callbacks.add({
        from: { kind: 'number', text: number },
        when: { kind: 'in', delayMs },
        note: ''
      })
      if (!added.ok) throw new Error(added.error.code)
      return added.value.id
    },
    find: (id) => state.get('callbacks').find((one) => one.id === id),
    setCalls: (calls) => state.set('calls', calls),
    restart(how) {
      if (how === 'quit') opened.callbacks.close()
      const { calls, settings } = state.all()
      state = createStateStore({ ...emptyState, calls, settings })
      opened.callbacks = open()
      return opened.callbacks
    }
  }
  return opened
}
