import { expect, test, type Page } from '@playwright/test'
import type { Settings } from '../src/shared/app/schema'
import type { Simulator } from '../src/simulator/simulator'
import { startDeskline, type Deskline } from './support/deskline'
import { copy, dialKey, focusedWindow, openOtherProgram, pressKeys } from './support/gestures'
import { shareProgram, signInAnew, signOutAnew } from './support/shared-program'
import { dial, fillSignIn, signIn, startService, testAgentId } from './support/sign-in'

let service: Simulator
let deskline: Deskline

const [sales, support] = ['02583456789', '02155550101'] as const

/** The bodies of the requests that start a call. */
const bodies = (): unknown[] =>
  service.requests
    .entries()
    .filter((request) => request.method === 'POST')
    .map((request) => request.body)

const promptKind = (): Promise<string | false> =>
  deskline.page.evaluate(async () => {
    const state = await window.deskline.commands['app:state'](undefined)
    return state.ok && state.value.prompt.value.kind
  })

const setDialling = (dialling: Partial<Settings['dialling']>): Promise<void> =>
  deskline.page.evaluate(async (dialling) => {
    const state = await window.deskline.commands['app:state'](undefined)
    if (!state.ok) throw new Error(state.error.code)
    await window.deskline.commands['settings:change']({
      dialling: { ...state.value.settings.value.dialling, ...dialling }
    })
  }, dialling)

/** The first number is the default. */
const setCallers = (...entries: { number: string; label: string }[]): Promise<unknown> =>
  deskline.page.evaluate(
    (entries) => window.deskline.commands['caller-numbers:set']({ entries, defaultIndex: 0 }),
    entries
  )
const bothCallers = () => setCallers({ number: sales, label: 'Sales' }, { number: support, label: 'Support' })

/** The prompt window that shows `text`. */
async function promptWith(text: string): Promise<Page> {
  let found: Page | undefined
  await expect(async () => {
    for (const page of deskline.app.windows()) {
      if (page.url().includes('prompt.html') && (await page.getByText(text).isVisible())) found = page
    }
    expect(found).toBeDefined()
  }).toPass()
  if (found === undefined) throw new Error('no prompt window')
  return found
}

const control = () => deskline.page.getByRole('button', { name: /^Caller number of this call/ })

test.describe('in one program', () => {
  const program = shareProgram()
  test.beforeEach(async () => {
    deskline = program()
    service = await startService({ isBusyRefused: false })
  })
  test.afterEach(() => service.close())

  test('with one caller number, that is sent, and nothing new is in the way', async () => {
    const { page } = deskline
    await signOutAnew(deskline)
    await fillSignIn(page, service)
    await page.getByText('Caller number, salesman code').click()
    await page.getByLabel('Caller number', { exact: true }).fill('025-8345-6789')
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await expect(page.getByText('Connected', { exact: true })).toBeVisible()
    await expect(control()).toHaveCount(0)
    await dial(page, '13800138000')
    await expect
      .poll(bodies)
      .toEqual([{ calleeNumber: '13800138000', callerNumber: sales, agentId: testAgentId }])
  })

  test('a key beside the number box chooses the caller number, and the region gets it again', async () => {
    const { page } = deskline
    await signInAnew(deskline, service)
    await bothCallers()
    const box = page.getByLabel('Number to call')
    await box.fill('010-8888 8888')
    await expect(control()).toHaveText('as 025 8345 6789 (Sales)')
    await page.keyboard.press('Alt+2')
    await expect(control()).toHaveText('as 021 5555 0101 (Support)')
    await expect(box).toHaveValue('010-8888 8888')
    await page.keyboard.press('Enter')
    await expect
      .poll(bodies)
      .toEqual([{ calleeNumber: '01088888888', callerNumber: support, agentId: testAgentId }])

    await box.fill('020-6666 6666')
    await expect(control()).toHaveText('as 025 8345 6789 (Sales)')
    await box.fill('010-6666 6666')
    await expect(control()).toHaveText('as 021 5555 0101 (Support)')

    // The menu, by keyboard.
    await control().focus()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('menuitemradio', { name: /Support/ })).toBeChecked()
    await page.keyboard.press('Home')
    await expect(page.getByRole('menuitemradio', { name: /Sales/ })).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(control()).toHaveText('as 025 8345 6789 (Sales)')
    await expect(box).toBeFocused()
  })

  test('a caller number that the service refuses is an error at the caller number', async () => {
    const { page } = deskline
    await signInAnew(deskline, service)
    await bothCallers()
    const refusal = { code: 30105, message: '“主叫号码”不是合法的手机号或固定电话。', field: 'callerNumber' }
    service.faults.add({
      match: { on: 'rest', method: 'POST' },
      times: 1,
      effect: { kind: 'reply', status: 422, json: { status: 422, error: refusal } }
    })
    await dial(page, '13800138000')
    await expect(control()).toBeFocused()
    await expect(control()).toHaveAccessibleDescription(/“主叫号码”不是合法的手机号或固定电话。/)
    await expect(page.getByLabel('Number to call')).not.toHaveAttribute('aria-invalid')
    await page.keyboard.press('Alt+2')
    await expect(page.locator('#number-hint')).not.toContainText(refusal.message)
    await expect(page.getByLabel('Number to call')).toBeFocused()
    await page.keyboard.press('Enter')
    await expect.poll(bodies).toHaveLength(2)
    expect(bodies()[1]).toEqual({ calleeNumber: '13800138000', callerNumber: support, agentId: testAgentId })
  })

  test('the bar shows the caller number, and its key changes it without taking the focus', async () => {
    await signInAnew(deskline, service)
    await bothCallers()
    await setDialling({ undoPauseMs: 5_000 })
    await deskline.page.evaluate(() => window.deskline.commands['window:hide'](undefined))
    const crm = openOtherProgram()
    try {
      copy('13800138000')
      pressKeys(dialKey)
      const bar = await promptWith('138 0013 8000')
      await expect(bar.getByText('as 025 8345 6789 (Sales)')).toBeVisible()
      pressKeys('alt+2')
      await expect(bar.getByText('as 021 5555 0101 (Support)')).toBeVisible()
      expect(focusedWindow()).toBe(crm.id)
      expect(bodies()).toEqual([])
      await bar.getByRole('button', { name: /Click for the next one/ }).click()
      await expect(bar.getByText('as 025 8345 6789 (Sales)')).toBeVisible()
      pressKeys('alt+2')
      await bar.getByRole('button', { name: 'Call now' }).click()
      await expect
        .poll(bodies)
        .toEqual([{ calleeNumber: '13800138000', callerNumber: support, agentId: testAgentId }])
    } finally {
      await crm.close()
    }
  })

  test('the picker and the question keep the caller number that a key chose', async () => {
    await signInAnew(deskline, service)
    await bothCallers()
    await setDialling({ policy: 'ask-always' })
    await deskline.page.evaluate(() => window.deskline.commands['window:hide'](undefined))
    copy('张 13800138000\n王 010-88886666')
    pressKeys(dialKey)
    const picker = await promptWith('2 numbers: which one?')
    await expect.poll(() => picker.evaluate(() => document.hasFocus())).toBe(true)
    // A key that arrives right after the focus can be lost.
    await expect(async () => {
      pressKeys('alt+2')
      await expect(picker.getByText('as 021 5555 0101 (Support)')).toBeVisible({ timeout: 500 })
    }).toPass()
    await expect(async () => {
      if ((await promptKind()) === 'choosing') pressKeys('2')
      expect(await promptKind()).toBe('confirming')
    }).toPass()
    const question = await promptWith('010 8888 6666')
    await expect(question.getByText('as 021 5555 0101 (Support)')).toBeVisible()
    await expect(async () => {
      if ((await promptKind()) === 'confirming') pressKeys('Return')
      expect(await promptKind()).toBe('none')
    }).toPass()
    await expect
      .poll(bodies)
      .toEqual([{ calleeNumber: '01088886666', callerNumber: support, agentId: testAgentId }])
  })
})

test.describe('in a program of its own', () => {
  test.beforeEach(async () => {
    service = await startService({ isBusyRefused: false })
    deskline = await startDeskline()
  })
  test.afterEach(async () => {
    await deskline.quit()
    await service.close()
  })

  test('caller numbers are added, edited, ordered and removed by keyboard, and last over a restart', async () => {
    const { page } = deskline
    await signIn(page, service)
    await page.keyboard.press('Control+Comma')
    const link = page.getByRole('button', { name: /^Caller numbers/ })
    await link.focus()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: 'Caller numbers' })).toBeFocused()

    const number = page.getByLabel('Number', { exact: true })
    await number.focus()
    await page.keyboard.type('95588')
    await page.keyboard.press('Enter')
    await expect(number).toHaveAccessibleDescription(
      'Enter a mobile number, or a fixed-line number with its area code.'
    )
    await expect(number).toBeFocused()
    for (const [text, label] of [
      ['025-8345-6789', 'Sales'],
      ['(021) 5555 0101', 'Support']
    ] as const) {
      await number.fill(text)
      await page.keyboard.press('Tab')
      await page.keyboard.type(label)
      await page.keyboard.press('Enter')
      await expect(number).toHaveValue('')
    }
    await number.fill('+86 25 83456789')
    await page.keyboard.press('Enter')
    await expect(number).toHaveAccessibleDescription('This caller number is already in the list.')

    await page.getByRole('radio', { name: 'Default: 025 8345 6789 (Sales)' }).focus()
    await page.keyboard.press('Space')
    const label = page.getByLabel('Label of 021 5555 0101')
    await label.focus()
    await page.keyboard.press('Alt+ArrowUp')
    await expect(page.getByRole('radio').nth(1)).toHaveAccessibleName('Default: 021 5555 0101 (Support)')
    await label.fill('Service')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('radio').nth(1)).toHaveAccessibleName('Default: 021 5555 0101 (Service)')

    await page.getByRole('button', { name: 'Remove: 025 8345 6789 (Sales)' }).focus()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('radio', { name: 'Default: 021 5555 0101 (Service)' })).toBeChecked()
    await expect(page.getByRole('button', { name: 'Undo' })).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('radio', { name: 'Default: 025 8345 6789 (Sales)' })).toBeChecked()

    await page.keyboard.press('Escape')
    await expect(link).toBeFocused()
    await expect(link).toContainText('025 8345 6789 (Sales) and 1 more')
    await deskline.quit()
    deskline = await startDeskline({ userData: deskline.userData })
    await expect(control()).toHaveText('as 025 8345 6789 (Sales)')
  })
})
