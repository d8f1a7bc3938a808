import { performance } from 'node:perf_hooks'
import { startDeskline } from '../e2e/support/deskline'
import { signIn, startService } from '../e2e/support/sign-in'

// Scrolling the records window over a year of calls in a real Electron: frames over 50 ms, compared with the same
// window when idle, in the same run. `npm run bench -- records-scroll [CALLS]`

const calls = Number(process.argv[2] ?? 1_000_000)
const framesEach = 400
const dayMs = 86_400_000

interface Frames {
  frames: number
  over50Ms: number
  p50Ms: number
  p99Ms: number
  maxMs: number
}

const service = await startService()
const endMs = Date.now() - dayMs
const period = { startMs: endMs - 365 * dayMs, endMs }
service.records.generate({ count: calls, fromMs: period.startMs, toMs: endMs - 1, spread: 'office-hours' })
const deskline = await startDeskline()
try {
  await signIn(deskline.page, service)
  const opened = deskline.app.waitForEvent('window')
  await deskline.page.evaluate(() => window.deskline.commands['records:open']({ id: null }))
  const page = await opened
  await page.waitForLoadState('load')
  const startedAtMs = performance.now()
  await page.evaluate((asked) => window.deskline.commands['records:load'](asked), period)
  await page.waitForFunction(
    (count) => document.querySelector('[role=grid]')?.getAttribute('aria-rowcount') === String(count + 1),
    calls,
    { timeout: 300_000 }
  )
  const loadedMs = performance.now() - startedAtMs

  /** Scrolls the list by `stepPx` per frame (null: randomly, 0: not at all) and measures the frames. */
  const scroll = (stepPx: number | null): Promise<Frames> =>
    page.evaluate(
      async ({ stepPx, frames }) => {
        const grid = document.querySelector('[role=grid]')
        if (grid === null) throw new Error('there is no list')
        const nextFrame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve))
        const times: number[] = []
        let atMs = await nextFrame()
        for (let turn = 0; turn < frames; turn += 1) {
          if (stepPx === null) grid.scrollTop = grid.scrollHeight * ((turn * 0.618) % 1)
          else if (stepPx > 0) grid.scrollTop += stepPx
          const nowMs = await nextFrame()
          times.push(nowMs - atMs)
          atMs = nowMs
        }
        const sorted = times.toSorted((a, b) => a - b)
        const at = (share: number) => sorted[Math.min(frames - 1, Math.floor(frames * share))] ?? 0
        return {
          frames,
          over50Ms: times.filter((ms) => ms > 50).length,
          p50Ms: at(0.5),
          p99Ms: at(0.99),
          maxMs: at(1)
        }
      },
      { stepPx, frames: framesEach }
    )

  const kinds: [string, number | null][] = [
    ['nothing scrolls', 0],
    ['a row a frame', 28],
    ['a page a frame', 560],
    ['anywhere each frame', null]
  ]
  console.log(`${calls} calls loaded and shown in ${(loadedMs / 1_000).toFixed(1)} s`)
  for (const [name, stepPx] of kinds) {
    const { frames, over50Ms, p50Ms, p99Ms, maxMs } = await scroll(stepPx)
    console.log(
      `${name.padEnd(20)} ${frames} frames, ${over50Ms} over 50 ms; p50 ${p50Ms.toFixed(1)}, p99 ${p99Ms.toFixed(1)}, max ${maxMs.toFixed(1)} ms`
    )
  }
} finally {
  await deskline.quit()
  await service.close()
}
