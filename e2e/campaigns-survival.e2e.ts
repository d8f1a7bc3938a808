import { expect, test, type Page } from '@playwright/test'
import { once } from 'node:events'
import { appendFileSync, mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ImportSummary } from '../src/shared/imports/state-schema'
import type { Simulator } from '../src/simulator/simulator'
import { importsOf, newestImport, openCampaigns, readyNumbers } from './support/campaigns'
import { startDeskline, type Deskline } from './support/deskline'
import { clearNotifications, shownNotifications } from './support/notifications'
import { dropFiles, mobileNumber } from './support/number-list'
import { pressUntil } from './support/press-until'
import { signIn, startService } from './support/sign-in'
import { inMain } from './support/main-process'

// An import outlives its program, whether it was killed or quit after a confirmation.

let service: Simulator
let deskline: Deskline
let folder: string

const count = 8_000
/** For tests that don't need a long import. */
const fewer = 3_000
const campaignId = 'spring-2026'
const library = (): string[] => service.campaigns.numbers(campaignId)
const statusOf = async (page: Page): Promise<ImportSummary['status']['kind'] | undefined> =>
  (await newestImport(page))?.status.kind

test.beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'deskline-lists-'))
  service = await startService()
  deskline = await startDeskline()
  await signIn(deskline.page, service)
})
test.afterEach(async () => {
  await deskline.quit()
  await service.close()
  rmSync(folder, { recursive: true, force: true })
})

const imported = { on: 'rest', method: 'POST', path: '/numbers' } as const
/** Answers six import requests and leaves later ones without a reply, so that the import can't finish. */
function answerSix(): void {
  service.faults.add({ match: imported, effect: { kind: 'delay', ms: 20 }, times: 6 })
  service.faults.add({ match: imported, effect: { kind: 'delay', ms: 60_000, when: 'after' } })
}

const startDraft = (page: Page, expected: number) =>
  page.evaluate((asked) => window.deskline.commands['imports:start'](asked), { campaignId, expected })

/** Starts importing a list, and waits until part of it has been sent. */
async function startImport(total = count): Promise<Page> {
  const list = join(folder, 'customers.csv')
  const numbers = Array.from({ length: total }, (_, n) => mobileNumber(n))
  writeFileSync(list, ['手机', ...numbers, ''].join('\r\n'))
  const page = await openCampaigns(deskline)
  await expect(page.getByText('Drop your number lists here')).toBeVisible()
  await page.evaluate((imports) => window.deskline.commands['settings:change']({ imports }), {
    batchSize: 200,
    requestsAtOnce: 2,
    isDoubtfulIncluded: false
  })
  await dropFiles(page, [list])
  await page.evaluate(
    (id) => window.deskline.commands['imports:choose-campaign']({ campaignId: id }),
    campaignId
  )
  await expect.poll(async () => (await importsOf(page)).draft.campaignId).toBe(campaignId)
  await expect.poll(() => readyNumbers(page)).toBe(total)
  const started = await startDraft(page, total)
  expect(started.ok).toBe(true)
  await expect.poll(async () => (await newestImport(page))?.sent ?? 0).toBeGreaterThanOrEqual(1_000)
  return page
}

/** Restarts the killed or ended program; the service answers without delay. */
async function startAgain(): Promise<Page> {
  service.faults.clear()
  deskline = await startDeskline({ userData: deskline.userData })
  await expect
    .poll(() => shownNotifications().map(({ summary }) => summary))
    .toContain('An import isn’t finished')
  const { imports } = await importsOf(deskline.page)
  return openCampaigns(deskline, imports.imports[0]?.id ?? null)
}

const resume = (page: Page): Promise<void> =>
  pressUntil(
    () => page.getByRole('button', { name: 'Resume', exact: true }).click({ timeout: 1_000 }),
    async () => (await statusOf(page)) !== 'interrupted'
  )

/** Resolves every undecided request as the user would, by what the library contains. */
async function decide(page: Page, { id, undecided }: ImportSummary): Promise<void> {
  const reply = await page.evaluate(
    (of) =>
      window.deskline.commands['imports:requests']({ id: of, outcomes: ['unknown'], offset: 0, limit: 100 }),
    id
  )
  if (!reply.ok) throw new Error(reply.error.code)
  expect(reply.value.requests).toHaveLength(undecided)
  for (const { no, firstNumber } of reply.value.requests) {
    const decision = library().includes(firstNumber) ? ('taken' as const) : ('again' as const)
    await page.evaluate((asked) => window.deskline.commands['imports:decide'](asked), { id, no, decision })
  }
}

const expectAllOnce = (total = count): void => {
  expect(library()).toHaveLength(total)
  expect(new Set(library()).size).toBe(total)
}

test('an import survives a SIGKILL of the program: it waits for the user, then imports the rest', async () => {
  answerSix()
  await startImport(fewer)
  clearNotifications()
  const gone = once(deskline.app.process(), 'exit')
  process.kill(deskline.pid, 'SIGKILL')
  await gone
  const held = library().length
  expect(held).toBeLessThan(fewer)

  const page = await startAgain()
  const found = await newestImport(page)
  expect(found).toMatchObject({ status: { kind: 'interrupted' }, total: fewer, refused: 0 })
  expect(found?.sent).toBeLessThanOrEqual(library().length)
  await expect(page.getByText('Deskline ended while this import ran', { exact: false })).toBeVisible()
  expect(library().length - held).toBeLessThanOrEqual(400)

  await resume(page)
  await expect.poll(() => statusOf(page), { timeout: 60_000 }).toBe('ended')
  const ended = await newestImport(page)
  if (ended === null) throw new Error('the import is gone')
  expect(ended.sent + ended.unknown).toBe(fewer)
  await decide(page, ended)
  await expect
    .poll(() => newestImport(page))
    .toMatchObject({ status: { kind: 'ended' }, sent: fewer, unknown: 0, undecided: 0 })
  expectAllOnce(fewer)
})

const fileOf = (kind: 'imports' | 'records'): string => {
  const names = readdirSync(deskline.userData)
  const name = names.find((entry) => entry.startsWith(`${kind}-`) && entry.endsWith('.duckdb'))
  if (name === undefined) throw new Error(`no ${kind} were kept`)
  return join(deskline.userData, name)
}
const lossOf = async (page: Page): Promise<unknown> => (await importsOf(page)).imports.loss
test('zeros at the end of the log after a power cut cause no duplicate sends, even at the second start', async () => {
  answerSix()
  await startImport(fewer)
  const gone = once(deskline.app.process(), 'exit')
  process.kill(deskline.pid, 'SIGKILL')
  await gone
  appendFileSync(`${fileOf('imports')}.wal`, Buffer.alloc(4_096))
  clearNotifications()

  const first = await startAgain()
  const found = await newestImport(first)
  expect(found).toMatchObject({ status: { kind: 'interrupted' }, total: fewer })
  expect(found?.sent).toBeGreaterThanOrEqual(1_000)
  expect(await lossOf(first)).toBeNull()
  await deskline.quit()

  clearNotifications()
  const second = await startAgain()
  expect(await newestImport(second)).toMatchObject({ ...found, status: { kind: 'interrupted' } })
  await resume(second)
  await expect.poll(() => statusOf(second), { timeout: 60_000 }).toBe('ended')
  const ended = await newestImport(second)
  if (ended === null) throw new Error('the import is gone')
  await decide(second, ended)
  await expect.poll(() => newestImport(second)).toMatchObject({ sent: fewer, unknown: 0 })
  expectAllOnce(fewer)
})

test('lost history is reported at every start, and imports wait until the user decides', async () => {
  answerSix()
  await startImport(fewer)
  await deskline.page.evaluate(() =>
    window.deskline.commands['records:load']({ startMs: 0, endMs: 86_400_000 })
  )
  const loaded = async (): Promise<string | null> => {
    const reply = await deskline.page.evaluate(() => window.deskline.commands['app:state'](undefined))
    return reply.ok ? reply.value.records.value.load.kind : null
  }
  await expect.poll(loaded).toBe('done')
  const gone = once(deskline.app.process(), 'exit')
  process.kill(deskline.pid, 'SIGKILL')
  await gone
  truncateSync(fileOf('imports'), 10_000)
  writeFileSync(fileOf('records'), 'broken')
  const sent = (): number => service.requests.entries().filter(({ method }) => method === 'POST').length
  service.faults.clear()

  for (const start of ['first', 'second']) {
    deskline = await startDeskline({ userData: deskline.userData })
    const notice = deskline.page.getByText('Part of the import history was lost')
    await expect(notice, start).toBeVisible()
    if (start === 'first') await deskline.quit()
  }
  // Records are checked on first use; they can be loaded again, so nothing waits for them.
  const records = deskline.page.getByText('Some call records on this computer were lost')
  await deskline.page.evaluate(() => window.deskline.commands['records:facets'](undefined))
  await expect(records).toBeVisible()
  await deskline.page.getByRole('button', { name: 'Dismiss', exact: true }).click()
  await expect(records).toBeHidden()
  const opened = deskline.app.waitForEvent('window')
  await deskline.page.getByRole('button', { name: 'Show campaigns' }).click()
  const page = await opened
  await expect(page.getByText('Part of the import history was lost')).toBeVisible()
  await dropFiles(page, [join(folder, 'customers.csv')])
  await page.evaluate(
    (id) => window.deskline.commands['imports:choose-campaign']({ campaignId: id }),
    campaignId
  )
  await expect.poll(async () => (await importsOf(page)).draft.campaignId).toBe(campaignId)
  await expect.poll(() => readyNumbers(page)).toBe(fewer)
  const before = sent()
  expect(await startDraft(page, fewer)).toMatchObject({ ok: false, error: { code: 'imports-lost' } })
  expect(sent()).toBe(before)

  await page.getByRole('button', { name: 'Import anyway' }).click()
  await expect(page.getByText('Part of the import history was lost')).toBeHidden()
  await expect(deskline.page.getByText('Part of the import history was lost')).toBeHidden()
  expect(await startDraft(page, fewer)).toMatchObject({ ok: true })
  await expect.poll(() => statusOf(page), { timeout: 60_000 }).toBe('ended')
  await deskline.quit()
  deskline = await startDeskline({ userData: deskline.userData })
  const again = await openCampaigns(deskline)
  await expect.poll(async () => (await importsOf(again)).imports.isOpen).toBe(true)
  expect(await lossOf(again)).toBeNull()
})

test('quitting during an import asks first: the import continues, or pauses and waits for the next start', async () => {
  service.faults.add({ match: imported, effect: { kind: 'delay', ms: 500 } })
  const page = await startImport()
  clearNotifications()
  const quit = (): Promise<unknown> =>
    deskline.page.evaluate(() => window.deskline.commands['app:quit'](undefined))
  /** Records the dialog's arguments and presses the button with the index `response`. */
  const answerWith = (response: number): Promise<void> =>
    inMain(
      deskline.app,
      ({ dialog }, pressed) => {
        dialog.showMessageBox = (...asked: unknown[]) => {
          Reflect.set(globalThis, 'askedToQuit', asked.at(-1))
          return Promise.resolve({ response: pressed, checkboxChecked: false })
        }
      },
      response
    )
  const asked = (): Promise<unknown> =>
    inMain(deskline.app, () => Reflect.get(globalThis, 'askedToQuit') as unknown)

  await answerWith(0)
  await quit()
  await expect.poll(asked).toMatchObject({
    message: 'Numbers are being imported. Quit?',
    buttons: ['Keep Importing', 'Pause and Quit'],
    defaultId: 0,
    cancelId: 0
  })
  const sent = (await newestImport(page))?.sent ?? 0
  await expect.poll(async () => (await newestImport(page))?.sent ?? 0).toBeGreaterThan(sent)
  expect(await statusOf(page)).toBe('running')

  await answerWith(1)
  const gone = once(deskline.app.process(), 'exit')
  // The program may end before the command's reply arrives.
  void quit().catch(() => undefined)
  await gone
  const held = library().length
  expect(held).toBeLessThan(count)

  const again = await startAgain()
  // Requests in flight were awaited, so no outcome is unknown.
  expect(await newestImport(again)).toMatchObject({ status: { kind: 'interrupted' }, sent: held, unknown: 0 })
  expect(library()).toHaveLength(held)
  await resume(again)
  await expect
    .poll(() => newestImport(again), { timeout: 60_000 })
    .toMatchObject({ status: { kind: 'ended' }, sent: count, unknown: 0 })
  expectAllOnce()
})
