import type { Locale } from '../../../shared/messages'
import type { recordsEn } from '../../../shared/messages/en/records'
import type { NumberRange, RecordFilter } from '../../../shared/records/filter-schema'
import { formatCost, formatTalk } from '../../platform/times'
import type { FilterPart } from './filters'
import { formatDays, type Period } from './periods'

type Words = typeof recordsEn

/** More values than this are counted instead of listed. */
const maxNamed = 3

function listWords(values: readonly string[], t: Words['filter']): string {
  return values.length > maxNamed ? t.chosen(values.length) : values.join(t.comma)
}

function rangeWords(
  range: NumberRange | undefined,
  t: Words['filter'],
  write: (value: number) => string
): string {
  const { from, to } = range ?? { from: null, to: null }
  if (from !== null && to !== null) return `${write(from)} – ${write(to)}`
  if (from !== null) return t.least(write(from))
  return to === null ? '' : t.most(write(to))
}

const hourWords = (hour: number): string => `${hour}:00–${hour + 1}:00`

/** Name of a weekday, 1 Monday to 7 Sunday. */
export const weekdayName = (weekday: number, locale: Locale): string =>
  new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' }).format(
    // 5 January 1970 was a Monday.
    Date.UTC(1970, 0, 4 + weekday)
  )

/** Label and values of one part of the filter. */
export function partWords(
  part: FilterPart,
  filter: RecordFilter,
  period: Period,
  locale: Locale,
  t: Words,
  wordOf: { result: (id: string | null) => string; agent: (agentId: number) => string }
): { name: string; values: string } {
  const { filter: words, columns } = t
  switch (part) {
    case 'days': {
      const days = { startMs: filter.startMs ?? period.startMs, endMs: filter.endMs ?? period.endMs }
      return { name: words.days, values: formatDays(days, locale) }
    }
    case 'hours':
      return { name: words.hours, values: listWords((filter.hours ?? []).map(hourWords), words) }
    case 'weekdays':
      return {
        name: words.weekdays,
        values: listWords(
          (filter.weekdays ?? []).map((weekday) => weekdayName(weekday, locale)),
          words
        )
      }
    case 'outcomes':
      return {
        name: columns.outcome,
        values: listWords(
          (filter.outcomes ?? []).map((outcome) => t.outcomes[outcome]),
          words
        )
      }
    case 'results':
      return { name: columns.result, values: listWords((filter.results ?? []).map(wordOf.result), words) }
    case 'agentIds':
      return { name: columns.agentId, values: listWords((filter.agentIds ?? []).map(wordOf.agent), words) }
    case 'salesmanCodes':
      return { name: columns.salesmanCode, values: listWords(filter.salesmanCodes ?? [], words) }
    case 'durationSeconds':
      return {
        name: columns.duration,
        values: rangeWords(filter.durationSeconds, words, (seconds) => formatTalk(seconds * 1_000))
      }
    case 'costYuan':
      return {
        name: columns.cost,
        values: rangeWords(filter.costYuan, words, (yuan) => formatCost(String(yuan), locale))
      }
    case 'hasRecording':
      return { name: columns.hasRecording, values: filter.hasRecording === true ? t.yes : t.no }
    case 'tags':
      return { name: columns.tags, values: listWords(filter.tags ?? [], words) }
  }
}
