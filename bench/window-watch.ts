import type { Page } from '@playwright/test'
import { readFileSync, writeFileSync } from 'node:fs'
import type { IntervalHistogram } from 'node:perf_hooks'
import type { Deskline } from '../e2e/support/deskline'

/** Times between things that should come soon after each other, in ms. */
export interface Gaps {
  count: number
  over50Ms: number
  p50Ms: number
  p99Ms: number
  maxMs: number
}

/** What a window and its program were like while something was done. */
export interface Watched {
  ms: number
  /** Between animation frames of the window. */
  frames: Gaps
  /** Between turns of a timer of `timerMs` in the main process. */
  main: { p99Ms: number; maxMs: number }
  /** The most memory (RSS) that each process took meanwhile. */
  peakBytes: { main: number; renderer: number; imports: number | null }
}

/** How often the main process's timer should run, in ms: what it takes beyond that is a stall. */
export const timerMs = 10

/** Gaps, summed up. */
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

/** The processes of a window's program; `imports`: null while there is none. */
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

/** The most memory that a process took since {@link forgetPeak}; see proc(5), VmHWM and clear_refs. */
function peakBytesOf(pid: number): number {
  const [, kilobytes = 'NaN'] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Number(kilobytes) * 1_024
}
/** The memory that a process takes now. */
export function residentBytesOf(pid: number): number {
  const [, kilobytes = 'NaN'] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Number(kilobytes) * 1_024
}
const forgetPeak = (pid: number): void => writeFileSync(`/proc/${pid}/clear_refs`, '5')

type WithHistogram = typeof globalThis & { stalls?: IntervalHistogram }

/** Watches a window, its main process and its imports process while `work` is under way. */
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
