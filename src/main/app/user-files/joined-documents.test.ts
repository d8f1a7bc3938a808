import { expect, test } from 'vitest'
import { callbackLimits } from '../../../shared/callbacks/limits'
import { callbacksSchema, type Callback } from '../../../shared/callbacks/schema'
import { joinCallbacks } from './joined-documents'

const callback = (id: string, change: Partial<Callback> = {}): Callback => ({
  id,
  number: '13800138000',
  note: '',
  call: null,
  createdAtMs: 1,
  dueAtMs: 1,
  localTime: null,
  isAnnounced: false,
  closedAtMs: null,
  closedBy: null,
  attempt: null,
  ...change
})

test('joined call-backs are in the order of their creation; of two versions of one the newer document wins', () => {
  const newer = [callback('a', { createdAtMs: 3, note: 'new' })]
  const older = [callback('b', { createdAtMs: 2 }), callback('a', { createdAtMs: 3, note: 'old' })]
  expect(joinCallbacks(newer, older).map(({ id, note }) => [id, note])).toEqual([
    ['b', ''],
    ['a', 'new']
  ])
})

test('joined call-backs keep to the limits', () => {
  const many = (prefix: string, change: Partial<Callback>): Callback[] =>
    Array.from({ length: callbackLimits.maxOpen }, (_, n) => callback(`${prefix}${n}`, change))
  const done: Partial<Callback> = { closedAtMs: 1, closedBy: 'user' }
  const joined = joinCallbacks([...many('a', {}), ...many('b', done)], [...many('c', {}), ...many('d', done)])
  expect(joined).toHaveLength(callbackLimits.maxOpen + callbackLimits.maxDone)
  expect(callbacksSchema.safeParse(joined).success).toBe(true)
})
