import type { Clock } from '../platform/ports'
import { createTokenBucket } from '../platform/token-bucket'

/** So many alerts are shown at once, then one every {@link alertEveryMs}. */
export const alertBurst = 6
/** See {@link alertBurst}, in ms. */
export const alertEveryMs = 5_000

/** So many pages are opened at once, then one every {@link pageEveryMs}. */
export const pageBurst = 10
/** See {@link pageBurst}, in ms. */
export const pageEveryMs = 5_000

/**
 * Passes alerts on at a bounded rate: events come from the network, and each alert takes time of the desktop.
 * Alerts beyond it are merged: `showMore` gets how many, once for all that came in the meantime.
 */
export function createAlertRate<A>(deps: {
  clock: Clock
  show: (alert: A) => void
  showMore: (count: number) => void
  /** Called for each alert that is merged. */
  onWithheld: () => void
}): { offer(alert: A): void; close(): void } {
  const { clock, show, showMore, onWithheld } = deps
  const bucket = createTokenBucket({ clock, capacity: alertBurst, refillMs: alertEveryMs })
  let merged = 0
  let cancel: (() => void) | null = null

  const showMerged = (): void => {
    cancel = null
    // The timer and the bucket read the same clock, but not in the same instant.
    if (!bucket.take()) {
      cancel = clock.after(bucket.waitMs(), showMerged)
      return
    }
    const count = merged
    merged = 0
    showMore(count)
  }

  return {
    offer(alert) {
      // While some wait to be merged, later ones don't overtake them.
      if (cancel === null && bucket.take()) {
        show(alert)
        return
      }
      merged += 1
      onWithheld()
      cancel ??= clock.after(bucket.waitMs(), showMerged)
    },
    close() {
      cancel?.()
      cancel = null
    }
  }
}

/** Opens pages at a bounded rate; those beyond it are dropped and counted by `onWithheld`. */
export function createPageRate(deps: {
  clock: Pick<Clock, 'moment'>
  open: (address: string) => void
  onWithheld: () => void
}): (address: string) => void {
  const bucket = createTokenBucket({ clock: deps.clock, capacity: pageBurst, refillMs: pageEveryMs })
  return (address) => {
    if (bucket.take()) deps.open(address)
    else deps.onWithheld()
  }
}
