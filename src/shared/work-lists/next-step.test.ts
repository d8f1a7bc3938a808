import { expect, test } from 'vitest'
import { callOutcomes } from '../calls/steps'
import { defaultSettings } from '../app/settings'
import { defaultWorkListSettings } from './defaults'
import { isCalleeUntouched, nextStepOf, suggestedResult } from './next-step'

test('a result that is not listed, and none, mean done', () => {
  expect(nextStepOf('call-back', defaultWorkListSettings)).toEqual({ kind: 'call-back' })
  for (const result of ['unheard-of', null]) {
    expect(nextStepOf(result, defaultWorkListSettings)).toEqual({ kind: 'done' })
  }
})

test('only a call that certainly had no conversation suggests a result', () => {
  const suggested = callOutcomes.filter(
    (outcome) => suggestedResult(outcome, defaultSettings.results) !== null
  )
  expect(suggested).toEqual(['not-answered', 'not-reached'])
  expect(suggestedResult(null, defaultSettings.results)).toBe(null)
})

test('a result that the user removed is not suggested', () => {
  expect(suggestedResult('not-answered', [])).toBe(null)
})

test('the callee is untouched only if the call ended before it was called', () => {
  expect(callOutcomes.filter(isCalleeUntouched)).toEqual(['phone-failed', 'hung-up-early'])
  expect(isCalleeUntouched(null)).toBe(false)
})
