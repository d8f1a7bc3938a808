/** Every limit of the live line, in ms. Tests make them small. */
export interface LiveLineLimits {
  /** Until a handshake or a subscription is answered. */
  replyMs: number
  /** From the start of an attempt until events can arrive. */
  attemptMs: number
  /** After this long without anything heard, the line is probed. */
  probeEveryMs: number
  /** Until a probe is answered. */
  probeReplyMs: number
  /** Beyond the server's advised timeout, until a connect is answered. */
  connectGraceMs: number
  backOffMinMs: number
  backOffMaxMs: number
  /** Between two handshakes, whatever the server does. */
  handshakeGapMs: number
  /** A line that was live for this long begins its back-off anew. */
  stableMs: number
  /** After the handshake, until a websocket is open; then the session goes on without it. */
  websocketOpenMs: number
  /** A websocket that is cut before it was live for this long counts as cut early. */
  websocketStableMs: number
  /**
   * On long-polling, the websocket is tried again after this long; twice as long after each websocket that was
   * cut early, up to 8 times.
   */
  websocketRetryMs: number
  /** Until a server is asked again that advised not to come back. */
  turnedAwayRetryMs: number
  /** After a websocket took over, polls that are under way are still heard for this long. */
  lingerMs: number
  /** Until a goodbye is answered. */
  closeMs: number
}

/**
 * A half-open connection is noticed after at most probeEveryMs + probeReplyMs: 12 s, where the stock
 * client needs 72 s and more. One small message every 8 s is what that costs the server.
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
