import { expect, test, type Page } from '@playwright/test'
import type { Simulator } from '../src/simulator/simulator'
import { startDeskline, type Deskline } from './support/deskline'
import { dial, startService, testAgentId, testToken } from './support/sign-in'
import { openSystemProxy, type SystemProxy } from './support/system-proxy'

// The addresses of the service's document, routed to the simulator by a test proxy; nothing leaves this machine.

let service: Simulator
let proxy: SystemProxy
let deskline: Deskline

const name = 'cc.uccc.cc'
const telecom = '218.4.189.107'
const carriers = ['183.213.19.115', telecom, '58.240.234.30']

test.beforeEach(async () => {
  service = await startService()
  proxy = await openSystemProxy({
    rest: Number(new URL(service.apiPrefix).port),
    faye: Number(new URL(service.fayeUrl).port)
  })
})
test.afterEach(async () => {
  await deskline.quit()
  await service.close()
  await proxy.close()
})

const signInByName = async (page: Page): Promise<void> => {
  await page.getByLabel('Tenant ID').fill('tenant-e2e')
  await page.getByLabel('Access token', { exact: true }).fill(testToken)
  await page.getByLabel('Desk phone', { exact: true }).fill(String(testAgentId))
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByText('Connected', { exact: true }).first()).toBeVisible()
}

const isHostOf = (hosts: readonly string[]) => (asked: string) => hosts.some((host) => asked.startsWith(host))

test('only requests to the service go through the system proxy, addressed by host name', async () => {
  deskline = await startDeskline({ env: proxy.env })
  await signInByName(deskline.page)
  await dial(deskline.page, '13800138000')
  await expect(deskline.page.getByRole('article', { name: '138 0013 8000: Talking' })).toBeVisible()
  expect(proxy.asked().filter((asked) => !isHostOf([name])(asked))).toEqual([])
  await deskline.page.getByRole('button', { name: /Show the connection/ }).click()
  await expect(deskline.page.getByText(name, { exact: false }).first()).toBeVisible()
  await expect(deskline.page.getByText('(the system’s)', { exact: false })).toBeVisible()
})

test('if the host name is unreachable, REST and the live line fail over to the same carrier, still signed in', async () => {
  deskline = await startDeskline({ env: proxy.env })
  await signInByName(deskline.page)
  proxy.block(name, ...carriers.filter((host) => host !== telecom))
  await expect(async () => {
    const state = await deskline.page.evaluate(() => window.deskline.commands['app:state'](undefined))
    if (!state.ok) throw new Error(state.error.code)
    expect(state.value.connection.value.address).toMatchObject({ kind: 'telecom', host: telecom })
    expect(state.value.line.value.kind).toBe('live')
  }).toPass({ timeout: 60_000 })
  const asked = proxy.asked().length
  await dial(deskline.page, '13800138000')
  await expect(deskline.page.getByRole('article', { name: '138 0013 8000: Talking' })).toBeVisible()
  expect(
    proxy
      .asked()
      .slice(asked)
      .filter(isHostOf([telecom])).length
  ).toBeGreaterThan(0)
  expect(service.requests.entries().filter(({ method }) => method === 'POST')).toHaveLength(1)
})
