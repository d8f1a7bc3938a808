import type { Locale } from '../../../shared/messages'
import type { ChartMessages } from '../../../shared/messages/en/charts'
import type { NumberRange } from '../../../shared/records/filter-schema'
import type { RecordSummary } from '../../../shared/records/summary-schema'
import { base, hiddenAxis, nameAxis } from './axes'
import { formatCount, formatShare } from './figures'
import { rowOf, type ChartContext, type ChartModel, type ChartPoint } from './model'

type TalkStep = RecordSummary['talkTime'][number]

/** Durations have six decimals: subtract this to exclude the end of a step. */
const leastSeconds = 0.000_001

function stepName({ fromSeconds: from, toSeconds: to }: TalkStep, t: ChartMessages): string {
  if (to === null) return from % 3_600 === 0 ? t.hours(from / 3_600) : t.longer(from)
  return from % 60 === 0 && to % 60 === 0 && from > 0 ? t.minutes(from / 60, to / 60) : t.seconds(from, to)
}

/** The duration range of a step, limited to that of the filter. */
function lengthsOf({ fromSeconds, toSeconds }: TalkStep, within: NumberRange | undefined): NumberRange {
  const to = Math.min(toSeconds === null ? Infinity : toSeconds - leastSeconds, within?.to ?? Infinity)
  return { from: Math.max(fromSeconds, within?.from ?? 0), to: to === Infinity ? null : to }
}

/** Answered calls by duration. */
export function talkChart(
  steps: RecordSummary['talkTime'],
  answered: number,
  context: ChartContext
): ChartModel {
  const { t, locale, filter } = context
  const names = steps.map((step) => stepName(step, t))
  const known = steps.reduce((sum, { calls }) => sum + calls, 0)
  const left = Math.max(0, answered - known)
  const note =
    answered === 0 ? t.noneAnswered : left === 0 ? '' : t.withoutLength(left, formatCount(left, locale))
  const points = steps.map((step, index): ChartPoint => ({
    label: names[index] ?? '',
    facts: [
      { name: t.calls, value: formatCount(step.calls, locale) },
      { name: t.share, value: formatShare(step.calls, known, locale) }
    ],
    patch: { outcomes: ['answered'], durationSeconds: lengthsOf(step, filter.durationSeconds) }
  }))
  return {
    id: 'talk',
    title: t.titles.talk,
    note,
    pictureNote: note,
    layout: 'columns',
    columns: steps.length,
    points,
    heightRem: 11,
    hasLegend: false,
    option: (palette) => ({
      // Space for the value labels on the bars.
      ...base(palette, { headEm: 1.8 }),
      xAxis: nameAxis(palette, names, { interval: 0 }),
      yAxis: hiddenAxis,
      series: {
        type: 'bar',
        silent: true,
        barMaxWidth: 56,
        barCategoryGap: '24%',
        itemStyle: { color: palette.accentFill },
        label: {
          show: true,
          position: 'top',
          color: palette.text,
          fontSize: palette.fontPx,
          fontFamily: palette.fontFamily,
          formatter: ({ dataIndex }) => labelOf(steps[dataIndex], locale)
        },
        data: steps.map(({ calls }) => calls)
      }
    }),
    table: { columns: [t.length, t.calls, t.share], rows: points.map(rowOf) }
  }
}

const labelOf = (step: TalkStep | undefined, locale: Locale): string =>
  step === undefined || step.calls === 0 ? '' : formatCount(step.calls, locale)
