import { retainedStores, type RetainedStore } from '../../shared/app/retention'
import type { Clock } from './ports'
import type { StateStore } from './state-store'

const dayMs = 24 * 3_600_000

/** Stored entries are dated by the wall clock, too. */
const daysBefore = (days: number, wallMs: number): number => wallMs - days * dayMs

/** How each store removes what is older than a time, epoch ms. None throws. */
export type Purges = Record<RetainedStore, (beforeMs: number) => void | Promise<void>>

/**
 * Removes what the settings don't keep any longer: once an account is signed in, when the settings of retention
 * change, and every day. Returns a cancel function.
 */
export function startRetention(deps: { state: StateStore; clock: Clock; purges: Purges }): () => void {
  const { state, clock, purges } = deps
  let isRunning = false
  const purgeAll = async (): Promise<void> => {
    if (isRunning) return
    isRunning = true
    for (const store of retainedStores) {
      const days = state.get('settings').retention[store]
      if (days > 0) await purges[store](daysBefore(days, clock.now()))
    }
    isRunning = false
  }
  let cancel: () => void
  const daily = (): void => {
    void purgeAll()
    cancel = clock.after(dayMs, daily)
  }
  const key = (): string =>
    JSON.stringify([state.get('settings').retention, state.get('session').kind === 'signed-in'])
  let last = key()
  const off = state.onChange((topic) => {
    if ((topic !== 'settings' && topic !== 'session') || key() === last) return
    last = key()
    // After the change is complete: the session's stores are opened before it is published.
    void Promise.resolve().then(purgeAll)
  })
  daily()
  return () => {
    cancel()
    off()
  }
}
