import { beforeEach, expect, it } from 'vitest'
import type { AppState } from '../../../shared/app/state'
import { emptyState } from '../../platform/empty-state'
import { createLookUpCommands } from './look-up-commands'

const number = '13800138000'
let state: AppState
let isAllowed: boolean
/** Happens while the user is asked. */
let duringDialog: () => void
let requested: string[]
let opened: string[]

beforeEach(() => {
  isAllowed = true
  duringDialog = () => undefined
  requested = []
  opened = []
  state = {
    ...emptyState,
    session: {
      kind: 'signed-in',
      account: {
        server: { kind: 'product' },
        tenantId: 't',
        agentId: 1,
        callerNumber: null,
        salesmanCode: null,
        isDemo: false
      },
      tokenKept: 'key-store',
      vaultProblem: null,
      isTokenRefused: false
    },
    settings: {
      ...emptyState.settings,
      lookUp: { isOn: false, template: 'https://crm.example/?phone={callee}' }
    }
  }
})

const commands = createLookUpCommands({
  state: () => state,
  confirm() {
    duringDialog()
    return Promise.resolve(isAllowed)
  },
  request(address) {
    requested.push(address)
    return Promise.resolve({ kind: 'reply', status: 404, body: new Uint8Array() })
  },
  openPage: (address) => opened.push(address)
})
const tryIt = (typed: string) => commands['look-up:try']({ number: typed })

it('tries the saved address with the typed number, or with an invented one', async () => {
  expect(await tryIt('138 0013 8001')).toEqual({ ok: true, value: { kind: 'unknown' } })
  await tryIt('')
  expect(requested).toEqual([
    'https://crm.example/?phone=13800138001',
    'https://crm.example/?phone=13800138000'
  ])
})

it('asks nothing while signed out, for an invalid address, or of a server that the user didn’t allow', async () => {
  isAllowed = false
  expect(await tryIt(number)).toMatchObject({ error: { code: 'cancelled' } })
  isAllowed = true
  state = {
    ...state,
    settings: { ...state.settings, lookUp: { isOn: true, template: 'https://crm.example/' } }
  }
  expect(await tryIt(number)).toMatchObject({ error: { code: 'template-invalid' } })
  state = { ...emptyState, settings: state.settings }
  expect(await tryIt(number)).toMatchObject({ error: { code: 'signed-out' } })
  expect(requested).toEqual([])
})

it('asks nothing once the user has signed out in front of the question', async () => {
  duringDialog = () => (state = { ...state, session: emptyState.session })
  expect(await tryIt(number)).toMatchObject({ error: { code: 'signed-out' } })
  expect(requested).toEqual([])
})

it('opens the page that the look-up found for a number, and no other', async () => {
  const link = 'https://crm.example/7'
  state = {
    ...state,
    contactNames: { [number]: { contactId: null, name: 'x', company: '', label: '', link } }
  }
  expect(await commands['look-up:open']({ number: '13900139000' })).toMatchObject({
    error: { code: 'not-found' }
  })
  expect(await commands['look-up:open']({ number })).toMatchObject({ ok: true })
  expect(opened).toEqual([link])
})

it('while numbers are masked, a server that the organisation didn’t fix gets none', async () => {
  state = { ...state, settings: { ...state.settings, privacy: { isNumberMasked: true } } }
  expect(await tryIt(number)).toMatchObject({ error: { code: 'policy-locked' } })
  expect(requested).toEqual([])
  state = { ...state, policy: { ...state.policy, lockedSettings: ['lookUp.template'] } }
  await tryIt(number)
  expect(requested).toHaveLength(1)
})
