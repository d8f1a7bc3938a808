import { expect, test } from '@playwright/test'
import type { Simulator } from '../src/simulator/simulator'
import { startDeskline, type Deskline } from './support/deskline'
import { signIn, startService, testAgentId } from './support/sign-in'
import { inMain } from './support/main-process'

const colleague = 699861014
const stranger = 699861015

let service: Simulator
let deskline: Deskline

test.beforeEach(async () => {
  service = await startService({
    agents: [{ agentId: testAgentId }, { agentId: colleague }, { agentId: stranger }]
  })
  deskline = await startDeskline()
  await signIn(deskline.page, service)
})
test.afterEach(async () => {
  await deskline.quit()
  await service.close()
})

test('colleagues are watched over the existing line; their numbers can be copied and their calls seen', async () => {
  const { page, app } = deskline
  service.faults.add({
    match: { on: 'bayeux', channel: '/meta/subscribe', subscription: `/monitor_agent_${stranger}` },
    effect: { kind: 'refuse', error: '403::话机不存在' }
  })
  await page.keyboard.press('Control+t')
  await inMain(
    app,
    ({ clipboard }, text) => {
      void clipboard.writeText(text)
    },
    `${colleague} 王芳\n${stranger}\t李强`
  )
  await page.getByLabel('Desk phone', { exact: true }).press('Control+v')
  await expect.poll(() => service.live.subscribers(colleague)).toBe(1)
  // The subscription to the own phone was kept.
  expect(service.live.subscribers(testAgentId)).toBeGreaterThanOrEqual(1)

  service.setScenario('13800138000', 'answered-long')
  service.startElsewhere({ agentId: colleague, calleeNumber: '13800138000' })
  const row = page.getByRole('row', { name: /王芳/ })
  await expect(row).toContainText('Talking')
  await expect(row).toContainText('138 0013 8000')
  await expect(page.getByRole('row', { name: /李强/ })).toContainText('Not allowed')

  await row.getByRole('button', { name: /Copy the number/ }).click()
  await expect.poll(() => inMain(deskline.app, ({ clipboard }) => clipboard.readText())).toBe('13800138000')
  await row.getByRole('button', { name: /Show the call/ }).click()
  await expect(page.getByText('They picked up')).toBeVisible()
  await page.keyboard.press('Escape')

  service.live.dropConnections()
  service.hangUpAll()
  await expect(row).toContainText('Idle')
  // A colleague's call doesn't appear among the user's own calls.
  await page.keyboard.press('Escape')
  await expect(page.getByRole('row', { name: /138 0013 8000/ })).toHaveCount(0)
})

test('the list persists across a restart', async () => {
  await deskline.page.keyboard.press('Control+t')
  await deskline.page.getByLabel('Desk phone', { exact: true }).fill(String(colleague))
  await deskline.page.getByLabel('Name', { exact: true }).fill('王芳')
  await deskline.page.getByRole('button', { name: 'Add', exact: true }).click()
  await expect.poll(() => service.live.subscribers(colleague)).toBe(1)
  await deskline.quit()
  deskline = await startDeskline({ userData: deskline.userData })
  await expect.poll(() => service.live.subscribers(colleague)).toBe(1)
  await deskline.page.keyboard.press('Control+t')
  await expect(deskline.page.getByRole('row', { name: /王芳/ })).toBeVisible()
})
