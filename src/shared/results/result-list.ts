import { resultLimits } from './limits'
import { activeResults, defaultResults } from './results'
import type { CallResult } from './schema'

// Changes of the user's list of results. Each returns a new list.

/** Changes name, colour or icon of a result. */
export const withResult = (
  list: readonly CallResult[],
  id: string,
  change: Partial<Pick<CallResult, 'name' | 'colour' | 'icon'>>
): CallResult[] => list.map((one) => (one.id === id ? { ...one, ...change } : one))

/** True while another result can be chosen. */
export const hasRoomForResult = (list: readonly CallResult[]): boolean =>
  list.filter(({ isActive }) => isActive).length < resultLimits.maxActive

/** Adds a result at the end. The oldest removed one makes room for it if the list is full. */
export function withNewResult(list: readonly CallResult[], added: CallResult): CallResult[] {
  const removed = list.findIndex(({ isActive }) => !isActive)
  const kept = list.length >= resultLimits.maxAll && removed >= 0 ? list.toSpliced(removed, 1) : list
  return [...kept, added]
}

/** Removes a result from the choice, or puts it back as the last one. */
export function withActive(list: readonly CallResult[], id: string, isActive: boolean): CallResult[] {
  const one = list.find((result) => result.id === id)
  if (one === undefined) return [...list]
  const changed = { ...one, isActive }
  return isActive
    ? [...list.filter((result) => result !== one), changed]
    : list.map((result) => (result === one ? changed : result))
}

/** Moves a result one place among those that can be chosen. */
export function withMoved(list: readonly CallResult[], id: string, by: -1 | 1): CallResult[] {
  const active = activeResults(list)
  const at = active.findIndex((one) => one.id === id)
  const [one, other] = [active[at], active[at + by]]
  if (one === undefined || other === undefined) return [...list]
  return list.map((result) => (result === one ? other : result === other ? one : result))
}

/** The default list; the user's own results are removed from the choice. */
export const withDefaults = (list: readonly CallResult[]): CallResult[] => [
  ...defaultResults,
  ...list
    .filter(({ id }) => !defaultResults.some((one) => one.id === id))
    .map((one) => ({ ...one, isActive: false }))
]
