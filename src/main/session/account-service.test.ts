import { expect, test } from 'vitest'
import { serviceOf } from './account-service'
import { openSession, testAccount, testForm } from './testing/session'

test('an account has the service while it is the one that is signed in, also when it signs in anew', async () => {
  const { state, keeper: sessionKeeper, outside } = openSession()
  const mine = () => serviceOf(testAccount, { state, sessionKeeper })
  expect(mine()).toBeNull()
  await sessionKeeper.signIn(testForm)
  expect(mine()).toBe(outside.service)
  await sessionKeeper.signIn({ ...testForm, token: 'renewed' })
  expect(mine()).toBe(outside.service)
  await sessionKeeper.signOut()
  expect(mine()).toBeNull()
})

test('an account that was left never has the service of the next one', async () => {
  const { state, keeper: sessionKeeper } = openSession()
  await sessionKeeper.signIn(testForm)
  const seen: boolean[] = []
  state.onChange(() => seen.push(serviceOf(testAccount, { state, sessionKeeper }) !== null))
  await sessionKeeper.signIn({ ...testForm, tenantId: 'another' })
  expect(sessionKeeper.current()).not.toBeNull()
  expect(serviceOf(testAccount, { state, sessionKeeper })).toBeNull()
  expect(seen).not.toContain(true)
})
