import { expect, test, type Page } from '@playwright/test'
import type { Simulator } from '../src/simulator/simulator'
import type { Deskline } from './support/deskline'
import { shareProgram, signInAnew } from './support/shared-program'
import { dial, startService } from './support/sign-in'

let service: Simulator
let deskline: Deskline

const program = shareProgram()
test.beforeEach(async () => {
  deskline = program()
  service = await startService()
  await signInAnew(deskline, service)
})
test.afterEach(() => service.close())

/** Collects the tables of regions that the window asks for from now on. */
function watchTables(page: Page): string[] {
  const tables: string[] = []
  page.on('request', (request) => {
    const table = /(?:mobile-)?regions(?=-[\w-]+\.js)/.exec(request.url())?.[0]
    if (table !== undefined) tables.push(table)
  })
  return tables
}

test('a number is shown with its region, a mobile number with its carrier by prefix', async () => {
  const { page } = deskline
  const box = page.getByLabel('Number to call')
  const hint = page.locator('#number-hint')

  await box.fill('+86 138 0013 8000')
  await expect(hint).toContainText('Mobile · Beijing · China Mobile (by prefix)')
  await box.fill('0755 2345 6789')
  await expect(hint).toContainText('Fixed line · Shenzhen, Guangdong')
  await expect(hint).not.toContainText('by prefix')
  // A series that the data doesn't place, and one of a virtual operator.
  await box.fill('199 1234 5678')
  await expect(hint).toContainText('Mobile · China Telecom (by prefix)')
  await box.fill('165 1234 5678')
  await expect(hint).toHaveText(/Mobile$/)

  await dial(page, '13800138000')
  const row = page.getByRole('row', { name: '138 0013 8000' }).first()
  await row.dblclick()
  await expect(page.getByRole('definition').getByText('Beijing · China Mobile (by prefix)')).toBeVisible()
})

test('the table of mobile numbers is loaded when the first one is shown, and only then', async () => {
  const { page } = deskline
  const tables = watchTables(page)
  await page.reload()
  const box = page.getByLabel('Number to call')
  const hint = page.locator('#number-hint')
  await expect(hint).toContainText('Enter to call,')
  expect(tables).toEqual([])

  await box.fill('010 8888 8888')
  await expect(hint).toContainText('Beijing')
  expect(tables).toEqual(['regions'])

  await box.fill('13800138000')
  await expect(hint).toContainText('China Mobile')
  expect(tables).toEqual(['regions', 'mobile-regions'])
})
