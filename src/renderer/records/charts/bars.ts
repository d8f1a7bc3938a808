import type { ChartMessages } from '../../../shared/messages/en/charts'
import { hatch } from './axes'
import type { BarSeriesOption } from './echarts'
import type { Palette } from './palette'

/** Stacked bars of answered calls and, hatched, of the others. `bar`: their sizes; `label`: of the whole bar. */
export function answeredBars(
  sums: readonly { calls: number; answered: number }[],
  palette: Palette,
  t: ChartMessages,
  bar: BarSeriesOption,
  label?: BarSeriesOption['label']
): BarSeriesOption[] {
  const stacked = { ...bar, type: 'bar', stack: 'calls', silent: true } as const
  return [
    {
      ...stacked,
      name: t.answered,
      itemStyle: { color: palette.accentFill },
      data: sums.map(({ answered }) => answered)
    },
    {
      ...stacked,
      name: t.notAnswered,
      itemStyle: { color: palette.quiet, decal: hatch(palette) },
      ...(label !== undefined && { label }),
      data: sums.map(({ calls, answered }) => calls - answered)
    }
  ]
}
