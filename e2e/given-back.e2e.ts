import { expect, test, type Page } from '@playwright/test'
import type { Simulator } from '../src/simulator/simulator'
import { skipWaits } from './support/clock'
import { startHidden, type Deskline } from './support/deskline'
import { inMain } from './support/main-process'
import { shareProgram, signInAnew } from './support/shared-program'
import { dial, startService, testAgentId } from './support/sign-in'

// The main window's page, which exists only while the window is used: it is given back after a minute hidden.

let service: Simulator
let deskline: Deskline
let page: Page

const program = shareProgram()
test.beforeEach(async () => {
  await skipWaits(program(), 60_000)
  deskline = { ...program(), page: program().app.windows().at(-1) ?? program().page }
  page = deskline.page
  service = await startService()
})
test.afterEach(() => service.close())

const renderers = (): Promise<number> =>
  inMain(deskline.app, ({ app }) => app.getAppMetrics().filter(({ type }) => type === 'Tab').length)

/** Closes the window. */
const close = (): Promise<void> =>
  inMain(deskline.app, ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())

/** Opens the program again, as a click on its icon in the Dock. */
const open = (): Promise<void> => inMain(deskline.app, ({ app }) => void app.emit('activate'))

/** Closes the window, waits until no renderer process is left, and opens it again. */
async function giveBackAndReopen(meanwhile: () => void = () => undefined): Promise<void> {
  await close()
  await expect.poll(renderers).toBe(0)
  meanwhile()
  const next = deskline.app.waitForEvent('window')
  await open()
  page = await next
}

test('a form with a typed token keeps its page, and one without leaves its fields to the next page', async () => {
  await page.getByLabel('Tenant ID').fill('tenant-e2e')
  const token = page.getByLabel('Access token', { exact: true })
  await token.fill('T0ken')
  const asked = page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        window.deskline.on['view:leaving'](() => resolve())
      })
  )
  await close()
  await asked
  expect(await renderers()).toBe(1)
  await open()
  await token.fill('')
  await giveBackAndReopen()
  await expect(page.getByLabel('Tenant ID')).toHaveValue('tenant-e2e')
})

test('a reopened window shows what was typed, filtered and marked, and the calls of the meantime', async () => {
  await signInAnew(deskline, service)
  await dial(page, '13800138003')
  await expect(page.getByRole('row', { name: '138 0013 8003' }).first()).toBeVisible()
  await page.getByRole('button', { name: 'Filter', exact: false }).first().click()
  await page.keyboard.type('8003')
  const box = page.getByLabel('Number to call')
  await box.fill('025 8345 6789')
  await box.evaluate((element: HTMLInputElement) => element.setSelectionRange(4, 8))
  await giveBackAndReopen(() => service.startElsewhere({ agentId: testAgentId, calleeNumber: '13800138003' }))
  const reopened = page.getByLabel('Number to call')
  await expect(reopened).toHaveValue('025 8345 6789')
  await expect(reopened).toBeFocused()
  expect(
    await reopened.evaluate(({ selectionStart, selectionEnd }: HTMLInputElement) => [
      selectionStart,
      selectionEnd
    ])
  ).toEqual([4, 8])
  await expect(page.getByRole('textbox', { name: 'Filter' })).toHaveValue('8003')
  await expect(page.getByRole('row', { name: '138 0013 8003' })).toHaveCount(2)
})

test('an open page and the draft of a dialog are there again', async () => {
  await signInAnew(deskline, service)
  await dial(page, '13800138003')
  await expect(page.getByRole('row', { name: '138 0013 8003' }).first()).toBeVisible()
  await page.getByRole('button', { name: 'Settings' }).first().click()
  await page.getByRole('button', { name: /^Dialling/ }).click()
  await expect(page.getByRole('heading', { name: 'Dialling' })).toBeVisible()
  await giveBackAndReopen()
  await expect(page.getByRole('heading', { name: 'Dialling' })).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  const row = page.getByRole('row', { name: '138 0013 8003' }).first()
  await row.focus()
  await page.keyboard.press('b')
  const note = page.getByRole('dialog').getByRole('textbox')
  await note.fill('asks for an offer')
  await page.getByRole('radio', { name: /hour/ }).check()
  await note.focus()
  await giveBackAndReopen()
  const reopened = page.getByRole('dialog').getByRole('textbox')
  await expect(reopened).toHaveValue('asks for an offer')
  await expect(reopened).toBeFocused()
  await expect(page.getByRole('radio', { name: /hour/ })).toBeChecked()
  await page.keyboard.press('Escape')
})

test('started hidden, as at log-in, there is no renderer process until the program is opened', async () => {
  const hidden = await startHidden()
  try {
    const count = (): Promise<number> =>
      inMain(hidden.app, ({ app }) => app.getAppMetrics().filter(({ type }) => type === 'Tab').length)
    await expect.poll(() => inMain(hidden.app, ({ app }) => app.isReady())).toBe(true)
    expect(await count()).toBe(0)
    const next = hidden.app.waitForEvent('window')
    await inMain(hidden.app, ({ app }) => void app.emit('activate'))
    await expect((await next).getByLabel('Tenant ID')).toBeVisible()
    expect(await count()).toBe(1)
  } finally {
    await hidden.app.close()
  }
})
