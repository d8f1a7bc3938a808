import { expect, test } from '@playwright/test'
import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { electronExecutable } from '../scripts/setup/electron-executable.mjs'
import { sandboxArguments } from '../scripts/setup/sandbox.mjs'
import { startDesktop, type Desktop } from '../scripts/desktop-session.mjs'
import type { Simulator } from '../src/simulator/simulator'
import { filesHolding } from './support/files'
import { newFolder, newUserData, startDeskline, type Deskline } from './support/deskline'
import { pressUntil } from './support/press-until'
import { dial, startService, testAgentId, testToken } from './support/sign-in'

let service: Simulator
let desktop: Desktop | null = null
let deskline: Deskline | null = null

test.beforeEach(async () => {
  service = await startService()
})
test.afterEach(async () => {
  await deskline?.quit()
  deskline = null
  await service.close()
  await desktop?.stop()
  desktop = null
})

/** Writes a policy to a file of its own. */
function policyFile(policy: unknown, mode = 0o644): string {
  const path = join(newFolder(), 'policy.json')
  writeFileSync(path, typeof policy === 'string' ? policy : JSON.stringify(policy, null, 2))
  chmodSync(path, mode)
  return path
}

/** Runs a command of Deskline in a terminal. */
function command(args: string[], env: Record<string, string>, userData = newUserData(), input?: string) {
  const { status, stdout } = spawnSync(
    electronExecutable(),
    [...sandboxArguments(), `--user-data-dir=${userData}`, process.cwd(), ...args],
    { env: { ...process.env, LANGUAGE: 'en', ...env }, encoding: 'utf8', timeout: 60_000, input }
  )
  return { status, text: stdout }
}

test('a policy is explained line by line without a display, in both languages', () => {
  const noDisplay = { DISPLAY: '', WAYLAND_DISPLAY: '' }
  const good = policyFile({ organisation: 'Example Ltd', locked: { settings: { theme: 'dark' } } })
  const explained = command(['--check-policy', good], noDisplay)
  expect(explained).toEqual({
    status: 0,
    text: 'Line 2: organisation is "Example Ltd".\nLine 5: theme is locked to "dark".\nThe policy is valid: 2 values.\n'
  })
  const bad = policyFile({ locked: { settings: { theme: 'pink', thema: 1 } } })
  const chinese = command(['--check-policy', bad], { ...noDisplay, LANGUAGE: 'zh_CN' })
  expect(chinese.status).toBe(1)
  expect(chinese.text).toContain('第 4 行：locked.settings.theme 的值不正确。')
  expect(chinese.text).toContain('第 5 行：此版本的话机伴侣不认识 locked.settings.thema。')
  expect(command(['--check-policy'], { ...noDisplay, DESKLINE_POLICY_FILE: bad }).status).toBe(1)
  expect(command(['--check-policy', '/no/such.json'], noDisplay).status).toBe(2)
})

test('a locked setting is shown as locked and by whom, and no way in changes it', async () => {
  const userData = newUserData()
  // The user edits the file.
  writeFileSync(
    join(userData, 'settings.json'),
    JSON.stringify({ version: 1, value: { theme: 'light', dialling: { policy: 'never-ask' } } })
  )
  const policy = policyFile({
    organisation: 'Example Ltd',
    preset: { settings: { dailyGoal: 40 } },
    locked: {
      settings: { dialling: { policy: 'ask-always' }, hotKeys: { 'redial-last': null } },
      account: { tenantId: 'tenant-e2e' }
    }
  })
  deskline = await startDeskline({ userData, env: { DESKLINE_POLICY_FILE: policy } })
  const { page } = deskline
  await expect(page.getByLabel('Tenant ID')).toHaveValue('tenant-e2e')
  await expect(page.getByLabel('Tenant ID')).toBeDisabled()

  const state = () =>
    page.evaluate(async () => {
      const all = await window.deskline.commands['app:state'](undefined)
      return all.ok ? all.value.settings.value : null
    })
  expect(await state()).toMatchObject({ theme: 'light', dailyGoal: 40, dialling: { policy: 'ask-always' } })
  // The window's commands.
  const refused = await page.evaluate(async () => {
    const { commands } = window.deskline
    const all = await commands['app:state'](undefined)
    if (!all.ok) return []
    const { dialling } = all.value.settings.value
    return [
      await commands['settings:change']({ dialling: { ...dialling, policy: 'never-ask' } }),
      await commands['hot-keys:set']({ action: 'redial-last', accelerator: 'Control+Shift+F7' }),
      await commands['session:sign-in']({
        server: { kind: 'automatic' },
        tenantId: 'another',
        token: 't',
        agentId: '1',
        callerNumber: '',
        salesmanCode: ''
      })
    ]
  })
  expect(refused).toEqual([
    { ok: false, error: { code: 'policy-locked', field: 'dialling.policy' } },
    { ok: false, error: { code: 'policy-locked', field: 'hotKeys.redial-last' } },
    { ok: false, error: { code: 'policy-locked', field: 'tenantId' } }
  ])
  expect(await state()).toMatchObject({ dialling: { policy: 'ask-always' } })

  // The settings window, on the demo line.
  await page.evaluate(() => window.deskline.commands['session:start-demo'](undefined))
  await page.getByRole('button', { name: 'Settings' }).click()
  await page.getByRole('button', { name: /^Dialling/ }).click()
  await expect(page.getByRole('radio', { name: 'Always' })).toBeChecked()
  await expect(page.getByRole('radio', { name: 'Never' })).toBeDisabled()
  await expect(page.getByText('Set by your organisation: Example Ltd')).toBeVisible()
  await expect(page.getByRole('switch', { name: 'Show the bar' })).toBeEnabled()
  await page.getByRole('switch', { name: 'Show the bar' }).click()

  // What the user chose is stored, what is locked isn't: the user's own value waits.
  await expect
    .poll(() => JSON.parse(readFileSync(join(userData, 'settings.json'), 'utf8')) as unknown)
    .toEqual({ version: 1, value: { theme: 'light', dialling: { policy: 'never-ask', isBarShown: false } } })
})

test('a policy that anyone could have written isn’t applied; the window says so, and nothing can be changed', async () => {
  const policy = policyFile({ locked: { settings: { theme: 'dark' } } }, 0o666)
  deskline = await startDeskline({ env: { DESKLINE_POLICY_FILE: policy } })
  const { page } = deskline
  await expect(page.getByText('Your organisation’s policy for Deskline can’t be applied')).toBeVisible()
  const refused = await page.evaluate(() => window.deskline.commands['settings:change']({ theme: 'light' }))
  expect(refused).toMatchObject({ ok: false, error: { code: 'policy-closed' } })
})

test('a provisioned account signs in without typing; the token is in the key store only, and numbers are masked', async () => {
  desktop = await startDesktop()
  const userData = newUserData()
  const policy = policyFile({
    locked: {
      settings: { privacy: { isNumberMasked: true } },
      account: {
        server: { kind: 'custom', apiPrefix: service.apiPrefix, fayeUrl: service.fayeUrl },
        tenantId: 'tenant-e2e',
        agentIds: ['6998?????']
      }
    }
  })
  const env = { ...desktop.env, DESKLINE_POLICY_FILE: policy }
  const wrong = command(['provision', '-'], env, userData, JSON.stringify({ agentId: 1, token: testToken }))
  expect(wrong.status).toBe(1)
  expect(wrong.text).not.toContain(testToken)

  const source = join(newFolder(), 'account.json')
  writeFileSync(source, JSON.stringify({ agentId: testAgentId, token: testToken }))
  const done = command(['provision', source], env, userData)
  expect(done.text).toContain(`${source} was deleted`)
  expect(done.status).toBe(0)
  expect(done.text).not.toContain(testToken)
  expect(existsSync(source)).toBe(false)

  deskline = await startDeskline({ userData, env })
  const { page } = deskline
  await expect(page.getByText('Connected', { exact: true })).toBeVisible()
  expect(filesHolding(userData, testToken)).toEqual([])

  await dial(page, '13812345678')
  await expect(page.getByText('138****5678').first()).toBeVisible()
  const content = await page.content()
  expect(content).not.toContain('13812345678')
  // A second call, by what the window knows of the number.
  const calls = () =>
    page.evaluate(async () => {
      const all = await window.deskline.commands['app:state'](undefined)
      return all.ok ? all.value.calls.value.map(({ callee, step }) => ({ callee, step })) : []
    })
  await expect.poll(calls).toEqual([{ callee: '138****5678', step: 'ended' }])
  // It was called a moment ago: refused at first, so that nothing is dialled twice, then asked.
  const dialAgain = () =>
    page.evaluate(() => window.deskline.commands['calls:dial']({ number: '138****5678' }))
  await expect.poll(dialAgain, { intervals: [1_000] }).toEqual({ ok: true, value: { kind: 'asked' } })
  // The service is asked for the whole number both times. A question that just appeared takes no answer yet.
  const asked = () => service.requests.entries().filter((one) => JSON.stringify(one).includes('13812345678'))
  await pressUntil(
    () =>
      page.evaluate(async () => {
        const all = await window.deskline.commands['app:state'](undefined)
        const prompt = all.ok ? all.value.prompt.value : null
        if (prompt?.kind === 'confirming') await window.deskline.commands['prompt:confirm']({ id: prompt.id })
      }),
    () => Promise.resolve(asked().length === 2)
  )
})
