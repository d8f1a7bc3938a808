import { expect, test, type Page } from '@playwright/test'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import type { Simulator } from '../src/simulator/simulator'
import { startDeskline, startPlain, type Deskline } from './support/deskline'
import { clearNotifications, shownNotifications } from './support/notifications'
import { dial, signIn, startService, testAgentId } from './support/sign-in'
import { mostStallMs, watchStalls, type Stalls } from './support/stalls'
import { inMain } from './support/main-process'

// Floods that an outsider can cause: service events, links of a page, starts of the program.

const many = 1_000

let service: Simulator
let deskline: Deskline
let stalls: Stalls
let folder: string

test.beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'deskline-bursts-'))
  // No browser is installed: a script in its place records the addresses it is asked to open.
  writeFileSync(join(folder, 'opened'), '')
  writeFileSync(join(folder, 'xdg-open'), `#!/bin/sh\nprintf '%s\\n' "$1" >> '${join(folder, 'opened')}'\n`)
  chmodSync(join(folder, 'xdg-open'), 0o755)
  service = await startService({ isBusyRefused: false })
  deskline = await startDeskline({ env: { PATH: `${folder}${delimiter}${process.env['PATH'] ?? ''}` } })
  await signIn(deskline.page, service)
  stalls = await watchStalls(deskline)
})
test.afterEach(async () => {
  await deskline.quit()
  await service.close()
  rmSync(folder, { recursive: true, force: true })
})

const pagesOpened = (): number => readFileSync(join(folder, 'opened'), 'utf8').split('\n').length - 1
const posts = (): number => service.requests.entries().filter(({ method }) => method === 'POST').length

const stateOf = (page: Page) =>
  page.evaluate(async () => {
    const state = await window.deskline.commands['app:state'](undefined)
    if (!state.ok) throw new Error(state.error.code)
    const { calls, environment, prompt } = state.value
    return { calls: calls.value, withheld: environment.value.withheld, prompt: prompt.value }
  })

/** Publishes the events of calls that were started elsewhere, each with its own id. */
const publishCalls = async (count: number): Promise<void> => {
  for (let index = 0; index < count; index += 1) {
    const call = {
      agentId: testAgentId,
      callId: randomUUID(),
      calleeNumber: `139${String(index).padStart(8, '0')}`,
      callerNumber: '02583456789',
      salesmanCode: '',
      updatedAt: Date.now()
    }
    await service.publish(testAgentId, { ...call, state: 'agentReady' })
    await service.publish(testAgentId, { ...call, state: 'hangup' })
  }
}

test('1,000 events: few notifications and pages, the rest counted, no stall, and the user’s own call continues', async () => {
  await deskline.page.evaluate(async () => {
    const state = await window.deskline.commands['app:state'](undefined)
    if (!state.ok) throw new Error(state.error.code)
    const phoneRings = { isOn: true, template: 'https://crm.example/?phone={callee}' }
    await window.deskline.commands['settings:change']({
      pages: { ...state.value.settings.value.pages, phoneRings }
    })
  })
  service.setScenario('13800138000', 'answered-long')
  await dial(deskline.page, '13800138000')
  const own = deskline.page.getByRole('article', { name: '138 0013 8000: Talking' })
  await expect(own).toBeAttached()
  const undisturbedMs = await stalls.longestMs()
  clearNotifications()
  const pagesBefore = pagesOpened()

  await publishCalls(many / 2)
  await expect
    .poll(
      async () => (await stateOf(deskline.page)).calls.filter((call) => call.callee.startsWith('139')).length
    )
    .toBeGreaterThan(400)
  const { withheld } = await stateOf(deskline.page)
  const longestMs = await stalls.longestMs()
  console.log(
    `longest stall: ${Math.round(undisturbedMs)} ms before, ${Math.round(longestMs)} ms in the burst`,
    withheld
  )
  expect(longestMs).toBeLessThanOrEqual(mostStallMs(undisturbedMs))
  expect(pagesOpened() - pagesBefore).toBeLessThanOrEqual(20)
  expect(shownNotifications().length).toBeLessThanOrEqual(20)
  expect(withheld.notifications).toBeGreaterThan(400)
  expect(withheld.pages).toBeGreaterThan(400)
  const notice = deskline.page.getByText('notifications were merged', { exact: false })
  await expect(notice).toBeVisible()
  await expect(deskline.page.getByText('pages were not opened', { exact: false })).toBeVisible()
  await expect(own).toBeAttached()
  await deskline.page.getByRole('button', { name: 'Dismiss' }).first().click()
  await expect(notice).toBeHidden()
})

/** A second start, as Chromium reports it: with base64 arguments. */
const startsAgain = (args: string[], times: number): Promise<void> =>
  inMain(
    deskline.app,
    ({ app }, { args, times }) => {
      const handedOver = { args: args.map((arg) => Buffer.from(arg).toString('base64')) }
      for (let index = 0; index < times; index += 1) app.emit('second-instance', {}, [], '', handedOver)
    },
    { args, times }
  )

test('1,000 links, launches and numbers: one prompt, one window, one call, no stall; real launches get through', async () => {
  const second = startPlain(deskline.userData)
  expect((await once(second, 'exit'))[0]).toBe(0)
  const undisturbedMs = await stalls.longestMs()

  await deskline.page.evaluate(() => window.deskline.commands['window:hide'](undefined))
  const ending = [['tel:13800138000'], []].map((args) => once(startPlain(deskline.userData, args), 'exit'))
  await startsAgain(['tel:13800138000'], many)
  await startsAgain([], many)
  for (const [code] of await Promise.all(ending)) expect(code).toBe(0)
  await expect.poll(async () => (await stateOf(deskline.page)).prompt.kind).toBe('confirming')
  await expect
    .poll(() => inMain(deskline.app, ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible()))
    .toBe(true)
  expect(posts()).toBe(0)

  await deskline.page.evaluate(() => window.deskline.commands['prompt:cancel'](undefined))
  await startsAgain(['dial', '13900139000'], many)
  await expect.poll(posts).toBe(1)
  await expect.poll(async () => (await stateOf(deskline.page)).prompt.kind).toBe('none')
  const longestMs = await stalls.longestMs()
  console.log(
    `longest stall: ${Math.round(undisturbedMs)} ms before, ${Math.round(longestMs)} ms in the burst`
  )
  expect(longestMs).toBeLessThanOrEqual(mostStallMs(undisturbedMs))
  expect(posts()).toBe(1)
})
