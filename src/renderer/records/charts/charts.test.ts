import { SVGRenderer } from 'echarts/renderers'
import { use } from 'echarts/core'
import { describe, expect, it } from 'vitest'
import { chartsZhCn } from '../../../shared/messages/zh-cn/charts'
import type { RecordSummary } from '../../../shared/records/summary-schema'
import { chartsOf } from './charts'
import { init } from './echarts'
import { chartIds, type ChartContext, type ChartId, type ChartModel } from './model'
import type { Palette } from './palette'
import { emptySummary, englishContext, summaryOf, sums } from './testing/summary'

// Renders charts as text, without a canvas.
use(SVGRenderer)

const propertiesOfBuiltIns = (): string[][] =>
  [Object, Object.prototype, Array.prototype, Function.prototype].map((one) =>
    Object.getOwnPropertyNames(one)
  )
const propertiesAtStart = propertiesOfBuiltIns()

const palette: Palette = {
  text: '#1a1d23',
  textMuted: '#545b67',
  hairline: '#d9dce3',
  surface: '#ffffff',
  sunken: '#e9ebef',
  accent: '#2353bd',
  accentFill: '#2a5ccc',
  quiet: '#868d9a',
  steps: Array.from({ length: 5 }, () => ({ ground: '#eeeeee', text: '#000000' })),
  fontFamily: 'sans-serif',
  fontPx: 11
}

function drawn(model: ChartModel): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: 460, height: 220 })
  try {
    chart.setOption({ ...model.option(palette), animation: false })
    return chart.renderToSVGString()
  } finally {
    chart.dispose()
  }
}

function modelOf(summary: RecordSummary, id: ChartId, context: ChartContext = englishContext): ChartModel {
  const model = chartsOf(summary, null, context).charts.find((chart) => chart.id === id)
  if (model === undefined) throw new Error(`no chart ${id}`)
  return model
}

const hostile = [
  '<img src=x onerror=alert(1)>',
  '</text></svg><script>alert(1)</script>',
  '{a|rich} {b} {value} {@[0]}',
  '${alert(1)}',
  '__proto__',
  'constructor',
  '\u202Egnp.exe\u0000\n',
  '',
  '-',
  'x'.repeat(200)
]
const hostileSummary: RecordSummary = {
  ...summaryOf(3, 40),
  salesmen: hostile.map((salesmanCode, index) => ({ salesmanCode, ...sums(100 - index) })),
  frequentNumbers: hostile.map((number, index) => ({ number, contactName: number, ...sums(100 - index) })),
  longestNumbers: hostile.map((number, index) => ({ number, contactName: number, ...sums(100 - index) }))
}

const cases: [string, RecordSummary][] = [
  ['no call', emptySummary],
  ['one call', summaryOf(1, 1)],
  ['one day', summaryOf(1, 40)],
  ['ten years', summaryOf(3_660, 270)],
  ['no cost', summaryOf(30, 12, 0)],
  ['huge numbers', summaryOf(30, 1e12, 1e15)],
  ['hostile texts', hostileSummary]
]

describe.each(cases)('the charts of %s', (_name, summary) => {
  const { charts } = chartsOf(summary, null, englishContext)

  it('all exist, and each can be drawn', () => {
    expect(charts.map(({ id }) => id)).toEqual(chartIds)
    for (const model of charts) expect(drawn(model)).toMatch(/^<svg [^]*<\/svg>$/)
  })

  it('give a name and numbers for each point, never NaN', () => {
    for (const { points, title, note } of charts) {
      expect(`${title} ${note} ${JSON.stringify(points)}`).not.toMatch(/NaN|undefined|Infinity/)
      for (const { facts } of points) expect(facts.length).toBeGreaterThan(1)
    }
  })

  it('have a table cell for each column', () => {
    for (const { table } of charts) {
      for (const { cells } of table.rows) expect(cells).toHaveLength(table.columns.length)
    }
  })

  it('have no more points than the pointer can hit', () => {
    for (const { points } of charts) expect(points.length).toBeLessThanOrEqual(400)
  })
})

describe('untrusted texts', () => {
  it('are drawn as text and create no elements', () => {
    for (const id of ['salesmen', 'frequent', 'longest'] as const) {
      const svg = drawn(modelOf(hostileSummary, id))
      expect(svg).not.toMatch(/<(img|script)/)
      expect(svg).toContain('&lt;img src=x')
      // If ECharts had parsed it as a template, the braces would be gone.
      expect(svg).toContain('{a|rich}')
    }
  })

  it('named like a property of objects change no prototype', () => {
    for (const id of ['salesmen', 'frequent', 'longest'] as const) {
      for (const name of Object.getOwnPropertyNames(Object.prototype)) {
        drawn(modelOf({ ...hostileSummary, salesmen: [{ salesmanCode: name, ...sums(1) }] }, id))
      }
    }
    expect(propertiesOfBuiltIns()).toEqual(propertiesAtStart)
  })

  it('are filtered by their raw value, and shown on one line without bidirectional characters', () => {
    const point = modelOf(hostileSummary, 'salesmen').points[6]
    expect(point?.label).toBe('gnp.exe')
    expect(point?.patch).toEqual({ salesmanCodes: ['\u202Egnp.exe\u0000\n'] })
  })
})

describe('the filter of a bar', () => {
  const summary = summaryOf(20, 40)

  it('of a heat map cell has its hour and weekday', () => {
    const { points } = modelOf(summary, 'heat')
    expect(points).toHaveLength(168)
    expect(points[9]?.patch).toEqual({ weekdays: [1], hours: [9] })
    expect(points[9]?.facts[0]?.value).toBe('800')
    expect(points[167]?.patch).toEqual({ weekdays: [7], hours: [23] })
  })

  it('of a duration has its answered calls only, excluding its upper end', () => {
    const { points } = modelOf(summary, 'talk')
    expect(points[1]?.patch).toEqual({
      outcomes: ['answered'],
      durationSeconds: { from: 10, to: 29.999_999 }
    })
    expect(points.at(-1)?.patch).toEqual({
      outcomes: ['answered'],
      durationSeconds: { from: 3_600, to: null }
    })
  })

  it('of a duration never widens the range of the current filter', () => {
    const filter = { durationSeconds: { from: 15, to: 20 } }
    const { points } = modelOf(summary, 'talk', { ...englishContext, filter })
    expect(points[1]?.patch?.durationSeconds).toEqual({ from: 15, to: 20 })
  })

  it('of an agent, salesman or number has the value in the records', () => {
    expect(modelOf(summary, 'agents').points[0]?.patch).toEqual({ agentIds: [699_861_013] })
    expect(modelOf(summary, 'salesmen').points[0]?.patch).toEqual({ salesmanCodes: ['S-042'] })
    expect(modelOf(summary, 'longest').points[0]?.patch).toEqual({ text: '075523456789' })
  })

  it('doesn’t exist for a value missing from the records', () => {
    const unsaid = { ...summary, agents: [{ agentId: null, ...sums(3) }] }
    expect(modelOf(unsaid, 'agents').points[0]).toMatchObject({ label: 'No desk phone', patch: null })
  })
})

describe('rankings', () => {
  it('show ten bars, and the table shows all', () => {
    const agents = Array.from({ length: 30 }, (_, index) => ({ agentId: index + 1, ...sums(100 - index) }))
    const model = modelOf({ ...summaryOf(2, 5), agents }, 'agents')
    expect(model.points).toHaveLength(10)
    expect(model.table.rows).toHaveLength(30)
    expect(model.note).toBe('The first 10 of 30. The table has all.')
    expect(model.pictureNote).toBe('The first 10 of 30.')
  })

  it('name a colleague by the user’s label', () => {
    const context: ChartContext = { ...englishContext, nameOfAgent: () => 'Alice' }
    expect(modelOf(summaryOf(1, 5), 'agents', context).points[0]?.label).toBe('Alice (699861013)')
  })

  it('group digits and show the region', () => {
    const { cells } = modelOf(summaryOf(1, 5), 'longest').table.rows[0] ?? { cells: [] }
    expect(cells.slice(0, 2)).toEqual(['0755 2345 6789', 'Shenzhen'])
  })

  it('show the name of a number instead of its region, isolated from its digits, and the table both', () => {
    const named = { number: '13812345678', contactName: 'محمد · 天成贸易', ...sums(9) }
    const unnamed = { ...named, number: '075523456789', contactName: '' }
    const model = modelOf({ ...summaryOf(1, 5), frequentNumbers: [named, unnamed] }, 'frequent')
    expect(drawn(model)).toContain('138 1234 5678 \u2068محمد')
    expect(drawn(model)).toContain('0755 2345 6789 Shenzhen')
    expect(model.points[0]?.facts[0]).toEqual({ name: 'Name', value: 'محمد · 天成贸易' })
    expect(model.points[0]?.patch).toEqual({ text: '13812345678' })
    expect(model.table.columns.slice(0, 3)).toEqual(['Number', 'Name', 'Region'])
    expect(model.table.rows.map(({ cells }) => cells[1])).toEqual(['محمد · 天成贸易', ''])
    expect(modelOf(summaryOf(1, 5), 'frequent').table.columns).not.toContain('Name')
  })

  it('mask numbers everywhere but in the filter', () => {
    const model = modelOf(summaryOf(1, 5), 'frequent', { ...englishContext, isNumberMasked: true })
    expect(model.points[0]?.label).toBe('138****5678')
    expect(model.table.rows[0]?.cells[0]).toBe('138****5678')
    expect(drawn(model)).not.toContain('1234')
    const named = { number: '13812345678', contactName: 'Li 138-1234-5678', ...sums(9) }
    const other = { ...summaryOf(1, 5), frequentNumbers: [named] }
    const masked = modelOf(other, 'frequent', { ...englishContext, isNumberMasked: true })
    expect(
      `${drawn(masked)} ${JSON.stringify([masked.points[0]?.facts, masked.table.rows[0]?.cells])}`
    ).not.toContain('1234')
  })
})

describe('notes on missing data', () => {
  const summary = summaryOf(2, 10)
  const more = { ...summary, totals: { ...summary.totals, calls: 23, answered: 12 } }

  it('count the calls without a start time, which are in no chart over time', () => {
    for (const id of ['calls', 'share', 'cost', 'heat'] as const) {
      expect(modelOf(more, id).note).toMatch(/^3 calls are left out/)
    }
  })

  it('count the answered calls without a duration, which are in no distribution', () => {
    expect(modelOf(more, 'talk').note).toMatch(/^2 answered calls are left out/)
  })

  it('are empty if nothing is missing', () => {
    expect(modelOf(summary, 'calls').note).toBe('')
    expect(modelOf(summary, 'talk').note).toBe('')
  })
})

it('days without calls have no answer rate, so the line has a gap', () => {
  const summary = summaryOf(5, 10)
  const days = summary.days.filter((_day, index) => index !== 2)
  const model = modelOf({ ...summary, days }, 'share')
  expect(model.points.map(({ facts }) => facts[0]?.value)).toEqual(['50%', '50%', '–', '50%', '50%'])
})

it('large heat map numbers are given in thousands, with a note', () => {
  const model = modelOf(summaryOf(30, 1_000), 'heat')
  expect(model.note).toBe('Numbers in thousands.')
  expect(drawn(model)).toContain('>30.0<')
})

it('the unit chosen by the user is kept if it yields a readable chart', () => {
  expect(chartsOf(summaryOf(60, 5), 'week', englishContext).unit).toBe('week')
  expect(chartsOf(summaryOf(3_660, 5), 'day', englishContext).unit).toBe('month')
})

it('Chinese charts have Chinese labels', () => {
  const context: ChartContext = { ...englishContext, locale: 'zh-CN', t: chartsZhCn }
  expect(modelOf(summaryOf(3, 5), 'calls', context).points[0]?.label).toBe('2026年1月1日周四')
  expect(drawn(modelOf(summaryOf(3, 5), 'heat', context))).toContain('周一')
})
