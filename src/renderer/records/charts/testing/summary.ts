import { chartsEn } from '../../../../shared/messages/en/charts'
import { talkTimeSteps } from '../../../../shared/records/records'
import type { RecordGroup, RecordSummary } from '../../../../shared/records/summary-schema'
import type { ChartContext } from '../model'

/** Totals of `calls` calls, half of them answered. */
export const sums = (calls: number, costYuan = calls * 0.15): RecordGroup => ({
  calls,
  answered: Math.floor(calls / 2),
  talkSeconds: calls * 30,
  costYuan
})

/** A summary without calls. */
export const emptySummary: RecordSummary = {
  totals: {
    calls: 0,
    answered: 0,
    notAnswered: 0,
    notReached: 0,
    phoneFailed: 0,
    unknown: 0,
    talkSeconds: 0,
    costYuan: 0,
    withRecording: 0
  },
  heat: [],
  days: [],
  talkTime: talkTimeSteps.map((fromSeconds, step) => ({
    fromSeconds,
    toSeconds: talkTimeSteps[step + 1] ?? null,
    calls: 0
  })),
  salesmen: [],
  results: [],
  agents: [],
  frequentNumbers: [],
  longestNumbers: []
}

/** The date `offset` days after 2026-01-01. */
export const dayName = (offset: number): string =>
  new Date(Date.UTC(2026, 0, 1 + offset)).toISOString().slice(0, 10)

/** A summary of `days` days with `perDay` calls each. */
export function summaryOf(days: number, perDay: number, costYuan?: number): RecordSummary {
  const calls = days * perDay
  const group = sums(calls, costYuan)
  return {
    ...emptySummary,
    totals: { ...emptySummary.totals, ...group, notAnswered: group.calls - group.answered },
    heat: [{ weekday: 1, hour: 9, calls, answered: group.answered }],
    days: Array.from({ length: days }, (_, offset) => ({ day: dayName(offset), ...sums(perDay, costYuan) })),
    talkTime: emptySummary.talkTime.map((step, index) => ({
      ...step,
      calls: index === 2 ? group.answered : 0
    })),
    salesmen: [{ salesmanCode: 'S-042', ...group }],
    agents: [{ agentId: 699_861_013, ...group }],
    frequentNumbers: [{ number: '13812345678', contactName: '', ...group }],
    longestNumbers: [{ number: '075523456789', contactName: '', ...group }]
  }
}

/** English chart context without a filter. */
export const englishContext: ChartContext = {
  filter: {},
  locale: 'en',
  t: chartsEn,
  nowMs: Date.UTC(2026, 11, 1),
  isNumberMasked: false,
  regionOf: (number) => (number.startsWith('0755') ? 'Shenzhen' : ''),
  nameOfAgent: () => '',
  nameOfResult: (id) => id
}
