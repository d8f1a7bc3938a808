import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { writeXlsx, type SheetColumn } from '../src/main/records/store/export/export-xlsx'

// Exporting a workbook of calls with 12 columns: rows per second, peak memory, and the longest time the event loop
// was blocked. `npm run bench -- export-xlsx [ROWS]`

const rows = Number(process.argv[2] ?? 1_000_000)
const startMs = Date.UTC(2026, 0, 1)

const columns: SheetColumn<number>[] = [
  { header: '呼叫', kind: 'text', value: (at) => `call-${at.toString(16).padStart(12, '0')}` },
  { header: '主叫', kind: 'text', value: (at) => `0215555${String(at % 10_000).padStart(4, '0')}` },
  {
    header: '被叫',
    kind: 'text',
    value: (at) => `138${String((at * 7_919) % 100_000_000).padStart(8, '0')}`
  },
  { header: '归属地', kind: 'text', value: (at) => ['上海', '北京', '江苏 南京', '广东 深圳'][at % 4] ?? '' },
  { header: '话机', kind: 'text', value: () => '699861013' },
  { header: '销售', kind: 'text', value: (at) => `S${String(at % 37).padStart(3, '0')}` },
  { header: '开始', kind: 'time', value: (at) => startMs + at * 1_000 },
  { header: '应答', kind: 'time', value: (at) => startMs + at * 1_000 + 9_000 },
  { header: '结束', kind: 'time', value: (at) => startMs + at * 1_000 + 9_000 + (at % 600) * 1_000 },
  { header: '秒', kind: 'number', value: (at) => String(at % 600) },
  { header: '费用', kind: 'money', value: (at) => ((at % 600) * 0.0015).toFixed(4) },
  { header: '备注', kind: 'text', value: (at) => (at % 20 === 0 ? '回访 & <follow up> "x"' : '') }
]

async function* batches(): AsyncGenerator<readonly number[]> {
  for (let at = 0; at < rows; at += 2_048) {
    const size = Math.min(2_048, rows - at)
    yield await Promise.resolve(Array.from({ length: size }, (_, offset) => at + offset))
  }
}

const folder = await mkdtemp(join(tmpdir(), 'bench-xlsx-'))
try {
  const path = join(folder, 'calls.xlsx')
  let longestMs = 0
  let lastMs = performance.now()
  const watch = setInterval(() => {
    const nowMs = performance.now()
    longestMs = Math.max(longestMs, nowMs - lastMs)
    lastMs = nowMs
  }, 2)
  const beganMs = performance.now()
  const result = await writeXlsx({ path, title: '通话', columns, batches: batches(), offsetMs: () => 0 })
  const seconds = (performance.now() - beganMs) / 1_000
  clearInterval(watch)
  console.table({
    'rows × cells': `${rows} × ${columns.length}`,
    sheets: result.sheets,
    seconds: seconds.toFixed(1),
    'rows/s': Math.round(rows / seconds),
    'file MB': ((await stat(path)).size / 1e6).toFixed(1),
    // Peak of the whole process, including Node itself (about 45 MB).
    'peak memory MB': Math.round(process.resourceUsage().maxRSS / 1_024),
    'longest turn ms': Math.round(longestMs)
  })
} finally {
  await rm(folder, { recursive: true, force: true })
}
