import { expect, test } from 'vitest'
import { serviceOf } from './account-service'
import { openSession, testAccount, testForm } from './testing/session'

test('an account has the service while it is signed in, even after signing in again', async () => {
  const { state, sessionManager, outside } = openSession()
  const mine = () => serviceOf(testAccount, { state, sessionManager })
  expect(mine()).toBeNull()
  await sessionManager.signIn(testForm)
  expect(mine()).toBe(outside.service)
  await sessionManager.signIn({ ...testForm, token: 'renewed' })
  expect(mine()).toBe(outside.service)
  await sessionManager.signOut()
  expect(mine()).toBeNull()
})

test('a replaced account never gets the service of the next one', async () => {
  const { state, sessionManager: sessionManager } = openSession()
  await sessionManager.signIn(testForm)
  const seen: boolean[] = []
  state.onChange(() => seen.push(serviceOf(testAccount, { state, sessionManager }) !== null))
  await sessionManager.signIn({ ...testForm, tenantId: 'another' })
  expect(sessionManager.current()).not.toBeNull()
  expect(serviceOf(testAccount, { state, sessionManager })).toBeNull()
  expect(seen).not.toContain(true)
})
