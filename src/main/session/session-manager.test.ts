import { beforeEach, describe, expect, test } from 'vitest'
import { failed, succeeded } from '../../shared/platform/result'
import type { SignInForm } from '../../shared/session/schema'
import type { ManualClock } from '../platform/testing/manual-clock'
import type { SessionManager } from './session-manager'
import { openSession, testAccount as account, testForm as form, type Outside } from './testing/session'
import type { StateStore } from '../platform/state-store'

let clock: ManualClock
let state: StateStore
let sessionManager: SessionManager
let outside: Outside
beforeEach(() => {
  ;({ clock, state, sessionManager, outside } = openSession())
})

describe('signing in', () => {
  test('queries the records of one minute, then starts the live line, and only then saves the account', async () => {
    expect(await sessionManager.signIn(form)).toEqual(succeeded(undefined))
    expect(outside.asked).toEqual(['query 60000', 'line started', 'team line live'])
    expect(state.get('session')).toEqual({
      kind: 'signed-in',
      account,
      tokenKept: 'key-store',
      vaultProblem: null,
      isTokenRefused: false
    })
    expect(state.get('line').kind).toBe('live')
    expect(outside.vault.get('token')).toBe('secret')
    expect(outside.kept).toEqual({ account, isSignedIn: true })
  })

  test.each<[Partial<SignInForm>, string, string]>([
    [{ tenantId: ' ' }, 'tenant-missing', 'tenantId'],
    [{ token: '' }, 'token-missing', 'token'],
    [{ agentId: '' }, 'agent-id-invalid', 'agentId'],
    [{ agentId: '0' }, 'agent-id-invalid', 'agentId'],
    [{ agentId: '-3' }, 'agent-id-invalid', 'agentId'],
    [{ agentId: '69986101.5' }, 'agent-id-invalid', 'agentId'],
    [{ agentId: '1e5' }, 'agent-id-invalid', 'agentId'],
    [{ callerNumber: '123' }, 'caller-number-invalid', 'callerNumber'],
    [{ callerNumber: '13800138000 13900139000' }, 'caller-number-invalid', 'callerNumber']
  ])('%j is an error at its field, and no request is sent', async (wrong, code, field) => {
    expect(await sessionManager.signIn({ ...form, ...wrong })).toEqual(failed({ code: code as never, field }))
    expect(outside.asked).toEqual([])
  })

  test('accepts full-width digits and a formatted caller number', async () => {
    await sessionManager.signIn({
      ...form,
      agentId: '６９９８６１０１３',
      callerNumber: '025-1234 5678'.replace('1234', '8234')
    })
    expect(state.get('session')).toMatchObject({
      account: { agentId: 699861013, callerNumber: '02582345678' }
    })
  })

  test.each([
    [{ code: 'token-refused' }, 'token', 'token-refused'],
    [{ code: 'not-found', message: '租户不存在' }, 'tenantId', 'not-found'],
    // Without an error text of the service it is another server or a wrong path.
    [{ code: 'not-found', status: 404 }, 'apiPrefix', 'reply-invalid'],
    [{ code: 'redirect-refused', status: 301 }, 'apiPrefix', 'redirect-refused'],
    [{ code: 'tls-expected' }, 'apiPrefix', 'tls-expected']
  ] as const)('%j is reported at %s as %s, and nothing is saved', async (error, field, code) => {
    outside.query = failed(error)
    expect(await sessionManager.signIn(form)).toEqual(failed({ ...error, code, field }))
    expect(outside.asked).toEqual(['query 60000', 'line stopped', 'service closed'])
    expect([outside.vault.size, outside.kept, outside.desks.length]).toEqual([0, null, 0])
  })

  test('a refused live line is reported at the agent id, with the service’s message', async () => {
    outside.line = { kind: 'refused', message: 'no such agent' }
    expect(await sessionManager.signIn(form)).toEqual(
      failed({ code: 'line-refused', field: 'agentId', message: 'no such agent' })
    )
  })

  test('a sign-in that is being checked can be cancelled at once, and nothing of it is saved', async () => {
    outside.line = null
    const signIn = sessionManager.signIn(form)
    await clock.advance(100)
    sessionManager.cancelSignIn()
    expect(await signIn).toEqual(failed({ code: 'cancelled' }))
    expect([outside.vault.size, outside.kept, outside.desks.length]).toEqual([0, null, 0])
    outside.line = { kind: 'live', sinceMs: 0 }
    expect((await sessionManager.signIn(form)).ok).toBe(true)
  })

  test('a live line that never connects ends the wait', async () => {
    outside.line = null
    const signIn = sessionManager.signIn(form)
    await clock.advance(15_000)
    expect(await signIn).toMatchObject({ ok: false, error: { code: 'line-unreachable' } })
  })

  test('without a key store the token is kept for this run only, and the reason is reported', async () => {
    outside.vaultError = failed({ code: 'vault-missing' })
    expect(await sessionManager.signIn(form)).toEqual(succeeded(undefined))
    expect(state.get('session')).toMatchObject({
      tokenKept: 'this-run',
      vaultProblem: { code: 'vault-missing' }
    })
  })

  test('a concurrent second sign-in is refused', async () => {
    const first = sessionManager.signIn(form)
    expect(await sessionManager.signIn(form)).toEqual(failed({ code: 'cancelled' }))
    expect(await first).toEqual(succeeded(undefined))
  })
})

describe('another default caller number', () => {
  const chooseDefault = () =>
    sessionManager
      .current()
      ?.calls.callers.set({ entries: [{ number: '02583456789', label: '' }], defaultIndex: 0 })

  test('is part of the account, also after signing out', async () => {
    await sessionManager.signIn(form)
    chooseDefault()
    const changed = { ...account, callerNumber: '02583456789' }
    expect(state.get('session')).toMatchObject({ kind: 'signed-in', account: changed })
    expect(outside.kept).toEqual({ account: changed, isSignedIn: true })
    expect(outside.asked).not.toContain('choices forgotten')
    await sessionManager.signOut()
    expect(outside.asked).toContain('choices forgotten')
    expect(outside.kept).toEqual({ account: changed, isSignedIn: false })
    expect(state.get('session')).toMatchObject({ kind: 'signed-out', lastAccount: changed })
  })

  test('of the demo lasts over a restart, and doesn’t touch the stored account', async () => {
    await sessionManager.startDemo()
    chooseDefault()
    await sessionManager.close()
    await sessionManager.restore()
    expect(state.get('session')).toMatchObject({ account: { isDemo: true, callerNumber: '02583456789' } })

    outside.kept = { account, isSignedIn: true }
    await sessionManager.startDemo()
    chooseDefault()
    expect(outside.kept).toEqual({ account, isSignedIn: true })
  })
})

describe('signing out', () => {
  test('removes the token, closes everything, and keeps the account to prefill the form', async () => {
    await sessionManager.signIn(form)
    await sessionManager.signOut()
    expect(outside.vault.size).toBe(0)
    expect(outside.asked.slice(-3)).toEqual(['line stopped', 'service closed', 'calls closed'])
    expect(outside.kept).toEqual({ account, isSignedIn: false })
    expect(state.get('session')).toEqual({ kind: 'signed-out', lastAccount: account, problem: null })
    expect(state.get('line')).toEqual({ kind: 'off' })
  })

  test('reports when the key store couldn’t remove the token', async () => {
    await sessionManager.signIn(form)
    outside.vaultError = failed({ code: 'vault-locked' })
    expect(await sessionManager.signOut()).toMatchObject({ ok: false, error: { code: 'vault-locked' } })
    expect(state.get('session')).toMatchObject({ kind: 'signed-out', problem: { code: 'vault-locked' } })
  })
})

describe('at startup', () => {
  test('the sign-in is shown when no account is saved', async () => {
    await sessionManager.restore()
    expect(state.get('session')).toEqual({ kind: 'signed-out', lastAccount: null, problem: null })
  })

  test('the saved account is restored with its token', async () => {
    outside.kept = { account, isSignedIn: true }
    outside.vault.set('token', 'secret')
    await sessionManager.restore()
    expect(state.get('session')).toMatchObject({ kind: 'signed-in', account, tokenKept: 'key-store' })
    expect(outside.asked).toEqual(['line started', 'team line live'])
  })

  test('an account that signed out isn’t signed in again', async () => {
    outside.kept = { account, isSignedIn: false }
    await sessionManager.restore()
    expect(state.get('session')).toEqual({ kind: 'signed-out', lastAccount: account, problem: null })
  })

  test('a locked key store is reported, doesn’t count as signed out, and can be retried', async () => {
    outside.kept = { account, isSignedIn: true }
    outside.vault.set('token', 'secret')
    outside.vaultError = failed({ code: 'vault-locked' })
    await sessionManager.restore()
    expect(state.get('session')).toMatchObject({
      kind: 'signed-out',
      lastAccount: account,
      problem: { code: 'vault-locked' }
    })
    expect(outside.kept).toEqual({ account, isSignedIn: true })
    outside.vaultError = null
    await sessionManager.restore()
    expect(state.get('session').kind).toBe('signed-in')
  })

  test('the user is asked for a token that is missing from the key store', async () => {
    outside.kept = { account, isSignedIn: true }
    await sessionManager.restore()
    expect(state.get('session')).toMatchObject({ problem: { code: 'token-missing', field: 'token' } })
  })
})

test('another account replaces the saved one, and no token is left behind', async () => {
  await sessionManager.signIn(form)
  const removed: string[] = []
  outside.vault.delete = (key) => {
    removed.push(key)
    return true
  }
  await sessionManager.signIn({ ...form, agentId: '699861014' })
  expect(removed).toEqual(['token'])
})

test('the demo line doesn’t affect an account that waits for its key store', async () => {
  outside.kept = { account, isSignedIn: true }
  outside.vaultError = failed({ code: 'vault-locked' })
  await sessionManager.restore()
  await sessionManager.startDemo()
  expect(outside.kept).toEqual({ account, isSignedIn: true })
  await sessionManager.signOut()
  expect(state.get('session')).toMatchObject({ kind: 'signed-out', lastAccount: account })
})

test('the demo line needs no account, stores no token, and ends with the session', async () => {
  expect(await sessionManager.startDemo()).toEqual(succeeded(undefined))
  expect(state.get('session')).toMatchObject({ account: { isDemo: true } })
  expect(outside.vault.size).toBe(0)
  await sessionManager.signOut()
  expect(outside.asked.at(-1)).toBe('demo closed')
  expect(outside.kept).toBeNull()
})
