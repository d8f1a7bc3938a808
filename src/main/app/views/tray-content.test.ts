import { describe, expect, test } from 'vitest'
import { blankCall } from '../../../shared/calls/blank-call'
import type { Callback } from '../../../shared/callbacks/schema'
import type { Call } from '../../../shared/calls/schema'
import type { CallStep } from '../../../shared/calls/steps'
import type { ImportSummary } from '../../../shared/imports/state-schema'
import { defaultSettings } from '../../../shared/app/settings'
import type { AppState } from '../../../shared/app/state'
import { emptyState } from '../../platform/empty-state'
import { trayContent, type TrayActions } from './tray-content'

const nothing = (): void => undefined
const actions: TrayActions = {
  open: nothing,
  openCall: nothing,
  openSettings: nothing,
  openAbout: nothing,
  openCallbacks: nothing,
  openRecords: nothing,
  openImports: nothing,
  openContacts: nothing,
  openWorkLists: nothing,
  openImport: nothing,
  dialCopied: nothing,
  pauseNotifications: nothing,
  resumeNotifications: nothing,
  quit: nothing
}

const importUnderWay = (more: Partial<ImportSummary>): ImportSummary => ({
  id: 'i1',
  campaignId: 'spring-2026',
  name: '客户.csv',
  files: 1,
  createdAtMs: 0,
  endedAtMs: null,
  status: { kind: 'running' },
  total: 1_000,
  sent: 450,
  refused: 9,
  unknown: 0,
  waiting: 541,
  cancelled: 0,
  leftOut: 3,
  undecided: 0,
  perSecond: null,
  leftMs: null,
  batchSize: 1_000,
  hasDetails: true,
  ...more
})

const at = new Date(2026, 10, 22, 9, 5).getTime()

const call = (step: CallStep, more: Partial<Call> = {}): Call => ({
  ...blankCall,
  key: 'k',
  callId: 'c',
  callee: '13800138000',
  agentId: 1,
  step,
  outcome: step === 'ended' ? 'not-answered' : null,
  startedAtMs: at,
  answeredAtMs: step === 'talking' ? at : null,
  ...more
})

const state = (more: Partial<AppState> = {}, isDemo = false): AppState => ({
  ...emptyState,
  environment: {
    version: '1',
    platform: 'linux',
    locale: 'en',
    hasTray: true,
    isPackaged: false,
    isGuideDue: false,
    storageProblems: [],
    unresponsive: [],
    withheld: { pages: 0, notifications: 0 }
  },
  session: {
    kind: 'signed-in',
    account: {
      server: { kind: 'product' },
      tenantId: 't',
      agentId: 1,
      callerNumber: null,
      salesmanCode: null,
      isDemo
    },
    tokenKept: 'key-store',
    vaultProblem: null,
    isTokenRefused: false
  },
  line: { kind: 'live', sinceMs: at },
  ...more
})

const content = (of: AppState, nowMs = at) => trayContent(of, null, nowMs, actions)
const labels = (of: AppState, nowMs = at) =>
  content(of, nowMs).menu.flatMap(({ label }) => (label === undefined ? [] : [label]))

describe('the tray shows the state of the call', () => {
  test.each<[CallStep, string]>([
    ['requesting', 'calling'],
    ['unknown', 'calling'],
    ['starting', 'calling'],
    ['phone-rings', 'phone-rings'],
    ['phone-answered', 'calling'],
    ['calling', 'calling'],
    ['ringing', 'calling'],
    ['talking', 'talking'],
    ['ended', 'idle']
  ])('%s → %s', (step, icon) => {
    expect(content(state({ calls: [call(step)] })).icon).toBe(icon)
  })

  test('with the number and the start time', () => {
    expect(content(state({ calls: [call('talking')] })).tooltip).toBe(
      'Deskline · Talking with 138 0013 8000 since 09:05'
    )
  })

  test('with the name of the number, cut, and without letters taken as keys of the menu', () => {
    const contactNames = {
      '13800138000': { contactId: '1', name: 'Smith & Sons', company: 'x'.repeat(200), label: '', link: null }
    }
    const named = state({ calls: [call('talking')], contactNames })
    expect(content(named).tooltip).toBe(
      `Deskline · Talking with Smith & Sons · ${'x'.repeat(24)}… 138 0013 8000 since 09:05`
    )
    expect(labels(named)[0]).toMatch(/^Talking with Smith && Sons/)
  })

  test('in Chinese as well', () => {
    const zh = state({
      calls: [call('phone-rings')],
      environment: { ...state().environment, locale: 'zh-CN' }
    })
    expect(content(zh).tooltip).toBe('话机伴侣 · 话机响铃，请接听 · 138 0013 8000')
  })
})

describe('the tray shows only what is known', () => {
  test('without a live line it shows offline, whatever the last call event was', () => {
    const lost = state({ line: { kind: 'lost', sinceMs: at, nextTryAtMs: at }, calls: [call('talking')] })
    expect(content(lost)).toMatchObject({ icon: 'offline', tooltip: 'Deskline · No connection since 09:05' })
  })

  test('a refused token is shown even while the line is live', () => {
    const { session } = state()
    if (session.kind !== 'signed-in') throw new Error('signed out')
    const refused = state({ session: { ...session, isTokenRefused: true } })
    expect(content(refused).tooltip).toBe('Deskline · Sign in again: the access token is no longer accepted')
  })

  test('signed out, it shows offline', () => {
    const out = state({ session: { kind: 'signed-out', lastAccount: null, problem: null } })
    expect(content(out)).toMatchObject({ icon: 'offline', tooltip: 'Deskline · Signed out' })
  })

  test('a demo is marked as such', () => {
    expect(content(state({}, true)).tooltip).toBe('Deskline (Demo) · Ready')
    expect(labels(state({}, true))[0]).toBe('Demo · Ready')
  })
})

describe('the menu', () => {
  test('contains the state, the copied number, five calls, open, records, pause, settings and quit', () => {
    const calls = Array.from({ length: 8 }, (_, index) => call('ended', { key: `k${index}` }))
    expect(labels(state({ calls }))).toEqual([
      'Ready',
      'Dial copied number',
      ...Array.from({ length: 5 }, () => '09:05  138 0013 8000  No answer'),
      'Open Deskline',
      'Records…',
      'Call-backs…',
      'Campaigns…',
      'Contacts…',
      'Work lists…',
      'Pause notifications for an hour',
      'Settings…',
      'About Deskline',
      'Quit'
    ])
  })

  test('opens the running import and shows its progress, as the tooltip does', () => {
    const opened: string[] = []
    const importing = state({
      imports: { ...emptyState.imports, imports: [importUnderWay({ status: { kind: 'running' } })] }
    })
    const { menu, tooltip } = trayContent(importing, null, at, {
      ...actions,
      openImport: (id) => opened.push(id)
    })
    const item = menu.find(({ label }) => label === 'Importing: 45%')
    // Call it without the arguments that Electron passes; the items don't use them.
    Reflect.apply(item?.click ?? nothing, undefined, [])
    expect(opened).toEqual(['i1'])
    expect(tooltip).toContain('Importing: 45%')
  })

  test('shows a waiting import but not a paused one', () => {
    const of = (status: ImportSummary['status']) =>
      labels(state({ imports: { ...emptyState.imports, imports: [importUnderWay({ status })] } }))
    expect(of({ kind: 'waiting', untilMs: at, error: { code: 'unreachable' } })).toContain(
      'Import waiting: 45%'
    )
    expect(of({ kind: 'paused' }).filter((label) => label.includes('mport'))).toEqual([])
  })

  test('opens the call-backs, and counts those that are due', () => {
    const callback = (id: string, dueAtMs: number): Callback => ({
      ...{ id, number: '13800138000', note: '', call: null, createdAtMs: 0, dueAtMs, localTime: null },
      ...{ isAnnounced: true, closedAtMs: null, closedBy: null, attempt: null }
    })
    const callbacks = [callback('due', 1), callback('later', Number.MAX_SAFE_INTEGER)]
    expect(labels(state({ callbacks }))).toContain('Call-backs (1 due)…')
  })

  test('names the copied number', () => {
    const { menu } = trayContent(state(), '13800138000', at, actions)
    expect(menu.map(({ label }) => label)).toContain('Dial 138 0013 8000')
  })

  test('offers to resume notifications while they are paused', () => {
    const paused = state({ settings: { ...defaultSettings, notificationsPausedUntilMs: at + 60_000 } })
    expect(labels(paused)).toContain('Resume notifications (paused until 09:06)')
    expect(labels(paused, at + 60_000)).toContain('Pause notifications for an hour')
  })
})
