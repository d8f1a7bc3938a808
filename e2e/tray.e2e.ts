import { expect, test } from '@playwright/test'
import type { Simulator } from '../src/simulator/simulator'
import type { Deskline } from './support/deskline'
import { shareProgram, signOutAnew } from './support/shared-program'
import { copy } from './support/gestures'
import { dial, signIn, startService } from './support/sign-in'
import { trayMenus, trayTooltips } from './support/tray'

let service: Simulator
let deskline: Deskline

const program = shareProgram()
test.beforeEach(async () => {
  deskline = program()
  service = await startService()
  await signOutAnew(deskline)
})
test.afterEach(() => service.close())

const tooltip = (): string => trayTooltips().find((text) => text.includes('Deskline')) ?? ''
const menu = (): string => trayMenus().find((text) => text.includes('Quit')) ?? ''

test('the tray icon in the desktop panel shows the state of the call and of the line', async () => {
  await expect.poll(tooltip).toContain('Signed out')
  await signIn(deskline.page, service)
  await expect.poll(tooltip).toContain('Deskline · Ready')
  service.setScenario('13800138000', 'answered-long')
  await dial(deskline.page, '13800138000')
  await expect.poll(tooltip).toContain('Talking with 138 0013 8000 since')
  service.hangUpAll()
  await expect.poll(tooltip).toContain('Deskline · Ready')
  await service.close()
  await expect.poll(tooltip).toContain('No connection since')
})

test('the tray menu lists recent calls and every action', async () => {
  await signIn(deskline.page, service)
  await dial(deskline.page, '13800138003')
  await expect.poll(menu).toContain('138 0013 8003  Not reached')
  for (const words of [
    'Dial',
    'Not reached',
    'Open Deskline',
    'Pause notifications for an hour',
    'Settings',
    'Quit'
  ]) {
    expect(menu()).toContain(words)
  }
})

test('the tray menu offers the number that another program copied', async () => {
  await signIn(deskline.page, service)
  copy('call 13800138001')
  await expect.poll(menu).toContain('138 0013 8001')
  copy('no number')
  await expect.poll(menu).not.toContain('138 0013 8001')
})
