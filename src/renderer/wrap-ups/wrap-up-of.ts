import type { WrapUp } from '../../shared/wrap-ups/schema'

// Each row of the recent calls asks; a new snapshot of the state is a new array.
const maps = new WeakMap<readonly WrapUp[], ReadonlyMap<string, WrapUp>>()

/** The wrap-up of a call; blank if there is none. */
export function wrapUpOf(wrapUps: readonly WrapUp[], key: string): WrapUp {
  const byKey = maps.get(wrapUps) ?? new Map(wrapUps.map((one) => [one.key, one]))
  maps.set(wrapUps, byKey)
  return byKey.get(key) ?? { key, result: null, note: '', tags: [] }
}

/** The tags of the recent calls, most frequent first. */
export function usedTags(wrapUps: readonly WrapUp[]): string[] {
  const counts = new Map<string, number>()
  for (const { tags } of wrapUps) for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1)
  return [...counts].sort(([, a], [, b]) => b - a).map(([tag]) => tag)
}
