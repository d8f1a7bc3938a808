import type { RecordFilter, RecordGroup } from '../../../shared/records/records'
import { formatTalk } from '../../platform/times'
import { base, hatch, hiddenAxis, nameAxis } from './axes'
import { formatCount, formatShare, formatYuan } from './figures'
import type { ChartContext, ChartId, ChartModel, ChartPoint } from './model'

/** Maximum number of bars in a ranking; the table shows all entries. */
const rankingBars = 10

/** An entry of a ranking. */
export interface Ranked extends RecordGroup {
  name: string
  /** Text after the name; empty: none. */
  aside: string
  patch: RecordFilter | null
}

/** What a ranking compares. */
export interface RankingSubject {
  id: ChartId
  title: string
  /** Column heads of the names and of `aside`; empty: no column. */
  nameHead: string
  asideHead: string
  /** The measure of the bars. */
  by: 'calls' | 'talk'
  /** Maximum number of entries in the summary. */
  most: number
}

/** Width of the names, in px at a font size of 11. */
const nameWidth = 170

/** Horizontal bars in descending order, each with its name and value. */
export function rankingChart(
  ranked: readonly Ranked[],
  subject: RankingSubject,
  context: ChartContext
): ChartModel {
  const { locale, t } = context
  const { id, title, nameHead, asideHead, by, most } = subject
  const talk = (seconds: number) => formatTalk(seconds * 1_000)
  const pointOf = ({ name, aside, patch, ...sums }: Ranked): ChartPoint => {
    const facts = [
      { name: t.calls, value: formatCount(sums.calls, locale) },
      { name: t.answered, value: formatCount(sums.answered, locale) },
      { name: t.shareAnswered, value: formatShare(sums.answered, sums.calls, locale) },
      { name: t.talkTime, value: talk(sums.talkSeconds) },
      { name: t.cost, value: formatYuan(sums.costYuan, locale) }
    ]
    return { label: name, facts: aside === '' ? facts : [{ name: asideHead, value: aside }, ...facts], patch }
  }
  const bars = ranked.slice(0, rankingBars)
  const names = bars.map(({ name, aside }) => (aside === '' ? name : `${name} ${aside}`))
  const ends = bars.map(({ calls, talkSeconds }) =>
    by === 'calls' ? formatCount(calls, locale) : talk(talkSeconds)
  )
  const widestEnd = Math.max(0, ...ends.map((end) => end.length))
  const isCut = ranked.length > bars.length
  const between = locale === 'zh-CN' ? '' : ' '
  const notes = [
    ...(isCut ? [t.topOf(bars.length, ranked.length)] : []),
    ...(ranked.length === most && most > 20 ? [t.mostOf(most)] : [])
  ]
  return {
    id,
    title,
    note: [...notes, ...(isCut ? [t.allInTable] : [])].join(between),
    pictureNote: notes.join(between),
    layout: 'rows',
    columns: 1,
    points: bars.map(pointOf),
    heightRem: 1.6 * Math.max(3, bars.length) + 2,
    hasLegend: by === 'calls',
    option: (palette) => {
      const end = {
        show: true,
        position: 'right' as const,
        color: palette.text,
        fontSize: palette.fontPx,
        fontFamily: palette.fontFamily,
        formatter: ({ dataIndex }: { dataIndex: number }) => ends[dataIndex] ?? ''
      }
      const bar = {
        type: 'bar' as const,
        stack: 'calls',
        silent: true,
        barMaxWidth: 14,
        barCategoryGap: '30%'
      }
      return {
        ...base(palette, {
          hasLegend: by === 'calls',
          // Aligns two adjacent rankings when only one has a legend.
          headEm: 2,
          rightPx: 12 + Math.ceil(widestEnd * palette.fontPx * 0.62)
        }),
        xAxis: hiddenAxis,
        yAxis: {
          ...nameAxis(palette, names, { interval: 0, width: Math.round((nameWidth * palette.fontPx) / 11) }),
          inverse: true
        },
        series:
          by === 'calls'
            ? [
                {
                  ...bar,
                  name: t.answered,
                  itemStyle: { color: palette.accentFill },
                  data: bars.map(({ answered }) => answered)
                },
                {
                  ...bar,
                  name: t.notAnswered,
                  itemStyle: { color: palette.quiet, decal: hatch(palette) },
                  label: end,
                  data: bars.map(({ calls, answered }) => calls - answered)
                }
              ]
            : [
                {
                  ...bar,
                  itemStyle: { color: palette.accentFill },
                  label: end,
                  data: bars.map(({ talkSeconds }) => talkSeconds)
                }
              ]
      }
    },
    table: {
      columns: [
        nameHead,
        ...(asideHead === '' ? [] : [asideHead]),
        t.calls,
        t.answered,
        ...(asideHead === '' ? [t.shareAnswered] : []),
        t.talkTime,
        t.cost
      ],
      rows: ranked.map(({ name, aside, patch, ...sums }) => ({
        cells: [
          name,
          ...(asideHead === '' ? [] : [aside]),
          formatCount(sums.calls, locale),
          formatCount(sums.answered, locale),
          ...(asideHead === '' ? [formatShare(sums.answered, sums.calls, locale)] : []),
          talk(sums.talkSeconds),
          formatYuan(sums.costYuan, locale)
        ],
        patch
      }))
    }
  }
}
