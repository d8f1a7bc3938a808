import type { ChartOption } from './echarts'
import type { Palette } from './palette'

/** What stands over the drawing, in px: the legend where there is one. */
export const topPx = (palette: Palette, hasLegend: boolean): number =>
  Math.round(palette.fontPx * (hasLegend ? 2 : 0.8))

/** The room that a chart needs beside its axes. */
interface Room {
  hasLegend?: boolean
  rightPx?: number
  /** Over the drawing, in sizes of the type. */
  headEm?: number
}

/** What every chart has: its typeface and the room for its axes. */
export function base(palette: Palette, { hasLegend = false, rightPx = 4, headEm }: Room = {}): ChartOption {
  const text = { color: palette.textMuted, fontFamily: palette.fontFamily, fontSize: palette.fontPx }
  return {
    textStyle: text,
    grid: {
      left: 2,
      right: rightPx,
      top: headEm === undefined ? topPx(palette, hasLegend) : Math.round(palette.fontPx * headEm),
      bottom: 2,
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel'
    },
    ...(hasLegend && {
      legend: {
        top: 0,
        right: 0,
        // Chinese characters stand out of their line.
        padding: [3, 0],
        itemGap: 14,
        itemWidth: 12,
        itemHeight: 10,
        icon: 'rect',
        selectedMode: false,
        textStyle: text
      }
    })
  }
}

/** An axis of names. They are numbered for the library, so that no text from outside is a key or a template. */
export function nameAxis(
  palette: Palette,
  names: readonly string[],
  label: { interval?: number; width?: number; isLastWithin?: boolean } = {}
) {
  return {
    type: 'category' as const,
    data: names.map((_name, index) => String(index)),
    axisTick: { show: false },
    axisLine: { lineStyle: { color: palette.hairline } },
    splitLine: { show: false },
    axisLabel: {
      color: palette.textMuted,
      fontSize: palette.fontPx,
      fontFamily: palette.fontFamily,
      hideOverlap: true,
      ...(label.interval === undefined ? {} : { interval: label.interval }),
      ...(label.width === undefined
        ? {}
        : { width: label.width, overflow: 'truncate' as const, ellipsis: '…' }),
      // A long name of a thin last bar would be cut at the edge.
      ...(label.isLastWithin === true && { alignMaxLabel: 'right' as const }),
      formatter: (index: string) => names[Number(index)] ?? ''
    }
  }
}

/** An axis of amounts that begins at 0. */
export function amountAxis(
  palette: Palette,
  format: (value: number) => string,
  limits: { max?: number; minInterval?: number; interval?: number } = {}
) {
  return {
    type: 'value' as const,
    min: 0,
    splitNumber: 3,
    ...limits,
    axisLine: { show: false },
    axisTick: { show: false },
    splitLine: { lineStyle: { color: palette.hairline } },
    axisLabel: {
      color: palette.textMuted,
      fontSize: palette.fontPx,
      fontFamily: palette.fontFamily,
      hideOverlap: true,
      formatter: (value: number) => format(value)
    }
  }
}

/** An axis that isn't shown: the bars carry their numbers. */
export const hiddenAxis = { type: 'value' as const, min: 0, show: false }

/** Bars without a thought of colour: answered ones are full, the others are hatched. */
export const hatch = (palette: Palette) => ({
  symbol: 'rect' as const,
  symbolSize: 1,
  color: palette.surface,
  dashArrayX: [1, 0],
  dashArrayY: [2, 3],
  rotation: -Math.PI / 4
})
