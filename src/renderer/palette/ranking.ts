import type { PaletteGroup, PaletteMatch } from './source'

/** The entries of a group that were found. */
export interface FoundGroup {
  group: PaletteGroup
  matches: readonly PaletteMatch[]
}

/** The groups with matches, the one with the best match first; equal ones stay in their order. */
export function rankedGroups(groups: readonly FoundGroup[]): FoundGroup[] {
  const best = ({ matches }: FoundGroup): number => matches[0]?.score ?? 0
  return groups.filter(({ matches }) => matches.length > 0).toSorted((one, other) => best(other) - best(one))
}
