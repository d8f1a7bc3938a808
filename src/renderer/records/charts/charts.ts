import type { RecordSummary } from '../../../shared/records/summary-schema'
import { bucketsOf, shownDays, unitsFor, usualUnit, type TimeUnit } from './days'
import { heatChart } from './heat-chart'
import type { ChartContext, ChartModel } from './model'
import { agentsChart, numbersChart, resultsChart, salesmenChart } from './rankings'
import { talkChart } from './talk-chart'
import { callsChart, callsWithoutDay, costChart, shareChart } from './time-charts'

/** All charts of a summary, in display order, and the time units available for the charts over time. */
export interface SummaryCharts {
  charts: ChartModel[]
  units: TimeUnit[]
  unit: TimeUnit
}

/** @param chosenUnit the unit selected by the user; null: chosen from the number of days. */
export function chartsOf(
  summary: RecordSummary,
  chosenUnit: TimeUnit | null,
  context: ChartContext
): SummaryCharts {
  const range = shownDays(summary.days, context.filter, context.nowMs) ?? { startDay: 0, endDay: 0 }
  const units = unitsFor(range)
  const unit = chosenUnit !== null && units.includes(chosenUnit) ? chosenUnit : usualUnit(range)
  const series = { buckets: bucketsOf(summary.days, range, unit), unit, left: callsWithoutDay(summary) }
  const inHeat = summary.heat.reduce((sum, { calls }) => sum + calls, 0)
  return {
    units,
    unit,
    charts: [
      callsChart(series, context),
      shareChart(series, context),
      costChart(series, context),
      heatChart(summary.heat, Math.max(0, summary.totals.calls - inHeat), context),
      talkChart(summary.talkTime, summary.totals.answered, context),
      resultsChart(summary.results, context),
      salesmenChart(summary.salesmen, context),
      agentsChart(summary.agents, context),
      numbersChart(summary.frequentNumbers, 'frequent', context),
      numbersChart(summary.longestNumbers, 'longest', context)
    ]
  }
}
