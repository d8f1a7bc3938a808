import { expect, test } from '@playwright/test'
import { readdirSync } from 'node:fs'
import type { Simulator } from '../src/simulator/simulator'
import { newestImport, openCampaigns, readyNumbers } from './support/campaigns'
import type { Deskline } from './support/deskline'
import { shareProgram, signInAnew } from './support/shared-program'
import { startService } from './support/sign-in'
import { inMain } from './support/main-process'

let service: Simulator
let deskline: Deskline

const program = shareProgram()
test.beforeEach(async () => {
  deskline = program()
  service = await startService()
  await signInAnew(deskline, service)
})
test.afterEach(() => service.close())

/** Whether the process of lists and imports runs. */
const hasProcess = (): Promise<boolean | undefined> =>
  inMain(deskline.app, ({ app }) => app.getAppMetrics().some(({ name }) => name === 'Deskline imports'))

test('an account without imports has no file, and the import process runs only while the window is open', async () => {
  await expect.poll(hasProcess).toBe(false)
  // Deskline only looks for interrupted imports if there is a file.
  expect(readdirSync(deskline.userData).filter((name) => name.startsWith('imports'))).toEqual([])
  const page = await openCampaigns(deskline)
  await expect.poll(hasProcess).toBe(true)
  await page.close()
  await expect.poll(hasProcess).toBe(false)
})

test('an import continues after its window is closed, and its process exits when the import ends', async () => {
  const campaign = 'spring-2026'
  const page = await openCampaigns(deskline)
  await page.evaluate(
    (text) => window.deskline.commands['imports:add-text']({ text }),
    '13800000000\n13800000001'
  )
  await page.evaluate(
    (campaignId) => window.deskline.commands['imports:choose-campaign']({ campaignId }),
    campaign
  )
  await expect.poll(() => readyNumbers(page)).toBe(2)
  service.faults.add({
    match: { on: 'rest', method: 'POST', path: '/numbers' },
    effect: { kind: 'delay', ms: 2_000 }
  })
  await page.evaluate(
    (campaignId) => window.deskline.commands['imports:start']({ campaignId, expected: 2 }),
    campaign
  )
  await expect.poll(async () => (await newestImport(page))?.status.kind).toBe('running')
  await page.close()
  await expect.poll(() => service.campaigns.numbers(campaign).length).toBe(2)
  await expect.poll(hasProcess).toBe(false)
  expect(await newestImport(deskline.page)).toMatchObject({ status: { kind: 'ended' }, sent: 2 })
})
