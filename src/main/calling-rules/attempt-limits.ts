import { periodMs } from '../../shared/calling-rules/attempt-periods'
import type { AttemptPeriod } from '../../shared/calling-rules/limits'
import type { CallingRules, RuleBreach } from '../../shared/calling-rules/schema'

/** The periods that have a limit, shortest first. */
function limitedPeriods(
  rules: CallingRules['attempts']
): { period: AttemptPeriod; limit: number; ms: number }[] {
  const { perHour, perDay, total, totalDays } = rules
  const periods = [
    { period: 'hour', limit: perHour },
    { period: 'day', limit: perDay },
    { period: 'total', limit: total }
  ] as const
  return periods
    .filter(({ limit }) => limit > 0)
    .map((one) => ({ ...one, ms: periodMs(one.period, totalDays) }))
}

/** How far back attempts have to be known, in ms; 0: no limit is set. */
export const neededMs = (rules: CallingRules['attempts']): number =>
  Math.max(0, ...limitedPeriods(rules).map(({ ms }) => ms))

/**
 * The limit of attempts that another call would exceed, the one that lasts longest; null: none. `attempts-unknown`: a
 * period reaches back further than attempts are known (`knownFromMs`). All times in epoch ms.
 */
export function attemptsBreach(asked: {
  rules: CallingRules['attempts']
  /** The start times of the calls to the number, in any order; times in the future count as now. */
  atMs: readonly number[]
  knownFromMs: number
  nowMs: number
}): RuleBreach | null {
  // Calls are counted by dates, also those of earlier runs and other computers: durations of this run can't be used.
  const { rules, nowMs: dateMs, knownFromMs } = asked
  const times = asked.atMs.map((atMs) => Math.min(atMs, dateMs)).sort((a, b) => a - b)
  let found: (RuleBreach & { kind: 'too-many-attempts' }) | null = null
  let isUnknown = false
  for (const { period, limit, ms } of limitedPeriods(rules)) {
    const within = times.filter((atMs) => atMs > dateMs - ms)
    const last = within[within.length - limit]
    if (last === undefined) isUnknown ||= knownFromMs > dateMs - ms
    else if ((found?.possibleAtMs ?? 0) <= last + ms) {
      found = { kind: 'too-many-attempts', period, count: within.length, limit, possibleAtMs: last + ms }
    }
  }
  return found ?? (isUnknown ? { kind: 'attempts-unknown', possibleAtMs: null } : null)
}
