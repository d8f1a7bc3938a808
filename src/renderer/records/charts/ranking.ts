import type { Locale } from '../../../shared/messages'
import type { RecordFilter } from '../../../shared/records/filter-schema'
import type { RecordGroup } from '../../../shared/records/summary-schema'
import { formatTalk } from '../../platform/times'
import { base, hiddenAxis, isolated, nameAxis } from './axes'
import { answeredBars } from './bars'
import type { ChartOption } from './echarts'
import { formatCount, formatShare, formatYuan } from './figures'
import type { ChartContext, ChartId, ChartModel, ChartPoint, ChartTable } from './model'
import type { Palette } from './palette'

/** Maximum number of bars in a ranking; the table shows all entries. */
const rankingBars = 10

/** An entry of a ranking. */
export interface Ranked extends RecordGroup {
  name: string
  /** Text after the name; empty: none. */
  aside: string
  /** Who it belongs to, external text; shown instead of `aside` in the drawing. Empty: unknown. */
  owner?: string
  patch: RecordFilter | null
}

/** What a ranking compares. */
export interface RankingSubject {
  id: ChartId
  title: string
  /** Column heads of the names and of `aside`; empty: no column. */
  nameHead: string
  asideHead: string
  ownerHead?: string
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
  const bars = ranked.slice(0, rankingBars)
  const isCut = ranked.length > bars.length
  const between = locale === 'zh-CN' ? '' : ' '
  const notes = [
    ...(isCut ? [t.topOf(bars.length, ranked.length)] : []),
    ...(ranked.length === subject.most && subject.most > 20 ? [t.mostOf(subject.most)] : [])
  ]
  return {
    id: subject.id,
    title: subject.title,
    note: [...notes, ...(isCut ? [t.allInTable] : [])].join(between),
    pictureNote: notes.join(between),
    layout: 'rows',
    columns: 1,
    points: bars.map((one) => pointOf(one, subject, context)),
    heightRem: 1.6 * Math.max(3, bars.length) + 2,
    hasLegend: subject.by === 'calls',
    option: (palette) => barsOption(bars, subject, context, palette),
    table: tableOf(ranked, subject, context)
  }
}

const formatTalkTime = (seconds: number): string => formatTalk(seconds * 1_000)

function pointOf(
  { name, aside, owner = '', patch, ...sums }: Ranked,
  { asideHead, ownerHead = '' }: RankingSubject,
  { locale, t }: ChartContext
): ChartPoint {
  const facts = [
    { name: t.calls, value: formatCount(sums.calls, locale) },
    { name: t.answered, value: formatCount(sums.answered, locale) },
    { name: t.shareAnswered, value: formatShare(sums.answered, sums.calls, locale) },
    { name: t.talkTime, value: formatTalkTime(sums.talkSeconds) },
    { name: t.cost, value: formatYuan(sums.costYuan, locale) }
  ]
  const more = [
    { name: ownerHead, value: owner },
    { name: asideHead, value: aside }
  ].filter(({ value }) => value !== '')
  return { label: name, facts: [...more, ...facts], patch }
}

/** The value at the end of each bar. */
const endsOf = (bars: readonly Ranked[], { by }: RankingSubject, locale: Locale): string[] =>
  bars.map(({ calls, talkSeconds }) =>
    by === 'calls' ? formatCount(calls, locale) : formatTalkTime(talkSeconds)
  )

function barsOption(
  bars: readonly Ranked[],
  subject: RankingSubject,
  { locale, t }: ChartContext,
  palette: Palette
): ChartOption {
  const { by } = subject
  const names = bars.map(({ name, aside, owner = '' }) =>
    [name, owner === '' ? aside : isolated(owner)].filter((part) => part !== '').join(' ')
  )
  const ends = endsOf(bars, subject, locale)
  const widestEnd = Math.max(0, ...ends.map((end) => end.length))
  const end = {
    show: true,
    position: 'right' as const,
    color: palette.text,
    fontSize: palette.fontPx,
    fontFamily: palette.fontFamily,
    formatter: ({ dataIndex }: { dataIndex: number }) => ends[dataIndex] ?? ''
  }
  const bar = { barMaxWidth: 14, barCategoryGap: '30%' }
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
        ? answeredBars(bars, palette, t, bar, end)
        : {
            ...bar,
            type: 'bar',
            silent: true,
            itemStyle: { color: palette.accentFill },
            label: end,
            data: bars.map(({ talkSeconds }) => talkSeconds)
          }
  }
}

function tableOf(
  ranked: readonly Ranked[],
  { nameHead, asideHead, ownerHead = '' }: RankingSubject,
  { locale, t }: ChartContext
): ChartTable {
  const hasAside = asideHead !== ''
  const hasOwner = ranked.some(({ owner = '' }) => owner !== '')
  return {
    columns: [
      nameHead,
      ...(hasOwner ? [ownerHead] : []),
      ...(hasAside ? [asideHead] : []),
      t.calls,
      t.answered,
      ...(hasAside ? [] : [t.shareAnswered]),
      t.talkTime,
      t.cost
    ],
    rows: ranked.map(({ name, aside, owner = '', patch, ...sums }) => ({
      cells: [
        name,
        ...(hasOwner ? [owner] : []),
        ...(hasAside ? [aside] : []),
        formatCount(sums.calls, locale),
        formatCount(sums.answered, locale),
        ...(hasAside ? [] : [formatShare(sums.answered, sums.calls, locale)]),
        formatTalkTime(sums.talkSeconds),
        formatYuan(sums.costYuan, locale)
      ],
      patch
    }))
  }
}
