import { expect, test, type Page } from '@playwright/test'
import { once } from 'node:events'
import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { defaultCallingRules } from '../src/shared/calling-rules/defaults'
import { defaultWorkListSettings } from '../src/shared/work-lists/defaults'
import type { Simulator } from '../src/simulator/simulator'
import { startDeskline, type Deskline } from './support/deskline'
import { stirMouse } from './support/gestures'
import { pressUntil } from './support/press-until'
import { signIn, startService } from './support/sign-in'
import { makeWorkList, workNumbers } from './support/work-lists'

let service: Simulator
let deskline: Deskline

test.beforeEach(async () => {
  service = await startService()
  deskline = await startDeskline()
  await signIn(deskline.page, service)
})
test.afterEach(async () => {
  await deskline.quit()
  await service.close()
})

const text = [
  'Name\tCompany\tPhone\tCity\tExpires',
  `王伟\tNanjing Paper\t${workNumbers[0]}\t南京\t2027-01-31`,
  `Li Na\tHarbour Foods\t${workNumbers[1]}\tShanghai\t`,
  `Zhao Min\t\t${workNumbers[2]}\tWuxi\t2027-03-01`
].join('\n')
const guide = {
  script: 'Hello {Name}, this is Deskline. Your contract ends on {Expires}. Shall we extend it?',
  checklist: ['Name confirmed', 'Offer explained']
}
const callButton = (page: Page, name: string) => page.getByRole('button', { name: `Call ${name}` })

const calls = (): number => service.requests.entries().filter(({ method }) => method === 'POST').length
const setRules = (action: 'ask' | 'off'): Promise<unknown> => {
  const { hours } = defaultCallingRules
  const days = hours.days.map((day) => ({ ...day, isOn: false }))
  return deskline.page.evaluate(
    (callingRules) => window.deskline.commands['settings:change']({ callingRules }),
    { ...defaultCallingRules, hours: { action, days } }
  )
}

test('a list is worked through by keys: two for a call, and one more for a suggestion or a time', async () => {
  const lists = await makeWorkList(deskline, text, guide)
  await expect(callButton(lists, '王伟')).toBeVisible()
  await expect(lists.getByText('Your contract ends on')).toContainText('2027-01-31')
  await lists.keyboard.press('Enter')
  await expect(lists.getByRole('heading', { name: 'Answered' })).toBeVisible()
  await lists.keyboard.press('1')
  await expect(callButton(lists, 'Li Na')).toBeVisible()
  // A field without a value stays visible.
  await expect(lists.getByTitle('Expires: no value')).toBeVisible()
  await lists.keyboard.press('Enter')
  await expect(lists.getByRole('button', { name: /Enter chooses “No answer”/ })).toBeVisible()
  await lists.keyboard.press('Enter')
  await expect(callButton(lists, 'Zhao Min')).toBeVisible()
  await lists.keyboard.press('s')
  await expect(lists.getByText(/^The next entry is due/)).toBeVisible()
  await lists.keyboard.press('Control+z')
  await expect(callButton(lists, 'Zhao Min')).toBeVisible()
})

test('a rule asks, Space holds the countdown, and a call that a kill leaves unknown is decided by the user', async () => {
  await setRules('ask')
  const { app, page } = deskline
  const lists = await makeWorkList(deskline, text, guide)
  await expect(callButton(lists, '王伟')).toBeVisible()
  await lists.keyboard.press('Enter')
  const question = lists.getByRole('alertdialog', { name: 'Call this number?' })
  await expect(question).toContainText('outside your calling hours')
  expect(calls()).toBe(0)
  // A question takes no answer before it could be read.
  await pressUntil(
    () => lists.keyboard.press('Enter'),
    () => calls() === 1
  )
  await expect(lists.getByRole('heading', { name: 'Answered' })).toBeVisible()

  await setRules('off')
  stirMouse()
  await page.evaluate((workLists) => window.deskline.commands['settings:change']({ workLists }), {
    ...defaultWorkListSettings,
    countdownMs: 60_000
  })
  await lists.evaluate(() => window.deskline.commands['work-run:set-automatic']({ isAutomatic: true }))
  await lists.keyboard.press('1')
  const countdown = lists.getByRole('heading', { name: /^Calling Li Na in/ })
  await expect(countdown).toBeVisible()
  await lists.keyboard.press('Space')
  await expect(lists.getByRole('region', { name: 'Held' })).toContainText('You stopped the countdown')
  await lists.keyboard.press('Space')
  await expect(countdown).toBeVisible()
  expect(calls()).toBe(1)

  service.faults.add({ match: { on: 'rest', method: 'POST' }, effect: { kind: 'delay', ms: 600_000 } })
  await lists.keyboard.press('Enter')
  await expect(lists.getByRole('region', { name: 'Current call' })).toBeVisible()
  const gone = once(app.process(), 'exit')
  process.kill(deskline.pid, 'SIGKILL')
  await gone
  service.faults.clear()
  // As if it had been killed between the claim and the call list's file.
  for (const name of readdirSync(deskline.userData)) {
    if (name.startsWith('calls-')) rmSync(join(deskline.userData, name))
  }

  deskline = await startDeskline({ userData: deskline.userData })
  const opened = deskline.app.waitForEvent('window')
  await deskline.page.getByRole('button', { name: 'Continue', exact: true }).click()
  const again = await opened
  await expect(again.getByRole('region', { name: /may or may not have been made/ })).toBeVisible()
  await again.keyboard.press('Enter')
  await again.keyboard.press('s')
  await expect(callButton(again, 'Zhao Min')).toBeVisible()
  await again.keyboard.press('l')
  await again.keyboard.press('1')
  await expect(again.getByText(/^The next entry is due/)).toBeVisible()
  await again.keyboard.press('Control+z')
  await expect(callButton(again, 'Zhao Min')).toBeVisible()
  await again.keyboard.press('s')
  await expect(again.getByRole('heading', { name: 'All entries are finished' })).toBeVisible()
  // The request of the killed program was never received, and Enter called nothing that may have been called.
  expect(calls()).toBe(1)
})
