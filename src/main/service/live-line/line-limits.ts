/** Every time limit of the live line, in ms. Tests shorten them. */
export interface LiveLineLimits {
  /** Until a handshake or a subscription is answered. */
  replyMs: number
  /** From the start of an attempt until events can arrive. */
  attemptMs: number
  /** The line is probed after this long without any message. */
  probeEveryMs: number
  /** Until a probe is answered. */
  probeReplyMs: number
  /** Added to the server's advised timeout until a connect is answered. */
  connectGraceMs: number
  backOffMinMs: number
  backOffMaxMs: number
  /** Minimum time between two handshakes, whatever the server advises. */
  handshakeGapMs: number
  /** The back-off is reset once the line was live for this long. */
  stableMs: number
  /** From the handshake until a websocket is open; after this, the session continues with long-polling. */
  websocketOpenMs: number
  /** A websocket that was live for less than this counts as cut early. */
  websocketStableMs: number
  /**
   * Over long-polling, the websocket is tried again after this long; doubled after each websocket that was cut
   * early, up to 8 times as long.
   */
  websocketRetryMs: number
  /** Until a server that advised not to reconnect is tried again. */
  turnedAwayRetryMs: number
  /** How long a replaced session stays open, so that events in its pending polls aren't lost. */
  lingerMs: number
  /** Until a disconnect is answered. */
  closeMs: number
}

/**
 * A half-open connection is detected after at most probeEveryMs + probeReplyMs = 12 s; the stock client needs 72 s or
 * more. It costs the server one small message every 8 s.
 */
export const defaultLiveLineLimits: LiveLineLimits = {
  replyMs: 10_000,
  attemptMs: 20_000,
  probeEveryMs: 8_000,
  probeReplyMs: 4_000,
  connectGraceMs: 10_000,
  backOffMinMs: 1_000,
  backOffMaxMs: 60_000,
  handshakeGapMs: 1_000,
  stableMs: 30_000,
  websocketOpenMs: 4_000,
  websocketStableMs: 120_000,
  websocketRetryMs: 600_000,
  turnedAwayRetryMs: 300_000,
  lingerMs: 5_000,
  closeMs: 1_000
}
