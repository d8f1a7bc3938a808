import { expect, type Page } from '@playwright/test'
import { createSimulator, type Simulator } from '../../src/simulator/simulator'
import type { SimulatorOptions } from '../../src/simulator/options'

/** The token of the tests, distinctive enough to search for. */
export const testToken = 'e2e-Tok3n-0123456789abcdef'
/** The desk phone of the tests; its number is from the document. */
export const testAgentId = 699861013

/** Starts the simulated service on loopback, twenty times as fast as real time. */
export const startService = (options: SimulatorOptions = {}): Promise<Simulator> =>
  createSimulator({
    tenantId: 'tenant-e2e',
    accessToken: testToken,
    agents: [{ agentId: testAgentId, callerNumber: '02583456789' }],
    pace: 0.05,
    ...options
  })

/** Fills in the sign-in form as the user does. */
export async function fillSignIn(page: Page, service: Simulator, token = testToken): Promise<void> {
  await page.getByLabel('Server').selectOption('custom')
  await page.getByLabel('API address').fill(service.apiPrefix)
  await page.getByRole('textbox', { name: 'Live line' }).fill(service.fayeUrl)
  await page.getByLabel('Tenant ID').fill('tenant-e2e')
  await page.getByLabel('Access token', { exact: true }).fill(token)
  await page.getByLabel('Desk phone', { exact: true }).fill(String(testAgentId))
}

/** Signs in and waits until the line is live. */
export async function signIn(page: Page, service: Simulator): Promise<void> {
  await fillSignIn(page, service)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByText('Connected', { exact: true })).toBeVisible()
}

/** Types a number and presses Enter. */
export async function dial(page: Page, number: string): Promise<void> {
  const box = page.getByLabel('Number to call')
  await box.fill(number)
  await expect(page.getByRole('button', { name: 'Call', exact: true })).toBeEnabled()
  await box.press('Enter')
}
