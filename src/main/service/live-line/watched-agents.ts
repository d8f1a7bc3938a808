/** How many desk phones one line can watch. */
const maxWatchedAgents = 500

const channelPrefix = '/monitor_agent_'

/** The desk phones that are watched, by their channels (document, 订阅话机状态). */
export interface WatchedAgents {
  /** A new list each time it changes; the user's own desk phone comes first. */
  channels(): readonly string[]
  /** Null: not watched. */
  agentOf(channel: string): number | null
  /**
   * The desk phones to watch in addition to the user's own; an invalid 固定话机ID, a duplicate or one beyond
   * {@link maxWatchedAgents} is left out. False when nothing changes and none of them was refused.
   */
  watch(agentIds: readonly number[]): boolean
  refused(agentId: number): void
  /** Call before a new session, which reports the refused ones again. */
  forgetRefused(): void
}

/** The own desk phone comes first in `agentIds`. */
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
