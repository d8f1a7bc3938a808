import type { RecordSummary } from '../../../shared/records/summary-schema'
import { base, nameAxis } from './axes'
import { weekdayNames } from './day-words'
import { formatCount, formatInUnits, formatShare } from './figures'
import { rowOf, type ChartContext, type ChartModel, type ChartPoint } from './model'

const hours = 24
const stepCount = 5

/** Colour step of a number of calls, from 0; -1: no calls. */
const stepOf = (calls: number, most: number): number =>
  calls <= 0 ? -1 : Math.min(stepCount - 1, Math.ceil((calls / most) * stepCount) - 1)

/** Unit of the cell values, chosen so that the largest value fits. */
const unitOf = (most: number): 1 | 1_000 | 1_000_000 =>
  most < 1_000 ? 1 : most < 1_000_000 ? 1_000 : 1_000_000

const hourName = (hour: number): string => `${String(hour).padStart(2, '0')}:00`

/** Calls by weekday and hour. */
export function heatChart(
  heat: RecordSummary['heat'],
  callsLeft: number,
  { locale, t }: ChartContext
): ChartModel {
  const longNames = weekdayNames(locale, 'long')
  const cells = longNames.flatMap((_name, day) =>
    Array.from({ length: hours }, (_, hour) => ({ weekday: day + 1, hour, calls: 0, answered: 0 }))
  )
  for (const { weekday, hour, calls, answered } of heat) {
    const cell = cells[(weekday - 1) * hours + hour]
    if (cell !== undefined) Object.assign(cell, { calls, answered })
  }
  const most = Math.max(1, ...cells.map(({ calls }) => calls))
  const unit = unitOf(most)
  const notes = [
    ...(unit === 1 ? [] : [unit === 1_000 ? t.inThousands : t.inMillions]),
    ...(callsLeft === 0 ? [] : [t.withoutStart(callsLeft, formatCount(callsLeft, locale))])
  ]
  const note = notes.join(locale === 'zh-CN' ? '' : ' ')
  const points = cells.map(({ weekday, hour, calls, answered }): ChartPoint => ({
    label: t.cell(longNames[weekday - 1] ?? '', hourName(hour), hourName(hour + 1)),
    facts: [
      { name: t.calls, value: formatCount(calls, locale) },
      { name: t.answered, value: formatCount(answered, locale) },
      { name: t.shareAnswered, value: formatShare(answered, calls, locale) }
    ],
    patch: { weekdays: [weekday], hours: [hour] }
  }))
  return {
    id: 'heat',
    title: t.titles.heat,
    note,
    pictureNote: note,
    layout: 'cells',
    columns: hours,
    points,
    heightRem: 14.5,
    hasLegend: false,
    option: (palette) => ({
      ...base(palette),
      xAxis: nameAxis(
        palette,
        Array.from({ length: hours }, (_, hour) => String(hour)),
        { interval: 0 }
      ),
      yAxis: { ...nameAxis(palette, weekdayNames(locale, 'short'), { interval: 0 }), inverse: true },
      visualMap: {
        type: 'piecewise',
        show: false,
        dimension: 3,
        pieces: [
          { value: -1, color: palette.sunken },
          ...palette.steps.map(({ ground }, step) => ({ value: step, color: ground }))
        ]
      },
      series: {
        type: 'heatmap',
        silent: true,
        itemStyle: { borderColor: palette.surface, borderWidth: 1 },
        label: {
          show: true,
          fontSize: palette.fontPx,
          fontFamily: palette.fontFamily,
          formatter: ({ dataIndex }) => {
            const calls = cells[dataIndex]?.calls ?? 0
            return calls === 0 ? '' : formatInUnits(calls, unit, most, locale)
          }
        },
        data: cells.map(({ weekday, hour, calls }) => {
          const step = stepOf(calls, most)
          return {
            value: [hour, weekday - 1, calls, step],
            label: { color: palette.steps[step]?.text ?? palette.text }
          }
        })
      }
    }),
    table: {
      columns: [t.weekday, t.calls, t.answered, t.shareAnswered],
      rows: points.filter((_point, index) => (cells[index]?.calls ?? 0) > 0).map(rowOf)
    }
  }
}
