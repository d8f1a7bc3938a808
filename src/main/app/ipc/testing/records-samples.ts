import type { CommandInput, CommandOutput } from '../../../../shared/app/contract'
import type { recordingsContract } from '../../../../shared/recordings/contract'
import type { recordsContract } from '../../../../shared/records/contract'
import type { RecordFilter } from '../../../../shared/records/filter-schema'
import type { RecordRow } from '../../../../shared/records/row-schema'
import type { RecordTotals } from '../../../../shared/records/summary-schema'

type RecordsCommand = keyof typeof recordsContract | keyof typeof recordingsContract

const id = '0a1b2c3d-0000-4000-8000-000000000001'
const filter: RecordFilter = {
  startMs: 1,
  endMs: 2,
  text: '138',
  outcomes: ['answered'],
  results: ['interested', null],
  hours: [9],
  weekdays: [1]
}
const row: RecordRow = {
  id,
  startedAtMs: 1_700_000_000_000,
  answeredAtMs: 1_700_000_005_000,
  endedAtMs: null,
  callerNumber: '02583456789',
  calleeNumber: '13800138000',
  contactName: '张三 · 天成贸易',
  agentId: 699861013,
  salesmanCode: '007',
  durationSeconds: 12,
  duration: null,
  costYuan: 0.15,
  cost: null,
  outcome: 'answered',
  hasRecording: true,
  result: 'interested',
  note: '',
  tags: ['重要']
}
const totals: RecordTotals = {
  calls: 1,
  answered: 1,
  notAnswered: 0,
  notReached: 0,
  phoneFailed: 0,
  unknown: 0,
  talkSeconds: 12,
  costYuan: 0.15,
  withRecording: 1
}

/** Valid inputs of the records window's commands. */
export const recordsInputSamples: { readonly [C in RecordsCommand]?: readonly CommandInput<C>[] } = {
  'records:open': [{ id: null }, { id }, { id: null, calls: { startMs: 0, endMs: 86_400_000, agentId: 1 } }],
  'records:load': [{ startMs: 0, endMs: 86_400_000 }],
  'records:view': [{ filter, sort: { column: 'startedAtMs', direction: 'descending' } }],
  'records:rows': [{ viewId: 1, offset: 0, limit: 100 }],
  'records:neighbour': [{ viewId: 1, id, direction: -1, hasRecording: true }],
  'records:summary': [{ filter }],
  'records:one': [{ id }],
  'records:refresh': [{ id }],
  'records:note': [
    { id, note: '回访', tags: ['重要'] },
    { id, result: null }
  ],
  'records:export': [{ viewId: 1, format: 'csv', columns: ['startedAtMs', 'calleeNumber'] }],
  'records:save-picture': [{ title: 'heat', png: new Uint8Array([137, 80, 78, 71]) }],
  'recordings:open': [{ id }],
  'recordings:bytes': [{ id }],
  'recordings:download': [{ ids: [id] }, { viewId: 1 }],
  'recordings:downloads': [{ action: 'pause', id: null }],
  'recordings:items': [{ offset: 0, limit: 50 }]
}

/** A valid output of each command. */
export const recordsOutputSamples: { readonly [C in RecordsCommand]?: CommandOutput<C> } = {
  'records:view': { viewId: 1, totals },
  'records:rows': { viewId: 1, offset: 0, rows: [row] },
  'records:neighbour': { offset: 3, row },
  'records:summary': {
    totals,
    heat: [],
    days: [],
    talkTime: [],
    salesmen: [],
    agents: [],
    results: [{ result: null, calls: 1, answered: 1, talkSeconds: 12, costYuan: 0.15 }],
    frequentNumbers: [],
    longestNumbers: []
  },
  'records:facets': {
    agentIds: [699861013],
    salesmanCodes: ['007'],
    results: ['interested'],
    tags: ['重要']
  },
  'records:one': { row, followed: null },
  'records:refresh': row,
  'records:export': { kind: 'started' },
  'records:save-picture': { kind: 'cancelled' },
  'recordings:open': {
    address: 'app://deskline/recordings/0',
    sizeBytes: 1,
    format: { container: 'wav', label: 'WAV', extension: 'wav', mimeType: 'audio/wav', isPlayable: true }
  },
  'recordings:bytes': new Uint8Array([1]),
  'recordings:download': { kind: 'started', added: 1, refused: 0 },
  'recordings:items': []
}
