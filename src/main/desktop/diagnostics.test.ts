import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { blankCall } from '../../shared/calls/blank-call'
import type { Call } from '../../shared/calls/schema'
import type { ConnectionEvent, Account } from '../../shared/session/schema'
import { defaultSettings } from '../../shared/app/settings'
import type { AppState } from '../../shared/app/state'
import { diagnosticsText, maxReportBytes, type RunsOn } from './diagnostics'
import { emptyState } from '../platform/empty-state'

const nowMs = Date.UTC(2026, 6, 21, 10, 0, 0)
const runsOn: RunsOn = {
  electron: '45.4.1',
  chromium: '130.0.6723.137',
  node: '20.18.0',
  system: 'Linux 6.8.0-45-generic',
  arch: 'x64',
  displayServer: 'wayland',
  desktop: 'GNOME'
}
const account: Account = {
  server: {
    kind: 'custom',
    apiPrefix: 'https://cc.example:9037/api/v31',
    fayeUrl: 'https://cc.example:9003/faye'
  },
  tenantId: 'acme-tenant',
  agentId: 699861013,
  callerNumber: '02588881234',
  salesmanCode: 'SALES-77',
  isDemo: false
}
const call = (more: Partial<Call>): Call => ({
  ...blankCall,
  key: 'k',
  callee: '13800138000',
  startedAtMs: nowMs,
  ...more
})
const event = (more: Partial<ConnectionEvent>): ConnectionEvent => ({
  atMs: nowMs,
  kind: 'live',
  reason: null,
  words: null,
  address: null,
  ...more
})
const signedIn = (more: Partial<AppState> = {}, as: Account = account): AppState => ({
  ...emptyState,
  environment: { ...emptyState.environment, version: '0.1.0', hasTray: true },
  session: {
    kind: 'signed-in',
    account: as,
    tokenKept: 'this-run',
    vaultProblem: { code: 'vault-locked' },
    isTokenRefused: true
  },
  line: { kind: 'lost', sinceMs: nowMs - 60_000, nextTryAtMs: nowMs },
  ...more
})
const report = (state: AppState, logTail = ''): string => diagnosticsText({ nowMs, runsOn, state, logTail })

describe('a report', () => {
  const text = report(
    signedIn({
      connection: {
        address: { kind: 'custom', host: 'cc.example', isEncrypted: true },
        transport: 'long-polling',
        proxy: 'proxy.example:3128',
        clockOffsetMs: 0,
        history: [
          event({ kind: 'refused', reason: 'not-allowed', words: 'no such agent' }),
          event({ kind: 'moved', address: 'telecom' })
        ]
      },
      calls: [
        call({ step: 'ended', outcome: 'answered' }),
        call({ step: 'ended', outcome: 'not-reached' }),
        call({ step: 'talking' })
      ],
      settings: {
        ...defaultSettings,
        pages: {
          ...defaultSettings.pages,
          phoneRings: { isOn: true, template: 'https://crm.example/find/{callee}?key=s3cret' }
        }
      }
    }),
    '[2026-07-21T09:59:58.000Z] [info]  service queryByPeriod 200\n[2026-07-21T09:59:59.000Z] [info]  woken resume\n'
  )

  test.each([
    'Deskline diagnostics, 2026-07-21T10:00:00.000Z',
    'Deskline 0.1.0, Electron 45.4.1, Chromium 130.0.6723.137, Node 20.18.0',
    'build: from the sources, no date; updates: off',
    'linux Linux 6.8.0-45-generic x64',
    'display server: wayland; desktop: GNOME; tray: yes',
    'server: custom',
    'REST: https://cc.example:9037',
    'live line: https://cc.example:9003',
    'tenant: ac…',
    'desk phone: …013',
    'token kept: this-run; key store: vault-locked',
    'token refused: yes',
    'line: lost since 2026-07-21T09:59:00.000Z',
    'address: custom, cc.example, https',
    'transport: long-polling; proxy: proxy.example:3128',
    '2026-07-21T10:00:00.000Z refused not-allowed "no such agent"',
    '2026-07-21T10:00:00.000Z moved telecom',
    'hot key dial-copied: none',
    'page phoneRings: on, https://crm.example',
    'calls: 3, open 1',
    '  answered: 1',
    '  not-reached: 1',
    '[2026-07-21T09:59:59.000Z] [info]  woken resume'
  ])('contains %j', (line) => expect(text.split('\n')).toContain(line))

  test.each([
    'acme-tenant',
    '699861013',
    '02588881234',
    'SALES-77',
    '13800138000',
    's3cret',
    '/find',
    '/api/v31'
  ])('doesn’t contain %j', (secret) => expect(text).not.toContain(secret))
})

test('a report of the signed-out state says so, and why', () => {
  const text = report(
    {
      ...emptyState,
      session: { kind: 'signed-out', lastAccount: account, problem: { code: 'vault-locked', message: 'm' } }
    },
    'tenant acme-tenant'
  )
  expect(text).toContain('session: signed out\nproblem: vault-locked')
  expect(text).not.toContain('acme-tenant')
})

test('a long log is reduced to its last 200 lines, in order', () => {
  const text = report(emptyState, Array.from({ length: 1_000 }, (_, line) => `line ${line}\n`).join(''))
  expect(text).not.toContain('line 799\n')
  expect(text).toContain('line 800\nline 801\n')
  expect(text.endsWith('line 999\n')).toBe(true)
})

test('a report never exceeds 200 kB, whatever it contains', () => {
  const wide = '拒'.repeat(2_000)
  const state = signedIn({
    environment: {
      ...emptyState.environment,
      version: wide,
      storageProblems: Array.from({ length: 5_000 }, () => ({
        id: 'x',
        kind: 'file-unwritable' as const,
        file: 'recents' as const,
        name: wide,
        keptAs: null,
        lostEntries: null,
        atMs: 0
      }))
    },
    connection: {
      address: { kind: 'custom', host: wide, isEncrypted: false },
      transport: null,
      proxy: wide,
      clockOffsetMs: 0,
      history: Array.from({ length: 100 }, () => event({ words: wide }))
    }
  })
  const text = report(state, `${wide}\n`.repeat(500))
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(maxReportBytes)
  expect(text).toContain('== Log, last lines ==\n拒')
})

describe('private data is never included, whatever the input', () => {
  const secret = fc.stringMatching(/^[A-Za-z][A-Za-z0-9_~-]{15,40}$/).map((text) => `Zq${text}`)
  const number = fc.oneof(fc.stringMatching(/^1[3-9]\d{9}$/), fc.stringMatching(/^0[3-9]\d\d[2-8]\d{6,7}$/))
  const code = fc.oneof(
    fc.stringMatching(/^[A-Z]{3}-[0-9]{4}$/).map((text) => `Q${text}`),
    fc.stringMatching(/^[赵钱孙李周吴郑王冯陈]{2,3}$/)
  )
  const written = (callee: string): fc.Arbitrary<string> =>
    fc.constantFrom(
      callee,
      callee.replace(/(.{3,4})(?=.)/g, '$1 '),
      callee.replace(/(.{3,4})(?=.)/g, '$1-'),
      `+86${callee}`,
      `%2B86${callee}`
    )
  const facts = fc
    .record({
      token: secret,
      pageKey: secret,
      password: secret,
      path: secret,
      callee: number,
      caller: number,
      code
    })
    .chain((secrets) =>
      fc.record({
        secrets: fc.constant(secrets),
        lines: fc.array(
          fc.oneof(
            fc.constantFrom(
              `GET /q?access_token=${secrets.token}`,
              JSON.stringify({ headers: { Authorization: `Bearer ${secrets.token}` } }),
              `salesman ${secrets.code} unknown`,
              `销售员${secrets.code}不存在`,
              `{"callerNumber":"${secrets.caller}"}`,
              `connect http://u:${secrets.password}@h:1/x`
            ),
            written(secrets.callee),
            written(secrets.callee).map((text) => `calling ${text}, failed`),
            fc.string({ unit: 'binary', maxLength: 50 })
          ),
          { maxLength: 12 }
        ),
        isSignedIn: fc.boolean(),
        isLogCRLF: fc.boolean()
      })
    )

  test('no token, password, address beyond its host, number, or salesman code', () => {
    fc.assert(
      fc.property(facts, ({ secrets, lines, isSignedIn, isLogCRLF }) => {
        const as: Account = {
          ...account,
          server: {
            kind: 'custom',
            apiPrefix: `http://u:${secrets.password}@cc.example:9/${secrets.path}?k=${secrets.pageKey}`,
            fayeUrl: `not an address ${secrets.password}`
          },
          callerNumber: secrets.caller,
          salesmanCode: secrets.code
        }
        const full = signedIn(
          {
            connection: {
              address: {
                kind: 'custom',
                host: `u:${secrets.password}@cc.example/${secrets.path}`,
                isEncrypted: false
              },
              transport: null,
              proxy: `u:${secrets.password}@proxy.example:3128?${secrets.pageKey}`,
              clockOffsetMs: 0,
              history: lines.map((words) => event({ kind: 'refused', words }))
            },
            calls: [call({ callee: secrets.callee, caller: secrets.caller, salesmanCode: secrets.code })],
            team: [
              {
                agentId: 5,
                label: secrets.code,
                status: 'idle',
                sinceMs: 1,
                number: secrets.callee,
                hasCall: true
              }
            ],
            settings: {
              ...defaultSettings,
              pages: {
                phoneRings: {
                  isOn: true,
                  template: `https://u:${secrets.password}@crm.example/${secrets.path}?k=${secrets.pageKey}&n={callee}`
                },
                calleeAnswered: { isOn: true, template: secrets.path },
                callEnded: { isOn: false, template: `http://${secrets.path}\u0000` }
              }
            },
            hotKeys: {
              ...emptyState.hotKeys,
              keys: {
                ...emptyState.hotKeys.keys,
                'redial-last': { accelerator: secrets.callee, assigned: null, failed: null }
              }
            }
          },
          as
        )
        const state: AppState = isSignedIn
          ? full
          : { ...full, session: { kind: 'signed-out', lastAccount: as, problem: null } }
        const text = report(state, lines.join(isLogCRLF ? '\r\n' : '\n'))
        for (const each of [secrets.token, secrets.pageKey, secrets.password, secrets.path, secrets.code]) {
          expect(text.includes(each), `${each} in\n${text}`).toBe(false)
        }
        const bare = text.replace(/[ -]/g, '')
        for (const each of [secrets.callee, secrets.caller])
          expect(bare.includes(each), `${each} in\n${text}`).toBe(false)
        expect(Buffer.byteLength(text)).toBeLessThanOrEqual(maxReportBytes)
      }),
      { numRuns: 1_000 }
    )
  })
})
