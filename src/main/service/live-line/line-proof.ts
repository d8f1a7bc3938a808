/** The transport of a session's messages. */
export type LineTransport = 'websocket' | 'long-polling'

/**
 * Tracks the proof that events can arrive: a reply for every channel, a pending connect, and the reply to a
 * subscription request that was sent after a connect on the same transport.
 */
export interface LineProof {
  transport(): LineTransport
  connectSent(transport: LineTransport): void
  connectAnswered(): void
  subscriptionSent(id: string): void
  /** The reply to the subscription request `id`; a refused channel counts as answered. */
  subscriptionAnswered(id: string, channel: string, isSubscribed: boolean): void
  isRefused(channel: string): boolean
  /** The next subscribed channel, in rotation, for a probe; null without one. */
  nextSubscribed(): string | null
  isProven(): boolean
  /** True if only the reply to one more subscription request is missing. */
  isProbeWanted(): boolean
}

/** Creates the proof for `channels`, none of which is answered yet. */
export function createLineProof(channels: readonly string[]): LineProof {
  const subscribed = new Set<string>()
  const refused = new Set<string>()
  /** Pending subscription requests, with the number of connects that were sent before each. */
  const connectsBefore = new Map<string, number>()
  let transport: LineTransport = 'long-polling'
  let sent = 0
  let answered = 0
  /** The last connect that was sent before an answered subscription request. */
  let proven = 0
  /** The connect that has to be proven. */
  let wanted = 0
  let probes = 0

  const isEveryChannelAnswered = (): boolean =>
    subscribed.size > 0 && subscribed.size + refused.size >= channels.length
  const isConnectRunning = (): boolean => sent > answered

  return {
    transport: () => transport,
    connectSent(by) {
      const isFirstByTransport = sent === 0 || by !== transport
      transport = by
      sent += 1
      // A websocket keeps the order of messages, so a later reply proves the connect. Polls are separate requests,
      // and the first is answered at once together with the subscriptions, so prove the second.
      if (isFirstByTransport) wanted = by === 'websocket' ? sent : sent + 1
    },
    connectAnswered() {
      answered = sent
    },
    subscriptionSent(id) {
      connectsBefore.set(id, sent)
    },
    subscriptionAnswered(id, channel, isSubscribed) {
      proven = Math.max(proven, connectsBefore.get(id) ?? 0)
      connectsBefore.delete(id)
      if (!channels.includes(channel)) return
      ;(isSubscribed ? subscribed : refused).add(channel)
      ;(isSubscribed ? refused : subscribed).delete(channel)
    },
    isRefused: (channel) => refused.has(channel),
    nextSubscribed() {
      const all = channels.filter((channel) => subscribed.has(channel))
      probes += 1
      return all[probes % all.length] ?? null
    },
    isProven: () => isEveryChannelAnswered() && isConnectRunning() && proven >= wanted,
    isProbeWanted: () => isEveryChannelAnswered() && isConnectRunning() && sent >= wanted && proven < wanted
  }
}
