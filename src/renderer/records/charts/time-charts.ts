import type { RecordSummary } from '../../../shared/records/records'
import { amountAxis, base, hatch, nameAxis } from './axes'
import { bucketAxisName, bucketName, isOneYear } from './day-words'
import { bucketPatch, type TimeBucket, type TimeUnit } from './days'
import { formatCompact, formatCompactYuan, formatCount, formatShare, formatYuan } from './figures'
import { rowOf, type ChartContext, type ChartModel, type ChartPoint } from './model'

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

interface Parts {
  names: string[]
  axisNames: string[]
  note: string
}

function partsOf({ buckets, unit, left }: TimeSeries, { locale, t }: ChartContext): Parts {
  const isYearSaid = !isOneYear(buckets)
  return {
    names: buckets.map((bucket) => bucketName(bucket, unit, locale)),
    axisNames: buckets.map((bucket) => bucketAxisName(bucket, unit, !isYearSaid, locale)),
    note: left === 0 ? '' : t.withoutStart(left, formatCount(left, locale))
  }
}

/** Thin bars get a smaller gap, which would otherwise be wider than the bars. */
const gapOf = (buckets: readonly TimeBucket[]) => ({
  barMaxWidth: 36,
  barCategoryGap: buckets.length > 100 ? '8%' : '24%'
})

/** Calls over time, stacked: answered below, others on top. */
export function callsChart(series: TimeSeries, context: ChartContext): ChartModel {
  const { buckets, unit } = series
  const { locale, t, filter } = context
  const { names, axisNames, note } = partsOf(series, context)
  const count = (value: number) => formatCount(value, locale)
  const points = buckets.map((bucket, index): ChartPoint => ({
    label: names[index] ?? '',
    facts: [
      { name: t.calls, value: count(bucket.calls) },
      { name: t.answered, value: count(bucket.answered) },
      { name: t.notAnswered, value: count(bucket.calls - bucket.answered) }
    ],
    patch: bucketPatch(bucket, filter)
  }))
  return {
    id: 'calls',
    title: t.titles.calls[unit],
    note,
    pictureNote: note,
    layout: 'columns',
    columns: buckets.length,
    points,
    heightRem: 14,
    hasLegend: true,
    option: (palette) => ({
      ...base(palette, { hasLegend: true }),
      xAxis: nameAxis(palette, axisNames, { isLastWithin: buckets.length > 31 }),
      yAxis: amountAxis(palette, (value) => formatCompact(value, locale), { minInterval: 1 }),
      series: [
        {
          type: 'bar',
          name: t.answered,
          stack: 'calls',
          silent: true,
          ...gapOf(buckets),
          itemStyle: { color: palette.accentFill },
          data: buckets.map(({ answered }) => answered)
        },
        {
          type: 'bar',
          name: t.notAnswered,
          stack: 'calls',
          silent: true,
          ...gapOf(buckets),
          itemStyle: { color: palette.quiet, decal: hatch(palette) },
          data: buckets.map(({ calls, answered }) => calls - answered)
        }
      ]
    }),
    table: {
      columns: [t.units[unit], t.calls, t.answered, t.notAnswered],
      rows: points.map(rowOf)
    }
  }
}

/** Share of answered calls over time; a gap where there are no calls. */
export function shareChart(series: TimeSeries, context: ChartContext): ChartModel {
  const { buckets, unit } = series
  const { locale, t, filter } = context
  const { names, axisNames, note } = partsOf(series, context)
  const shares = buckets.map(({ calls, answered }) => (calls > 0 ? (answered / calls) * 100 : null))
  // A point between two gaps needs a symbol, since it has no line.
  const isAlone = (index: number) => shares[index - 1] == null && shares[index + 1] == null
  const points = buckets.map((bucket, index): ChartPoint => ({
    label: names[index] ?? '',
    facts: [
      { name: t.shareAnswered, value: formatShare(bucket.answered, bucket.calls, locale) },
      { name: t.answered, value: formatCount(bucket.answered, locale) },
      { name: t.calls, value: formatCount(bucket.calls, locale) }
    ],
    patch: bucketPatch(bucket, filter)
  }))
  return {
    id: 'share',
    title: t.titles.share[unit],
    note,
    pictureNote: note,
    layout: 'columns',
    columns: buckets.length,
    points,
    heightRem: 11,
    hasLegend: false,
    option: (palette) => ({
      ...base(palette, { rightPx: 12 }),
      xAxis: nameAxis(palette, axisNames, { isLastWithin: buckets.length > 31 }),
      yAxis: amountAxis(palette, (value) => formatShare(value, 100, locale), { max: 100, interval: 25 }),
      series: {
        type: 'line',
        silent: true,
        symbol: 'circle',
        showAllSymbol: true,
        symbolSize: (_value, { dataIndex }) => (isAlone(dataIndex) ? 6 : buckets.length <= 62 ? 5 : 0),
        lineStyle: { color: palette.accent, width: 2 },
        itemStyle: { color: palette.accent },
        data: shares.map((share) => share ?? '-')
      }
    }),
    table: {
      columns: [t.units[unit], t.shareAnswered, t.answered, t.calls],
      rows: points.map(rowOf)
    }
  }
}

/** Cost of the calls over time. */
export function costChart(series: TimeSeries, context: ChartContext): ChartModel {
  const { buckets, unit } = series
  const { locale, t, filter } = context
  const { names, axisNames, note } = partsOf(series, context)
  const isFree = buckets.every(({ costYuan }) => costYuan === 0)
  const costNote = isFree ? t.noCost : note
  const points = buckets.map((bucket, index): ChartPoint => ({
    label: names[index] ?? '',
    facts: [
      { name: t.cost, value: formatYuan(bucket.costYuan, locale) },
      { name: t.calls, value: formatCount(bucket.calls, locale) }
    ],
    patch: bucketPatch(bucket, filter)
  }))
  return {
    id: 'cost',
    title: t.titles.cost[unit],
    note: costNote,
    pictureNote: costNote,
    layout: 'columns',
    columns: buckets.length,
    points,
    heightRem: 11,
    hasLegend: false,
    option: (palette) => ({
      ...base(palette),
      xAxis: nameAxis(palette, axisNames, { isLastWithin: buckets.length > 31 }),
      yAxis: amountAxis(
        palette,
        (value) => formatCompactYuan(value, locale),
        isFree ? { max: 1, interval: 1 } : {}
      ),
      series: {
        type: 'bar',
        silent: true,
        ...gapOf(buckets),
        itemStyle: { color: palette.accentFill },
        data: buckets.map(({ costYuan }) => costYuan)
      }
    }),
    table: {
      columns: [t.units[unit], t.cost, t.calls],
      rows: points.map(rowOf)
    }
  }
}
