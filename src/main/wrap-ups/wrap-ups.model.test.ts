import fc from 'fast-check'
import { expect, test } from 'vitest'
import { maxWrapUps } from '../../shared/wrap-ups/limits'
import { changed, following, saved, unsavedChange, type WrapUpChange, type WrapUps } from './wrap-up-list'

const keys = ['a', 'b', 'c'] as const
type Key = (typeof keys)[number]

const someChange: fc.Arbitrary<WrapUpChange> = fc.record(
  {
    result: fc.constantFrom(null, 'done', 'interested'),
    note: fc.constantFrom('', 'x', 'y'),
    tags: fc.constantFrom([], ['vip'])
  },
  { requiredKeys: [] }
)
const someStep = fc.oneof(
  fc.record({ kind: fc.constant('change' as const), key: fc.constantFrom(...keys), change: someChange }),
  fc.record({ kind: fc.constant('id' as const), key: fc.constantFrom(...keys) }),
  fc.record({ kind: fc.constant('full' as const), isFull: fc.boolean() }),
  fc.constant({ kind: 'kill' as const })
)

test('whatever happens, the store has each wrap-up as it was written last, once its id is known', () => {
  fc.assert(
    fc.property(fc.array(someStep, { maxLength: 25 }), (steps) => {
      let list: WrapUps = []
      let isFull = false
      const ids = new Map<Key, string>()
      const stored = new Map<string, WrapUpChange>()
      const written = new Map<Key, WrapUpChange>()
      const calls = () => keys.map((key) => ({ key, callId: ids.get(key) ?? null }))
      const store = () => {
        list = following(list, calls())
        for (const wrapUp of list) {
          const change = unsavedChange(wrapUp)
          if (change === null || isFull) continue
          const { id, ...parts } = change
          stored.set(id, { ...stored.get(id), ...parts })
          list = saved(list, wrapUp.key)
        }
      }
      for (const step of steps) {
        if (step.kind === 'change') {
          list = changed(list, { key: step.key, callId: ids.get(step.key) ?? null }, step.change)
          written.set(step.key, { ...written.get(step.key), ...step.change })
        } else if (step.kind === 'id') ids.set(step.key, `id-${step.key}`)
        else if (step.kind === 'full') isFull = step.isFull
        // A kill: the next run reads what was persisted.
        else list = JSON.parse(JSON.stringify(list)) as WrapUps
        store()
      }
      isFull = false
      for (const key of keys) ids.set(key, `id-${key}`)
      store()
      for (const [key, parts] of written) expect(stored.get(`id-${key}`) ?? {}).toMatchObject(parts)
      expect(list.every(({ unsaved }) => unsaved.length === 0)).toBe(true)
    }),
    { numRuns: 300 }
  )
})

test('of too many, stored ones are dropped first', () => {
  let list: WrapUps = changed([], { key: 'unsaved', callId: null }, { note: 'x' })
  for (let n = 0; n < maxWrapUps; n += 1)
    list = changed(list, { key: `k${n}`, callId: `i${n}` }, { note: 'x' }, true)
  expect(list).toHaveLength(maxWrapUps)
  expect(list[0]?.key).toBe('unsaved')
  expect(list[1]?.key).toBe('k1')
})
