import {
  summaryLimits,
  talkTimeSteps,
  type RecordColumn,
  type RecordOutcome
} from '../../../../shared/records/records'
import type { FollowedCall } from '../../../../shared/records/load-schema'
import type {
  NumberRange,
  RecordFilter,
  RecordSort,
  ZoneOffsets
} from '../../../../shared/records/filter-schema'
import type { RecordGroup, RecordSummary, RecordTotals } from '../../../../shared/records/summary-schema'
import type { RecordNote, RecordRow } from '../../../../shared/records/row-schema'
import { databaseText } from '../../../platform/database/database-text'
import { rankOfOutcome } from '../filter-sql'
import type { StoredRecord } from '../stored-record'
import { offsetAt } from '../../../platform/zone-offsets'

// Reference implementation of the store with plain arrays: tests compare the database with it.

/** Everything known about a call; `n`: its row number, in order of arrival. */
export interface PlainCall {
  n: number
  record: StoredRecord
  note: RecordNote | undefined
  followed: FollowedCall['outcome'] | undefined
  /** The contact name of the callee number; empty if it has none. */
  name: string
}

function plainOutcome({ record, followed }: PlainCall): RecordOutcome {
  if (record.answeredMs !== null) return 'answered'
  return followed ?? (record.endedMs !== null ? 'not-answered' : 'unknown')
}

const units = (micros: number | null): number | null => (micros === null ? null : micros / 1_000_000)

/** The row of a call as tables show it. */
export const plainRow = (call: PlainCall): RecordRow => ({
  id: call.record.id,
  startedAtMs: call.record.startedMs,
  answeredAtMs: call.record.answeredMs,
  endedAtMs: call.record.endedMs,
  callerNumber: call.record.caller,
  calleeNumber: call.record.callee,
  contactName: call.name,
  agentId: call.record.agentId,
  salesmanCode: call.record.salesman,
  durationSeconds: units(call.record.durationMicros),
  duration: call.record.durationText,
  costYuan: units(call.record.costMicros),
  cost: call.record.costText,
  outcome: plainOutcome(call),
  hasRecording: call.record.recordUrl !== null,
  result: call.note?.result ?? null,
  note: call.note?.note ?? '',
  tags: call.note?.tags ?? []
})

const localDate = (startedMs: number, zone: ZoneOffsets): Date =>
  new Date(startedMs + offsetAt(zone, startedMs))
const weekday = (date: Date): number => (date.getUTCDay() === 0 ? 7 : date.getUTCDay())

const holds = (text: string | null, needle: string): boolean =>
  text !== null && text.toLowerCase().includes(needle.toLowerCase())

function matchesText(call: PlainCall, text: string): boolean {
  const { record, note } = call
  const isDigits = /^[\d\s\-+().]*\d[\d\s\-+().]*$/.test(text)
  const digits = text.replace(/\D/g, '')
  const inNumbers = isDigits
    ? [record.caller, record.callee].some((number) => number?.replace(/\D/g, '').includes(digits) === true) ||
      (record.agentId !== null && String(record.agentId).includes(digits))
    : holds(record.caller, text) || holds(record.callee, text)
  return (
    inNumbers ||
    holds(record.salesman, text) ||
    holds(call.name, text) ||
    holds(note?.note ?? null, text) ||
    (note?.tags.some((tag) => holds(tag, text)) ?? false)
  )
}

const inRange = (micros: number | null, range: NumberRange | undefined): boolean => {
  if (range === undefined || (range.from === null && range.to === null)) return true
  if (micros === null) return false
  return (
    (range.from === null || micros >= range.from * 1e6) && (range.to === null || micros <= range.to * 1e6)
  )
}

const isIn = <T>(list: readonly T[] | undefined, value: T | null): boolean =>
  list === undefined || list.length === 0 || (value !== null && list.includes(value))

/** True if the call matches the filter. */
function plainMatch(call: PlainCall, filter: RecordFilter, zone: ZoneOffsets): boolean {
  const { record } = call
  const { startedMs } = record
  const date = startedMs === null ? null : localDate(startedMs, zone)
  const text = databaseText(filter.text?.trim() ?? '')
  return (
    (startedMs === null || filter.startMs === undefined || startedMs >= filter.startMs) &&
    (startedMs === null || filter.endMs === undefined || startedMs < filter.endMs) &&
    (text === '' || matchesText(call, text)) &&
    isIn(filter.outcomes, plainOutcome(call)) &&
    isIn(filter.agentIds, record.agentId) &&
    isIn(filter.salesmanCodes?.map(databaseText), record.salesman) &&
    inRange(record.durationMicros, filter.durationSeconds) &&
    inRange(record.costMicros, filter.costYuan) &&
    (filter.hasRecording === undefined || (record.recordUrl !== null) === filter.hasRecording) &&
    (filter.results === undefined ||
      filter.results.length === 0 ||
      filter.results.includes(call.note?.result ?? null)) &&
    (filter.tags === undefined ||
      filter.tags.length === 0 ||
      filter.tags.some((tag) => call.note?.tags.includes(tag) === true)) &&
    isIn(filter.hours, date === null ? null : date.getUTCHours()) &&
    isIn(filter.weekdays, date === null ? null : weekday(date))
  )
}

type Key = string | number | null

/** The order of results in the tests' sorts. */
export const resultOrder = ['done', 'interested']

function sortKey(call: PlainCall, column: RecordColumn): Key {
  const { record, note } = call
  switch (column) {
    case 'startedAtMs':
      return record.startedMs
    case 'answeredAtMs':
      return record.answeredMs
    case 'endedAtMs':
      return record.endedMs
    case 'callerNumber':
      return record.caller
    case 'calleeNumber':
      return record.callee
    case 'contactName':
      return call.name === '' ? null : call.name
    case 'agentId':
      return record.agentId
    case 'salesmanCode':
      return record.salesman
    case 'duration':
      return record.durationMicros
    case 'cost':
      return record.costMicros
    case 'outcome':
      return rankOfOutcome(plainOutcome(call))
    case 'result': {
      const place = resultOrder.indexOf(note?.result ?? '')
      return place < 0 ? null : place
    }
    case 'hasRecording':
      return record.recordUrl === null ? 0 : 1
    case 'note':
      return note === undefined || note.note === '' ? null : note.note
    case 'tags':
      return note === undefined || note.tags.length === 0 ? null : note.tags.join(', ')
    case 'id':
      return record.id
  }
}

/** By code points, the order of UTF-8. */
const compareKeys = (one: string | number, other: string | number): number =>
  typeof one === 'string' || typeof other === 'string'
    ? Buffer.compare(Buffer.from(String(one)), Buffer.from(String(other)))
    : one - other

const compare = (one: Key, other: Key, sign: 1 | -1): number => {
  if (one === null || other === null) return (one === null ? 1 : 0) - (other === null ? 1 : 0)
  return sign * compareKeys(one, other)
}

/** The calls of a filter in order. */
export const plainView = (
  calls: readonly PlainCall[],
  filter: RecordFilter,
  { column, direction }: RecordSort,
  zone: ZoneOffsets
): PlainCall[] =>
  calls
    .filter((call) => plainMatch(call, filter, zone))
    .toSorted(
      (one, other) =>
        compare(sortKey(one, column), sortKey(other, column), direction === 'ascending' ? 1 : -1) ||
        compare(one.record.startedMs, other.record.startedMs, -1) ||
        one.n - other.n
    )

const sum = (calls: readonly PlainCall[], of: 'durationMicros' | 'costMicros'): number =>
  Number(calls.reduce((total, { record }) => total + BigInt(record[of] ?? 0), 0n)) / 1_000_000

const group = (calls: readonly PlainCall[]): RecordGroup => ({
  calls: calls.length,
  answered: calls.filter((call) => plainOutcome(call) === 'answered').length,
  talkSeconds: sum(calls, 'durationMicros'),
  costYuan: sum(calls, 'costMicros')
})

/** The totals of calls. */
export function plainTotals(calls: readonly PlainCall[]): RecordTotals {
  const { answered, talkSeconds, costYuan } = group(calls)
  const of = (outcome: RecordOutcome): number => calls.filter((call) => plainOutcome(call) === outcome).length
  return {
    calls: calls.length,
    answered,
    notAnswered: of('not-answered'),
    notReached: of('not-reached'),
    phoneFailed: of('phone-failed'),
    unknown: of('unknown'),
    talkSeconds,
    costYuan,
    withRecording: calls.filter(({ record }) => record.recordUrl !== null).length
  }
}

function grouped<K>(calls: readonly PlainCall[], key: (call: PlainCall) => K): [K, PlainCall[]][] {
  const groups = new Map<K, PlainCall[]>()
  for (const call of calls) groups.set(key(call), [...(groups.get(key(call)) ?? []), call])
  return [...groups]
}

const byMost = <K extends Key>(
  groups: [K, PlainCall[]][],
  of: (group: RecordGroup) => number,
  limit: number
): [K, RecordGroup][] =>
  groups
    .map(([key, calls]): [K, RecordGroup] => [key, group(calls)])
    .toSorted((one, other) => of(other[1]) - of(one[1]) || compare(one[0], other[0], 1))
    .slice(0, limit)

/** The chart data of these calls. */
export function plainSummary(calls: readonly PlainCall[], zone: ZoneOffsets): RecordSummary {
  const dated = calls.flatMap((call) =>
    call.record.startedMs === null ? [] : [{ call, date: localDate(call.record.startedMs, zone) }]
  )
  const dateOf = new Map(dated.map(({ call, date }) => [call, date]))
  const timed = dated.map(({ call }) => call)
  const date = (call: PlainCall): Date => dateOf.get(call) ?? new Date(NaN)
  const { maxGroups, maxNumbers } = summaryLimits
  const numbered = calls.filter(({ record }) => record.callee !== null)
  const talked = numbered.filter(({ record }) => (record.durationMicros ?? 0) > 0)
  const numbers = (
    list: readonly PlainCall[],
    of: (group: RecordGroup) => number
  ): RecordSummary['frequentNumbers'] =>
    byMost(
      grouped(list, ({ record }) => record.callee ?? ''),
      of,
      maxNumbers
    ).map(([number, sums]) => ({
      number,
      contactName: list.find(({ record }) => record.callee === number)?.name ?? '',
      ...sums
    }))
  return {
    totals: plainTotals(calls),
    heat: grouped(timed, (call) => weekday(date(call)) * 24 + date(call).getUTCHours())
      .toSorted(([one], [other]) => one - other)
      .map(([cell, of]) => ({
        weekday: Math.floor(cell / 24),
        hour: cell % 24,
        calls: of.length,
        answered: group(of).answered
      })),
    days: grouped(timed, (call) => Math.floor(date(call).getTime() / 86_400_000))
      .toSorted(([one], [other]) => one - other)
      .map(([day, of]) => ({
        day: new Date(day * 86_400_000).toISOString().split('T')[0] ?? '',
        ...group(of)
      })),
    talkTime: talkTimeSteps.map((fromSeconds, step) => {
      const toSeconds = talkTimeSteps[step + 1] ?? null
      const isHere = (call: PlainCall): boolean =>
        plainOutcome(call) === 'answered' &&
        call.record.durationMicros !== null &&
        call.record.durationMicros >= fromSeconds * 1e6 &&
        (toSeconds === null || call.record.durationMicros < toSeconds * 1e6)
      return { fromSeconds, toSeconds, calls: calls.filter(isHere).length }
    }),
    salesmen: byMost(
      grouped(calls, ({ record }) => record.salesman),
      (sums) => sums.calls,
      maxGroups
    ).map(([salesmanCode, sums]) => ({ salesmanCode, ...sums })),
    agents: byMost(
      grouped(calls, ({ record }) => record.agentId),
      (sums) => sums.calls,
      maxGroups
    ).map(([agentId, sums]) => ({ agentId, ...sums })),
    results: byMost(
      grouped(calls, ({ note }) => note?.result ?? null),
      (sums) => sums.calls,
      maxGroups
    ).map(([result, sums]) => ({ result, ...sums })),
    frequentNumbers: numbers(numbered, (sums) => sums.calls),
    longestNumbers: numbers(talked, (sums) => sums.talkSeconds)
  }
}
