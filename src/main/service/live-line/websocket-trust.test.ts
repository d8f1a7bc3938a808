import { expect, test } from 'vitest'
import { createWebsocketTrust } from './websocket-trust'

test('one websocket that ends early is no reason to do without, two in a row are', () => {
  const trust = createWebsocketTrust()
  trust.opened()
  expect(trust.ended(false)).toBe(false)
  trust.opened()
  expect(trust.ended(false)).toBe(true)
  expect(trust.isAllowed()).toBe(false)
})

test('one that is mute is enough', () => {
  const trust = createWebsocketTrust()
  expect(trust.ended(true)).toBe(true)
  expect(trust.isAllowed()).toBe(false)
})

test('ends after a long life don’t count, and wipe out earlier ones', () => {
  const trust = createWebsocketTrust()
  trust.ended(false)
  for (let turn = 0; turn < 20; turn += 1) {
    trust.opened()
    trust.stable()
    expect(trust.ended(false)).toBe(false)
  }
  trust.opened()
  expect(trust.ended(false)).toBe(false)
  expect(trust.isAllowed()).toBe(true)
})

test('it is tried again ever more rarely, until one lives long or the network is another', () => {
  const trust = createWebsocketTrust()
  trust.ended(true)
  const factors = Array.from({ length: 5 }, () => {
    const factor = trust.retryFactor()
    trust.opened()
    trust.ended(false)
    return factor
  })
  expect(factors).toEqual([1, 2, 4, 8, 8])
  trust.opened()
  trust.stable()
  expect([trust.isAllowed(), trust.retryFactor()]).toEqual([true, 1])
  trust.ended(true)
  trust.ended(true)
  trust.reset()
  expect([trust.isAllowed(), trust.retryFactor()]).toEqual([true, 1])
})
