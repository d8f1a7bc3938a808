import { expect, test } from '@playwright/test'
import { defaultSettings } from '../../src/shared/app/settings'
import type { Simulator } from '../../src/simulator/simulator'
import { everyonesRecords, startDeskline, type Deskline, type StartOptions } from './deskline'
import { testAgentId, testToken } from './sign-in'

/**
 * One program for the tests of a file or `describe`, since starting it takes longer than most tests. Returns a
 * function that returns it. `options` is called when it starts.
 */
export function shareProgram(options: () => StartOptions = () => ({})): () => Deskline {
  let deskline: Deskline | null = null
  test.beforeAll(async () => {
    deskline = await startDeskline(options())
  })
  test.afterAll(() => deskline?.quit())
  return () => {
    if (deskline === null) throw new Error('the program is not running')
    return deskline
  }
}

/** Signs out, restores the default settings, and loads the page anew. */
export async function signOutAnew({ page }: Deskline): Promise<void> {
  await page.evaluate(
    async (settings) => {
      const { commands } = window.deskline
      await commands['session:sign-out'](undefined)
      await commands['settings:change'](settings)
    },
    { ...defaultSettings, records: everyonesRecords }
  )
  await page.reload()
}

/**
 * Signs in to `service` with default settings and a new page. A service of its own gives a test an account of its own:
 * no call, question or setting of an earlier test is left.
 */
export async function signInAnew(deskline: Deskline, service: Simulator): Promise<void> {
  await signOutAnew(deskline)
  const { page } = deskline
  const result = await page.evaluate((form) => window.deskline.commands['session:sign-in'](form), {
    server: { kind: 'custom' as const, apiPrefix: service.apiPrefix, fayeUrl: service.fayeUrl },
    tenantId: service.tenantId,
    token: testToken,
    agentId: String(testAgentId),
    callerNumber: '',
    salesmanCode: ''
  })
  expect(result).toEqual({ ok: true })
  await expect(page.getByText('Connected', { exact: true })).toBeVisible()
}
