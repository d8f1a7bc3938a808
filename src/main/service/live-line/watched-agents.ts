/** Maximum number of desk phones that one line watches. */
const maxWatchedAgents = 500

const channelPrefix = '/monitor_agent_'

/** The watched desk phones, by channel (document, 订阅话机状态). */
export interface WatchedAgents {
  /** Returns the user's own channel first. Returns a new array only after a change. */
  channels(): readonly string[]
  /** Returns the agentId of a channel; null if it isn't watched. */
  agentOf(channel: string): number | null
  /**
   * Sets the desk phones to watch in addition to the user's own. Ignores invalid 固定话机ID, duplicates and those
   * beyond {@link maxWatchedAgents}. Returns false if nothing changes and none of them was refused.
   */
  watch(agentIds: readonly number[]): boolean
  refused(agentId: number): void
  /** Call before opening a new session, which reports the refused ones again. */
  forgetRefused(): void
}

/** The first of `agentIds` is the user's own desk phone. */
export function createWatchedAgents(agentIds: readonly number[]): WatchedAgents {
  const [own] = agentIds
  const refused = new Set<number>()
  const read = (ids: readonly number[]): Map<string, number> =>
    new Map(
      [...new Set(ids)]
        .filter((id) => Number.isSafeInteger(id) && id > 0)
        .slice(0, maxWatchedAgents)
        .map((id) => [channelPrefix + String(id), id])
    )
  let agents = read(agentIds)
  let channels = [...agents.keys()]

  return {
    channels: () => channels,
    agentOf: (channel) => agents.get(channel) ?? null,
    watch(others) {
      const next = read(own === undefined ? others : [own, ...others])
      const isSame = next.size === agents.size && channels.every((channel) => next.has(channel))
      if (isSame && refused.size === 0) return false
      agents = next
      channels = [...next.keys()]
      refused.clear()
      return true
    },
    refused: (agentId) => void refused.add(agentId),
    forgetRefused: () => refused.clear()
  }
}
