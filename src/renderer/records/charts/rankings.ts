import { formatNumber, maskNumber } from '../../../shared/numbers/number'
import { summaryLimits } from '../../../shared/records/records'
import type { RecordSummary } from '../../../shared/records/summary-schema'
import { plainText } from '../../../shared/platform/plain-text'
import { contactText } from '../table/cells'
import type { ChartContext, ChartModel } from './model'
import { rankingChart, type Ranked } from './ranking'

/** The calls of each salesman. */
export function salesmenChart(salesmen: RecordSummary['salesmen'], context: ChartContext): ChartModel {
  const { t } = context
  const ranked = salesmen.map(({ salesmanCode, ...sums }): Ranked => ({
    ...sums,
    name: salesmanCode === null ? t.noSalesman : plainText(salesmanCode),
    aside: '',
    patch: salesmanCode === null ? null : { salesmanCodes: [salesmanCode] }
  }))
  return rankingChart(
    ranked,
    {
      id: 'salesmen',
      title: t.titles.salesmen,
      nameHead: t.salesman,
      asideHead: '',
      by: 'calls',
      most: summaryLimits.maxGroups
    },
    context
  )
}

/** The calls of each result, and those without one. */
export function resultsChart(results: RecordSummary['results'], context: ChartContext): ChartModel {
  const { t, nameOfResult } = context
  const ranked = results.map(({ result, ...sums }): Ranked => ({
    ...sums,
    name: result === null ? t.noResult : plainText(nameOfResult(result)),
    aside: '',
    patch: { results: [result] }
  }))
  return rankingChart(
    ranked,
    {
      id: 'results',
      title: t.titles.results,
      nameHead: t.result,
      asideHead: '',
      by: 'calls',
      most: summaryLimits.maxGroups
    },
    context
  )
}

/** The calls of each agent, with the user's names for colleagues. */
export function agentsChart(agents: RecordSummary['agents'], context: ChartContext): ChartModel {
  const { t, nameOfAgent } = context
  const named = (agentId: number): string => {
    const name = plainText(nameOfAgent(agentId))
    return name === '' ? String(agentId) : t.agentNamed(name, agentId)
  }
  const ranked = agents.map(({ agentId, ...sums }): Ranked => ({
    ...sums,
    name: agentId === null ? t.noAgent : named(agentId),
    aside: '',
    patch: agentId === null ? null : { agentIds: [agentId] }
  }))
  return rankingChart(
    ranked,
    {
      id: 'agents',
      title: t.titles.agents,
      nameHead: t.agent,
      asideHead: '',
      by: 'calls',
      most: summaryLimits.maxGroups
    },
    context
  )
}

/** The numbers with the most calls or the longest talk time. */
export function numbersChart(
  numbers: RecordSummary['frequentNumbers'],
  id: 'frequent' | 'longest',
  context: ChartContext
): ChartModel {
  const { t, isNumberMasked, regionOf } = context
  const ranked = numbers.map(({ number, contactName, ...sums }): Ranked => ({
    ...sums,
    name: plainText(isNumberMasked ? maskNumber(number) : formatNumber(number)),
    aside: regionOf(number),
    owner: plainText(contactText(contactName, isNumberMasked)),
    patch: { text: number }
  }))
  return rankingChart(
    ranked,
    {
      id,
      title: t.titles[id],
      nameHead: t.number,
      asideHead: t.region,
      ownerHead: t.contactName,
      by: id === 'frequent' ? 'calls' : 'talk',
      most: summaryLimits.maxNumbers
    },
    context
  )
}
