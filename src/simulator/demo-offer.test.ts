import { expect, it } from 'vitest'
import { demoNumbers } from '../shared/session/demo'
import { DEMO_NUMBERS } from './demo-numbers'

it('every number that the window offers plays the scenario it promises', () => {
  expect(DEMO_NUMBERS).toEqual(expect.arrayContaining([...demoNumbers]))
})
