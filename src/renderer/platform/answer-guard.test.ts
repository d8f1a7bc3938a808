import { beforeEach, describe, expect, it } from 'vitest'
import { createAnswerGuard, quietMs } from './answer-guard'

describe('the guard of a confirmation', () => {
  let nowMs = 0
  const guard = createAnswerGuard(() => nowMs)
  beforeEach(() => {
    nowMs += 10_000
    guard.arm()
  })

  it('rejects any press before the quiet time is over', () => {
    nowMs += quietMs - 1
    expect(guard.mayAnswer()).toBe(false)
  })

  it('accepts the first press after it and all further ones', () => {
    nowMs += quietMs
    expect(guard.mayAnswer()).toBe(true)
    expect(guard.mayAnswer()).toBe(true)
  })

  it('never lets continuous typing through', () => {
    for (let press = 0; press < 40; press += 1) {
      nowMs += quietMs - 50
      expect(guard.mayAnswer()).toBe(false)
    }
    nowMs += quietMs
    expect(guard.mayAnswer()).toBe(true)
  })
})
