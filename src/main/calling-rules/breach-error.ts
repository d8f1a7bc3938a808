import { periodMs } from '../../shared/calling-rules/attempt-periods'
import { ruleOf } from '../../shared/calling-rules/limits'
import type { RuleBreach } from '../../shared/calling-rules/schema'
import type { AppError } from '../../shared/platform/schema'

/** The error of a refusal by a rule. `totalDays`: the length of the period `total`. */
export function breachError(breach: RuleBreach, totalDays: number): AppError {
  const error: AppError = { code: breach.kind }
  if (breach.possibleAtMs !== null) error.possibleAtMs = breach.possibleAtMs
  if (breach.kind === 'do-not-call' && breach.reason !== '') error.reason = breach.reason
  if (breach.kind === 'too-many-attempts') {
    error.count = breach.count
    error.limit = breach.limit
    error.withinMs = periodMs(breach.period, totalDays)
  }
  return error
}

/** True for a kind of reason, or an error code, that belongs to a calling rule. */
export const isOfRule = (kind: string): kind is RuleBreach['kind'] => Object.hasOwn(ruleOf, kind)
