import { expect, test } from 'vitest'
import { workListSettingsSchema, type WorkListSettings } from '../../../shared/work-lists/schema'
import { defaultWorkListSettings } from '../../../shared/work-lists/defaults'
import { offered, stepKinds, stepOfKind, waitsMinutes, withStep } from './step-choices'

const next: WorkListSettings['next'] = [
  { result: 'refused', step: { kind: 'never' } },
  { result: 'no-answer', step: { kind: 'retry', afterMinutes: 60, times: 2 } }
]

test('each kind of step as it is first chosen can be stored', () => {
  for (const kind of stepKinds) {
    const changed = { ...defaultWorkListSettings, next: withStep(next, 'interested', stepOfKind(kind)) }
    expect(workListSettingsSchema.safeParse(changed).success).toBe(true)
  }
})

test('a result has one step, and the others keep theirs', () => {
  expect(withStep(next, 'refused', { kind: 'call-back' })).toEqual([
    next[1],
    { result: 'refused', step: { kind: 'call-back' } }
  ])
})

test('done needs no entry', () => {
  expect(withStep(next, 'refused', { kind: 'done' })).toEqual([next[1]])
  expect(withStep(next, 'unheard-of', { kind: 'done' })).toEqual(next)
})

test('a wait that the file sets to another value is offered in its place, once', () => {
  expect(offered(waitsMinutes, 45)).toEqual([15, 30, 45, 60, 120, 240, 1_440])
  expect(offered(waitsMinutes, 60)).toEqual([...waitsMinutes])
})
