/** Whether websockets are worth trying, by what became of the last ones. */
export interface WebsocketTrust {
  isAllowed(): boolean
  /** A session over a websocket is live. */
  opened(): void
  /** It has been live for so long that an end of it says nothing about websockets. */
  stable(): void
  /**
   * A session over a websocket ended. `isMute`: it opened and never said a word. Returns true when it is from now
   * on done without.
   */
  ended(isMute: boolean): boolean
  /** Until a websocket is tried again beside a session that does without, as a multiple of the usual pause. */
  retryFactor(): number
  /** The network, the address or the user's wish is another: what was learned doesn't count any more. */
  reset(): void
}

/** One early end can be a server that restarts. */
const maxEarlyEnds = 2
const maxRetryFactor = 8

/**
 * Trusts websockets until two in a row end early, or one is mute: some proxies let them pass and cut each after
 * seconds, and some balancers lead each to a server that doesn't know the client.
 */
export function createWebsocketTrust(): WebsocketTrust {
  let isAllowed = true
  let isStable = false
  let earlyEnds = 0
  let factor = 1
  const reset = (): void => {
    isAllowed = true
    isStable = false
    earlyEnds = 0
    factor = 1
  }
  return {
    isAllowed: () => isAllowed,
    opened: () => void (isStable = false),
    stable() {
      reset()
      isStable = true
    },
    ended(isMute) {
      if (isStable && !isMute) {
        isStable = false
        return false
      }
      earlyEnds += 1
      // It was tried again, and was no better.
      if (!isAllowed) factor = Math.min(maxRetryFactor, factor * 2)
      const wasAllowed = isAllowed
      if (isMute || earlyEnds >= maxEarlyEnds) isAllowed = false
      return wasAllowed && !isAllowed
    },
    retryFactor: () => factor,
    reset
  }
}
