import { BarChart, HeatmapChart, LineChart } from 'echarts/charts'
import type { BarSeriesOption, HeatmapSeriesOption, LineSeriesOption } from 'echarts/charts'
import { GridComponent, LegendPlainComponent, VisualMapPiecewiseComponent } from 'echarts/components'
import type { GridComponentOption, LegendComponentOption, VisualMapComponentOption } from 'echarts/components'
import { init, use } from 'echarts/core'
import type { ComposeOption, ECharts } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'

use([
  BarChart,
  LineChart,
  HeatmapChart,
  GridComponent,
  LegendPlainComponent,
  VisualMapPiecewiseComponent,
  CanvasRenderer
])

/** Options of the chart types in use. */
export type ChartOption = ComposeOption<
  | BarSeriesOption
  | LineSeriesOption
  | HeatmapSeriesOption
  | GridComponentOption
  | LegendComponentOption
  | VisualMapComponentOption
>

export { init }
export type { BarSeriesOption, ECharts }
