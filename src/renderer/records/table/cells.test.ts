import { afterEach, describe, expect, it, vi } from 'vitest'
import { recordsEn } from '../../../shared/messages/en/records'
import { recordsZhCn } from '../../../shared/messages/zh-cn/records'
import { cellText, durationText, momentText, numberText, rowsText } from './cells'
import { rowOf } from '../testing/record'

const en = {
  locale: 'en',
  isMasked: false,
  t: recordsEn,
  resultName: (id: string) => `the ${id}`,
  agentName: () => ''
} as const
const nowMs = Date.parse('2026-11-22T12:00:00Z')

afterEach(() => vi.unstubAllEnvs())

describe('cells', () => {
  it('numbers are grouped, or masked', () => {
    expect(numberText('13812345678', false)).toBe('138 1234 5678')
    expect(numberText('138-1234-5678', false)).toBe('138 1234 5678')
    expect(numberText('13812345678', true)).toBe('138****5678')
    expect(numberText('anonymous', false)).toBe('anonymous')
    expect(numberText(null, true)).toBe('')
  })

  it('a name is shown as it is; a number in it is masked like the others', () => {
    const row = rowOf(1, { contactName: '张伟 138 1234 5678 · 4S店' })
    expect(cellText(row, 'contactName', nowMs, en)).toBe('张伟 138 1234 5678 · 4S店')
    expect(cellText(row, 'contactName', nowMs, { ...en, isMasked: true })).toBe('张伟 138****5678 · 4S店')
  })

  it('a masked number reveals no hidden digit, whatever its spacing', () => {
    expect(numberText('138 1234 5678', true)).not.toContain('1234')
  })

  it('moments include the year unless it is the current one', () => {
    vi.stubEnv('TZ', 'Asia/Shanghai')
    const atMs = Date.parse('2026-11-22T06:03:27Z')
    expect(momentText(atMs, nowMs, 'en')).toBe('Nov 22 14:03:27')
    expect(momentText(atMs, Date.parse('2027-11-22T06:03:27Z'), 'en')).toBe('Nov 22, 2026 14:03:27')
    expect(momentText(atMs, nowMs, 'zh-CN')).toBe('11月22日 14:03:27')
    expect(momentText(null, nowMs, 'en')).toBe('')
  })

  it('a duration that isn’t a number is shown unchanged, and an unanswered call has none', () => {
    expect(durationText({ durationSeconds: 754, duration: null })).toBe('12:34')
    expect(durationText({ durationSeconds: null, duration: 'soon' })).toBe('soon')
    expect(durationText({ durationSeconds: 0, duration: null })).toBe('')
  })

  it('unknown values are empty', () => {
    const blank = rowOf(1, {
      callerNumber: null,
      agentId: null,
      salesmanCode: null,
      costYuan: null,
      cost: null
    })
    for (const column of ['callerNumber', 'agentId', 'salesmanCode', 'cost', 'note', 'tags'] as const)
      expect(cellText(blank, column, nowMs, en)).toBe('')
  })

  it('outcomes and costs are localised', () => {
    expect(cellText(rowOf(1), 'outcome', nowMs, { ...en, locale: 'zh-CN', t: recordsZhCn })).toBe('已接通')
    expect(cellText(rowOf(1), 'cost', nowMs, en)).toBe('¥0.15')
    expect(cellText(rowOf(1, { costYuan: 23 * 0.15 }), 'cost', nowMs, en)).toBe('¥3.45')
  })
})

describe('rows as text', () => {
  it('have a header line and tab-separated columns', () => {
    vi.stubEnv('TZ', 'Asia/Shanghai')
    const row = rowOf(1, { startedAtMs: Date.parse('2026-11-22T06:03:27Z') })
    expect(rowsText([row], ['startedAtMs', 'calleeNumber', 'duration'], en)).toBe(
      'Time\tNumber\tDuration\n2026-11-22 14:03:27\t138 1234 5678\t1:05'
    )
  })

  it('a tab or a line break in a note doesn’t break the row', () => {
    const text = rowsText([rowOf(1, { note: 'one\ttwo\nthree' })], ['note', 'id'], en)
    expect(text).toBe('Note\tCall ID\none two three\tcall-1')
  })

  it.each(['=1+1', '@SUM(A1)', '-2+3', '+cmd|x', ' =1+1', '＝1+1'])(
    '%s is escaped, so that a spreadsheet doesn’t evaluate it',
    (salesmanCode) => {
      expect(rowsText([rowOf(1, { salesmanCode })], ['salesmanCode'], en)).toBe(`Salesman\n'${salesmanCode}`)
    }
  )

  it('a phone number with a leading + is kept unescaped', () => {
    expect(rowsText([rowOf(1, { callerNumber: '+8613812345678' })], ['callerNumber'], en)).toBe(
      'Caller\n+8613812345678'
    )
  })

  it('are masked if numbers are masked', () => {
    expect(rowsText([rowOf(1)], ['calleeNumber'], { ...en, isMasked: true })).toBe('Number\n138****5678')
  })
})
