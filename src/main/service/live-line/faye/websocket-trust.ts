/** Decides whether to use websockets, based on the last sessions. */
export interface WebsocketTrust {
  isAllowed(): boolean
  /** A session over a websocket is live. */
  opened(): void
  /** It has been live long enough that its end doesn't count against websockets. */
  stable(): void
  /**
   * A session over a websocket ended. `isMute`: it opened but never received a message. Returns true if websockets
   * are disallowed from now on.
   */
  ended(isMute: boolean): boolean
  /** Multiple of the usual pause before a long-polling session tries a websocket again. */
  retryFactor(): number
  /** Forgets everything learned, after a change of network or address or on the user's request. */
  reset(): void
}

/** Tolerates one early end, which can be a server restart. */
const maxEarlyEnds = 2
const maxRetryFactor = 8

/**
 * Trusts websockets until two in a row end early or one is mute: some proxies cut each websocket after seconds, and
 * some load balancers route it to a server that doesn't know the client.
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
      // A retry failed too.
      if (!isAllowed) factor = Math.min(maxRetryFactor, factor * 2)
      const wasAllowed = isAllowed
      if (isMute || earlyEnds >= maxEarlyEnds) isAllowed = false
      return wasAllowed && !isAllowed
    },
    retryFactor: () => factor,
    reset
  }
}
