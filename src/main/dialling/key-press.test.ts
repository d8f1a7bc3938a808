import { beforeEach, expect, test } from 'vitest'
import { createKeyPresses, repeatDelayMs, settleMs, type KeyPresses } from './key-press'
import { createManualClock, type ManualClock } from '../platform/testing/manual-clock'

let clock: ManualClock
let keys: KeyPresses
let log: string[]

beforeEach(() => {
  clock = createManualClock()
  keys = createKeyPresses(clock)
  log = []
})
const press = (mustSettle = false) =>
  keys.press(
    mustSettle,
    () => log.push('acts'),
    () => log.push('held')
  )

test('a single press acts at once', () => {
  press()
  expect(log).toEqual(['acts'])
  expect(keys.isJudging()).toBe(false)
})

test('a held key acts once, however long it is held', async () => {
  press()
  await clock.advance(500)
  for (let repeat = 0; repeat < 60; repeat += 1) {
    press()
    await clock.advance(33)
  }
  await clock.advance(5_000)
  expect(log.filter((what) => what === 'acts')).toHaveLength(1)
})

test('a second press counts when none follows it within the settling time', async () => {
  press()
  await clock.advance(700)
  press()
  expect(keys.isJudging()).toBe(true)
  await clock.advance(settleMs - 1)
  expect(log).toEqual(['acts'])
  await clock.advance(1)
  expect(log).toEqual(['acts', 'acts'])
})

test('after the longest repeat delay a press acts at once, unless it must settle', async () => {
  press()
  await clock.advance(repeatDelayMs)
  press()
  expect(log).toEqual(['acts', 'acts'])
  await clock.advance(repeatDelayMs)
  press(true)
  expect(log).toEqual(['acts', 'acts'])
  await clock.advance(settleMs)
  expect(log).toEqual(['acts', 'acts', 'acts'])
})

test('a press that is dropped while it is pending doesn’t act', async () => {
  press(true)
  keys.drop()
  await clock.advance(5_000)
  expect(log).toEqual([])
  expect(keys.isJudging()).toBe(false)
})

test('the last repeat of a held key isn’t a press of its own', async () => {
  press(true)
  await clock.advance(100)
  press(true)
  await clock.advance(5_000)
  expect(log).toEqual(['held'])
})
