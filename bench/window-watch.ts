import type { Page } from '@playwright/test'
import { readFileSync, writeFileSync } from 'node:fs'
import type { IntervalHistogram } from 'node:perf_hooks'
import type { Deskline } from '../e2e/support/deskline'

/** Statistics of times between periodic events, in ms. */
export interface Gaps {
  count: number
  over50Ms: number
  p50Ms: number
  p99Ms: number
  maxMs: number
}

/** Measurements of a window and its program during some work. */
export interface Watched {
  ms: number
  /** Gaps between animation frames of the window. */
  frames: Gaps
  /** Gaps between turns of a timer of `timerMs` in the main process. */
  main: { p99Ms: number; maxMs: number }
  /** The peak memory (RSS) of each process. */
  peakBytes: { main: number; renderer: number; imports: number | null }
}

/** Interval of the main process's timer, in ms; anything beyond it is a stall. */
export const timerMs = 10

/** Summarises gaps. */
export function gapsOf(times: readonly number[]): Gaps {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN
  return {
    count: times.length,
    over50Ms: times.filter((ms) => ms > 50).length,
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    maxMs: at(1)
  }
}

interface Pids {
  main: number
  renderer: number
  imports: number | null
}

/** The process ids of a window's program; `imports`: null while that process isn't running. */
export const pidsOf = (deskline: Deskline, windowPage: string): Promise<Pids> =>
  deskline.app.evaluate(({ app, BrowserWindow }, page) => {
    const shown = BrowserWindow.getAllWindows().find(({ webContents }) => webContents.getURL().includes(page))
    const imports = app.getAppMetrics().find(({ name }) => name === 'Deskline imports')
    return {
      main: process.pid,
      renderer: shown?.webContents.getOSProcessId() ?? 0,
      imports: imports?.pid ?? null
    }
  }, windowPage)

/** The peak memory of a process since {@link forgetPeak}; see proc(5), VmHWM and clear_refs. */
function peakBytesOf(pid: number): number {
  const [, kilobytes = 'NaN'] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Number(kilobytes) * 1_024
}
/** The current memory of a process. */
export function residentBytesOf(pid: number): number {
  const [, kilobytes = 'NaN'] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Number(kilobytes) * 1_024
}
const forgetPeak = (pid: number): void => writeFileSync(`/proc/${pid}/clear_refs`, '5')

type WithHistogram = typeof globalThis & { stalls?: IntervalHistogram }

/** Measures a window, its main process and its imports process during `work`. */
export async function watchWindow(
  { deskline, page, windowPage }: { deskline: Deskline; page: Page; windowPage: string },
  work: () => Promise<unknown>
): Promise<Watched> {
  const before = await pidsOf(deskline, windowPage)
  for (const pid of [before.main, before.renderer, before.imports]) if (pid !== null) forgetPeak(pid)
  const frames = await page.evaluateHandle(() => {
    const times: number[] = []
    let isOn = true
    let atMs = performance.now()
    const turn = (nowMs: number): void => {
      times.push(nowMs - atMs)
      atMs = nowMs
      if (isOn) requestAnimationFrame(turn)
    }
    requestAnimationFrame((nowMs) => {
      atMs = nowMs
      requestAnimationFrame(turn)
    })
    return {
      end: () => {
        isOn = false
        return times
      }
    }
  })
  await deskline.app.evaluate((_, resolution) => {
    const scope = globalThis as WithHistogram
    scope.stalls = process.getBuiltinModule('perf_hooks').monitorEventLoopDelay({ resolution })
    scope.stalls.enable()
  }, timerMs)
  const startedAtMs = performance.now()
  await work()
  const ms = performance.now() - startedAtMs
  const main = await deskline.app.evaluate(() => {
    const { stalls } = globalThis as WithHistogram
    stalls?.disable()
    return { p99Ms: (stalls?.percentile(99) ?? NaN) / 1e6, maxMs: (stalls?.max ?? NaN) / 1e6 }
  })
  const times = await frames.evaluate((watch) => watch.end())
  await frames.dispose()
  const after = await pidsOf(deskline, windowPage)
  return {
    ms,
    frames: gapsOf(times),
    main,
    peakBytes: {
      main: peakBytesOf(after.main),
      renderer: peakBytesOf(after.renderer),
      imports: after.imports === null ? null : peakBytesOf(after.imports)
    }
  }
}
