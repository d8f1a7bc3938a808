import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  hasRoomForResult,
  withActive,
  withDefaults,
  withMoved,
  withNewResult,
  withResult
} from './result-list'
import { resultLimits } from './limits'
import { activeResults, defaultResults, resultName } from './results'
import { callResultsSchema, type CallResult } from './schema'

const added = (id: string): CallResult => ({ id, name: id, colour: 'pink', icon: 'star', isActive: true })
const ids = (list: readonly CallResult[]) => activeResults(list).map(({ id }) => id)

test('removed results stay named, and come back as the last one', () => {
  const list = withActive(withResult(defaultResults, 'done', { name: '签约' }), 'done', false)
  expect(ids(list)).not.toContain('done')
  expect(list.find(({ id }) => id === 'done')?.name).toBe('签约')
  expect(ids(withActive(list, 'done', true)).at(-1)).toBe('done')
})

test('moving passes over removed results, and stops at the ends', () => {
  const list = withActive(defaultResults, 'not-interested', false)
  expect(ids(withMoved(list, 'call-back', -1)).slice(0, 2)).toEqual(['call-back', 'interested'])
  expect(withMoved(list, 'interested', -1)).toEqual(list)
})

test('default names follow the language until they are edited', () => {
  const names = { interested: 'Interested' } as never
  expect(resultName({ id: 'interested', name: null }, names)).toBe('Interested')
  expect(resultName({ id: 'interested', name: '有意向' }, names)).toBe('有意向')
  expect(resultName({ id: 'of-a-later-version', name: null }, names)).toBe('of-a-later-version')
})

test('no sequence of changes exceeds the limits or repeats a result', () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant('add' as const) }),
    fc.record({ kind: fc.constant('remove' as const), at: fc.nat(8) }),
    fc.record({ kind: fc.constant('restore' as const), at: fc.nat(60) }),
    fc.record({
      kind: fc.constant('move' as const),
      at: fc.nat(8),
      by: fc.constantFrom(-1 as const, 1 as const)
    }),
    fc.record({ kind: fc.constant('defaults' as const) })
  )
  fc.assert(
    fc.property(fc.array(step, { maxLength: 150 }), (steps) => {
      let list: CallResult[] = defaultResults
      for (const [n, one] of steps.entries()) {
        const id = 'at' in one ? (list[one.at]?.id ?? '') : ''
        if (one.kind === 'add' && hasRoomForResult(list)) list = withNewResult(list, added(`own-${n}`))
        if (one.kind === 'remove') list = withActive(list, id, false)
        if (one.kind === 'restore' && hasRoomForResult(list)) list = withActive(list, id, true)
        if (one.kind === 'move') list = withMoved(list, id, one.by)
        if (one.kind === 'defaults') list = withDefaults(list)
      }
      expect(callResultsSchema.safeParse(list).success).toBe(true)
      expect(list.filter(({ isActive }) => isActive).length).toBeLessThanOrEqual(resultLimits.maxActive)
      expect(new Set(list.map(({ id }) => id)).size).toBe(list.length)
    }),
    { numRuns: 100 }
  )
})
