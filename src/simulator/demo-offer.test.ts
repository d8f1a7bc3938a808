import { expect, it } from 'vitest'
import { demoNumbers } from '../shared/session/demo'
import { DEMO_NUMBERS } from './live/demo-numbers'

it('every demo number offered by the window plays its promised scenario', () => {
  expect(DEMO_NUMBERS).toEqual(expect.arrayContaining([...demoNumbers]))
})
