import { expect, test } from 'vitest'
import { failed } from '../../shared/platform/result'
import { withDoNotCall } from './do-not-call-store'
import { createStoreUnderTest } from './testing/store'
import { summaryUnderTest } from './testing/store'

const comparison = { tableIds: [1], campaignId: null }

test('the process learns the list before a comparison, again after a change and after a new start', async () => {
  const store = createStoreUnderTest()
  store.always('setDoNotCall', () => ({ ok: true, value: null }))
  store.always('compare', () => ({ ok: true, value: { revision: 1, summary: summaryUnderTest(1) } }))
  let revision = 0
  let numbers: string[] = []
  const known = withDoNotCall(store, { revision: () => revision, numbers: () => numbers })
  const asked = async (): Promise<string[]> => {
    store.asked.length = 0
    await known.store.ask('compare', comparison)
    return store.asked.map(({ operation }) => operation)
  }
  expect(await asked()).toEqual(['compare'])
  numbers = ['13800138000']
  revision = 1
  expect(await asked()).toEqual(['setDoNotCall', 'compare'])
  expect(await asked()).toEqual(['compare'])
  known.forget()
  expect(await asked()).toEqual(['setDoNotCall', 'compare'])
})

test('nothing is compared without the list', async () => {
  const store = createStoreUnderTest()
  store.always('setDoNotCall', () => ({ ok: false, error: { code: 'imports-failed' } }))
  const known = withDoNotCall(store, { revision: () => 1, numbers: () => ['13800138000'] })
  expect(await known.store.ask('compare', comparison)).toEqual({
    ok: false,
    error: { code: 'imports-failed' }
  })
  expect(store.waiting('compare')).toBe(0)
})

test('nothing is compared while the list cannot be read', async () => {
  const store = createStoreUnderTest()
  const known = withDoNotCall(store, { revision: () => 1, numbers: () => null })
  expect(await known.store.ask('compare', comparison)).toEqual(failed({ code: 'do-not-call-unknown' }))
  expect(store.waiting('compare')).toBe(0)
})
