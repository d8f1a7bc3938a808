import type { Locale } from '../../../shared/messages'
import type { ChartMessages } from '../../../shared/messages/en/charts'
import type { RecordFilter } from '../../../shared/records/filter-schema'
import type { ChartOption } from './echarts'
import type { Palette } from './palette'

/** The charts, in display order. */
export const chartIds = [
  'calls',
  'share',
  'cost',
  'heat',
  'talk',
  'results',
  'salesmen',
  'agents',
  'frequent',
  'longest'
] as const

/** See {@link chartIds}. */
export type ChartId = (typeof chartIds)[number]

/** A bar, point or cell, with its tooltip and the filter of its calls. */
export interface ChartPoint {
  label: string
  facts: { name: string; value: string }[]
  /** Filter patch that selects its calls; null: no filter can express it. */
  patch: RecordFilter | null
}

/** A chart's values as a table; the first column names the row. */
export interface ChartTable {
  columns: string[]
  rows: { cells: string[]; patch: RecordFilter | null }[]
}

/** A chart, independent of the theme. */
export interface ChartModel {
  id: ChartId
  title: string
  /** What is missing or truncated; empty: nothing. */
  note: string
  /** Replaces the note in pictures, which have no table. */
  pictureNote: string
  /** Vertical bars, horizontal bars, or a grid of cells. */
  layout: 'columns' | 'rows' | 'cells'
  columns: number
  /** In drawing order; cells row by row. */
  points: ChartPoint[]
  heightRem: number
  hasLegend: boolean
  option: (palette: Palette) => ChartOption
  table: ChartTable
}

/** Converts a point to a table row. */
export const rowOf = ({ label, facts, patch }: ChartPoint): ChartTable['rows'][number] => ({
  cells: [label, ...facts.map(({ value }) => value)],
  patch
})

/** Inputs of charts other than the summary. */
export interface ChartContext {
  filter: RecordFilter
  locale: Locale
  t: ChartMessages
  /** Epoch ms. */
  nowMs: number
  isNumberMasked: boolean
  /** The region of a number, in the user's language; empty: unknown. */
  regionOf: (number: string) => string
  /** A colleague's name; empty: unknown. */
  nameOfAgent: (agentId: number) => string
  /** The name of a result by its id. */
  nameOfResult: (id: string) => string
}
