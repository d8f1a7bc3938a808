import type { NumberRange, RecordFilter } from '../../../shared/records/filter-schema'
import type { Period } from './periods'

/** The parts of a filter that can be removed one by one; the search text has its own field. */
export const filterParts = [
  'days',
  'hours',
  'weekdays',
  'outcomes',
  'results',
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

/** Whether a part of the filter is set. */
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

/** The parts that are set, in display order. */
export const activeParts = (filter: RecordFilter): FilterPart[] =>
  filterParts.filter((part) => hasPart(filter, part))

/** The filter without one part. */
export function withoutPart(filter: RecordFilter, part: FilterPart): RecordFilter {
  const names: readonly string[] = part === 'days' ? ['startMs', 'endMs'] : [part]
  return Object.fromEntries(Object.entries(filter).filter(([name]) => !names.includes(name)))
}

/** Merges `patch` into the filter; undefined, empty or open values remove the part. */
export function merged(filter: RecordFilter, patch: RecordFilter): RecordFilter {
  const all: RecordFilter = { ...filter, ...patch }
  const kept = filterParts.filter((part) => !hasPart(all, part)).reduce(withoutPart, all)
  const { text, ...rest } = kept
  return text === undefined || text.trim() === '' ? rest : kept
}

/** The filter sent to the store: the user's filter, with its days limited to the current period. */
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

/** Adds a value to a list of the filter, or removes it. */
export const toggled = <Value>(list: readonly Value[] | undefined, value: Value, isOn: boolean): Value[] => {
  const others = (list ?? []).filter((one) => one !== value)
  return isOn ? [...others, value] : others
}

/** Parses a bound: `90`, `1:30`, `1:02:13` (durations) or `0.5`; null if empty, undefined if invalid. */
export function readBound(text: string): number | null | undefined {
  const plain = text.trim().replaceAll('：', ':')
  if (plain === '') return null
  if (/^\d{1,9}(\.\d{1,6})?$/.test(plain)) return Number(plain)
  if (!/^\d{1,4}(:[0-5]?\d){1,2}$/.test(plain)) return undefined
  return plain.split(':').reduce((sum, part) => sum * 60 + Number(part), 0)
}
