import { afterEach, describe, expect, it, vi } from 'vitest'
import { recordsEn } from '../../../shared/messages/en/records'
import { recordsZhCn } from '../../../shared/messages/zh-cn/records'
import type { RecordFilter } from '../../../shared/records/filter-schema'
import { partWords, weekdayName } from './filter-words'
import type { FilterPart } from './filters'
import { periodOfDays } from './periods'

afterEach(() => vi.unstubAllEnvs())

const wordOf = {
  result: (id: string | null) => id ?? 'No result',
  agent: (agentId: number) => (agentId === 7 ? 'Alice · 7' : String(agentId))
}

const said = (part: FilterPart, filter: RecordFilter) => {
  vi.stubEnv('TZ', 'Asia/Shanghai')
  const period = periodOfDays({ year: 2026, month: 11, day: 1 }, { year: 2026, month: 11, day: 30 })
  const { name, values } = partWords(part, filter, period, 'en', recordsEn, wordOf)
  return `${name}: ${values}`
}

describe('filter descriptions', () => {
  it('name up to three values and count more than that', () => {
    expect(said('agentIds', { agentIds: [1, 2, 3] })).toBe('Desk phone: 1, 2, 3')
    expect(said('agentIds', { agentIds: [7, 8] })).toBe('Desk phone: Alice · 7, 8')
    expect(said('agentIds', { agentIds: [1, 2, 3, 4] })).toBe('Desk phone: 4 chosen')
    expect(said('outcomes', { outcomes: ['answered', 'not-reached'] })).toBe('Outcome: Answered, Not reached')
  })

  it('describe an open-ended range', () => {
    expect(said('durationSeconds', { durationSeconds: { from: 60, to: null } })).toBe(
      'Duration: at least 1:00'
    )
    expect(said('durationSeconds', { durationSeconds: { from: 60, to: 90 } })).toBe('Duration: 1:00 – 1:30')
    expect(said('costYuan', { costYuan: { from: null, to: 0.5 } })).toBe('Cost: at most ¥0.50')
  })

  it('describe the days, hours and weekdays of a chart', () => {
    vi.stubEnv('TZ', 'Asia/Shanghai')
    const day = periodOfDays({ year: 2026, month: 11, day: 12 }, { year: 2026, month: 11, day: 12 })
    expect(said('days', day)).toBe('Days: Nov 12, 2026')
    expect(said('hours', { hours: [9] })).toBe('Hour of day: 9:00–10:00')
    expect(said('weekdays', { weekdays: [1, 7] })).toBe('Weekday: Mon, Sun')
    expect(weekdayName(3, 'zh-CN')).toBe('周三')
  })

  it('use the chosen language', () => {
    expect(
      partWords(
        'hasRecording',
        { hasRecording: false },
        { startMs: 0, endMs: 1 },
        'zh-CN',
        recordsZhCn,
        wordOf
      )
    ).toEqual({ name: '录音', values: '无' })
  })
})
