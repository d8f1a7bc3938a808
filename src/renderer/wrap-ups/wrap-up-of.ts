import type { WrapUp } from '../../shared/wrap-ups/schema'

/** The wrap-up of a call; blank if there is none. */
export const wrapUpOf = (wrapUps: readonly WrapUp[], key: string): WrapUp =>
  wrapUps.find((one) => one.key === key) ?? { key, result: null, note: '', tags: [] }

/** The tags of the recent calls, most frequent first. */
export function usedTags(wrapUps: readonly WrapUp[]): string[] {
  const counts = new Map<string, number>()
  for (const { tags } of wrapUps) for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1)
  return [...counts].sort(([, a], [, b]) => b - a).map(([tag]) => tag)
}
