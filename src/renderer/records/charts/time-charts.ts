import type { RecordSummary } from '../../../shared/records/summary-schema'
import { amountAxis, base, nameAxis } from './axes'
import { answeredBars } from './bars'
import { bucketAxisName, bucketName, isOneYear } from './day-words'
import { bucketPatch, type TimeBucket, type TimeUnit } from './days'
import type { ChartOption } from './echarts'
import { formatCompact, formatCompactYuan, formatCount, formatShare, formatYuan } from './figures'
import { rowOf, type ChartContext, type ChartModel, type ChartPoint } from './model'
import type { Palette } from './palette'

/** Inputs of the charts over time. */
export interface TimeSeries {
  buckets: TimeBucket[]
  unit: TimeUnit
  /** Calls of the filter that are in no bucket. */
  left: number
}

/** Number of calls missing from `days`: start unknown, or before the oldest stored day. */
export function callsWithoutDay({ totals, days }: RecordSummary): number {
  return Math.max(0, totals.calls - days.reduce((sum, { calls }) => sum + calls, 0))
}

/** What a chart over time shows of each bucket. */
interface TimeChart {
  id: 'calls' | 'share' | 'cost'
  /** Default: how many calls are in no bucket. */
  note?: string
  heightRem: number
  hasLegend?: boolean
  /** The figures of a bucket, in the tooltip and the table. */
  figures: { name: string; of: (bucket: TimeBucket) => string }[]
  /** Options besides the axis of time. */
  option: (palette: Palette) => ChartOption
}

function timeChart({ buckets, unit, left }: TimeSeries, context: ChartContext, chart: TimeChart): ChartModel {
  const { locale, t, filter } = context
  const isInOneYear = isOneYear(buckets)
  const axisNames = buckets.map((bucket) => bucketAxisName(bucket, unit, isInOneYear, locale))
  const note = chart.note ?? (left === 0 ? '' : t.withoutStart(left, formatCount(left, locale)))
  const points = buckets.map((bucket): ChartPoint => ({
    label: bucketName(bucket, unit, locale),
    facts: chart.figures.map(({ name, of }) => ({ name, value: of(bucket) })),
    patch: bucketPatch(bucket, filter)
  }))
  return {
    id: chart.id,
    title: t.titles[chart.id][unit],
    note,
    pictureNote: note,
    layout: 'columns',
    columns: buckets.length,
    points,
    heightRem: chart.heightRem,
    hasLegend: chart.hasLegend ?? false,
    option: (palette) => ({
      ...chart.option(palette),
      xAxis: nameAxis(palette, axisNames, { isLastWithin: buckets.length > 31 })
    }),
    table: {
      columns: [t.units[unit], ...chart.figures.map(({ name }) => name)],
      rows: points.map(rowOf)
    }
  }
}

/** Thin bars get a smaller gap, which would otherwise be wider than the bars. */
const barOf = (buckets: readonly TimeBucket[]) => ({
  barMaxWidth: 36,
  barCategoryGap: buckets.length > 100 ? '8%' : '24%'
})

/** Calls over time, stacked: answered below, others on top. */
export function callsChart(series: TimeSeries, context: ChartContext): ChartModel {
  const { locale, t } = context
  return timeChart(series, context, {
    id: 'calls',
    heightRem: 14,
    hasLegend: true,
    figures: [
      { name: t.calls, of: ({ calls }) => formatCount(calls, locale) },
      { name: t.answered, of: ({ answered }) => formatCount(answered, locale) },
      { name: t.notAnswered, of: ({ calls, answered }) => formatCount(calls - answered, locale) }
    ],
    option: (palette) => ({
      ...base(palette, { hasLegend: true }),
      yAxis: amountAxis(palette, (value) => formatCompact(value, locale), { minInterval: 1 }),
      series: answeredBars(series.buckets, palette, t, barOf(series.buckets))
    })
  })
}

/** Share of answered calls over time; a gap where there are no calls. */
export function shareChart(series: TimeSeries, context: ChartContext): ChartModel {
  const { locale, t } = context
  const shares = series.buckets.map(({ calls, answered }) => (calls > 0 ? (answered / calls) * 100 : null))
  // A point between two gaps needs a symbol, since it has no line.
  const isAlone = (index: number) => shares[index - 1] == null && shares[index + 1] == null
  return timeChart(series, context, {
    id: 'share',
    heightRem: 11,
    figures: [
      { name: t.shareAnswered, of: ({ calls, answered }) => formatShare(answered, calls, locale) },
      { name: t.answered, of: ({ answered }) => formatCount(answered, locale) },
      { name: t.calls, of: ({ calls }) => formatCount(calls, locale) }
    ],
    option: (palette) => ({
      ...base(palette, { rightPx: 12 }),
      yAxis: amountAxis(palette, (value) => formatShare(value, 100, locale), { max: 100, interval: 25 }),
      series: {
        type: 'line',
        silent: true,
        symbol: 'circle',
        showAllSymbol: true,
        symbolSize: (_value, { dataIndex }) => (isAlone(dataIndex) ? 6 : shares.length <= 62 ? 5 : 0),
        lineStyle: { color: palette.accent, width: 2 },
        itemStyle: { color: palette.accent },
        data: shares.map((share) => share ?? '-')
      }
    })
  })
}

/** Cost of the calls over time. */
export function costChart(series: TimeSeries, context: ChartContext): ChartModel {
  const { locale, t } = context
  const isFree = series.buckets.every(({ costYuan }) => costYuan === 0)
  return timeChart(series, context, {
    id: 'cost',
    ...(isFree && { note: t.noCost }),
    heightRem: 11,
    figures: [
      { name: t.cost, of: ({ costYuan }) => formatYuan(costYuan, locale) },
      { name: t.calls, of: ({ calls }) => formatCount(calls, locale) }
    ],
    option: (palette) => ({
      ...base(palette),
      yAxis: amountAxis(
        palette,
        (value) => formatCompactYuan(value, locale),
        isFree ? { max: 1, interval: 1 } : {}
      ),
      series: {
        type: 'bar',
        silent: true,
        ...barOf(series.buckets),
        itemStyle: { color: palette.accentFill },
        data: series.buckets.map(({ costYuan }) => costYuan)
      }
    })
  })
}
