import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api'
import { summaryLimits, talkTimeSteps } from '../../../shared/records/records'
import type { RecordFilter, ZoneOffsets } from '../../../shared/records/filter-schema'
import type { RecordGroup, RecordSummary, RecordTotals } from '../../../shared/records/summary-schema'
import { summarySql, totalsSql, type KnownSides, type SummaryQuestion } from './filter-sql'
import { readNames } from './number-names'
import { rowsOf } from '../../platform/database/lane'

const count = (value: DuckDBValue | undefined): number =>
  typeof value === 'bigint' || typeof value === 'number' ? Number(value) : 0

const whole = (value: DuckDBValue | undefined): number => count(value) / 1_000_000

const group = ([calls, answered, talk, cost]: readonly DuckDBValue[]): RecordGroup => ({
  calls: count(calls),
  answered: count(answered),
  talkSeconds: whole(talk),
  costYuan: whole(cost)
})

const text = (value: DuckDBValue | undefined): string | null => (typeof value === 'string' ? value : null)

/** The totals of a filter's calls, or of those with these row numbers. */
export async function readTotals(
  connection: DuckDBConnection,
  of: Parameters<typeof totalsSql>[0],
  known: KnownSides
): Promise<RecordTotals> {
  const [row = []] = await rowsOf(connection, totalsSql(of, known))
  return {
    calls: count(row[0]),
    answered: count(row[1]),
    notAnswered: count(row[2]),
    notReached: count(row[3]),
    phoneFailed: count(row[4]),
    unknown: count(row[5]),
    talkSeconds: whole(row[6]),
    costYuan: whole(row[7]),
    withRecording: count(row[8])
  }
}

const dayMs = 86_400_000
// The last day of the Date range: local time east of Greenwich can be one day later.
const lastDay = 100_000_000
const dayName = (day: number): string =>
  new Date(Math.min(day, lastDay) * dayMs).toISOString().replace(/T.*/, '')

/** The chart data of a filter's calls. */
export async function readSummary(
  connection: DuckDBConnection,
  filter: RecordFilter,
  zone: ZoneOffsets,
  known: KnownSides
): Promise<RecordSummary> {
  const ask = (question: SummaryQuestion, rows = 0): Promise<DuckDBValue[][]> =>
    rowsOf(connection, summarySql(question, filter, zone, known, { rows, steps: talkTimeSteps }))
  const numbers = async (
    question: 'frequentNumbers' | 'longestNumbers'
  ): Promise<RecordSummary['frequentNumbers']> => {
    const groups = await ask(question, summaryLimits.maxNumbers)
    const found = groups.map(([number]) => text(number) ?? '')
    const names = known.hasNames ? await readNames(connection, found) : new Map<string, string>()
    return groups.map(([number, ...sums]) => ({
      number: text(number) ?? '',
      contactName: names.get(text(number) ?? '') ?? '',
      ...group(sums)
    }))
  }

  const talkTime = new Map((await ask('talkTime')).map(([step, calls]) => [count(step), count(calls)]))
  return {
    totals: await readTotals(connection, { filter, zone }, known),
    heat: (await ask('heat')).map(([weekday, hour, calls, answered]) => ({
      weekday: count(weekday),
      hour: count(hour),
      calls: count(calls),
      answered: count(answered)
    })),
    days: (await ask('days', summaryLimits.maxDays))
      .map(([day, ...sums]) => ({ day: dayName(count(day)), ...group(sums) }))
      .toReversed(),
    talkTime: talkTimeSteps.map((fromSeconds, step) => ({
      fromSeconds,
      toSeconds: talkTimeSteps[step + 1] ?? null,
      calls: talkTime.get(step) ?? 0
    })),
    salesmen: (await ask('salesmen', summaryLimits.maxGroups)).map(([salesman, ...sums]) => ({
      salesmanCode: text(salesman),
      ...group(sums)
    })),
    agents: (await ask('agents', summaryLimits.maxGroups)).map(([agent, ...sums]) => ({
      agentId: agent === null || agent === undefined ? null : count(agent),
      ...group(sums)
    })),
    results: (await ask('results', summaryLimits.maxGroups)).map(([result, ...sums]) => ({
      result: text(result),
      ...group(sums)
    })),
    frequentNumbers: await numbers('frequentNumbers'),
    longestNumbers: await numbers('longestNumbers')
  }
}
