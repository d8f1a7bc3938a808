import { recordOutcomes, type RecordColumn, type RecordOutcome } from '../../../shared/records/records'
import type {
  NumberRange,
  RecordFilter,
  RecordSort,
  ZoneOffsets
} from '../../../shared/records/filter-schema'
import { createBinder, type Binder, type BoundSql } from '../../platform/database/sql-binder'
import { databaseText } from '../../platform/database/database-text'
import { digitsOf } from './stored-record'

/** What the store knows about the records' values, so that queries can be simplified. */
export interface KnownSides {
  /** Distinct values of the records (possibly more); null if there are too many to keep. */
  agentIds: ReadonlySet<number> | null
  salesmen: ReadonlySet<string> | null
  callers: ReadonlySet<string> | null
  /** True if some numbers contain characters other than digits. */
  hasGroupedNumbers: boolean
  hasNotes: boolean
  /** True if some numbers may have names. */
  hasNames: boolean
  /** True if there are outcomes of calls that were followed live. */
  hasFollowed: boolean
}

const outcomeRank: Record<RecordOutcome, number> = {
  answered: 0,
  'not-answered': 1,
  'not-reached': 2,
  'phone-failed': 3,
  unknown: 4
}

/** The outcome's number in the database. */
export const rankOfOutcome = (outcome: RecordOutcome): number => outcomeRank[outcome]

/** The outcome for a number in the database. */
export const outcomeOfRank = (rank: number): RecordOutcome =>
  recordOutcomes.find((outcome) => outcomeRank[outcome] === rank) ?? 'unknown'

/**
 * SQL for the outcome's number of a row `r` (and `f`, where followed calls are joined). An answer time in the record
 * takes precedence; otherwise the live outcome is more precise than the record.
 */
export const outcomeSql = (hasFollowed: boolean): string => {
  const byRecord = 'CASE WHEN r.ended IS NOT NULL THEN 1 ELSE 4 END'
  return `CASE WHEN r.answered IS NOT NULL THEN 0 ELSE ${hasFollowed ? `coalesce(f.outcome, ${byRecord})` : byRecord} END`
}

/** FROM clause of the records with its joins. */
export const fromSql = (joins: { followed: boolean; notes: boolean; names?: boolean }): string =>
  `FROM records r${
    joins.followed ? ' LEFT JOIN followed f ON f.key = r.key AND f.id = r.id' : ''
  }${joins.notes ? ' LEFT JOIN call_notes t ON t.key = r.key AND t.id = r.id' : ''}${
    joins.names === true ? ' LEFT JOIN number_names p ON p.callee = r.callee' : ''
  }`

// A week, so that the first hours of 1970 west of Greenwich stay positive (integer division rounds towards 0).
const shiftMs = 604_800_000

/** SQL for the start in local time plus a week, in ms. After 500 zone changes the last offset is used. */
function wallClock(zone: ZoneOffsets, binder: Binder): string {
  const changes = zone.changes.slice(0, 500)
  if (changes.length === 0) return `(r.started + ${binder.bigint(zone.offsetMs + shiftMs)})`
  let before = zone.offsetMs
  const steps = changes.map(({ atMs, offsetMs }) => {
    const step = `WHEN r.started < ${binder.bigint(atMs)} THEN ${binder.bigint(before + shiftMs)}`
    before = offsetMs
    return step
  })
  return `(r.started + CASE ${steps.join(' ')} ELSE ${binder.bigint(before + shiftMs)} END)`
}

const hourOf = (clock: string): string => `((${clock} // 3600000) % 24)`
// Day 0 of the epoch was a Thursday, and the shift is exactly one week.
const weekdayOf = (clock: string): string => `((${clock} // 86400000 + 3) % 7 + 1)`
const dayOf = (clock: string): string => `(${clock} // 86400000 - 7)`

// Numbers are stored only up to a billion units.
const toMicros = (value: number): number => Math.round(Math.min(Math.max(value, -1e9), 1e9) * 1_000_000)

const rangeSql = (column: string, range: NumberRange | undefined, binder: Binder): string[] => {
  if (range === undefined || (range.from === null && range.to === null)) return []
  return [
    ...(range.from === null ? [] : [`${column} >= ${binder.bigint(toMicros(range.from))}`]),
    ...(range.to === null ? [] : [`${column} <= ${binder.bigint(toMicros(range.to))}`])
  ]
}

const digitsAndSeparators = /^[\d\s\-+().]*\d[\d\s\-+().]*$/

/** Rows whose value is one of `found`; a semi-join, so the list isn't scanned per row. */
const oneOf = (column: string, found: readonly unknown[], list: () => string): string[] =>
  found.length === 0 ? [] : [`${column} IN (SELECT unnest(${list()}))`]

/**
 * contains() is literal: the user can't type wildcards. Salesmen, agents and callers have few distinct values, so the
 * text is matched against those here and not in each row.
 */
function textSql(given: string, known: KnownSides, binder: Binder): string {
  const text = databaseText(given)
  const isDigits = digitsAndSeparators.test(text)
  const digits = digitsOf(text)
  const lowered = text.toLowerCase()
  const holds = (value: string): boolean => value.toLowerCase().includes(lowered)
  const place = binder.text(isDigits ? digits : text)
  const anywhere = (column: string, needle = binder.text(text)): string =>
    `contains(lower(${column}), lower(${needle}))`

  // If all numbers are plain digits, there is no second text column; without it DuckDB pushes the search down into
  // the scan.
  const inDigits = (column: 'callee' | 'caller'): string =>
    known.hasGroupedNumbers
      ? `contains(r.${column}, ${place}) OR contains(r.${column}_digits, ${place})`
      : `contains(r.${column}, ${place})`

  const clauses = [isDigits ? inDigits('callee') : anywhere('r.callee', place)]
  if (known.callers === null) clauses.push(isDigits ? inDigits('caller') : anywhere('r.caller', place))
  else {
    const found = [...known.callers].filter((caller) =>
      isDigits ? digitsOf(caller).includes(digits) : holds(caller)
    )
    clauses.push(...oneOf('r.caller', found, () => binder.texts(found)))
  }
  if (known.salesmen === null) clauses.push(anywhere('r.salesman'))
  else {
    const found = [...known.salesmen].filter(holds)
    clauses.push(...oneOf('r.salesman', found, () => binder.texts(found)))
  }
  if (isDigits && known.agentIds === null) clauses.push(`contains(CAST(r.agent AS VARCHAR), ${place})`)
  else if (isDigits && known.agentIds !== null) {
    const found = [...known.agentIds].filter((agentId) => String(agentId).includes(digits))
    clauses.push(...oneOf('r.agent', found, () => binder.bigints(found)))
  }
  if (known.hasNotes) {
    const needle = binder.text(text)
    clauses.push(
      `r.id IN (SELECT id FROM call_notes WHERE ${anywhere('note', needle)}
        OR list_bool_or(list_transform(tags, lambda tag: ${anywhere('tag', needle)})))`
    )
  }
  if (known.hasNames) clauses.push(`r.callee IN (SELECT callee FROM number_names WHERE ${anywhere('name')})`)
  return `(${clauses.join(' OR ')})`
}

/** Rows with one of these results; null: without a result. */
function resultsSql(results: readonly (string | null)[], binder: Binder): string {
  const ids = results.filter((id) => id !== null)
  const having =
    ids.length === 0
      ? 'false'
      : `r.id IN (SELECT id FROM call_notes WHERE list_contains(${binder.texts(ids)}, result))`
  const without = 'r.id NOT IN (SELECT id FROM call_notes WHERE result IS NOT NULL)'
  return results.includes(null) ? `(${having} OR ${without})` : having
}

/** True if a filter's clauses need the followed calls. */
const needsFollowed = (filter: RecordFilter, known: KnownSides): boolean =>
  known.hasFollowed && (filter.outcomes?.length ?? 0) > 0

function clausesOf(filter: RecordFilter, zone: ZoneOffsets, known: KnownSides, binder: Binder): string[] {
  const clauses: string[] = []
  // A call with an unknown start was part of some period's reply; show it in every period.
  if (filter.startMs !== undefined)
    clauses.push(`(r.started IS NULL OR r.started >= ${binder.bigint(filter.startMs)})`)
  if (filter.endMs !== undefined)
    clauses.push(`(r.started IS NULL OR r.started < ${binder.bigint(filter.endMs)})`)
  const text = filter.text?.trim() ?? ''
  if (text !== '') clauses.push(textSql(text, known, binder))
  if (filter.outcomes !== undefined && filter.outcomes.length > 0) {
    const ranks = binder.bigints(filter.outcomes.map(rankOfOutcome))
    clauses.push(`list_contains(${ranks}, CAST(${outcomeSql(known.hasFollowed)} AS BIGINT))`)
  }
  if (filter.agentIds !== undefined && filter.agentIds.length > 0)
    clauses.push(`list_contains(${binder.bigints(filter.agentIds)}, r.agent)`)
  if (filter.salesmanCodes !== undefined && filter.salesmanCodes.length > 0)
    clauses.push(`list_contains(${binder.texts(filter.salesmanCodes)}, r.salesman)`)
  clauses.push(...rangeSql('r.duration', filter.durationSeconds, binder))
  clauses.push(...rangeSql('r.cost', filter.costYuan, binder))
  if (filter.hasRecording !== undefined) clauses.push(`r.has_url = ${filter.hasRecording ? 'true' : 'false'}`)
  if (filter.results !== undefined && filter.results.length > 0)
    clauses.push(resultsSql(filter.results, binder))
  if (filter.tags !== undefined && filter.tags.length > 0)
    clauses.push(`r.id IN (SELECT id FROM call_notes WHERE list_has_any(tags, ${binder.texts(filter.tags)}))`)
  if (filter.hours !== undefined && filter.hours.length > 0)
    clauses.push(`list_contains(${binder.bigints(filter.hours)}, ${hourOf(wallClock(zone, binder))})`)
  if (filter.weekdays !== undefined && filter.weekdays.length > 0)
    clauses.push(`list_contains(${binder.bigints(filter.weekdays)}, ${weekdayOf(wallClock(zone, binder))})`)
  return clauses
}

const whereOf = (clauses: readonly string[]): string =>
  clauses.length === 0 ? '' : ` WHERE ${clauses.join(' AND ')}`

/**
 * The totals of a filter's calls, or of those with these row numbers, in one row: count, one count per outcome by
 * rank, duration, cost, recordings.
 */
export function totalsSql(
  of: { filter: RecordFilter; zone: ZoneOffsets } | { numbers: Int32Array },
  known: KnownSides
): BoundSql {
  const binder = createBinder()
  const where = whereOf(
    'numbers' in of
      ? [`r.n IN (SELECT unnest(${binder.bigints([...of.numbers])}))`]
      : clausesOf(of.filter, of.zone, known, binder)
  )
  const outcome = outcomeSql(known.hasFollowed)
  const text = `SELECT count(*), ${[0, 1, 2, 3, 4].map((rank) => `count(*) FILTER (outcome = ${rank})`).join(', ')},
    sum(duration), sum(cost), count(*) FILTER (has_url)
    FROM (SELECT ${outcome} AS outcome, r.duration, r.cost, r.has_url
      ${fromSql({ followed: known.hasFollowed, notes: false })}${where})`
  return { text, values: binder.values, types: binder.types }
}

const sortExpression: Record<RecordColumn, string> = {
  startedAtMs: 'r.started',
  answeredAtMs: 'r.answered',
  endedAtMs: 'r.ended',
  callerNumber: 'r.caller',
  calleeNumber: 'r.callee',
  contactName: 'p.name',
  agentId: 'r.agent',
  salesmanCode: 'r.salesman',
  duration: 'r.duration',
  cost: 'r.cost',
  outcome: '',
  result: '',
  hasRecording: 'r.has_url',
  note: "nullif(t.note, '')",
  tags: "nullif(array_to_string(t.tags, ', '), '')",
  id: 'r.id'
}

/** The row numbers of a filter's calls in order; see {@link RecordSort} for ties. */
export function orderSql(
  filter: RecordFilter,
  sort: RecordSort,
  zone: ZoneOffsets,
  known: KnownSides,
  resultOrder: readonly string[] = []
): BoundSql {
  const binder = createBinder()
  const where = whereOf(clausesOf(filter, zone, known, binder))
  const direction = sort.direction === 'ascending' ? 'ASC' : 'DESC'
  const expressionOf = (column: RecordColumn): string => {
    if (column === 'outcome') return outcomeSql(known.hasFollowed)
    if (column === 'result') return `nullif(list_position(${binder.texts([...resultOrder])}, t.result), 0)`
    return sortExpression[column]
  }
  const expression = expressionOf(sort.column)
  const followed = needsFollowed(filter, known) || (sort.column === 'outcome' && known.hasFollowed)
  const notes = sort.column === 'result' || sort.column === 'note' || sort.column === 'tags'
  const ties = sort.column === 'startedAtMs' ? 'r.n ASC' : 'r.started DESC NULLS LAST, r.n ASC'
  const text = `SELECT r.n ${fromSql({ followed, notes, names: sort.column === 'contactName' })}${where} ORDER BY ${expression} ${direction} NULLS LAST, ${ties}`
  return { text, values: binder.values, types: binder.types }
}

const groupSums = 'count(*) AS calls, count(*) FILTER (outcome = 0), sum(duration) AS talk, sum(cost)'

/** The queries of a summary; each returns rows with its group's keys and totals. */
export type SummaryQuestion =
  | 'heat'
  | 'days'
  | 'talkTime'
  | 'salesmen'
  | 'agents'
  | 'results'
  | 'frequentNumbers'
  | 'longestNumbers'

/** One query of a summary. @param steps lower bounds of the talk-time buckets, in seconds. */
export function summarySql(
  question: SummaryQuestion,
  filter: RecordFilter,
  zone: ZoneOffsets,
  known: KnownSides,
  limits: { rows: number; steps: readonly number[] }
): BoundSql {
  const binder = createBinder()
  const clauses = clausesOf(filter, zone, known, binder)
  const outcome = outcomeSql(known.hasFollowed)
  const from = fromSql({ followed: known.hasFollowed, notes: question === 'results' })
  const keys = (columns: string, extra: readonly string[] = []): string =>
    `(SELECT ${columns}, ${outcome} AS outcome, r.duration, r.cost ${from}${whereOf([...clauses, ...extra])})`
  const limit = (): string => `LIMIT ${binder.bigint(limits.rows)}`
  const build = (): string => {
    switch (question) {
      case 'heat': {
        const source = keys(`${wallClock(zone, binder)} AS clock`, ['r.started IS NOT NULL'])
        return `SELECT ${weekdayOf('clock')} AS weekday, ${hourOf('clock')} AS hour, count(*),
          count(*) FILTER (outcome = 0) FROM ${source} GROUP BY weekday, hour ORDER BY weekday, hour`
      }
      case 'days': {
        const source = keys(`${wallClock(zone, binder)} AS clock`, ['r.started IS NOT NULL'])
        return `SELECT ${dayOf('clock')} AS day, ${groupSums} FROM ${source} GROUP BY day ORDER BY day DESC ${limit()}`
      }
      case 'talkTime': {
        const steps = limits.steps
          .toReversed()
          .map(
            (from, index) =>
              `WHEN duration >= ${binder.bigint(toMicros(from))} THEN ${limits.steps.length - 1 - index}`
          )
        return `SELECT CASE ${steps.join(' ')} END AS step, count(*) FROM ${keys('1')}
          WHERE outcome = 0 AND duration IS NOT NULL GROUP BY step`
      }
      case 'salesmen':
        return `SELECT salesman, ${groupSums} FROM ${keys('r.salesman')} GROUP BY salesman
          ORDER BY calls DESC, salesman NULLS LAST ${limit()}`
      case 'agents':
        return `SELECT agent, ${groupSums} FROM ${keys('r.agent')} GROUP BY agent
          ORDER BY calls DESC, agent NULLS LAST ${limit()}`
      case 'results':
        return `SELECT result, ${groupSums} FROM ${keys('t.result')} GROUP BY result
          ORDER BY calls DESC, result NULLS LAST ${limit()}`
      case 'frequentNumbers':
        return `SELECT callee, ${groupSums} FROM ${keys('r.callee', ['r.callee IS NOT NULL'])} GROUP BY callee
          ORDER BY calls DESC, callee ${limit()}`
      case 'longestNumbers':
        return `SELECT callee, ${groupSums} FROM ${keys('r.callee', ['r.callee IS NOT NULL', 'r.duration > 0'])}
          GROUP BY callee ORDER BY talk DESC, callee ${limit()}`
    }
  }
  return { text: build(), values: binder.values, types: binder.types }
}
