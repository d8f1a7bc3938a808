/** How messages travel. */
export type LineTransport = 'websocket' | 'long-polling'

/**
 * Keeps the books on what proves that events can arrive: every channel answered, a connect that runs,
 * and the answer to a subscription request that was sent after a connect on the same transport.
 */
export interface LineProof {
  transport(): LineTransport
  connectSent(transport: LineTransport): void
  connectAnswered(): void
  subscriptionSent(id: string): void
  /** Takes the answer to the subscription request `id`; a refused channel counts as answered. */
  subscriptionAnswered(id: string, channel: string, isStanding: boolean): void
  isRefused(channel: string): boolean
  /** The next standing channel in turn, for a probe; null when none stands. */
  nextStanding(): string | null
  isProven(): boolean
  /** Only the answer to one more subscription request is missing. */
  isProbeWanted(): boolean
}

/** The proof for `channels`, of which nothing is known yet. */
export function createLineProof(channels: readonly string[]): LineProof {
  const standing = new Set<string>()
  const refused = new Set<string>()
  /** Subscription requests under way, with the number of connects that were sent before each. */
  const connectsBefore = new Map<string, number>()
  let transport: LineTransport = 'long-polling'
  let sent = 0
  let answered = 0
  /** The last connect before a subscription request that was answered. */
  let proven = 0
  /** The connect that has to be proven. */
  let wanted = 0
  let turn = 0

  const isEveryChannelAnswered = (): boolean =>
    standing.size > 0 && standing.size + refused.size >= channels.length
  const isConnectRunning = (): boolean => sent > answered

  return {
    transport: () => transport,
    connectSent(by) {
      const isFirstOfItsKind = sent === 0 || by !== transport
      transport = by
      sent += 1
      // On a websocket messages keep their order: what is answered came after the connect. Polls have a
      // way each, and the first is answered at once together with the subscriptions: the second waits.
      if (isFirstOfItsKind) wanted = by === 'websocket' ? sent : sent + 1
    },
    connectAnswered() {
      answered = sent
    },
    subscriptionSent(id) {
      connectsBefore.set(id, sent)
    },
    subscriptionAnswered(id, channel, isStanding) {
      proven = Math.max(proven, connectsBefore.get(id) ?? 0)
      connectsBefore.delete(id)
      if (!channels.includes(channel)) return
      ;(isStanding ? standing : refused).add(channel)
      ;(isStanding ? refused : standing).delete(channel)
    },
    isRefused: (channel) => refused.has(channel),
    nextStanding() {
      const all = channels.filter((channel) => standing.has(channel))
      turn += 1
      return all[turn % all.length] ?? null
    },
    isProven: () => isEveryChannelAnswered() && isConnectRunning() && proven >= wanted,
    isProbeWanted: () => isEveryChannelAnswered() && isConnectRunning() && sent >= wanted && proven < wanted
  }
}
