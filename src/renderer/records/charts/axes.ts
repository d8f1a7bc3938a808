import type { ChartOption } from './echarts'
import type { Palette } from './palette'

/** Height above the drawing in px, including a legend. */
export const topPx = (palette: Palette, hasLegend: boolean): number =>
  Math.round(palette.fontPx * (hasLegend ? 2 : 0.8))

/** Space around the plot area. */
interface Room {
  hasLegend?: boolean
  rightPx?: number
  /** Space above the drawing, in em. */
  headEm?: number
}

/** Options shared by all charts: font and grid. */
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
        // Chinese characters are taller than the line.
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

/**
 * Isolates a text from its surroundings (Unicode UAX #9). ECharts caches widths in an object by text: without the
 * invisible marks, a name such as `__proto__` would reach `Object.prototype`.
 */
export const isolated = (text: string): string => `\u2068${text}\u2069`

/** A category axis. Categories are numbered, so that ECharts never parses external text as a key or template. */
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
      // A long label of a thin last bar would be clipped at the edge.
      ...(label.isLastWithin === true && { alignMaxLabel: 'right' as const }),
      formatter: (index: string) => isolated(names[Number(index)] ?? '')
    }
  }
}

/** A value axis that starts at 0. */
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

/** A hidden axis, for bars with value labels. */
export const hiddenAxis = { type: 'value' as const, min: 0, show: false }

/** Distinguishes bars without colour: answered calls are solid, others hatched. */
export const hatch = (palette: Palette) => ({
  symbol: 'rect' as const,
  symbolSize: 1,
  color: palette.surface,
  dashArrayX: [1, 0],
  dashArrayY: [2, 3],
  rotation: -Math.PI / 4
})
