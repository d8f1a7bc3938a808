import { expect, test } from '@playwright/test'
import type { Simulator } from '../src/simulator/simulator'
import { startDeskline, type Deskline } from './support/deskline'
import { clearNotifications, shownNotifications } from './support/notifications'
import { signIn, startService, testAgentId } from './support/sign-in'
import { workElsewhere } from './support/gestures'

// A service whose fields contain what a notification daemon or a page would interpret as markup.

let service: Simulator
let deskline: Deskline

test.beforeEach(async () => {
  clearNotifications()
  service = await startService()
  deskline = await startDeskline()
  await signIn(deskline.page, service)
})
workElsewhere()
test.afterEach(async () => {
  await deskline.quit()
  await service.close()
})

test('markup in a number is text: in the window, and in notifications of a daemon that renders markup', async () => {
  const number = '<b>1</b>&amp;<a href="http://evil.example/">2</a><img src="/etc/hostname">'
  service.startElsewhere({ agentId: testAgentId, calleeNumber: number })
  await expect
    .poll(() => shownNotifications().map(({ body }) => body))
    .toContainEqual(expect.stringContaining('‹b›1‹/b›＆amp;‹a href="http://evil.example/"›2‹/a›‹img'))
  for (const { summary, body } of shownNotifications()) expect(summary + body).not.toMatch(/[<>&]/)

  await expect(deskline.page.getByText('<b>1</b>', { exact: false }).first()).toBeVisible()
  expect(await deskline.page.locator('a[href*="evil"], img[src*="hostname"]').count()).toBe(0)
})
