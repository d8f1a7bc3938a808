import { describe, expect, it } from 'vitest'
import { recordingsEn } from '../../../shared/messages/en/recordings'
import type { RecordRow } from '../../../shared/records/row-schema'
import { recordRowFacts } from './record-facts'

const row: RecordRow = {
  id: 'a1b2',
  startedAtMs: Date.UTC(2026, 2, 14, 1, 26, 53),
  answeredAtMs: null,
  endedAtMs: null,
  callerNumber: '02583456789',
  contactName: '',
  calleeNumber: '13812345678',
  agentId: 699861013,
  salesmanCode: null,
  durationSeconds: 754,
  duration: null,
  costYuan: 0.123456,
  cost: null,
  outcome: 'unknown',
  hasRecording: false,
  result: null,
  note: '',
  tags: []
}

const t = recordingsEn.call
const facts = (part: Partial<RecordRow> = {}, isMasked = false) =>
  new Map(recordRowFacts({ ...row, ...part }, isMasked, 'en', t).map(({ name, value }) => [name, value]))

describe('the facts of a record', () => {
  it('are complete, with a dash for unknown ones', () => {
    const all = facts()
    expect(all.size).toBe(10)
    expect(all.get(t.answeredAt)).toBe('–')
    expect(all.get(t.salesman)).toBe('–')
    expect(all.get(t.duration)).toBe('12:34')
    expect(all.get(t.cost)).toBe('¥0.123456')
    expect(all.get(t.caller)).toBe('025 8345 6789')
  })

  it('a value that isn’t a number is shown unchanged', () => {
    const odd = facts({ durationSeconds: null, duration: 'PT1H', costYuan: null, cost: '<b>free</b>' })
    expect(odd.get(t.duration)).toBe('PT1H')
    expect(odd.get(t.cost)).toBe('<b>free</b>')
  })

  it('the last representable moment is still shown as a date', () => {
    expect(facts({ startedAtMs: 8.64e15 }).get(t.startedAt)).toMatch(/275760/)
  })

  it('numbers are masked if the user chose that', () => {
    expect(facts({}, true).get(t.caller)).toBe('025****6789')
  })

  it('a missing recording can still arrive until the record is complete', () => {
    expect(facts().get(t.recording)).toBe(t.noRecordingYet)
    expect(facts({ endedAtMs: 1 }).get(t.recording)).toBe(t.noRecording)
    expect(facts({ hasRecording: true }).get(t.recording)).toBe(t.hasRecording)
  })
})
