import { expect, test, type Page } from '@playwright/test'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Simulator } from '../src/simulator/simulator'
import type { Deskline } from './support/deskline'
import { clearNotifications, shownNotifications } from './support/notifications'
import { answerQuestions, askedQuestions } from './support/questions'
import { shareProgram, signInAnew } from './support/shared-program'
import { dial, startService, testAgentId } from './support/sign-in'
import { trayMenus, trayTooltips } from './support/tray'
import { workElsewhere } from './support/gestures'

let service: Simulator
let deskline: Deskline
let crm: Server
/** The paths that the look-up's server was asked for, and what it answers. */
let asked: string[]
let reply: { status: number; body: string }

const program = shareProgram()
test.beforeEach(async () => {
  deskline = program()
  clearNotifications()
  asked = []
  reply = {
    status: 200,
    body: JSON.stringify({ name: '张伟 <b>', company: 'Tiancheng & Co', link: 'https://crm.example/7' })
  }
  crm = createServer((request, response) => {
    asked.push(request.url ?? '')
    response.writeHead(reply.status, { 'content-type': 'application/json' }).end(reply.body)
  })
  await new Promise<void>((resolve) => crm.listen(0, '127.0.0.1', resolve))
  service = await startService()
  await signInAnew(deskline, service)
  await answerQuestions(deskline.app, 'yes')
})
workElsewhere()
test.afterEach(async () => {
  await service.close()
  crm.closeAllConnections()
  crm.close()
})

const name = '张伟 <b> · Tiancheng & Co'
const tooltip = (): string => trayTooltips().find((text) => text.includes('Deskline')) ?? ''
const menu = (): string => trayMenus().find((text) => text.includes('Quit')) ?? ''

const lookUp = (page: Page) => page.getByRole('region', { name: 'Ask the server' })

async function openLookUp(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Settings', exact: true }).click()
  await page.getByRole('button', { name: /^Web pages and look-up/ }).click()
  const { port } = crm.address() as AddressInfo
  const address = page.getByLabel('Address of the look-up')
  await address.fill(`http://127.0.0.1:${port}/who?phone={callee}`)
}

test('a name from the look-up is in the window, the notification, the tray and the recent calls', async () => {
  const { app, page } = deskline

  await test.step('the server is tried, and asked only after the user allowed it', async () => {
    await openLookUp(page)
    await page.getByLabel('Number to try').fill('138 0013 8001')
    await page.getByRole('button', { name: 'Try the look-up' }).click()
    await expect(lookUp(page).getByText(`Found: ${name}. Its page: https://crm.example/7`)).toBeVisible()
    expect((await askedQuestions(app)).map(({ message }) => message)).toEqual(['Ask this server for names?'])
    expect(asked).toEqual(['/who?phone=13800138001'])

    reply = { status: 200, body: '<html>Sign in</html>' }
    await page.getByRole('button', { name: 'Try the look-up' }).click()
    await expect(
      lookUp(page).getByText('The reply isn’t JSON. It may be a sign-in page. (HTTP 200)')
    ).toBeVisible()
    reply = { status: 200, body: JSON.stringify({ name: '张伟 <b>', company: 'Tiancheng & Co' }) }
  })

  await test.step('nothing is asked while it is off', async () => {
    const before = asked.length
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    service.startElsewhere({ agentId: testAgentId, calleeNumber: '13800138003' })
    await expect(page.getByRole('row', { name: /^138 0013 8003, Not reached/ })).toBeVisible()
    expect(asked).toHaveLength(before)
  })

  await test.step('a call shows the name everywhere', async () => {
    await openLookUp(page)
    await page.getByRole('switch', { name: 'Ask the server' }).click()
    await expect(page.getByRole('switch', { name: 'Ask the server' })).toBeChecked()
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    clearNotifications()
    service.setScenario('13800138000', 'answered-long')
    await dial(page, '13800138000')
    await expect(page.getByRole('article', { name: `${name} 138 0013 8000: Talking` })).toBeVisible()
    await expect.poll(tooltip).toContain(`Talking with ${name} 138 0013 8000 since`)
    // Notification servers read the body as markup.
    await expect
      .poll(() => shownNotifications().map(({ body }) => body))
      .toContain('张伟 ‹b› · Tiancheng ＆ Co 138 0013 8000 is on the line')
    service.hangUpAll()
    await expect(page.getByRole('row', { name: `${name} 138 0013 8000, Answered` })).toBeVisible()
    // An ampersand of the name isn't taken as the mark of a key.
    await expect.poll(menu).toContain('Tiancheng & Co 138 0013 8000  Answered')
  })

  await test.step('the recent calls are found by the name', async () => {
    await page.getByRole('button', { name: 'Filter the calls' }).click()
    await page.getByRole('textbox', { name: 'Filter the calls' }).fill('tiancheng')
    await expect(page.getByRole('row', { name: /138 0013 8000/ })).toHaveCount(1)
    await page.getByRole('textbox', { name: 'Filter the calls' }).fill('nobody')
    await expect(page.getByText('No call matches.')).toBeVisible()
    await page.keyboard.press('Escape')
  })

  await test.step('a failing server costs no call', async () => {
    reply = { status: 500, body: '' }
    await dial(page, '13800138004')
    await expect(page.getByRole('row', { name: /^138 0013 8004, Desk phone not answered/ })).toBeVisible()
  })
})

test('the user’s day is counted, and a click shows its records', async () => {
  const { app, page } = deskline
  service.setScenario('13800138000', 'answered-long')
  await dial(page, '13800138000')
  await expect(page.getByRole('article', { name: '138 0013 8000: Talking' })).toBeVisible()
  service.hangUpAll()
  await expect(page.getByRole('button', { name: /^Today, 1 call, 100% answered/ })).toBeVisible()
  await dial(page, '13800138003')
  const today = page.getByRole('button', { name: /^Today, 2 calls, 50% answered/ })
  await expect(today).toBeVisible()

  await page.getByRole('button', { name: 'Settings', exact: true }).click()
  await page.getByLabel('Calls per day').fill('2')
  await page.getByLabel('Calls per day').press('Tab')
  await page.keyboard.press('Escape')
  const reached = page.getByRole('button', { name: /^Today, 2 of 2 calls, .*Goal reached$/ })
  await expect(reached).toBeVisible()

  const opened = app.waitForEvent('window')
  await reached.click()
  const records = await opened
  await expect(records.getByRole('grid')).toHaveAttribute('aria-rowcount', '3')
  await expect(records.getByRole('button', { name: new RegExp(String(testAgentId)) }).first()).toBeVisible()
})
