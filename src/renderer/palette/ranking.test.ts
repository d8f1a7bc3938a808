import { expect, it } from 'vitest'
import { rankedGroups, type FoundGroup } from './ranking'
import type { PaletteEntry, PaletteGroup } from './source'

const found = (group: PaletteGroup, ...scores: number[]): FoundGroup => ({
  group,
  matches: scores.map((score) => ({ entry: {} as PaletteEntry, score }))
})
const order = (...groups: FoundGroup[]) => rankedGroups(groups).map(({ group }) => group)

it('the group with the best match comes first, others stay in their order', () => {
  expect(order(found('contacts', 50), found('calls', 70, 10), found('commands', 70))).toEqual([
    'calls',
    'commands',
    'contacts'
  ])
})

it('a group without matches is left out', () => {
  expect(order(found('contacts'), found('calls', 10))).toEqual(['calls'])
})
