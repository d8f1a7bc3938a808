import { expect, test, type Page } from '@playwright/test'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Simulator } from '../src/simulator/simulator'
import { importsOf, newestImport, openCampaigns, readyNumbers } from './support/campaigns'
import { readCsv } from './support/csv'
import type { Deskline } from './support/deskline'
import { dropFiles, mobileNumber, writeGbk } from './support/number-list'
import { pressUntil } from './support/press-until'
import { shareProgram, signInAnew } from './support/shared-program'
import { signIn, startService } from './support/sign-in'
import { inMain } from './support/main-process'

let service: Simulator
let deskline: Deskline
let page: Page
let folder: string

const campaign = 'spring-2026'
const library = (): string[] => service.campaigns.numbers(campaign)
const numbersFault = { on: 'rest', method: 'POST', path: '/numbers' } as const

const program = shareProgram()
test.beforeEach(async () => {
  deskline = program()
  folder = mkdtempSync(join(tmpdir(), 'deskline-lists-'))
  service = await startService()
  await signInAnew(deskline, service)
  page = await openCampaigns(deskline)
  await expect(page.getByText('Drop your number lists here')).toBeVisible()
})
test.afterEach(async () => {
  await page.close()
  await service.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Writes a list of `count` people, each with a mobile number and an emergency contact's number in another column. */
function writeCustomers(path: string, count: number): void {
  const lines = Array.from(
    { length: count },
    (_, n) => `${n + 1},客户${n},${mobileNumber(n)},备用,${mobileNumber(50_000_000 + n)}`
  )
  writeGbk(path, ['编号,姓名,手机,备注,紧急联系人电话', ...lines])
}

async function chooseCampaign(): Promise<void> {
  const box = page.getByRole('combobox', { name: 'Campaign', exact: true })
  await box.fill(campaign)
  await box.press('Enter')
  await expect.poll(async () => (await importsOf(page)).draft.campaignId).toBe(campaign)
}

function startImport(count: number): Promise<void> {
  const name = `Import ${count.toLocaleString('en')} numbers into ${campaign}`
  return pressUntil(
    () => page.getByRole('button', { name, exact: true }).click({ timeout: 1_000 }),
    async () => (await newestImport(page)) !== null
  )
}

const setBatchSize = (batchSize: number): Promise<unknown> =>
  page.evaluate((imports) => window.deskline.commands['settings:change']({ imports }), {
    batchSize,
    requestsAtOnce: 1,
    isDoubtfulIncluded: false
  })

test('a GBK list is dropped, its column corrected, imported, paused, cut off, resumed, and accounted for', async () => {
  const count = 2_000
  const list = join(folder, '客户名单.csv')
  writeCustomers(list, count)
  await setBatchSize(100)
  await dropFiles(page, [list])
  await expect.poll(() => readyNumbers(page)).toBe(2 * count)
  await expect(page.getByText('客户名单.csv').first()).toBeVisible()
  const [table] = (await importsOf(page)).draft.tables
  expect(table?.options).toMatchObject({ encoding: 'gb18030', delimiter: 'comma', headerLine: 1 })

  // The emergency contacts must not be called.
  await page.getByRole('button', { name: 'Format' }).click()
  await page.getByRole('columnheader', { name: '紧急联系人电话' }).getByRole('button').click()
  await expect.poll(() => readyNumbers(page)).toBe(count)
  expect(library()).toEqual([])

  // The service is slow, and loses one reply.
  service.faults.add({ match: numbersFault, effect: { kind: 'delay', ms: 150 } })
  await chooseCampaign()
  await startImport(2_000)
  await expect.poll(async () => (await newestImport(page))?.sent).toBeGreaterThanOrEqual(200)
  await page.getByRole('button', { name: 'Pause', exact: true }).click()
  await expect.poll(async () => (await newestImport(page))?.status.kind).toBe('paused')
  const paused = library().length
  expect(paused).toBe((await newestImport(page))?.sent)

  service.faults.clear()
  service.faults.add({ match: numbersFault, times: 1, effect: { kind: 'drop', when: 'after' } })
  await page.getByRole('button', { name: 'Resume', exact: true }).click()
  await expect.poll(async () => (await newestImport(page))?.status.kind, { timeout: 60_000 }).toBe('ended')
  const ended = await newestImport(page)
  expect(ended).toMatchObject({ unknown: 100, undecided: 1, sent: count - 100, refused: 0 })
  expect(new Set(library()).size).toBe(count)
  expect(library().length).toBe(count)

  // The user checks the library and confirms that the numbers are there.
  await page.getByRole('button', { name: 'They are in the library' }).click()
  await expect.poll(() => newestImport(page)).toMatchObject({ unknown: 0, undecided: 0, sent: count })
  expect(library().length).toBe(count)

  const report = join(folder, 'report.csv')
  await inMain(
    deskline.app,
    ({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
    },
    report
  )
  const id = ended?.id ?? ''
  await page.evaluate(
    (of) => window.deskline.commands['imports:export-report']({ id: of, filter: { part: null, search: '' } }),
    id
  )
  await expect
    .poll(async () => (await importsOf(page)).imports.export)
    .toMatchObject({ kind: 'done', rows: count })
  const rows = readCsv(report)
  expect(rows.length).toBe(count + 1)

  // Importing the same list again sends no number twice.
  await page.keyboard.press('Control+n')
  await dropFiles(page, [list])
  await chooseCampaign()
  await expect.poll(() => readyNumbers(page)).toBe(count)
})

test('a header row below a title is detected, can be changed by keyboard, and rows above it are left out', async () => {
  const list = join(folder, 'report.csv')
  writeGbk(list, [
    '客户名单（2026年11月）,,',
    '姓名,手机号,订单号',
    ...[0, 1, 2].map((n) => `客户${n},${mobileNumber(n)},1301234567${n}`)
  ])
  await dropFiles(page, [list])
  await expect.poll(() => readyNumbers(page)).toBe(3)
  await page.getByRole('button', { name: 'Format' }).click()
  const header = page.getByLabel('Header', { exact: true })
  await expect(header.getByRole('option', { selected: true })).toHaveText(
    'Row 2 (detected): 姓名, 手机号, 订单号'
  )
  await expect(page.getByRole('columnheader', { name: '手机号' }).getByRole('button')).toHaveAttribute(
    'aria-pressed',
    'true'
  )

  // The first row of names becomes the header, so the number in it isn't called.
  await header.focus()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('columnheader', { name: mobileNumber(0) })).toBeVisible()
  await expect.poll(async () => (await importsOf(page)).draft.tables[0]?.options.headerLine).toBe(3)
  await expect
    .poll(async () => {
      const { check } = (await importsOf(page)).draft
      return check.kind === 'ready' ? check.summary.byReason : null
    })
    .toContainEqual({ reason: 'above-header', count: 2 })

  await header.selectOption({ label: 'None' })
  await expect.poll(async () => (await importsOf(page)).draft.tables[0]?.options.headerLine).toBeNull()
  await expect(page.getByRole('columnheader', { name: 'Column B' })).toBeVisible()
})

test('signing out during an import awaits the pending reply, and the next sign-in finds the import again', async () => {
  await setBatchSize(50)
  service.faults.add({ match: numbersFault, effect: { kind: 'delay', ms: 300, when: 'after' } })
  const text = Array.from({ length: 1_000 }, (_, n) => mobileNumber(n)).join('\n')
  await page.evaluate((pasted) => window.deskline.commands['imports:add-text']({ text: pasted }), text)
  await chooseCampaign()
  await expect.poll(() => readyNumbers(page)).toBe(1_000)
  await page.evaluate(
    (campaignId) => window.deskline.commands['imports:start']({ campaignId, expected: 1_000 }),
    campaign
  )
  await expect.poll(async () => (await newestImport(page))?.sent).toBeGreaterThanOrEqual(50)
  await deskline.page.evaluate(() => window.deskline.commands['session:sign-out'](undefined))
  const taken = library().length
  expect(taken).toBeLessThan(1_000)

  await signIn(deskline.page, service)
  await expect
    .poll(() => newestImport(page))
    .toMatchObject({ status: { kind: 'interrupted' }, sent: taken, unknown: 0, total: 1_000 })
  expect(library().length).toBe(taken)
})
