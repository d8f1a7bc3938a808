import { expect, it } from 'vitest'
import { merged } from './filters'
import { ownFilter, whoseCalls } from './whose-calls'

it.each([
  ['everyone', {}],
  ['everyone', { agentIds: [] }],
  ['mine', { agentIds: [7] }],
  ['mine', { agentIds: [7], text: 'x' }],
  ['chosen', { agentIds: [8] }],
  ['chosen', { agentIds: [7, 8] }]
] as const)('the calls are %s: %j', (whose, filter) => {
  expect(whoseCalls({ ...filter, agentIds: [...('agentIds' in filter ? filter.agentIds : [])] }, 7)).toBe(
    whose
  )
})

it('changing whose calls are shown keeps the other parts of the filter', () => {
  const filter = { text: 'x', hasRecording: true }
  const own = merged(filter, ownFilter(true, 7))
  expect(own).toEqual({ ...filter, agentIds: [7] })
  expect(merged(own, ownFilter(false, 7))).toEqual(filter)
})
