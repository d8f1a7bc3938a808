import { expect, test } from '@playwright/test'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defaultCallingRules } from '../src/shared/calling-rules/defaults'
import type { CallingRules } from '../src/shared/calling-rules/schema'
import type { Simulator } from '../src/simulator/simulator'
import { readCsv } from './support/csv'
import type { Deskline } from './support/deskline'
import { inMain } from './support/main-process'
import { shareProgram, signInAnew } from './support/shared-program'
import { dial, startService, testAgentId } from './support/sign-in'

// Calling rules in the real program, against the simulated service.

const colleague = 699861014
const program = shareProgram()
let service: Simulator
let deskline: Deskline
let folder: string

test.beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'deskline-rules-'))
  service = await startService({
    agents: [
      { agentId: testAgentId, callerNumber: '02583456789' },
      { agentId: colleague, callerNumber: '02583456780' }
    ]
  })
  deskline = program()
  await signInAnew(deskline, service)
})
test.afterEach(async () => {
  await service.close()
  rmSync(folder, { recursive: true, force: true })
})

const { hours, attempts } = defaultCallingRules
const setRules = (rules: Partial<CallingRules>): Promise<unknown> =>
  deskline.page.evaluate((callingRules) => window.deskline.commands['settings:change']({ callingRules }), {
    ...defaultCallingRules,
    hours: { ...hours, action: 'off' as const },
    ...rules
  })
const calls = (): number => service.requests.entries().filter(({ method }) => method === 'POST').length
const chooseFile = (path: string): Promise<void> =>
  inMain(
    deskline.app,
    ({ dialog }, chosen) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] })
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: chosen })
    },
    path
  )

test('a number put on the list with the key D is refused, until that is undone; the list is exported', async () => {
  const { page } = deskline
  await dial(page, '13800138001')
  const wrapUp = page.getByRole('group', { name: /^Wrap-up: / })
  await expect(wrapUp).toBeFocused()
  await page.keyboard.press('d')
  await expect(wrapUp.getByText('On the do-not-call list', { exact: true })).toBeVisible()
  const before = calls()
  // Within the first seconds the rule against accidental repeats refuses it.
  await expect(async () => {
    await dial(page, '138 0013 8001')
    await expect(page.locator('#number-hint')).toContainText('on the do-not-call list', { timeout: 500 })
  }).toPass()
  expect(calls()).toBe(before)

  await page.evaluate(() =>
    window.deskline.commands['do-not-call:add']({ numbers: '13900139000', reason: '=1+1', untilMs: null })
  )
  await page.keyboard.press('Control+,')
  await page.getByRole('button', { name: /^Do-not-call list/ }).click()
  const table = page.getByRole('table')
  await expect(table.getByRole('row')).toHaveCount(3)
  await page.getByRole('textbox', { name: 'Search numbers and reasons' }).fill('139')
  await expect(table.getByRole('row')).toHaveCount(2)
  const file = join(folder, 'list.csv')
  await chooseFile(file)
  await page.getByRole('button', { name: 'Export…' }).click()
  await expect(page.getByText('list.csv: 2 rows written')).toBeVisible()
  expect(readCsv(file).map(([number, reason]) => [number, reason])).toEqual([
    ['number', 'reason'],
    ['13900139000', "'=1+1"],
    ['13800138001', '']
  ])

  await table.getByRole('button', { name: 'Remove 139 0013 9000' }).click()
  await expect(page.getByText('No number matches.')).toBeVisible()
  // The first one is on the card of the call, below this page.
  await page.getByRole('button', { name: 'Undo' }).last().click()
  await expect(table.getByRole('row')).toHaveCount(2)
})

test('the numbers of a file are refused for single calls, and a changed file is read again', async () => {
  const { page } = deskline
  const file = join(folder, 'never.csv')
  writeFileSync(file, 'name,number\nA,13700137001\nB,010-88888888\n')
  await chooseFile(file)
  await page.keyboard.press('Control+,')
  await page.getByRole('button', { name: /^Do-not-call list/ }).click()
  await page.getByRole('button', { name: 'Choose…' }).click()
  await expect(page.getByText('never.csv, 2 numbers')).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await dial(page, '13700137001')
  await expect(page.locator('#number-hint')).toContainText('on the do-not-call list')
  writeFileSync(file, 'number\n13700137002\n13700137003\n13700137004\n')
  await expect(async () => {
    await dial(page, '13700137002')
    await expect(page.locator('#number-hint')).toContainText('on the do-not-call list', { timeout: 2_000 })
  }).toPass()
})

test('outside the calling hours the call is asked about and, once confirmed, made; the decision is exported', async () => {
  const { page } = deskline
  const days = hours.days.map(() => ({ isOn: false, fromMinute: 480, toMinute: 1_260 }))
  await setRules({ hours: { action: 'ask', days } })
  await dial(page, '13800138002')
  await expect(page.locator('#number-hint')).toContainText('outside your calling hours')
  expect(calls()).toBe(0)
  // A question takes no answer before it could be read.
  await expect(async () => {
    await page.getByLabel('Number to call').press('Enter')
    expect(calls()).toBe(1)
  }).toPass()
  const file = join(folder, 'decisions.csv')
  await chooseFile(file)
  await page.evaluate(() => window.deskline.commands['calling-rules:export-decisions'](undefined))
  const rows = readCsv(file)
  expect(rows.at(-1)?.slice(2)).toEqual(['window', 'calling hours', 'called'])
})

test('a colleague’s call counts as an attempt', async () => {
  const { page } = deskline
  service.startElsewhere({ agentId: colleague, calleeNumber: '13800138003' })
  await setRules({ attempts: { ...attempts, action: 'refuse', perHour: 1, scope: 'tenant' } })
  await expect(async () => {
    await dial(page, '13800138003')
    await expect(page.locator('#number-hint')).toContainText('was called once within 60 minutes', {
      timeout: 4_000
    })
  }).toPass()
})
