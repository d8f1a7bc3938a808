import type { PaletteEntry, PaletteGroup, PaletteMatch } from './source'

/** The entries of a group that were found. */
export interface FoundGroup {
  group: PaletteGroup
  matches: readonly PaletteMatch[]
}

/** What the entries of all groups are recognised by when the list changes, in the order they are shown. */
export const keysOf = (
  groups: readonly { group: PaletteGroup; matches: readonly { entry: Pick<PaletteEntry, 'id'> }[] }[]
): string[] => groups.flatMap(({ group, matches }) => matches.map(({ entry }) => `${group} ${entry.id}`))

/** The groups with matches, the one with the best match first; equal ones stay in their order. */
export function rankedGroups(groups: readonly FoundGroup[]): FoundGroup[] {
  const best = ({ matches }: FoundGroup): number => matches[0]?.score ?? 0
  return groups.filter(({ matches }) => matches.length > 0).toSorted((one, other) => best(other) - best(one))
}
