import { expect, test, type Page } from '@playwright/test'
import type { Simulator } from '../src/simulator/simulator'
import { messages } from '../src/shared/messages'
import { windowEn } from '../src/shared/messages/en/window'
import { windowZhCn } from '../src/shared/messages/zh-cn/window'
import { expectAccessible } from './support/accessibility'
import { newUserData, startDeskline, type Deskline } from './support/deskline'
import { dialKey, pressKeys } from './support/gestures'
import { inMain } from './support/main-process'
import { clearNotifications, shownNotifications } from './support/notifications'
import { dial, startService, testToken } from './support/sign-in'

// A new user, from the first window to the first close, in both languages.

const windowWords = { en: windowEn, 'zh-CN': windowZhCn }

let service: Simulator
let deskline: Deskline

test.beforeEach(async () => {
  service = await startService()
})
test.afterEach(async () => {
  await deskline.quit()
  await service.close()
})

const signInAs = (page: Page, agentId: string) =>
  page.evaluate((form) => window.deskline.commands['session:sign-in'](form), {
    server: { kind: 'custom' as const, apiPrefix: service.apiPrefix, fayeUrl: service.fayeUrl },
    tenantId: service.tenantId,
    token: testToken,
    agentId,
    callerNumber: '',
    salesmanCode: ''
  })

for (const language of ['en', 'zh-CN'] as const) {
  const words = windowWords[language]
  const { desktop } = messages[language]
  const { guide, signIn } = words

  test(`the guide tries key, notification and links once, and the first close says where Deskline is (${language})`, async () => {
    deskline = await startDeskline({ userData: newUserData({ isNew: true }), language })
    const { page } = deskline
    const next = page.getByRole('button', { name: guide.next, exact: true })
    const heading = (name: string) => page.getByRole('heading', { name, exact: true })

    // The form reports everything that is missing, and has the other language.
    await page.getByRole('button', { name: signIn.submit, exact: true }).click()
    await expect(page.locator('[aria-invalid="true"]')).toHaveCount(3)
    await expect(page.getByLabel(signIn.tenantId)).toBeFocused()
    const other = language === 'en' ? 'zh-CN' : 'en'
    const choose = (of: typeof language) =>
      page.locator(`.language input[value="${of}"]`).check({ force: true })
    await choose(other)
    await expect(heading(windowWords[other].signIn.title)).toBeVisible()
    await choose(language)

    await signInAs(page, '699861013')
    await expect(heading(guide.key.title)).toBeVisible()
    await expect(next).toBeDisabled()
    await expectAccessible(page, 'the guide: the key')
    await expect(async () => {
      pressKeys(dialKey)
      await expect(next).toBeEnabled({ timeout: 1_000 })
    }).toPass()
    await next.click()

    await expect(heading(guide.notification.title)).toBeFocused()
    clearNotifications()
    await page.getByRole('button', { name: guide.notification.show }).click()
    await expect(page.getByText(guide.notification.shown).last()).toBeVisible()
    await expectAccessible(page, 'the guide: a notification')
    expect(shownNotifications()).toMatchObject([{ summary: desktop.notification.sample.title }])
    await next.click()

    // From its sources the program isn't opened at log-in by default; skipping changes nothing.
    await expect(page.getByRole('switch', { name: words.settings.openAtLogin })).not.toBeChecked()
    await expectAccessible(page, 'the guide: log-in')
    await page.getByRole('button', { name: guide.skip, exact: true }).click()
    await expect(page.getByRole('switch', { name: words.settings.linksOn })).toBeVisible()
    await expectAccessible(page, 'the guide: links')
    await next.click()
    await expect(page.getByText(guide.tray.tray)).toBeVisible()
    await expectAccessible(page, 'the guide: the tray')
    await page.getByRole('button', { name: guide.done, exact: true }).click()
    await expect(page.getByLabel(words.dial.label)).toBeVisible()

    // It doesn't come back, but can be opened again.
    await page.reload()
    await expect(page.getByLabel(words.dial.label)).toBeVisible()
    await expect(heading(guide.title)).toBeHidden()
    await page.keyboard.press('Control+,')
    await page.getByRole('button', { name: words.settings.sections.guide }).click()
    await expect(heading(guide.key.title)).toBeVisible()
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')

    clearNotifications()
    const titles = () => shownNotifications().map(({ summary }) => summary)
    await page.keyboard.press('Escape')
    await expect.poll(titles).toEqual([desktop.notification.putAway.title])
    await inMain(deskline.app, ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.show())
    await page.keyboard.press('Escape')
    await expect
      .poll(() => inMain(deskline.app, ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible()))
      .toBe(false)
    expect(titles()).toHaveLength(1)
  })
}

test('a desk phone that the service refuses leads to its field in the account, and can be corrected there', async () => {
  deskline = await startDeskline()
  const { page } = deskline
  await signInAs(page, '699861999')
  await dial(page, '13800138000')
  const field = page.getByLabel('Desk phone', { exact: true })
  await expect(field).toBeFocused()
  await expect(field).toHaveAccessibleDescription('“固定话机ID”不存在。')
  await expectAccessible(page, 'a refused desk phone')

  // It stays a notice until it is corrected, and isn't an error of the number.
  await page.keyboard.press('Escape')
  await expect(page.getByText('The service refuses your desk phone 699861999')).toBeVisible()
  await expect(page.getByLabel('Number to call')).not.toHaveAttribute('aria-invalid')
  await expectAccessible(page, 'the notice of a refused desk phone')

  await page.getByRole('button', { name: 'Correct the account' }).click()
  await field.fill('699861013')
  await page.getByLabel('Access token', { exact: true }).fill(testToken)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByText('The service refuses your desk phone 699861999')).toBeHidden()
  await dial(page, '13800138000')
  await expect(page.getByRole('article', { name: /138 0013 8000/ })).toBeVisible()
})
