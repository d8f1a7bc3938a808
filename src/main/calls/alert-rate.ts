import type { Clock } from '../platform/ports'
import { createTokenBucket } from '../platform/token-bucket'

/** The number of alerts shown at once; after that, one every {@link alertEveryMs}. */
export const alertBurst = 6
/** See {@link alertBurst}, in ms. */
export const alertEveryMs = 5_000

/** The number of pages opened at once; after that, one every {@link pageEveryMs}. */
export const pageBurst = 10
/** See {@link pageBurst}, in ms. */
export const pageEveryMs = 5_000

/**
 * Limits the rate of alerts: events come from the network, and each alert is a native notification. Alerts above the
 * limit are merged: `showMore` gets their count, once for all that arrived in the meantime.
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
    // The timer can fire slightly before the bucket has refilled.
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
      // While merged alerts are pending, later ones don't overtake them.
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

/** Opens pages at a limited rate; pages above it are dropped, and `onWithheld` is called for each. */
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
