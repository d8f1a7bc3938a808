import { expect, test } from 'vitest'
import { createWebsocketTrust } from './websocket-trust'

test('one websocket that ends early is tolerated, two in a row disable websockets', () => {
  const trust = createWebsocketTrust()
  trust.opened()
  expect(trust.ended(false)).toBe(false)
  trust.opened()
  expect(trust.ended(false)).toBe(true)
  expect(trust.isAllowed()).toBe(false)
})

test('a single silent websocket disables websockets', () => {
  const trust = createWebsocketTrust()
  expect(trust.ended(true)).toBe(true)
  expect(trust.isAllowed()).toBe(false)
})

test('the end of a long-lived websocket doesn’t count, and clears earlier ones', () => {
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

test('websockets are retried ever more rarely, until one lasts or the network changes', () => {
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
