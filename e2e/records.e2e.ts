import { expect, test, type Page } from '@playwright/test'
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readSheet } from 'read-excel-file/node'
import type { RecordColumn } from '../src/shared/records/records'
import type { RecordFilter } from '../src/shared/records/filter-schema'
import type { RecordRow } from '../src/shared/records/row-schema'
import type { RecordingsState } from '../src/shared/recordings/schema'
import type { Result } from '../src/shared/platform/result'
import type { RecordsState } from '../src/shared/records/state-schema'
import type { Simulator } from '../src/simulator/simulator'
import { startDeskline, type Deskline } from './support/deskline'
import { readCsv } from './support/csv'
import { signIn, startService } from './support/sign-in'
import { inMain } from './support/main-process'

let service: Simulator
let deskline: Deskline
let records: Page
let folder: string

const dayMs = 86_400_000
const nowMs = Date.now()
const period = { startMs: nowMs - 20 * dayMs, endMs: nowMs - dayMs }
const newest = { column: 'startedAtMs', direction: 'descending' } as const

// A test can't press the buttons of native dialogs, so they are stubbed in the main process.
const answerDialogs = (file: string): Promise<void> =>
  inMain(
    deskline.app,
    ({ dialog }, { path, inFolder }) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: path })
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [inFolder] })
    },
    { path: join(folder, file), inFolder: folder }
  )

const stateOf = async (page: Page): Promise<{ records: RecordsState; recordings: RecordingsState }> => {
  const reply = await page.evaluate(() => window.deskline.commands['app:state'](undefined))
  if (!reply.ok) throw new Error(reply.error.code)
  return { records: reply.value.records.value, recordings: reply.value.recordings.value }
}

async function openRecords(id: string | null = null): Promise<Page> {
  const opened = deskline.app.waitForEvent('window')
  await deskline.page.evaluate((of) => window.deskline.commands['records:open']({ id: of }), id)
  const page = await opened
  await page.waitForLoadState('load')
  return page
}

/** The number of calls as the grid reports it to screen readers. */
const shownCalls = async (): Promise<number> => {
  const grid = records.getByRole('grid')
  return (await grid.count()) === 0 ? 0 : Number(await grid.getAttribute('aria-rowcount')) - 1
}

async function load(): Promise<void> {
  await records.evaluate((asked) => window.deskline.commands['records:load'](asked), period)
  await expect
    .poll(async () => (await stateOf(records)).records)
    .toMatchObject({ period, load: { kind: 'done', rows: 10_001 }, gapCount: 0 })
  await expect.poll(shownCalls).toBe(10_001)
  await expect(records.getByRole('grid')).toHaveAttribute('aria-busy', 'false')
}

/**
 * Makes a view and does something with it. The store has one view, and the window replaces this one when it loads rows
 * of its own that it lacks: then again with a new view.
 */
async function withView<T>(
  filter: RecordFilter,
  use: (view: { viewId: number; calls: number }) => Promise<Result<T>>
): Promise<T> {
  for (;;) {
    const made = await records.evaluate((asked) => window.deskline.commands['records:view'](asked), {
      filter: { ...period, ...filter },
      sort: newest
    })
    if (!made.ok) throw new Error(made.error.code)
    const used = await use({ viewId: made.value.viewId, calls: made.value.totals.calls })
    if (used.ok) return used.value
    if (used.error.code !== 'view-outdated') throw new Error(used.error.code)
  }
}

const firstRows = (limit: number, filter: RecordFilter = {}): Promise<RecordRow[]> =>
  withView(filter, async ({ viewId }) => {
    const reply = await records.evaluate((asked) => window.deskline.commands['records:rows'](asked), {
      ...{ viewId, limit, offset: 0 }
    })
    return reply.ok ? { ok: true, value: reply.value.rows } : reply
  })

const withRecording = async (): Promise<RecordRow> => {
  const [row] = await firstRows(1, { hasRecording: true })
  if (row === undefined) throw new Error('no call has a recording')
  return row
}

const recordFiles = (): string[] =>
  readdirSync(deskline.userData).filter((name) => name.startsWith('records-'))

/** Starts the program, signs in and loads the period in the records window. */
async function start(): Promise<void> {
  service = await startService()
  service.records.generate({ count: 10_001, fromMs: period.startMs, toMs: period.endMs - 1 })
  deskline = await startDeskline()
  await signIn(deskline.page, service)
  records = await openRecords()
  await load()
}

async function stop(): Promise<void> {
  await deskline.quit()
  await service.close()
}

test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'deskline-taken-'))
})
test.afterEach(() => rmSync(folder, { recursive: true, force: true }))

test.describe('in one program', () => {
  test.beforeAll(start)
  test.afterAll(stop)

  test('a recording can be played from any position, and nothing else can be fetched', async () => {
    const { id } = await withRecording()
    const opened = await records.evaluate((of) => window.deskline.commands['recordings:open']({ id: of }), id)
    if (!opened.ok) throw new Error(opened.error.code)
    expect(opened.value.format).toMatchObject({ container: 'wav', isPlayable: true })

    const times = await records.evaluate(async (address) => {
      const audio = new Audio(address)
      const advanced = (from: number) =>
        new Promise<number>((resolve, reject) => {
          audio.addEventListener('error', () => reject(new Error(audio.error?.message ?? 'error')))
          audio.addEventListener('timeupdate', () => {
            if (audio.currentTime > from + 0.3) resolve(audio.currentTime)
          })
        })
      await audio.play()
      const played = await advanced(0)
      audio.currentTime = audio.duration / 2
      const sought = await advanced(audio.duration / 2)
      audio.pause()
      return { played, sought, duration: audio.duration }
    }, opened.value.address)
    expect(times.played).toBeGreaterThan(0.3)
    expect(times.sought).toBeGreaterThan(times.duration / 2)

    const bytes = await records.evaluate(async (of) => {
      const reply = await window.deskline.commands['recordings:bytes']({ id: of })
      return reply.ok ? { type: reply.value.constructor.name, length: reply.value.length } : reply.error.code
    }, id)
    expect(bytes).toEqual({ type: 'Uint8Array', length: opened.value.sizeBytes })

    const refused = await records.evaluate(
      (addresses) =>
        Promise.all(
          addresses.map(
            (address) =>
              new Promise<boolean>((resolve) => {
                const audio = new Audio(address)
                audio.addEventListener('error', () => resolve(true))
                audio.addEventListener('canplay', () => resolve(false))
              })
          )
        ),
      [
        `${service.recordingsUrl}/${id}.wav`,
        `app://deskline/recordings/${'0'.repeat(64)}`,
        'app://deskline/recordings/../records.html',
        'data:audio/wav;base64,UklGRg=='
      ]
    )
    expect(refused).toEqual([true, true, true, true])
  })

  test('a download whose connection is cut resumes and yields an identical file', async () => {
    const row = await withRecording()
    await answerDialogs('unused')
    service.requests.clear()
    service.faults.add({
      match: { on: 'rest', path: '/recordings/' },
      times: 1,
      effect: { kind: 'cut', afterBytes: 200_000 }
    })
    const started = await records.evaluate(
      (id) => window.deskline.commands['recordings:download']({ ids: [id] }),
      row.id
    )
    expect(started).toEqual({ ok: true, value: { kind: 'started', added: 1, refused: 0 } })
    await expect
      .poll(async () => (await stateOf(records)).recordings.downloads?.summary)
      .toMatchObject({ done: 1, failed: 0 })
    const asked = service.requests.entries().filter(({ path }) => path.includes('/recordings/'))
    expect(asked).toHaveLength(2)
    const [name] = readdirSync(folder)
    expect(name).toMatch(/^\d{4}-\d\d-\d\d \d{6} .+\.wav$/)
    const whole = await fetch(`${service.recordingsUrl}/${row.id}.wav`)
    const sum = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
    expect(sum(readFileSync(join(folder, name ?? '')))).toBe(sum(new Uint8Array(await whole.arrayBuffer())))
  })

  const readers = {
    csv: (path: string) => Promise.resolve<unknown[][]>(readCsv(path)),
    xlsx: (path: string) => readSheet(path)
  }

  for (const format of ['csv', 'xlsx'] as const) {
    test(`an export as ${format} contains every row of the view when read by another program`, async () => {
      const answered = { outcomes: ['answered' as const] }
      const fileName = `taken.${format}`
      await answerDialogs(fileName)
      const calls = await withView(answered, async (view) => {
        const started = await records.evaluate((asked) => window.deskline.commands['records:export'](asked), {
          viewId: view.viewId,
          format,
          columns: ['id', 'calleeNumber', 'startedAtMs', 'outcome'] satisfies RecordColumn[]
        })
        if (started.ok) expect(started.value).toEqual({ kind: 'started' })
        return started.ok ? { ok: true, value: view.calls } : started
      })
      await expect
        .poll(async () => (await stateOf(records)).records.export)
        .toEqual({ kind: 'done', format, rows: calls, fileName })
      const [heading, ...rows] = await readers[format](join(folder, fileName))
      expect(heading).toEqual(['Call ID', 'Number', 'Time', 'Outcome'])
      expect(rows).toHaveLength(calls)
      expect(new Set(rows.map(([id]) => id)).size).toBe(calls)
      const shown = await firstRows(100, answered)
      expect(rows.slice(0, 100).map(([id]) => id)).toEqual(shown.map(({ id }) => id))
      // Numbers stay text, with all zeros and digits. One expectation for all rows: each costs the runner about 5 ms.
      const isWrong = ([, number, , outcome]: unknown[]) =>
        typeof number !== 'string' || !/^\t?\d+$/.test(number) || outcome !== 'Answered'
      expect(rows.filter(isWrong)).toEqual([])
    })
  }

  test('more calls than one reply holds are all loaded, and one can be found by number, opened and played', async () => {
    const row = await withRecording()
    await records.getByRole('textbox', { name: 'Search', exact: true }).fill(row.calleeNumber ?? '')
    await expect.poll(shownCalls).toBeLessThan(100)
    const found = records.getByRole('row').nth(1)
    await expect(found).toBeVisible()
    await found.click()
    const panel = records.getByRole('complementary')
    await expect(panel.getByRole('button', { name: 'Play', exact: true })).toBeEnabled()
    await panel.getByRole('button', { name: 'Play', exact: true }).click()
    const heardSeconds = () => records.evaluate(() => document.querySelector('audio')?.currentTime ?? 0)
    await expect.poll(heardSeconds).toBeGreaterThan(0.5)
    const one = await records.evaluate((id) => window.deskline.commands['records:one']({ id }), row.id)
    expect(one).toMatchObject({
      ok: true,
      value: { row: { id: row.id, outcome: 'answered' }, followed: null }
    })
  })

  test('a call is shown both in a newly opened window and in one that is already open', async () => {
    const [first, second] = await firstRows(2)
    const panel = () => records.getByRole('complementary')
    await deskline.page.evaluate((id) => window.deskline.commands['records:open']({ id }), first?.id ?? null)
    await expect(panel()).toContainText(first?.id ?? '–')
    await records.close()
    records = await openRecords(second?.id)
    await expect(panel()).toContainText(second?.id ?? '–')
  })
})

test.describe('in a program of their own', () => {
  test.beforeEach(start)
  test.afterEach(stop)

  test('signing out deletes the records and cached recordings, and the window shows the signed-out state', async () => {
    const { id } = await withRecording()
    await records.evaluate((of) => window.deskline.commands['recordings:open']({ id: of }), id)
    expect(recordFiles()).not.toEqual([])
    const cache = join(deskline.userData, 'recordings-cache')
    expect(readdirSync(cache)).not.toEqual([])
    await deskline.page.evaluate(() => window.deskline.commands['session:sign-out'](undefined))
    await expect.poll(recordFiles).toEqual([])
    await expect.poll(() => (existsSync(cache) ? readdirSync(cache) : [])).toEqual([])
    expect(await records.evaluate(() => window.deskline.commands['records:facets'](undefined))).toEqual({
      ok: false,
      error: { code: 'signed-out' }
    })
  })

  test('the window restores its bounds, and a restored sign-in reuses its stored records', async () => {
    const bounds = await inMain(deskline.app, ({ BrowserWindow }) => {
      const window = BrowserWindow.getAllWindows().find((one) => one.getMinimumSize()[0] === 720)
      window?.setBounds({ x: 40, y: 80, width: 820, height: 560 })
      const set = window?.getBounds()
      window?.close()
      return set
    })
    await expect.poll(() => deskline.app.windows().length).toBe(1)
    records = await openRecords()
    const again = await inMain(deskline.app, ({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()
        .find((one) => one.getMinimumSize()[0] === 720)
        ?.getBounds()
    )
    expect(again).toEqual(bounds)
    const queries = () =>
      service.requests.entries().filter(({ path }) => path.includes('queryByPeriod')).length
    const before = queries()
    await load()
    expect(queries() - before).toBeLessThanOrEqual(1)
  })
})
