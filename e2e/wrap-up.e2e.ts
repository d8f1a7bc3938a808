import { expect, test, type Page } from '@playwright/test'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readSheet } from 'read-excel-file/node'
import type { Simulator } from '../src/simulator/simulator'
import { readCsv } from './support/csv'
import { startDeskline, type Deskline } from './support/deskline'
import { inMain } from './support/main-process'
import { shareProgram, signInAnew } from './support/shared-program'
import { dial, signIn, startService } from './support/sign-in'

let service: Simulator
let deskline: Deskline
let folder: string

const wrapUp = (page: Page) => page.getByRole('group', { name: /^Wrap-up: / })
const result = (page: Page, name: string) => wrapUp(page).getByRole('button', { name, exact: false })

async function openRecords(): Promise<Page> {
  const opened = deskline.app.waitForEvent('window')
  await deskline.page.evaluate(() => window.deskline.commands['records:open']({ id: null }))
  const page = await opened
  await page.waitForLoadState('load')
  return page
}

async function exportTo(records: Page, choice: RegExp, file: string): Promise<string> {
  const path = join(folder, file)
  await inMain(
    deskline.app,
    ({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
    },
    path
  )
  await records.getByRole('button', { name: /^Export/ }).click()
  await records.getByRole('button', { name: choice }).click()
  await expect(records.getByText(new RegExp(`calls? (is|are) in ${file}`)).first()).toBeVisible()
  await records.keyboard.press('Escape')
  return path
}

test.describe('in a program of its own', () => {
  test.beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'deskline-wrap-up-'))
    service = await startService()
    deskline = await startDeskline()
    await signIn(deskline.page, service)
  })
  test.afterEach(async () => {
    await deskline.quit()
    await service.close()
    rmSync(folder, { recursive: true, force: true })
  })

  test('a call is wrapped up by keys; the wrap-up survives a kill, and the records show, filter and export it', async () => {
    const { page } = deskline
    await dial(page, '13800138001')
    // The number box is empty, so the keys are for the result once the call has ended.
    await expect(wrapUp(page)).toBeFocused()
    await page.keyboard.press('1')
    await expect(result(page, 'Interested').first()).toHaveAttribute('aria-pressed', 'true')
    await page.keyboard.press('1')
    await expect(result(page, 'Interested').first()).toHaveAttribute('aria-pressed', 'false')
    await page.keyboard.press('3')
    await expect(result(page, 'Call back').first()).toHaveAttribute('aria-pressed', 'true')

    await page.keyboard.press('n')
    await page.keyboard.type('asked for 3 offers')
    await page.keyboard.press('Enter')
    await expect(wrapUp(page)).toBeFocused()
    await wrapUp(page).getByRole('button', { name: 'Call back: 15 min' }).click()
    await expect(wrapUp(page).getByText(/^Call back: \w+/)).toBeVisible()
    await wrapUp(page).getByRole('button', { name: 'Tags' }).click()
    await wrapUp(page).getByRole('combobox', { name: 'Add a tag' }).fill('offer')
    await page.keyboard.press('Enter')
    await expect(wrapUp(page).getByRole('list', { name: 'Tags' })).toContainText('offer')
    const row = page.getByRole('row', { name: /138 0013 8001.*Call back/ })
    await expect(row).toBeVisible()

    const gone = once(deskline.app.process(), 'exit')
    process.kill(deskline.pid, 'SIGKILL')
    await gone
    deskline = await startDeskline({ userData: deskline.userData })
    await expect(deskline.page.getByText('Connected', { exact: true })).toBeVisible()
    await deskline.page.getByRole('row', { name: /138 0013 8001.*Call back/ }).dblclick()
    const details = wrapUp(deskline.page).last()
    await expect(details.getByRole('textbox', { name: 'Note' })).toHaveValue('asked for 3 offers')
    await expect(details.getByText(/^Call back: \w+/)).toBeVisible()

    const records = await openRecords()
    await expect(records.getByRole('grid').getByRole('row')).toHaveCount(2)
    await expect(records.getByRole('grid')).toContainText('asked for 3 offers')
    await records.getByRole('button', { name: /^Filter/ }).click()
    await records.getByRole('checkbox', { name: 'Interested', exact: true }).check()
    await expect(records.getByRole('grid')).toHaveCount(0)
    await records.getByRole('checkbox', { name: 'Interested', exact: true }).uncheck()
    await records.getByRole('checkbox', { name: 'Call back', exact: true }).check()
    await records.keyboard.press('Escape')
    await expect(records.getByRole('list', { name: 'Active filters' })).toContainText('Result: Call back')
    await expect(records.getByRole('grid').getByRole('row')).toHaveCount(2)

    const csv = readCsv(await exportTo(records, /CSV/, 'calls.csv'))
    const column = csv[0]?.indexOf('Result') ?? -1
    expect(csv.map((cells) => cells[column])).toEqual(['Result', 'Call back'])
    const sheet = await readSheet(await exportTo(records, /Excel/, 'calls.xlsx'))
    expect(sheet[1]).toContain('Call back')
    expect(sheet[1]).toContain('asked for 3 offers')

    // Changed on the call's page in the records, it changes in the main window too.
    await records.getByRole('grid').getByRole('row').nth(1).click()
    await records.getByRole('group', { name: 'Result' }).getByRole('button', { name: 'Done' }).click()
    await expect(details.getByRole('button', { name: 'Done' })).toHaveAttribute('aria-pressed', 'true')
  })
})

test.describe('in one program', () => {
  const program = shareProgram()
  test.beforeEach(async () => {
    deskline = program()
    service = await startService()
    await signInAnew(deskline, service)
  })
  test.afterEach(() => service.close())

  test('results are renamed, ordered and removed in the settings, and stay readable on calls that have them', async () => {
    const { page } = deskline
    await dial(page, '13800138001')
    await expect(wrapUp(page)).toBeFocused()
    await page.keyboard.press('2')
    await page.keyboard.press('Control+,')
    await page.getByRole('button', { name: /^Call results/ }).click()
    await page.getByRole('textbox', { name: 'Name: Not interested' }).fill('Lost')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Move up: Lost' }).click()
    await page.getByRole('button', { name: 'Remove: Interested', exact: true }).click()
    await expect(page.getByRole('button', { name: 'Use again: Interested' })).toBeVisible()
    await page.getByRole('button', { name: 'Remove: Lost' }).click()
    await expect(page.getByRole('list', { name: 'Results' }).getByRole('listitem')).toHaveCount(5)
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await expect(page.getByRole('row', { name: /138 0013 8001.*Lost/ })).toBeVisible()
    await expect(result(page, 'Lost')).toHaveAttribute('aria-pressed', 'true')
  })

  test('the keys are for the visible call, and for none while a dialog is open', async () => {
    const { page } = deskline
    await dial(page, '13800138001')
    await expect(wrapUp(page)).toBeFocused()
    await page.keyboard.press('2')
    await expect(result(page, 'Not interested')).toHaveAttribute('aria-pressed', 'true')

    await page.getByRole('article').getByRole('button', { name: 'Call back…', exact: true }).first().click()
    const dialog = page.getByRole('dialog')
    // A click beside its controls leaves the focus behind the dialog.
    await dialog.getByRole('heading').click()
    await page.keyboard.press('1')
    await page.keyboard.press('Escape')
    await expect(dialog).toBeHidden()
    await expect(result(page, 'Not interested')).toHaveAttribute('aria-pressed', 'true')

    // Another call ends below the page of the first one.
    await page.getByRole('row', { name: /138 0013 8001/ }).dblclick()
    await expect(page.locator('[data-wrap-up]')).toHaveCount(2)
    await page.evaluate(() => window.deskline.commands['calls:dial']({ number: '13800138002' }))
    await expect(
      page.locator('article', { hasText: '138 0013 8002' }).locator('[data-wrap-up]')
    ).toBeAttached()
    await page.keyboard.press('4')
    await expect(
      wrapUp(page)
        .getByRole('button', { name: /No answer/ })
        .last()
    ).toHaveAttribute('aria-pressed', 'true')
    const state = await page.evaluate(() => window.deskline.commands['app:state'](undefined))
    if (!state.ok) throw new Error(state.error.code)
    expect(state.value.wrapUps.value.map((one) => one.result)).toEqual(['no-answer'])
  })
})
