import { expect, test } from '@playwright/test'
import keytar from 'keytar'
import { readdirSync } from 'node:fs'
import { filesHolding } from './support/files'
import { startDeskline, type Deskline } from './support/deskline'
import { shareProgram, signOutAnew } from './support/shared-program'
import { dial, fillSignIn, signIn, startService, testAgentId, testToken } from './support/sign-in'
import type { Simulator } from '../src/simulator/simulator'

let service: Simulator
let deskline: Deskline

async function removeTokens(): Promise<void> {
  for (const { account } of await keytar.findCredentials('Deskline')) {
    await keytar.deletePassword('Deskline', account)
  }
}

const tokens = async (): Promise<string[]> =>
  (await keytar.findCredentials('Deskline')).map((credential) => credential.password)

test.describe('in one program', () => {
  const program = shareProgram()
  test.beforeEach(async () => {
    deskline = program()
    service = await startService()
    await signOutAnew(deskline)
    await removeTokens()
  })
  test.afterEach(() => service.close())

  test('signing in verifies the account with a one-minute period query and the live subscription', async () => {
    await signIn(deskline.page, service)
    const [query] = service.requests.entries()
    expect(query).toMatchObject({ method: 'GET', status: 200 })
    expect(query?.path).toMatch(/\/tserver\/tenants\/tenant-e2e\/calls\/queryByPeriod$/)
    expect(Date.parse(query?.query['endTime'] ?? '') - Date.parse(query?.query['startTime'] ?? '')).toBe(
      60_000
    )
    expect(service.live.subscribers(testAgentId)).toBe(1)
  })

  test('signing out removes the token from the key store', async () => {
    const { page } = deskline
    await signIn(page, service)
    await page.getByRole('button', { name: 'Settings' }).click()
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByRole('button', { name: 'Sign out' }).last().click()
    await expect(page.getByLabel('Access token', { exact: true })).toHaveValue('')
    expect(await tokens()).toEqual([])
  })

  test('a wrong token is reported at its field, and nothing is stored', async () => {
    const { page } = deskline
    await fillSignIn(page, service, 'wrong')
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    const field = page.getByLabel('Access token', { exact: true })
    await expect(field).toHaveAccessibleDescription('“访问密钥”不正确。')
    await expect(field).toBeFocused()
    expect(await tokens()).toEqual([])
  })

  test('an unreachable service is reported, and the form keeps its values', async () => {
    const { page } = deskline
    await fillSignIn(page, service)
    await service.close()
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await expect(page.getByText('The service can’t be reached.', { exact: false }).first()).toBeVisible()
    await expect(page.getByLabel('Tenant ID')).toHaveValue('tenant-e2e')
  })

  test('one click signs in to the demo line, which is marked as such and stores no token', async () => {
    const { page } = deskline
    await page.getByRole('button', { name: 'Try the demo line' }).click()
    await expect(page.getByText('Connected', { exact: true })).toBeVisible()
    await expect(page.getByText('DEMO').first()).toBeVisible()
    expect(await tokens()).toEqual([])
  })

  test('the demo leaves nothing of the calling rules behind', async () => {
    const { page, userData } = deskline
    const ofRules = () =>
      readdirSync(userData).filter((name) => /^(do-not-call|attempts|rule-decisions)-/.test(name))
    await page.getByRole('button', { name: 'Try the demo line' }).click()
    await expect(page.getByText('Connected', { exact: true })).toBeVisible()
    await page.evaluate(() =>
      window.deskline.commands['do-not-call:add']({ numbers: '13800138001', reason: '', untilMs: null })
    )
    await dial(page, '13800138001')
    await expect(page.locator('#number-hint')).toContainText('on the do-not-call list')
    expect(ofRules()).toHaveLength(2)
    await page.evaluate(() => window.deskline.commands['session:sign-out'](undefined))
    await expect.poll(ofRules).toEqual([])
  })
})

test.describe('in a program of their own', () => {
  test.beforeEach(async () => {
    await removeTokens()
    service = await startService()
    deskline = await startDeskline()
  })
  test.afterEach(async () => {
    await deskline.quit()
    await service.close()
  })

  test('the token is in the key store and nowhere else', async () => {
    const { page, userData } = deskline
    await page.evaluate(() => {
      const heard: unknown[] = []
      Object.assign(globalThis, { heard })
      window.deskline.on['state:changed']((payload) => heard.push(payload))
    })
    await signIn(page, service)
    expect(await tokens()).toEqual([testToken])

    const traffic = await page.evaluate(async () =>
      JSON.stringify([
        Reflect.get(globalThis, 'heard'),
        await window.deskline.commands['app:state'](undefined)
      ])
    )
    expect(traffic).toContain('tenant-e2e')
    expect(traffic).not.toContain(testToken)
    expect(await page.content()).not.toContain(testToken)

    await deskline.quit()
    expect(filesHolding(userData, 'tenant-e2e')).toContain('account.json')
    expect(filesHolding(userData, testToken)).toEqual([])
  })

  test('a restart restores the sign-in', async () => {
    await signIn(deskline.page, service)
    await deskline.quit()
    deskline = await startDeskline({ userData: deskline.userData })
    await expect(deskline.page.getByText('Connected', { exact: true })).toBeVisible()
  })
})
