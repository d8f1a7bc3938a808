import type { Page } from '@playwright/test'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { importsOf, newestImport, openCampaigns, readyNumbers } from '../e2e/support/campaigns'
import { writeCustomerList } from '../e2e/support/customer-list'
import { startDeskline } from '../e2e/support/deskline'
import { dropFiles } from '../e2e/support/number-list'
import { signIn, startService } from '../e2e/support/sign-in'
import {
  gapsOf,
  pidsOf,
  residentBytesOf,
  timerMs,
  watchWindow,
  type Gaps,
  type Watched
} from './window-watch'

// Drops a GBK list on the campaigns window of a real Electron; it is read, browsed and imported into the simulator
// over loopback. Measures window frames, main process stalls and memory, each compared with the same window when
// idle, in the same run. `npm run bench -- list-window [LINES] [REQUESTS]`

const lines = Number(process.argv[2] ?? 1_000_000)
const requests = Number(process.argv[3] ?? 200)
const batchSize = 1_000
const quietMs = 10_000
const framesEach = 400
const campaign = 'spring-2026'
const windowPage = 'imports.html'

const row = (cells: readonly string[]): void =>
  console.log(cells.map((cell, at) => (at === 0 ? cell.padEnd(33) : cell.padStart(10))).join(''))
const inMs = (ms: number): string => `${ms.toFixed(1)} ms`
const inMegabytes = (bytes: number | null): string => (bytes === null ? '–' : `${Math.round(bytes / 1e6)} MB`)
const load = (): string => (loadavg()[0] ?? NaN).toFixed(1)

let quiet: Watched | null = null
/** The ratio to the idle window of this run. */
const ofQuiet = (value: number, of: (watched: Watched) => number): string =>
  quiet === null ? '' : `${(value / of(quiet)).toFixed(1)}×`

function told(name: string, watched: Watched): void {
  const { ms, frames, main, peakBytes } = watched
  quiet ??= watched
  row([
    name,
    `${(ms / 1_000).toFixed(1)} s`,
    inMs(frames.p99Ms),
    ofQuiet(frames.p99Ms, (one) => one.frames.p99Ms),
    inMs(frames.maxMs),
    ofQuiet(frames.maxMs, (one) => one.frames.maxMs),
    `${frames.over50Ms}/${frames.count}`,
    inMs(main.p99Ms),
    ofQuiet(main.p99Ms, (one) => one.main.p99Ms),
    inMs(main.maxMs),
    ofQuiet(main.maxMs, (one) => one.main.maxMs),
    inMegabytes(peakBytes.main),
    inMegabytes(peakBytes.renderer),
    inMegabytes(peakBytes.imports),
    load()
  ])
}

const folder = mkdtempSync(join(tmpdir(), 'deskline-bench-'))
const list = join(folder, '客户名单.csv')
writeCustomerList(list, lines)
const service = await startService({ campaignIds: [campaign] })
const deskline = await startDeskline()
try {
  await signIn(deskline.page, service)
  const page = await openCampaigns(deskline)
  await page.getByText('Drop your number lists here').waitFor()
  await page.evaluate((imports) => window.deskline.commands['settings:change']({ imports }), {
    batchSize,
    requestsAtOnce: 1,
    isDoubtfulIncluded: false
  })
  const watch = (work: () => Promise<unknown>): Promise<Watched> =>
    watchWindow({ deskline, page, windowPage }, work)

  console.log(
    `${lines.toLocaleString('en')} lines, ${(statSync(list).size / 1e6).toFixed(1)} MB of GBK; ${cpus().length} processors`
  )
  console.log(`main: between turns of a timer of ${timerMs} ms; memory: the most of each process (RSS)`)
  row('while,time,frame p99,,max,,>50 ms,main p99,,max,,main,window,imports,load'.split(','))
  told('nothing happens', await watch(() => pause(quietMs)))

  /** Waits until the requested rows are shown. */
  const rowsShown = (): Promise<unknown> =>
    page.waitForFunction(
      () => document.querySelector('[data-part="rows"] [role=grid]')?.getAttribute('aria-busy') === 'false',
      undefined,
      { timeout: 900_000, polling: 50 }
    )
  told(
    'the list is read and compared',
    await watch(async () => {
      await dropFiles(page, [list])
      await rowsShown()
    })
  )
  const ready = await readyNumbers(page)
  if (ready === null) throw new Error('the list was not compared')
  const { check } = (await importsOf(page)).draft
  const byReason = check.kind === 'ready' ? check.summary.byReason : []
  console.log(`${ready} numbers to be sent; left out: ${byReason.map(({ count }) => count).join(' ')}`)

  const tab = (at: number): Promise<void> => page.locator('[data-part="rows"] [role=tab]').nth(at).click()
  const chip = (at: number): Promise<void> =>
    page.locator('[data-part="rows"] [aria-pressed]').nth(at).click()
  /** Types a search; the window queries only after typing has paused. */
  const search = (text: string): Promise<void> =>
    page
      .locator('[data-part="search"]')
      .fill(text)
      .then(() => pause(160))
  /** Time from the user's action until the rows are shown. */
  const looked: [string, () => Promise<unknown>][] = [
    ['shown: one reason', () => chip(1)],
    ['shown: another reason', () => chip(2)],
    ['shown: all reasons', () => chip(0)],
    ['shown: what is sent', () => tab(1)],
    ['found: digits', () => search('1388')],
    ['found: other digits', () => search('5921')],
    ['found: all', () => search('')],
    ['shown: what is left out', () => tab(0)]
  ]
  for (const [name, look] of looked) told(name, await watch(() => look().then(rowsShown)))

  for (const [at, part] of ['what is left out', 'what is sent'].entries()) {
    await tab(at)
    await rowsShown()
    for (const [name, stepPx] of [
      ['not at all', 0],
      ['a row a frame', 28],
      ['a page a frame', 560],
      ['anywhere each frame', null]
    ] as const) {
      const { count, over50Ms, p50Ms, p99Ms, maxMs } = await scroll(page, stepPx)
      console.log(
        `${part} scrolled, ${name.padEnd(19)} ${count} frames, ${over50Ms} over 50 ms; p50 ${inMs(p50Ms)}, p99 ${inMs(p99Ms)}, max ${inMs(maxMs)}`
      )
    }
  }

  const revision = async (): Promise<number> => (await importsOf(page)).draft.revision
  const compared = await revision()
  const box = page.getByRole('combobox', { name: 'Campaign', exact: true })
  told(
    'all is compared for a campaign',
    await watch(async () => {
      await box.fill(campaign)
      await box.press('Enter')
      while ((await revision()) === compared) await pause(50)
    })
  )
  // The button ignores a press right after it changed.
  await pause(1_000)
  told(
    'the import is made',
    await watch(async () => {
      await page.locator('footer .start').click()
      while (service.campaigns.imports(campaign).length === 0) await pause(20)
    })
  )

  /** Numbers per second of the requests from `from` on, and the times between their arrivals. */
  const arrivals = (from: number): string => {
    const taken = service.campaigns.imports(campaign).slice(from)
    const times = taken.map(({ at }) => at)
    const gaps = gapsOf(times.slice(1).map((at, i) => at - (times[i] ?? at)))
    const perSecond = ((taken.length - 1) * batchSize * 1_000) / ((times.at(-1) ?? 0) - (times[0] ?? 0))
    return `${Math.round(perSecond)} numbers/s in ${taken.length} requests; between two: p50 ${gaps.p50Ms}, p99 ${gaps.p99Ms}, max ${gaps.maxMs} ms`
  }
  const requestsTaken = (): number => service.campaigns.imports(campaign).length
  const sent = async (count: number): Promise<void> => {
    while (requestsTaken() < count) await pause(20)
  }
  told(`${requests} requests are sent`, await watch(() => sent(requests)))
  console.log(arrivals(0))

  // A second list is read at the same time.
  await page.keyboard.press('Control+n')
  await page.getByText('Drop your number lists here').waitFor()
  const before = requestsTaken()
  told(
    'the same, the list is read again',
    await watch(async () => {
      await dropFiles(page, [list])
      await rowsShown()
    })
  )
  console.log(arrivals(before))
  const newest = await newestImport(page)
  if (newest === null) throw new Error('no import was made')
  await page.evaluate((id) => window.deskline.commands['imports:cancel']({ id }), newest.id)
  await page.evaluate(() => window.deskline.commands['imports:clear'](undefined))
  const pids = await pidsOf(deskline, windowPage)
  const closedAtMs = performance.now()
  await page.close()
  while ((await pidsOf(deskline, windowPage)).imports !== null) await pause(50)
  console.log(
    `after the window was closed: the imports process ended within ${inMs(performance.now() - closedAtMs)}; the main process takes ${inMegabytes(residentBytesOf(pids.main))}`
  )
} finally {
  await deskline.quit()
  await service.close()
  rmSync(folder, { recursive: true, force: true })
}

/** Scrolls the list by `stepPx` per frame (null: randomly, 0: not at all) and measures the frames. */
async function scroll(page: Page, stepPx: number | null): Promise<Gaps> {
  const times = await page.evaluate(
    async ({ stepPx, frames }) => {
      const grid = document.querySelector('[data-part="rows"] [role=grid]')
      if (grid === null) throw new Error('there is no list')
      grid.scrollIntoView()
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
      return times
    },
    { stepPx, frames: framesEach }
  )
  return gapsOf(times)
}
