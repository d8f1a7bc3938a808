import type { Locale } from '../../../shared/messages'
import type { ChartMessages } from '../../../shared/messages/charts.en'
import type { RecordFilter } from '../../../shared/records/records'
import type { ChartOption } from './echarts'
import type { Palette } from './palette'

/** The charts, in their order on the page. */
export const chartIds = [
  'calls',
  'share',
  'cost',
  'heat',
  'talk',
  'salesmen',
  'agents',
  'frequent',
  'longest'
] as const

/** See {@link chartIds}. */
export type ChartId = (typeof chartIds)[number]

/** A bar, a point or a cell: what is told of it, and how its calls are found. */
export interface ChartPoint {
  label: string
  facts: { name: string; value: string }[]
  /** What narrows the filter to its calls; null: no filter can. */
  patch: RecordFilter | null
}

/** A chart's numbers as a table; the first column names the row. */
export interface ChartTable {
  columns: string[]
  rows: { cells: string[]; patch: RecordFilter | null }[]
}

/** A chart, before it has colours. */
export interface ChartModel {
  id: ChartId
  title: string
  /** What is missing in it or cut off; empty: nothing. */
  note: string
  /** Its place in a picture, which has no table beside it. */
  pictureNote: string
  /** Bars side by side, bars one below the other, or a table of cells row by row. */
  layout: 'columns' | 'rows' | 'cells'
  columns: number
  /** In drawing order; of cells row by row. */
  points: ChartPoint[]
  heightRem: number
  hasLegend: boolean
  option: (palette: Palette) => ChartOption
  table: ChartTable
}

/** A point as a row of the table. */
export const rowOf = ({ label, facts, patch }: ChartPoint): ChartTable['rows'][number] => ({
  cells: [label, ...facts.map(({ value }) => value)],
  patch
})

/** What charts need beyond the summary. */
export interface ChartContext {
  filter: RecordFilter
  locale: Locale
  t: ChartMessages
  /** Epoch ms. */
  nowMs: number
  isNumberMasked: boolean
  /** The region of a number, in the person's language; empty: not known. */
  regionOf: (number: string) => string
  /** A colleague's name; empty: not known. */
  nameOfAgent: (agentId: number) => string
}
