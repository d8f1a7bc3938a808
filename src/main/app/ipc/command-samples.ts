import { blankCall, type Call } from '../../../shared/calls/call'
import type { CommandName } from '../../../shared/app/channels'
import type { CommandInput, CommandOutput } from '../../../shared/app/contract'
import { defaultSettings } from '../../../shared/app/settings'
import type { AppState } from '../../../shared/app/state'
import { emptyState } from '../../platform/empty-state'
import { importsInputSamples, importsOutputSamples } from './imports-samples'
import { recordsInputSamples, recordsOutputSamples } from './records-samples'

/** What every command takes, rightly: fuzzing starts from these. */
export const inputSamples: { readonly [C in CommandName]: readonly CommandInput<C>[] } = {
  'app:state': [undefined],
  'app:quit': [undefined],
  'session:sign-in': [
    {
      server: {
        kind: 'custom',
        apiPrefix: 'https://pbx.example/api/v31',
        fayeUrl: 'https://pbx.example/faye'
      },
      tenantId: 'tenant-1',
      token: 'T0ken',
      agentId: '699861013',
      callerNumber: '02583456789',
      salesmanCode: '007'
    },
    {
      server: { kind: 'automatic' },
      tenantId: 't',
      token: '',
      agentId: '',
      callerNumber: '',
      salesmanCode: ''
    }
  ],
  'session:cancel-sign-in': [undefined],
  'session:start-demo': [undefined],
  'session:restore': [undefined],
  'session:sign-out': [undefined],
  'line:reconnect': [undefined],
  'calls:dial': [{ number: '13800138000' }],
  'calls:redial': [{ key: 'a2c1e9c2' }],
  'prompt:choose': [
    { id: 1, index: 0 },
    { id: 2, index: 99 }
  ],
  'prompt:confirm': [{ id: 1 }],
  'prompt:cancel': [undefined],
  'hot-keys:set': [
    { action: 'dial-copied', accelerator: 'CommandOrControl+Shift+F9' },
    { action: 'redial-last', accelerator: null }
  ],
  'hot-keys:record': [{ isRecording: true }],
  'hot-keys:test': [{ action: 'toggle-window' }],
  'links:set': [{ isOurs: false }],
  'pages:test': [{ event: 'callEnded' }],
  'offline:dismiss': [undefined],
  'offline:retry': [undefined],
  'team:set': [
    { entries: [] },
    {
      entries: [
        { agentId: 699861013, label: '小王' },
        { agentId: 1, label: '' }
      ]
    }
  ],
  'team:call': [{ agentId: 699861013 }],
  'diagnostics:copy': [undefined],
  ...recordsInputSamples,
  ...importsInputSamples,
  'calls:refresh-record': [{ key: 'a2c1e9c2' }],
  'calls:forget-all': [undefined],
  'numbers:read': [{ text: '电话 138-0013-8000' }],
  'clipboard:write': [{ text: '13800138000' }],
  'settings:change': [{ theme: 'dark' }, defaultSettings, {}],
  'storage-problems:dismiss': [{ ids: ['a'] }],
  'withheld:dismiss': [undefined],
  'key-store:give-up': [undefined],
  'window:hide': [undefined],
  'demo:call-from-elsewhere': [undefined],
  'demo:hang-up': [undefined]
}

const call: Call = {
  ...blankCall,
  key: 'a2c1e9c2',
  callee: '13800138000',
  startedAtMs: 1_700_000_000_000,
  timeline: [{ state: 'started', atMs: 1_700_000_000_000, source: 'live', isLate: false }],
  error: { code: 'service-refused', message: '不是合法的手机号', field: 'calleeNumber', serviceCode: 30105 }
}

const snapshot = <T extends keyof AppState>(topic: T, value: AppState[T] = emptyState[topic]) => ({
  topic,
  version: 1,
  value
})

/** What every command gives, rightly. */
export const outputSamples: { readonly [C in CommandName]: CommandOutput<C> } = {
  'app:state': {
    environment: snapshot('environment'),
    session: snapshot('session'),
    settings: snapshot('settings'),
    line: snapshot('line', { kind: 'live', sinceMs: 1 }),
    prompt: snapshot('prompt'),
    hotKeys: snapshot('hotKeys'),
    links: snapshot('links'),
    connection: snapshot('connection'),
    offline: snapshot('offline'),
    team: snapshot('team'),
    records: snapshot('records'),
    recordings: snapshot('recordings'),
    imports: snapshot('imports'),
    importDraft: snapshot('importDraft'),
    calls: snapshot('calls', [call])
  },
  'app:quit': undefined,
  'session:sign-in': undefined,
  'session:cancel-sign-in': undefined,
  'session:start-demo': undefined,
  'session:restore': undefined,
  'session:sign-out': undefined,
  'line:reconnect': undefined,
  'calls:dial': { kind: 'started', key: 'a2c1e9c2' },
  'calls:redial': { kind: 'asked' },
  'prompt:choose': undefined,
  'prompt:confirm': undefined,
  'prompt:cancel': undefined,
  'hot-keys:set': undefined,
  'hot-keys:record': undefined,
  'hot-keys:test': undefined,
  'links:set': undefined,
  'pages:test': undefined,
  'offline:dismiss': undefined,
  'offline:retry': undefined,
  'team:set': undefined,
  'team:call': call,
  'diagnostics:copy': undefined,
  ...recordsOutputSamples,
  ...importsOutputSamples,
  'calls:refresh-record': undefined,
  'calls:forget-all': undefined,
  'numbers:read': { kind: 'empty' },
  'clipboard:write': undefined,
  'settings:change': undefined,
  'storage-problems:dismiss': undefined,
  'withheld:dismiss': undefined,
  'key-store:give-up': undefined,
  'window:hide': undefined,
  'demo:call-from-elsewhere': undefined,
  'demo:hang-up': undefined
}
