import type { NumberRange, RecordFilter } from '../../../shared/records/records'
import type { Period } from './periods'

/** The parts of a filter that are shown and taken away one by one; the search's text has its own place. */
export const filterParts = [
  'days',
  'hours',
  'weekdays',
  'outcomes',
  'agentIds',
  'salesmanCodes',
  'durationSeconds',
  'costYuan',
  'hasRecording',
  'tags'
] as const

/** See {@link filterParts}. */
export type FilterPart = (typeof filterParts)[number]

const isOpen = ({ from, to }: NumberRange): boolean => from === null && to === null
const isSome = (list: readonly unknown[] | undefined): boolean => list !== undefined && list.length > 0

/** Whether a part of the person's filter restricts anything. */
function hasPart(filter: RecordFilter, part: FilterPart): boolean {
  switch (part) {
    case 'days':
      return filter.startMs !== undefined || filter.endMs !== undefined
    case 'durationSeconds':
    case 'costYuan': {
      const range = filter[part]
      return range !== undefined && !isOpen(range)
    }
    case 'hasRecording':
      return filter.hasRecording !== undefined
    default:
      return isSome(filter[part])
  }
}

/** The parts that restrict something, in their usual order. */
export const activeParts = (filter: RecordFilter): FilterPart[] =>
  filterParts.filter((part) => hasPart(filter, part))

/** The filter without one part. */
export function withoutPart(filter: RecordFilter, part: FilterPart): RecordFilter {
  const names: readonly string[] = part === 'days' ? ['startMs', 'endMs'] : [part]
  return Object.fromEntries(Object.entries(filter).filter(([name]) => !names.includes(name)))
}

/** The filter with what `patch` names; what is undefined, empty or open there restricts nothing any longer. */
export function merged(filter: RecordFilter, patch: RecordFilter): RecordFilter {
  const all: RecordFilter = { ...filter, ...patch }
  const kept = filterParts.filter((part) => !hasPart(all, part)).reduce(withoutPart, all)
  const { text, ...rest } = kept
  return text === undefined || text.trim() === '' ? rest : kept
}

/**
 * What is asked of the store: the period with the person's filter within it. Days of another period than the
 * one that is shown can't be asked for: they are cut to it.
 */
export function askedFilter(period: Period, filter: RecordFilter): RecordFilter {
  const startMs = Math.max(period.startMs, filter.startMs ?? period.startMs)
  const endMs = Math.min(period.endMs, filter.endMs ?? period.endMs)
  return {
    ...filter,
    startMs,
    endMs: Math.max(startMs, endMs),
    ...(filter.text && { text: filter.text.trim() })
  }
}

/** One list of a filter with a value put in or taken out. */
export const toggled = <Value>(list: readonly Value[] | undefined, value: Value, isOn: boolean): Value[] => {
  const others = (list ?? []).filter((one) => one !== value)
  return isOn ? [...others, value] : others
}

/** A bound as it was typed: `90`, `1:30`, `1:02:13` (of time) or `0.5`; null for none, undefined for nonsense. */
export function readBound(text: string): number | null | undefined {
  const plain = text.trim().replaceAll('：', ':')
  if (plain === '') return null
  if (/^\d{1,9}(\.\d{1,6})?$/.test(plain)) return Number(plain)
  if (!/^\d{1,4}(:[0-5]?\d){1,2}$/.test(plain)) return undefined
  return plain.split(':').reduce((sum, part) => sum * 60 + Number(part), 0)
}
