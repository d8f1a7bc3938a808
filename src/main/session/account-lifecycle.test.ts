import { beforeEach, describe, expect, test } from 'vitest'
import type { Account, Session } from '../../shared/session/schema'
import { createAccountLifecycle, type AccountLifecycle } from './account-lifecycle'
import { emptyState } from '../platform/empty-state'
import { createStateStore, type StateStore } from '../platform/state-store'

const account = (agentId: number, isDemo = false): Account => ({
  server: { kind: 'product' },
  tenantId: 't',
  agentId,
  callerNumber: null,
  salesmanCode: null,
  isDemo
})
const [one, other, demo] = [account(1), account(2), account(3, true)]

let state: StateStore
let kept: Account | null
let told: string[]
let lifecycle: AccountLifecycle<string>

const show = (session: Session): void => state.set('session', session)
const signIn = (who: Account, isTokenRefused = false): void =>
  show({ kind: 'signed-in', account: who, tokenKept: 'key-store', vaultProblem: null, isTokenRefused })
const signOut = (): void => show({ kind: 'signed-out', lastAccount: null, problem: null })

beforeEach(() => {
  state = createStateStore(emptyState)
  kept = null
  told = []
  lifecycle = createAccountLifecycle({
    state,
    open(of) {
      told.push(`open ${of.agentId}`)
      return `of ${of.agentId}`
    },
    async leave(opened, isForGood) {
      await Promise.resolve()
      told.push(`leave ${opened}${isForGood ? ' for good' : ''}`)
    },
    sweep(keep) {
      told.push(`sweep all but ${keep?.agentId ?? 'none'}`)
      return Promise.resolve()
    },
    keptAccount: () => kept,
    onFault: (problem) => told.push(String(problem))
  })
})

describe('the data of an account', () => {
  test('is opened at sign-in, and stays open through other changes of the session', async () => {
    signIn(one)
    expect(await lifecycle.current()).toBe('of 1')
    signIn(one, true)
    expect(await lifecycle.current()).toBe('of 1')
    expect(told).toEqual(['sweep all but 1', 'open 1'])
  })

  test('is removed at sign-out', async () => {
    signIn(one)
    signOut()
    expect(await lifecycle.current()).toBeNull()
    expect(told).toEqual(['sweep all but 1', 'open 1', 'leave of 1 for good', 'sweep all but none'])
  })

  test('is removed when another account replaces it, before that one is opened', async () => {
    signIn(one)
    signIn(other)
    expect(await lifecycle.current()).toBe('of 2')
    expect(told.slice(2)).toEqual(['leave of 1 for good', 'sweep all but 2', 'open 2'])
  })

  test('is kept while the demo runs, and the data of the demo is removed', async () => {
    kept = one
    signIn(one)
    signIn(demo)
    expect(await lifecycle.current()).toBe('of 3')
    show({ kind: 'restoring' })
    signIn(one)
    expect(await lifecycle.current()).toBe('of 1')
    expect(told.slice(2)).toEqual([
      'leave of 1',
      'open 3',
      'leave of 3 for good',
      'sweep all but 1',
      'sweep all but 1',
      'open 1'
    ])
  })

  test('is kept when the program ends', async () => {
    signIn(one)
    await lifecycle.current()
    await lifecycle.close()
    expect(told.at(-1)).toBe('leave of 1')
    expect(await lifecycle.current()).toBeNull()
  })

  test('of the demo is removed when the program ends', async () => {
    signIn(demo)
    await lifecycle.current()
    await lifecycle.close()
    expect(told).toEqual(['open 3', 'leave of 3 for good'])
  })

  test('is kept when its sign-in couldn’t be restored at startup', async () => {
    kept = one
    signOut()
    await lifecycle.current()
    expect(told).toEqual(['sweep all but 1'])
  })
})
