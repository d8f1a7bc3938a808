import type { Locale } from '../platform/locale'
import type { AppError } from '../platform/schema'
import { rulesEn, type RuleMessageFacts } from './en/rules'
import { rulesZhCn } from './zh-cn/rules'
import { periodMs } from '../calling-rules/attempt-periods'
import { ruleOf } from '../calling-rules/limits'
import type { RuleBreach } from '../calling-rules/schema'

const dayMs = 86_400_000

const words = { en: rulesEn, 'zh-CN': rulesZhCn } as const

/** A time of today as 14:05, another one with its day. */
function timeText(atMs: number, nowMs: number, locale: Locale): string {
  const isToday = new Date(atMs).toDateString() === new Date(nowMs).toDateString()
  const day = isToday ? {} : ({ month: 'short', day: 'numeric', weekday: 'short' } as const)
  return new Intl.DateTimeFormat(locale, {
    ...day,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23'
  }).format(atMs)
}

function sentence(
  kind: RuleBreach['kind'],
  facts: RuleMessageFacts,
  possibleAtMs: number | null,
  { nowMs, locale }: { nowMs: number; locale: Locale }
): string {
  const t = words[locale]
  const parts = [t[kind](facts)]
  if (possibleAtMs !== null) parts.push(t.possibleAt(timeText(possibleAtMs, nowMs, locale)))
  return parts.join(locale === 'zh-CN' ? '' : ' ')
}

/** Why a rule asks, and when the call is possible without a question. `totalDays`: the length of the period `total`. */
export function breachText(
  breach: RuleBreach,
  shown: { nowMs: number; locale: Locale; totalDays: number }
): string {
  const attempts = breach.kind === 'too-many-attempts' ? breach : null
  const facts = {
    reason: breach.kind === 'do-not-call' ? breach.reason : '',
    count: attempts?.count ?? 0,
    limit: attempts?.limit ?? 0,
    withinDays: attempts === null ? 0 : periodMs(attempts.period, shown.totalDays) / dayMs
  }
  return sentence(breach.kind, facts, breach.possibleAtMs, shown)
}

/** True for the error of a refusal by a calling rule. */
const isRuleError = (code: string): code is RuleBreach['kind'] => Object.hasOwn(ruleOf, code)

/** Why a rule refuses, and when the call is possible again; null for other errors. */
export function ruleErrorText(error: AppError, shown: { nowMs: number; locale: Locale }): string | null {
  if (!isRuleError(error.code)) return null
  const { reason = '', count = 0, limit = 0, withinMs = 0, possibleAtMs = null } = error
  // The error of a call that another Deskline refused has no details.
  const facts = { reason, count, limit, withinDays: withinMs / dayMs }
  if (error.code === 'too-many-attempts' && limit === 0) return null
  return sentence(error.code, facts, possibleAtMs, shown)
}
