import { expect, it } from 'vitest'
import { keysOf, rankedGroups, type FoundGroup } from './ranking'
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

it('an entry is recognised wherever it is in the list', () => {
  const entry = (id: string) => ({ entry: { id } })
  const former = [{ group: 'calls' as const, matches: [entry('1'), entry('2')] }]
  const found = [{ group: 'contacts' as const, matches: [entry('1')] }, ...former]
  const [, second = ''] = keysOf(former)
  expect(keysOf(found).indexOf(second)).toBe(2)
  expect(new Set(keysOf(found)).size).toBe(3)
})
