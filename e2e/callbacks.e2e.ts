import { expect, test, type Page } from '@playwright/test'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Simulator } from '../src/simulator/simulator'
import { resetClock, setClockForward } from './support/clock'
import { startDeskline, type Deskline } from './support/deskline'
import {
  clearNotifications,
  clickNotification,
  pressNotificationButton,
  shownNotifications
} from './support/notifications'
import { pressUntil } from './support/press-until'
import { shareProgram, signInAnew } from './support/shared-program'
import { signIn, startService, testAgentId } from './support/sign-in'

let service: Simulator
let deskline: Deskline

const minuteMs = 60_000

const dueNotifications = () =>
  shownNotifications().filter(({ summary }) => summary.startsWith('Call back') || summary.includes('due'))

/**
 * Calls a number that isn't answered, and opens the dialog from its row. The call is from elsewhere: a number dialled
 * here can't be dialled again at once.
 */
async function callUnanswered(page: Page): Promise<void> {
  service.startElsewhere({ agentId: testAgentId, calleeNumber: '13800138001' })
  const row = page.getByRole('row', { name: '138 0013 8001' }).first()
  await expect(row).toContainText('No answer')
  await page.getByLabel('Number to call').press('ArrowDown')
  await expect(row).toBeFocused()
  await page.keyboard.press('b')
  await expect(page.getByRole('dialog', { name: 'Call back 138 0013 8001' })).toBeVisible()
}

/** The list, with the focus where `Ctrl+B` puts it. */
async function openList(page: Page): Promise<void> {
  await page.keyboard.press('Control+b')
  await expect(page.getByRole('heading', { name: 'Call-backs', exact: true })).toBeVisible()
}

/** The rows of the list; the recent calls behind it have rows, too. */
const rowOf = (page: Page, name: string) =>
  page.getByRole('grid', { name: 'Call-backs' }).getByRole('row', { name })

test.describe('in one program', () => {
  const program = shareProgram()
  test.beforeEach(async () => {
    deskline = program()
    await resetClock(deskline)
    clearNotifications()
    service = await startService()
    await signInAnew(deskline, service)
  })
  test.afterEach(() => service.close())

  test('a call-back from a call is announced, opened by a click, and closed by reaching the callee', async () => {
    const { page } = deskline
    await callUnanswered(page)
    await page.getByRole('dialog').getByLabel('Note').fill('报价')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await openList(page)
    await expect(page.getByRole('rowgroup', { name: /^(Today|Later): 1$/ })).toContainText('报价')
    await page.keyboard.press('Escape')
    clearNotifications()

    await setClockForward(deskline, 14 * minuteMs)
    expect(dueNotifications()).toEqual([])
    await setClockForward(deskline, minuteMs + 1_000)
    await expect
      .poll(() => dueNotifications().map(({ summary }) => summary))
      .toEqual(['Call back 138 0013 8001'])
    expect(dueNotifications()[0]?.body).toContain('报价')
    await expect(page.getByRole('button', { name: '1 call-back is due' })).toBeVisible()

    // The next one is visible when it is clicked: looking at the notifications closes them.
    await openList(page)
    const row = rowOf(page, '138 0013 8001')
    await row.focus()
    await page.keyboard.press('p')
    await page.keyboard.press('Escape')
    const handshakes = service.live.received('/meta/handshake')
    await setClockForward(deskline, 10 * minuteMs + 1_000)
    await expect(page.getByRole('button', { name: '1 call-back is due' })).toBeVisible()
    // The line connects anew, as after a sleep; until then the steps of a call would be missed.
    await expect.poll(() => service.live.received('/meta/handshake')).toBeGreaterThan(handshakes)
    await expect(page.getByText('Asking the service what happened…')).toHaveCount(0)
    await expect(async () => {
      clickNotification()
      await expect(row).toBeFocused({ timeout: 500 })
    }).toPass()

    service.setScenario('13800138001', 'answered-long')
    await page.keyboard.press('Enter')
    // The last call wasn't answered, so nothing is asked.
    await expect(page.getByRole('article', { name: '138 0013 8001: Talking' })).toBeVisible()
    await expect(page.getByRole('button', { name: 'Call-backs', exact: true })).toBeVisible()
    await openList(page)
    await expect(page.getByRole('rowgroup', { name: 'Done: 1' })).toContainText('Reached')
  })

  test('without an answer the window asks, and a later time is the answer', async () => {
    const { page } = deskline
    await openList(page)
    await page.getByRole('button', { name: 'Add…' }).click()
    await page.getByLabel('Number', { exact: true }).fill('138 0013 8001')
    await page.keyboard.press('Enter')
    await expect(rowOf(page, '138 0013 8001')).toBeVisible()
    await setClockForward(deskline, 15 * minuteMs + 1_000)
    await page.getByRole('button', { name: 'Call 138 0013 8001' }).click()
    const question = page.getByRole('region', { name: 'Call-back to 138 0013 8001' })
    await expect(question).toContainText('No answer')
    await question.getByRole('button', { name: 'In 1 hour' }).click()
    await expect(question).toHaveCount(0)
    await expect(page.getByRole('button', { name: 'Call-backs', exact: true })).toBeVisible()
  })

  test('the buttons of a notification postpone the call-back, and call by the rules for everything outside the window', async () => {
    const { page } = deskline
    await openList(page)
    await page.getByRole('button', { name: 'Add…' }).click()
    await page.getByLabel('Number', { exact: true }).fill('13800138007')
    await page.keyboard.press('Enter')
    await expect(rowOf(page, '138 0013 8007')).toBeVisible()
    await setClockForward(deskline, 15 * minuteMs + 1_000)
    await expect(page.getByRole('rowgroup', { name: 'Due: 1' })).toBeVisible()
    await pressUntil(
      () => pressNotificationButton(1),
      () => page.getByRole('rowgroup', { name: /^(Today|Later): 1$/ }).isVisible()
    )
    clearNotifications()
    await setClockForward(deskline, 10 * minuteMs + 1_000)
    await expect(page.getByRole('rowgroup', { name: 'Due: 1' })).toBeVisible()
    await pressUntil(
      () => pressNotificationButton(0),
      () => page.getByRole('rowgroup', { name: 'Done: 1' }).isVisible()
    )
    expect(service.requests.entries().filter(({ method }) => method === 'POST')).toHaveLength(1)
  })

  test('a deleted one comes back by undo, and a number that can’t be called is refused in the dialog', async () => {
    const { page } = deskline
    await openList(page)
    await expect(page.getByRole('heading', { name: 'No call-backs' })).toBeVisible()
    await page.getByRole('button', { name: 'Add…' }).click()
    const dialog = page.getByRole('dialog', { name: 'New call-back' })
    await dialog.getByLabel('Number', { exact: true }).fill('hello')
    await page.keyboard.press('Enter')
    await expect(dialog).toContainText('That number can’t be called.')
    await dialog.getByLabel('Number', { exact: true }).fill('13800138000')
    await dialog.getByLabel('Tomorrow 09:00').check()
    await dialog.getByRole('button', { name: 'Save' }).click()
    const row = rowOf(page, '138 0013 8000, tomorrow 09:00')
    await row.focus()
    await page.keyboard.press('Delete')
    await expect(row).toHaveCount(0)
    await expect(page.getByRole('button', { name: 'Undo' })).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(row).toBeFocused()
    // Esc closes the dialog only.
    await page.keyboard.press('e')
    await expect(page.getByLabel('Date and time')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await expect(row).toBeVisible()
  })
})

test.describe('in a program of its own', () => {
  test.beforeEach(async () => {
    clearNotifications()
    service = await startService()
    deskline = await startDeskline()
    await signIn(deskline.page, service)
  })
  test.afterEach(async () => {
    await deskline.quit()
    await service.close()
  })

  test('they survive a SIGKILL; what fell due meanwhile is one notification, and signing out keeps them', async () => {
    for (const number of ['13800138000', '13800138001']) {
      const added = await deskline.page.evaluate(
        (text) =>
          window.deskline.commands['callbacks:add']({
            from: { kind: 'number', text },
            when: { kind: 'in', delayMs: 60_000 },
            note: ''
          }),
        number
      )
      expect(added.ok).toBe(true)
    }
    const gone = once(deskline.app.process(), 'exit')
    process.kill(deskline.pid, 'SIGKILL')
    await gone
    deskline = await startDeskline({ userData: deskline.userData })
    const { page } = deskline
    await expect(page.getByText('Connected', { exact: true })).toBeVisible()
    await openList(page)
    await expect(page.getByRole('row')).toHaveCount(2)
    clearNotifications()
    await setClockForward(deskline, minuteMs + 1_000)
    await expect
      .poll(() => dueNotifications().map(({ summary }) => summary))
      .toEqual(['2 call-backs are due'])

    const kept = (): string =>
      readdirSync(deskline.userData)
        .filter((name) => name.startsWith('callbacks-'))
        .map((name) => readFileSync(join(deskline.userData, name), 'utf8'))
        .join()
    expect(kept()).toContain('13800138001')
    await page.keyboard.press('Control+,')
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByRole('group').getByRole('button', { name: 'Sign out' }).click()
    await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible()
    expect(kept()).toContain('13800138001')
  })
})
