import { topPx } from './axes'
import { init, type ECharts } from './echarts'
import type { ChartModel } from './model'
import type { Bands } from './movement'
import type { Palette } from './palette'

/** Positions of a chart's points, in px from its top left corner. */
export interface ChartPlaces {
  columns: Bands
  rows: Bands
  widthPx: number
  heightPx: number
  topPx: number
}

/** Duration of bar transitions, in ms. */
const motionMs = 150

// Categories are evenly spaced, so two positions are enough.
function bandsOf(chart: ECharts, axis: 'xAxisIndex' | 'yAxisIndex', count: number, wholePx: number): Bands {
  const at = (index: number) => chart.convertToPixel({ [axis]: 0 }, index)
  const firstPx = at(0)
  const stepPx = count > 1 ? at(1) - firstPx : wholePx
  return Number.isFinite(firstPx) && stepPx > 0
    ? { firstPx, stepPx, count }
    : { firstPx: 0, stepPx: 1, count: 0 }
}

/** Renders a chart into an element and follows its size. `onPlaces` reports new positions of its points. */
export function createChartView(element: HTMLElement, onPlaces: (places: ChartPlaces) => void) {
  const chart = init(element, null, { renderer: 'canvas' })
  let shown: { model: ChartModel; palette: Palette } | null = null

  function tellPlaces(): void {
    if (shown === null) return
    const { model, palette } = shown
    const widthPx = chart.getWidth()
    const heightPx = chart.getHeight()
    const { layout, columns, points } = model
    const none = { firstPx: 0, stepPx: 1, count: 0 }
    onPlaces({
      columns: layout === 'rows' ? none : bandsOf(chart, 'xAxisIndex', columns, widthPx),
      rows:
        layout === 'columns'
          ? none
          : bandsOf(chart, 'yAxisIndex', Math.ceil(points.length / columns), heightPx),
      widthPx,
      heightPx,
      topPx: topPx(palette, model.hasLegend)
    })
  }

  const observer = new ResizeObserver(() => {
    if (element.clientWidth === 0 || element.clientHeight === 0) return
    chart.resize()
    tellPlaces()
  })
  observer.observe(element)

  return {
    show(model: ChartModel, palette: Palette, isStill: boolean): void {
      // Don't animate bars between different charts.
      const isOther = shown?.model.id !== model.id || shown.palette !== palette
      shown = { model, palette }
      const motion = isStill
        ? { animation: false }
        : { animation: true, animationDuration: 0, animationDurationUpdate: motionMs }
      chart.setOption(
        { ...model.option(palette), ...motion },
        { notMerge: isOther, replaceMerge: ['series'] }
      )
      tellPlaces()
    },
    dispose(): void {
      observer.disconnect()
      chart.dispose()
    }
  }
}

/** See {@link createChartView}. */
export type ChartView = ReturnType<typeof createChartView>
