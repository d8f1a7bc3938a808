import { expect, test } from '@playwright/test'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Simulator } from '../src/simulator/simulator'
import { setClockForward } from './support/clock'
import { readCsv } from './support/csv'
import { startDeskline, type Deskline } from './support/deskline'
import { inMain } from './support/main-process'
import { clearNotifications, clickNotification, shownNotifications } from './support/notifications'
import { mobileNumber, writeGbk } from './support/number-list'
import { pressUntil } from './support/press-until'
import { signIn, startService, testAgentId } from './support/sign-in'
import { trayTooltips } from './support/tray'
import { openOtherProgram } from './support/gestures'

// An agent's day, from a list of customers to the report.

const count = 10_000
const minuteMs = 60_000

let service: Simulator
let deskline: Deskline
let folder: string
let crm: ReturnType<typeof openOtherProgram> | null = null

test.beforeEach(async () => {
  clearNotifications()
  folder = mkdtempSync(join(tmpdir(), 'deskline-day-'))
  service = await startService()
  deskline = await startDeskline()
  await signIn(deskline.page, service)
})
test.afterEach(async () => {
  await crm?.close()
  await deskline.quit()
  await service.close()
  rmSync(folder, { recursive: true, force: true })
})

const requests = () =>
  service.requests
    .entries()
    .filter(({ method }) => method === 'POST')
    .map(({ path, body }) => ({ path, body }))

test('import contacts, call by initials, wrap up, call back at the reminder, and export the results', async () => {
  const { app, page } = deskline
  const number = mobileNumber(138_000)
  const spoken = `${number.slice(0, 3)} ${number.slice(3, 7)} ${number.slice(7)}`
  const list = join(folder, '客户.csv')
  const saved = join(folder, 'calls.csv')

  await test.step('ten thousand contacts are imported from a GBK file', async () => {
    const names = Array.from({ length: count }, (_, at) => (at === 0 ? '欧阳修' : `客户${at}`))
    writeGbk(list, [
      '姓名,公司,手机',
      ...names.map((name, at) => `${name},滁州${at},${mobileNumber(at + 138_000)}`)
    ])
    await inMain(
      app,
      ({ dialog }, [opened, filePath]) => {
        dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [opened] })
        dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
      },
      [list, saved] as [string, string]
    )
    const opened = app.waitForEvent('window')
    await page.keyboard.press('Control+p')
    const contacts = await opened
    await contacts.getByRole('button', { name: 'Import a file…' }).click()
    await contacts.getByRole('button', { name: 'Import 10,000 rows' }).click()
    await expect(contacts.getByRole('heading', { name: 'Imported' })).toBeVisible({ timeout: 120_000 })
    await contacts.close()
  })

  await test.step('initials and Enter send the request of the API document', async () => {
    await page.getByLabel('Number to call').fill('oyx')
    await expect(page.getByRole('option', { name: /欧阳修/ })).toHaveAttribute('aria-selected', 'true')
    service.setScenario(number, 'answered-long')
    // The focused window would need no notification.
    crm = openOtherProgram()
    await page.getByLabel('Number to call').press('Enter')
    await expect.poll(requests).toEqual([
      {
        path: '/api/v31/tserver/tenants/tenant-e2e/calls',
        body: { calleeNumber: number, agentId: testAgentId }
      }
    ])
  })

  await test.step('the notification and the tray carry the name', async () => {
    await expect
      .poll(() => shownNotifications().map(({ body }) => body))
      .toContain(`欧阳修 · 滁州0 ${spoken} is on the line`)
    await expect.poll(() => trayTooltips().join()).toContain(`Talking with 欧阳修 · 滁州0 ${spoken}`)
  })

  const wrapUp = page.getByRole('group', { name: /^Wrap-up: / })
  await test.step('3, a note, and a call-back in 15 minutes', async () => {
    service.hangUpAll()
    await expect(wrapUp).toBeFocused()
    await page.keyboard.press('3')
    await expect(wrapUp.getByRole('button', { name: 'Call back', exact: false }).first()).toHaveAttribute(
      'aria-pressed',
      'true'
    )
    await page.keyboard.press('n')
    await page.keyboard.type('wants an offer')
    await page.keyboard.press('Enter')
    await wrapUp.getByRole('button', { name: 'Call back: 15 min' }).click()
    await expect(wrapUp.getByText(/^Call back: \w+/)).toBeVisible()
  })

  await test.step('the reminder appears, its click opens the call-back, and calling closes it', async () => {
    clearNotifications()
    await setClockForward(deskline, 15 * minuteMs + 1_000)
    await expect
      .poll(() => shownNotifications().map(({ summary }) => summary))
      .toEqual([`Call back 欧阳修 · 滁州0 ${spoken}`])
    const row = page.getByRole('grid', { name: 'Call-backs' }).getByRole('row', { name: spoken })
    // The next one is visible when it is clicked: looking at the notifications closes them.
    await page.keyboard.press('Control+b')
    await row.focus()
    await page.keyboard.press('p')
    await page.keyboard.press('Escape')
    await setClockForward(deskline, 10 * minuteMs + 1_000)
    await expect(page.getByRole('button', { name: '1 call-back is due' })).toBeVisible()
    await expect(async () => {
      clickNotification()
      await expect(row).toBeFocused({ timeout: 500 })
    }).toPass()
    await page.keyboard.press('Enter')
    // By the same rules as every call: refused within three seconds, then asked, because it was called a moment ago.
    await pressUntil(
      () => page.getByLabel('Number to call').press('Enter'),
      () => page.getByRole('article', { name: `欧阳修 · 滁州0 ${spoken}: Talking` }).isVisible()
    )
    expect(requests()).toHaveLength(2)
    service.hangUpAll()
    await expect(wrapUp).toBeVisible()
    await page.keyboard.press('Control+b')
    await expect(page.getByRole('rowgroup', { name: 'Done: 1' })).toContainText('Reached')
  })

  await test.step('the records are filtered by the result and exported', async () => {
    const opened = app.waitForEvent('window')
    await page.evaluate(() => window.deskline.commands['records:open']({ id: null }))
    const records = await opened
    await records.getByRole('button', { name: /^Filter/ }).click()
    await records.getByRole('checkbox', { name: 'Call back', exact: true }).check()
    await records.keyboard.press('Escape')
    await expect(records.getByRole('grid').getByRole('row')).toHaveCount(2)
    await records.getByRole('button', { name: /^Export/ }).click()
    await records.getByRole('button', { name: /CSV/ }).click()
    await expect(records.getByText(/call is in calls\.csv/).first()).toBeVisible()
    const [head, row] = readCsv(saved)
    const cell = (name: string) => row?.[head?.indexOf(name) ?? -1]
    expect([cell('Result'), cell('Note')]).toEqual(['Call back', 'wants an offer'])
  })
})
