import { expect, test } from '@playwright/test'
import type { Simulator } from '../src/simulator/simulator'
import type { Deskline } from './support/deskline'
import { clearNotifications, shownNotifications } from './support/notifications'
import { shareProgram, signInAnew } from './support/shared-program'
import { startService, testAgentId, testToken } from './support/sign-in'
import { inMain } from './support/main-process'
import { workElsewhere } from './support/gestures'

let service: Simulator
let deskline: Deskline

const program = shareProgram()
test.beforeEach(async () => {
  deskline = program()
  service = await startService()
  await signInAnew(deskline, service)
  clearNotifications()
})
workElsewhere()
test.afterEach(async () => {
  await service.close()
})

const handshakes = (): number => service.live.received('/meta/handshake')
const connected = () => deskline.page.getByText('Connected', { exact: true }).first()

/** Drops everything on the live line. Returns a function that restores it. */
const cutLine = (): (() => void) =>
  service.faults.add({ match: { on: 'faye-http' }, effect: { kind: 'drop' } })

test('calls made while the line was down are filled in and notified once', async () => {
  const { page } = deskline
  const letIn = cutLine()
  service.live.dropConnections()
  await expect(connected()).toBeHidden()

  for (const callee of ['13800138000', '13800138005']) {
    service.startElsewhere({ agentId: testAgentId, calleeNumber: callee })
    // The call ends while the line is down.
    await expect.poll(() => service.callsInPlay().length).toBe(0)
  }

  letIn()
  await page.evaluate(() => window.deskline.commands['line:reconnect'](undefined))
  await expect(connected()).toBeVisible()
  const report = page.getByRole('region', { name: /While you were offline/ })
  await expect(report).toContainText('2 calls')
  await expect
    .poll(() => shownNotifications().filter(({ summary }) => summary === 'While you were offline').length)
    .toBe(1)
  expect(shownNotifications().map(({ summary }) => summary)).toEqual(['While you were offline'])

  await report.getByRole('button', { name: 'Got it' }).click()
  await expect(report).toBeHidden()
})

test('after sleep the line reconnects immediately', async () => {
  const before = handshakes()
  await inMain(deskline.app, ({ powerMonitor }) => {
    powerMonitor.emit('suspend')
    powerMonitor.emit('resume')
  })
  await expect.poll(handshakes).toBe(before + 1)
  await expect(connected()).toBeVisible()
  await deskline.page.getByRole('button', { name: /Show the connection/ }).click()
  await expect(deskline.page.getByText('the computer woke up', { exact: false })).toBeVisible()
})

test('a refused line shows the service’s message and waits for the user', async () => {
  const { page } = deskline
  const allow = service.faults.add({
    match: { on: 'bayeux', channel: '/meta/handshake' },
    effect: { kind: 'refuse', error: '403::话机不存在' }
  })
  await service.live.restart()
  await expect(page.getByText('话机不存在', { exact: false }).first()).toBeVisible()
  const asked = handshakes()
  await page.getByRole('button', { name: 'Try again' }).first().click()
  await expect.poll(handshakes).toBe(asked + 1)
  await expect(page.getByText('话机不存在', { exact: false }).first()).toBeVisible()

  allow()
  await page.getByRole('button', { name: 'Try again' }).first().click()
  await expect(connected()).toBeVisible()
})

test('a token that is no longer accepted prompts the user once to sign in again', async () => {
  const { page } = deskline
  const accept = service.faults.add({
    match: { on: 'rest', method: 'GET' },
    effect: {
      kind: 'reply',
      status: 401,
      json: { status: 401, error: { code: 30001, message: '访问密钥已失效。' } }
    }
  })
  service.startElsewhere({ agentId: testAgentId, calleeNumber: '13800138005' })
  await expect(page.getByText('The service no longer accepts your access token.')).toBeVisible({
    timeout: 30_000
  })
  await expect.poll(() => shownNotifications().map(({ summary }) => summary)).toContain('Sign in again')
  const asked = service.requests.entries().length
  accept()

  await page.getByRole('button', { name: 'Sign in again', exact: true }).click()
  const field = page.getByLabel('Access token', { exact: true })
  await expect(field).toHaveValue('')
  // No request was sent in the meantime.
  expect(service.requests.entries().length).toBe(asked)
  await field.fill(testToken)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByText('The service no longer accepts your access token.')).toBeHidden()
  await expect(connected()).toBeVisible()
  // The calls are kept, and their records are queried again.
  await expect(page.getByRole('row', { name: '138 0013 8005' }).first()).toContainText('No answer', {
    timeout: 30_000
  })
})

test('diagnostics contain what an administrator needs, but neither the token nor phone numbers', async () => {
  const { page } = deskline
  service.startElsewhere({ agentId: testAgentId, calleeNumber: '13800138005' })
  await expect(page.getByRole('row', { name: '138 0013 8005' }).first()).toBeVisible()
  await page.getByRole('button', { name: /Show the connection/ }).click()
  await expect(page.getByText('Not encrypted (plain http)')).toBeVisible()
  await page.getByRole('button', { name: 'Copy diagnostics' }).click()
  const copied = (): Promise<string | undefined> =>
    inMain(deskline.app, ({ clipboard }) => clipboard.readText())
  await expect.poll(copied).toContain('Electron')
  const text = await copied()
  expect(text).toContain('plain http')
  expect(text).toMatch(/history, newest first:\n.*Z live/)
  for (const secret of [testToken, '13800138005', 'tenant-e2e', String(testAgentId)]) {
    expect(text).not.toContain(secret)
  }
})

test('signing in again with a wrong token leaves the session unchanged', async () => {
  const { page } = deskline
  await page.getByRole('button', { name: 'Settings' }).click()
  await page.getByRole('button', { name: 'Change the token' }).click()
  await page.getByLabel('Access token', { exact: true }).fill('wrong')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByLabel('Access token', { exact: true })).toHaveAccessibleDescription(
    '“访问密钥”不正确。'
  )
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await expect(connected()).toBeVisible()
  expect(service.live.subscribers(testAgentId)).toBe(1)
})
