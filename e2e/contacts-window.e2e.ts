import { expect, test, type Page } from '@playwright/test'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Simulator } from '../src/simulator/simulator'
import { startDeskline, type Deskline } from './support/deskline'
import { inMain } from './support/main-process'
import { dropFiles } from './support/number-list'
import { fillSignIn, signIn, startService, testAgentId } from './support/sign-in'

let service: Simulator
let deskline: Deskline
let contacts: Page

const rows = [
  '姓名,公司,手机,办公电话,城市,备注',
  '张伟,南京云智,13800138000,,南京,下午联系',
  '李娜,上海远景,13900139000,021-88886666,上海,',
  '王芳,ACME Trading,13700137000,,苏州,'
]

test.describe.configure({ mode: 'serial' })
test.beforeAll(async () => {
  service = await startService()
  deskline = await startDeskline()
  await signIn(deskline.page, service)
  const file = join(deskline.userData, 'customers.csv')
  writeFileSync(file, `\uFEFF${rows.join('\r\n')}\r\n`)
  await inMain(
    deskline.app,
    ({ dialog }, path) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] })
    },
    file
  )
})
test.afterAll(async () => {
  await deskline.quit()
  await service.close()
})

const box = () => deskline.page.getByLabel('Number to call')
const called = () =>
  service.requests
    .entries()
    .filter(({ method }) => method === 'POST')
    .map(({ body }) => body)

/** Ends the calls under way, so that the next one can begin. */
async function endCalls(): Promise<void> {
  service.hangUpAll()
  await expect(deskline.page.getByRole('article')).toHaveAccessibleName(/Answered|Hung up|No answer/)
}

test('a file is imported after its columns were checked', async () => {
  const opened = deskline.app.waitForEvent('window')
  await deskline.page.keyboard.press('Control+p')
  contacts = await opened
  await expect(contacts.getByRole('heading', { name: 'No contacts yet' })).toBeVisible()
  await contacts.getByRole('button', { name: 'Import a file…' }).click()

  const kindOf = (column: string) => contacts.getByLabel(`What “${column}” contains`)
  await expect(kindOf('姓名')).toHaveValue('name')
  await expect(kindOf('公司')).toHaveValue('company')
  await expect(kindOf('手机')).toHaveValue('number')
  await expect(kindOf('办公电话')).toHaveValue('number')
  await kindOf('城市').selectOption('field')
  await expect(contacts.getByLabel('Label of “城市”')).toHaveValue('城市')
  await kindOf('备注').selectOption('note')
  await contacts.getByRole('button', { name: 'Import 3 rows' }).click()

  await expect(contacts.getByRole('heading', { name: 'Imported' })).toBeVisible()
  await contacts.getByRole('button', { name: 'Show the contacts' }).click()
  await expect(contacts.getByText('3 contacts')).toBeVisible()
})

test('the initials of the pinyin find a contact, and the keys lead to its details', async () => {
  await contacts.getByLabel('Search the contacts').fill('zw')
  await expect(contacts.getByText('1 contact', { exact: true })).toBeVisible()
  await contacts.keyboard.press('Enter')
  await expect(contacts.getByRole('grid', { name: 'Contacts' })).toBeFocused()
  const details = contacts.getByRole('complementary', { name: 'Details of the contact' })
  await expect(details.getByRole('heading', { name: '张伟' })).toBeVisible()
  await expect(details.getByText('下午联系')).toBeVisible()
  await expect(details.getByRole('button', { name: 'Call 138 0013 8000' })).toBeVisible()
})

test('a name typed into the number box is called, with the request of the API document', async () => {
  await box().fill('zw')
  const option = deskline.page.getByRole('option', { name: /张伟/ })
  await expect(option).toHaveAttribute('aria-selected', 'true')
  await expect(box()).toHaveAttribute('aria-expanded', 'true')
  await box().press('Enter')
  await expect.poll(called).toEqual([{ calleeNumber: '13800138000', agentId: testAgentId }])
  await expect(deskline.page.getByRole('listbox')).toBeHidden()
  await endCalls()
})

test('of a contact with several numbers one is chosen first; Esc goes back', async () => {
  await box().fill('李娜')
  const options = deskline.page.getByRole('option')
  await expect(options.first()).toHaveAccessibleName(/2 numbers/)
  await box().press('Enter')
  await expect(options).toHaveCount(2)
  await box().press('Escape')
  await expect(options.first()).toHaveAccessibleName(/2 numbers/)
  await box().press('Enter')
  await box().press('2')
  await expect.poll(called).toContainEqual({ calleeNumber: '02188886666', agentId: testAgentId })
  await endCalls()
})

test('typed digits are called as they are, whatever is suggested', async () => {
  await box().fill('13700137001')
  await box().press('Enter')
  await expect.poll(called).toContainEqual({ calleeNumber: '13700137001', agentId: testAgentId })
  await endCalls()
})

test('a number is added to the contacts from a recent call', async () => {
  const { page } = deskline
  await page.getByRole('row', { name: '137 0013 7001' }).first().focus()
  await page.keyboard.press('a')
  const dialog = page.getByRole('dialog', { name: 'Add 137 0013 7001' })
  await dialog.getByRole('radio', { name: 'Existing contact' }).check()
  const find = dialog.getByRole('combobox', { name: 'Find the contact' })
  await find.fill('wangf')
  await dialog.getByRole('option', { name: /王芳/ }).waitFor()
  await find.press('Enter')
  await expect(dialog.getByLabel('Number 2', { exact: true })).toHaveValue('137 0013 7001')
  await dialog.getByLabel('Label of number 2').fill('Private')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toBeHidden()
  await contacts.getByLabel('Search the contacts').fill('7001')
  await expect(contacts.getByText('Private', { exact: false })).toBeVisible()
})

test('a contact is edited, deleted, and restored', async () => {
  await contacts.getByLabel('Search the contacts').fill('wangf')
  const row = contacts.getByRole('row', { name: /王芳/ })
  await row.click()
  await contacts.getByRole('grid').press('e')
  const company = contacts.getByLabel('Company')
  await expect(company).toHaveValue('ACME Trading')
  await company.fill('ACME China')
  await company.press('Control+Enter')
  await expect(row).toContainText('ACME China')

  await contacts.getByRole('grid').press('Delete')
  await expect(contacts.getByText('王芳 was deleted.').last()).toBeVisible()
  await expect(row).toHaveCount(0)
  await contacts.getByRole('button', { name: 'Undo' }).press('Enter')
  await expect(row).toContainText('ACME China')
})

test('the palette shows a contact in the contacts window', async () => {
  const { page } = deskline
  await contacts.getByLabel('Search the contacts').fill('zw')
  await page.bringToFront()
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Search Deskline' }).fill('lina')
  await expect(page.getByRole('dialog').getByRole('option', { selected: true })).toHaveAccessibleName(/李娜/)
  await page.keyboard.press('Control+Enter')
  await expect(contacts.getByRole('row', { selected: true })).toContainText('李娜')
  await expect(contacts.getByLabel('Search the contacts')).toHaveValue('李娜')
  // Of contacts with the same name, the one that was asked for.
  const id = await page.evaluate(async () => {
    const content = { name: '李娜', company: '另一家', numbers: [], fields: [], note: '' }
    const saved = await window.deskline.commands['contacts:save']({ id: null, content })
    return saved.ok ? saved.value.id : ''
  })
  await page.evaluate((id) => window.deskline.commands['contacts:open']({ id }), id)
  await expect(contacts.getByRole('row', { selected: true })).toContainText('另一家')
})

test('a file that is dropped on the window is imported', async () => {
  const file = join(deskline.userData, 'dropped.csv')
  writeFileSync(file, '\uFEFF姓名,手机\r\n陈静,13600136000\r\n')
  await dropFiles(contacts, [file])
  await contacts.getByRole('button', { name: 'Import 1 row' }).click()
  await contacts.getByRole('button', { name: 'Show the contacts' }).click()
  await expect(contacts.getByRole('row', { name: /陈静/ })).toBeVisible()
  await dropFiles(contacts, [file, join(deskline.userData, 'customers.csv')])
  await expect(contacts.getByText('Drop one file at a time.').last()).toBeVisible()
})

test('Ctrl+K finds contacts, commands and settings by the keyboard alone', async () => {
  const { page } = deskline
  await page.bringToFront()
  const search = async (text: string) => {
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: 'Search Deskline' }).fill(text)
  }
  const chosen = page.getByRole('dialog').getByRole('option', { selected: true })

  await search('wang')
  await expect(chosen).toHaveAccessibleName(/王芳.*137 0013 7000/)
  await page.keyboard.press('Enter')
  await expect.poll(called).toContainEqual({ calleeNumber: '13700137000', agentId: testAgentId })
  await endCalls()

  await search('op te')
  await expect(chosen).toHaveAccessibleName(/Open team/)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Team', exact: true })).toBeVisible()

  await search('show the bar')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Dialling', exact: true })).toBeVisible()

  await search('sign out')
  await page.keyboard.press('Enter')
  await expect(chosen).toHaveAccessibleName(/Sign out and remove the access token\?/)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(page.getByRole('heading', { name: 'Dialling', exact: true })).toBeVisible()
})

test('another account that signs in sees nothing of the former one’s contacts and records', async () => {
  const other = await startService({ tenantId: 'tenant-two' })
  await contacts.getByLabel('Search the contacts').fill('wangf')
  await contacts.getByRole('row', { name: /王芳/ }).click()
  await contacts.getByRole('grid').press('e')
  await expect(contacts.getByLabel('Company')).toHaveValue('ACME China')

  const { app, page } = deskline
  const opened = app.waitForEvent('window')
  await page.evaluate(() => window.deskline.commands['records:open']({ id: null }))
  const records = await opened
  await records.getByRole('textbox', { name: 'Search', exact: true }).fill('王芳')

  await page.keyboard.press('Control+,')
  await page.getByRole('button', { name: 'Change the token' }).click()
  await fillSignIn(page, other)
  await page.getByLabel('Tenant ID').fill('tenant-two')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(contacts.getByRole('heading', { name: 'No contacts yet' })).toBeVisible()
  await expect(contacts.locator('body')).not.toContainText(/王芳|ACME/)
  await expect(contacts.getByLabel('Company')).toHaveCount(0)
  await expect(records.getByRole('textbox', { name: 'Search', exact: true })).toHaveValue('')
  await records.close()
  await page.keyboard.press('Control+l')
  await box().fill('wangf')
  await box().press('Enter')
  await expect(page.getByText('王芳')).toHaveCount(0)
  await other.close()
})
