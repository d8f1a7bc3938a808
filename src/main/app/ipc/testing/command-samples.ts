import { blankCall } from '../../../../shared/calls/blank-call'
import type { Call } from '../../../../shared/calls/schema'
import {
  commandNames,
  contract,
  type CommandName,
  type CommandInput,
  type CommandOutput
} from '../../../../shared/app/contract'
import { defaultSettings } from '../../../../shared/app/settings'
import type { AllSnapshots } from '../../../../shared/app/state'
import { emptyState } from '../../../platform/empty-state'
import { importsInputSamples, importsOutputSamples } from './imports-samples'
import { recordsInputSamples, recordsOutputSamples } from './records-samples'
import { sampleOf } from './schema-sample'

const inputs: { readonly [C in CommandName]?: readonly CommandInput<C>[] } = {
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
  'calls:dial': [{ number: '13800138000' }, { number: '13800138000', caller: { number: '02583456789' } }],
  'calls:redial': [{ key: 'a2c1e9c2' }],
  'prompt:choose': [
    { id: 1, index: 0 },
    { id: 2, index: 99 }
  ],
  'prompt:confirm': [{ id: 1 }],
  'prompt:set-caller': [
    { id: 1, caller: { number: '02583456789' } },
    { id: 2, caller: { number: null } }
  ],
  'caller-numbers:set': [
    { entries: [{ number: '025-8345-6789', label: '销售' }], defaultIndex: 0 },
    { entries: [], defaultIndex: null }
  ],
  'hot-keys:set': [
    { action: 'dial-copied', accelerator: 'CommandOrControl+Shift+F9' },
    { action: 'redial-last', accelerator: null }
  ],
  'hot-keys:record': [{ isRecording: true }],
  'hot-keys:test': [{ action: 'toggle-window' }],
  'links:refresh': [undefined],
  'links:set': [{ isOurs: false }],
  'pages:test': [{ event: 'callEnded' }],
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
  'callbacks:add': [
    { from: { kind: 'call', key: 'a2c1e9c2' }, when: { kind: 'in', delayMs: 900_000 }, note: '' },
    { from: { kind: 'number', text: '138 0013 8000' }, when: { kind: 'tomorrow' }, note: '报价' },
    {
      from: { kind: 'number', text: '13800138000' },
      when: { kind: 'at', localTime: '2026-03-01 09:15' },
      note: ''
    }
  ],
  'callbacks:change': [
    { id: 'a', when: { kind: 'in', delayMs: 600_000 }, note: null },
    { id: 'a', when: null, note: '报价' }
  ],
  'work-run:later': [
    { entry: 0, when: { kind: 'in', delayMs: 900_000 } },
    { entry: 7, when: { kind: 'at', localTime: '2026-03-01 09:15' } }
  ],
  'wrap-ups:change': [
    { key: 'a2c1e9c2', result: 'interested' },
    { key: 'a2c1e9c2', result: null, note: '报价', tags: ['重要'] }
  ],
  ...recordsInputSamples,
  ...importsInputSamples,
  'calls:refresh-record': [{ key: 'a2c1e9c2' }],
  'numbers:read': [{ text: '电话 138-0013-8000' }],
  'clipboard:write': [{ text: '13800138000' }],
  'settings:change': [{ theme: 'dark' }, defaultSettings, {}],
  'storage-problems:dismiss': [{ ids: ['a'] }]
}

const call: Call = {
  ...blankCall,
  key: 'a2c1e9c2',
  callee: '13800138000',
  startedAtMs: 1_700_000_000_000,
  timeline: [{ state: 'started', atMs: 1_700_000_000_000, source: 'live', isLate: false }],
  error: { code: 'service-refused', message: '不是合法的手机号', field: 'calleeNumber', serviceCode: 30105 }
}

/** The initial state with a live line and a call. */
const topics = { ...emptyState, line: { kind: 'live', sinceMs: 1 }, calls: [call] }
const snapshots = Object.fromEntries(
  Object.entries(topics).map(([topic, value]) => [topic, { topic, version: 1, value }])
) as unknown as AllSnapshots

const outputs: { readonly [C in CommandName]?: CommandOutput<C> } = {
  'app:state': snapshots,
  'calls:dial': { kind: 'started', key: 'a2c1e9c2' },
  'calls:redial': { kind: 'asked' },
  'callbacks:add': { id: 'a' },
  'callbacks:call': { kind: 'asked' },
  'team:call': call,
  ...recordsOutputSamples,
  ...importsOutputSamples,
  'numbers:read': { kind: 'empty' }
}

/** Valid inputs of every command, the seeds of fuzzing. Commands without a sample get the simplest valid value. */
export const inputSamples = Object.fromEntries(
  commandNames.map((name) => [name, inputs[name] ?? [sampleOf(contract[name].input)]])
) as unknown as { readonly [C in CommandName]: readonly CommandInput<C>[] }

/** A valid output of every command. */
export const outputSamples = Object.fromEntries(
  commandNames.map((name) => [name, name in outputs ? outputs[name] : sampleOf(contract[name].output)])
) as { readonly [C in CommandName]: CommandOutput<C> }
