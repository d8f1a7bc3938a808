import type { CallingRules, DoNotCallState } from '../../shared/calling-rules/schema'
import type { CallingRulesMessages } from '../../shared/messages/en/calling-rules'

/** How many numbers must not be called, from both sources. */
export const listSummary = (state: DoNotCallState | null, t: CallingRulesMessages): string =>
  t.listSummary(state?.count ?? 0, state?.file?.numbers ?? null)

/** The rules that are on. */
export function rulesSummary(rules: CallingRules, t: CallingRulesMessages): string {
  const on = (['doNotCall', 'hours', 'attempts'] as const).filter((rule) => rules[rule].action !== 'off')
  return on.length === 0 ? t.summaryOff : on.map((rule) => t.summaryNames[rule]).join(t.summarySeparator)
}
