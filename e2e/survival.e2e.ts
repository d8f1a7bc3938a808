import { expect, test } from '@playwright/test'
import { once } from 'node:events'
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startDesktop } from '../scripts/desktop-session.mjs'
import type { Simulator } from '../src/simulator/simulator'
import { newUserData, startDeskline, startPlain, type Deskline } from './support/deskline'
import { dial, signIn, startService } from './support/sign-in'
import { inMain } from './support/main-process'

let service: Simulator
let deskline: Deskline

test.beforeEach(async () => {
  service = await startService()
})
test.afterEach(async () => {
  await deskline.quit()
  await service.close()
})

test('a call in progress survives a SIGKILL of the program', async () => {
  service.setScenario('13800138000', 'answered-long')
  deskline = await startDeskline()
  await signIn(deskline.page, service)
  await dial(deskline.page, '13800138000')
  await expect(deskline.page.getByRole('article', { name: '138 0013 8000: Talking' })).toBeVisible()
  const kept = (): string =>
    readdirSync(deskline.userData)
      .filter((name) => name.startsWith('calls-'))
      .map((name) => readFileSync(join(deskline.userData, name), 'utf8'))
      .join()
  await expect.poll(kept).toContain('calleeAnswered')

  const gone = once(deskline.app.process(), 'exit')
  process.kill(deskline.pid, 'SIGKILL')
  await gone
  service.hangUpAll()

  deskline = await startDeskline({ userData: deskline.userData })
  const row = deskline.page.getByRole('row', { name: '138 0013 8000' }).first()
  await expect(row).toContainText('138 0013 8000')
  // The call ended while the line was down; its outcome comes from the record.
  await expect(row).toContainText('Answered')
})

test('a second instance shows the first one’s window and exits', async () => {
  deskline = await startDeskline()
  await deskline.page.evaluate(() => window.deskline.commands['window:hide'](undefined))
  const isShown = (): Promise<boolean | undefined> =>
    inMain(deskline.app, ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible() ?? false)
  const second = startPlain(deskline.userData)
  const [code] = (await once(second, 'exit')) as [number]
  expect(code).toBe(0)
  await expect.poll(isShown).toBe(true)
})

test('unreadable files are set aside and reported, and the program starts', async () => {
  const userData = newUserData()
  writeFileSync(join(userData, 'settings.json'), '{"version":1,"value":{"theme":"da')
  deskline = await startDeskline({ userData })
  await expect(deskline.page.getByText('settings.json.unreadable', { exact: false })).toBeVisible()
  expect(existsSync(join(userData, 'settings.json.unreadable'))).toBe(true)
})

test('closing the window or pressing Esc hides it, and quitting ends the program', async () => {
  deskline = await startDeskline()
  const { app, page } = deskline
  const isUnseen = (): Promise<boolean | undefined> =>
    inMain(deskline.app, ({ BrowserWindow }) => {
      const [first] = BrowserWindow.getAllWindows()
      return first !== undefined && (!first.isVisible() || first.isMinimized())
    })
  await inMain(app, ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
  await expect.poll(isUnseen).toBe(true)
  await inMain(app, ({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.restore()
    BrowserWindow.getAllWindows()[0]?.show()
  })
  await expect.poll(isUnseen).toBe(false)
  await page.keyboard.press('Escape')
  await expect.poll(isUnseen).toBe(true)
})

test('without a tray, closing the window minimises it, so that the task bar can restore it', async () => {
  const desktop = await startDesktop({ hasPanel: false, hasKeyStore: false })
  try {
    deskline = await startDeskline({ env: desktop.env })
    const state = (): Promise<{ hasTray: boolean }> =>
      deskline.page.evaluate(async () => {
        const reply = await window.deskline.commands['app:state'](undefined)
        return { hasTray: reply.ok && reply.value.environment.value.hasTray }
      })
    expect((await state()).hasTray).toBe(false)
    await inMain(deskline.app, ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
    await expect
      .poll(() =>
        inMain(deskline.app, ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isMinimized())
      )
      .toBe(true)
  } finally {
    await deskline.quit()
    await desktop.stop()
  }
})
