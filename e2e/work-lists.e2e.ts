import { expect, test, type Page } from '@playwright/test'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { WorkSource } from '../src/shared/work-lists/schema'
import type { Simulator } from '../src/simulator/simulator'
import { setClockForward } from './support/clock'
import { readCsv } from './support/csv'
import { startDeskline, type Deskline } from './support/deskline'
import { inMain } from './support/main-process'
import { dropFiles } from './support/number-list'
import { signIn, startService } from './support/sign-in'

let service: Simulator
let deskline: Deskline
let lists: Page

const dayMs = 86_400_000
const table = [
  '姓名,公司,手机,办公电话,城市',
  '张伟,南京云智,13800138000,,南京',
  '李娜,上海远景,,021-88886666,上海',
  '=1+1,重复,+86 138 0013 8000,,北京',
  '没有号码,某公司,,,广州'
]

const answerDialogs = (paths: { open: string; save: string }): Promise<void> =>
  inMain(
    deskline.app,
    ({ dialog }, { open, save }) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [open] })
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: save })
    },
    paths
  )

test.describe.configure({ mode: 'serial' })
test.beforeAll(async () => {
  service = await startService()
  deskline = await startDeskline()
  await signIn(deskline.page, service)
  const open = join(deskline.userData, 'customers.csv')
  writeFileSync(open, `\uFEFF${table.join('\r\n')}\r\n`)
  await answerDialogs({ open, save: join(deskline.userData, 'results.csv') })
})
test.afterAll(async () => {
  await deskline.quit()
  await service.close()
})

const button = (name: string | RegExp) => lists.getByRole('button', { name })
const grid = () => lists.getByRole('grid', { name: 'Entries of the list' })
const row = (text: string) => grid().getByRole('row').filter({ hasText: text })
/** The figures of the result, such as `2 to call`. */
const figures = async (): Promise<string[]> => {
  await expect(lists.getByRole('heading', { name: 'The list is ready' })).toBeVisible()
  const groups = await lists.locator('dl > div').all()
  return Promise.all(
    groups.map(async (group) =>
      [await group.locator('dd').innerText(), await group.locator('dt').innerText()].join(' ')
    )
  )
}
async function backToLists(): Promise<void> {
  await button('Show the list').click()
  await button('All lists').click()
}
const leftSources = (): string[] => {
  const folder = join(deskline.userData, 'work-list-sources')
  return existsSync(folder) ? readdirSync(folder) : []
}
const make = (page: Page, source: WorkSource) =>
  page.evaluate((asked) => window.deskline.commands['work-lists:make']({ source: asked }), source)

test('a file becomes a list after its columns were checked', async () => {
  const opened = deskline.app.waitForEvent('window')
  await deskline.page.keyboard.press('Control+j')
  lists = await opened
  await expect(lists.getByRole('heading', { name: 'No work lists yet' })).toBeVisible()
  await button('From a file…').click()

  await expect(lists.getByLabel('Name of the list')).toHaveValue('customers')
  await expect(lists.getByLabel('What “手机” contains')).toHaveValue('number')
  await expect(lists.getByLabel('What “城市” contains')).toHaveValue('field')
  await lists.getByLabel('What “手机” contains').selectOption('ignore')
  await lists.getByLabel('What “办公电话” contains').selectOption('ignore')
  await expect(button('Create the list')).toBeDisabled()
  await lists.getByLabel('What “手机” contains').selectOption('number')
  await lists.getByLabel('What “办公电话” contains').selectOption('number')
  await lists.getByLabel('Name of the list').fill('春季回访')
  await button('Create the list').click()

  expect(await figures()).toEqual(['2 to call', '1 repeated', '1 without a number'])
  await button('Show the list').click()
  await expect(lists.getByRole('heading', { name: '春季回访' })).toBeVisible()
  await expect(row('138 0013 8000')).toContainText('张伟')
  await expect(row('张伟')).toContainText('城市: 南京')
  await expect(row('李娜')).toContainText('021 8888 6666')
})

test('entries are filtered, skipped, put back and reset', async () => {
  await lists.getByLabel('Search the entries').fill('上海')
  await expect(lists.getByText('1 entry', { exact: true })).toBeVisible()
  await row('李娜').click()
  await button('Skip').click()
  await expect(row('李娜')).toContainText('Skipped')
  await lists.getByLabel('Search the entries').fill('')
  await lists.getByLabel('State').selectOption('skipped')
  await expect(row('李娜')).toBeVisible()
  await expect(row('张伟')).toHaveCount(0)
  await button('More for 春季回访').click()
  await button('Call 1 entry that were skipped').click()
  await expect(lists.getByRole('heading', { name: 'No entry matches' })).toBeVisible()
  await button('Show all entries').click()
  await expect(row('李娜')).toContainText('To call')
})

test('the script and the checklist are kept', async () => {
  await lists.getByRole('radio', { name: 'Script and checklist' }).check({ force: true })
  await lists.getByLabel('Script', { exact: true }).fill('您好，')
  await button('{name}').click()
  await lists.getByLabel('Checklist', { exact: true }).fill('确认地址\n\n  确认时间  ')
  await button('Save').click()
  await expect(lists.getByText('Saved.').first()).toBeVisible()
  await lists.getByRole('radio', { name: 'Entries' }).check({ force: true })
  await lists.getByRole('radio', { name: 'Script and checklist' }).check({ force: true })
  await expect(lists.getByLabel('Script', { exact: true })).toHaveValue('您好，{name}')
  await expect(lists.getByLabel('Checklist', { exact: true })).toHaveValue('确认地址\n确认时间')
})

test('a list is exported with its states, and no cell is a formula', async () => {
  await lists.getByRole('button', { name: 'Export' }).click()
  await button(/^CSV table/).click()
  await expect(lists.getByText('2 entries exported to results.csv.').first()).toBeVisible()
  const rows = readCsv(join(deskline.userData, 'results.csv'))
  expect(rows[0]?.slice(0, 5)).toEqual(['Name', 'Company', 'Number', '城市', 'State'])
  expect(rows[1]?.slice(0, 5)).toEqual(['张伟', '南京云智', '13800138000', '南京', 'To call'])
  expect(readFileSync(join(deskline.userData, 'results.csv'), 'utf8')).not.toContain('\n=')
  await lists.keyboard.press('Escape')
  await button('All lists').click()
})

test('pasted numbers become a list', async () => {
  await button('New list').click()
  await button('Paste numbers…').click()
  await lists.getByLabel('Numbers', { exact: true }).fill('13900139000\n13900139001\n13900139000\n没有')
  await button('Continue').click()
  await button('Create the list').click()
  expect((await figures())[0]).toBe('2 to call')
  await backToLists()
  await expect(lists.getByRole('button', { name: 'Pasted numbers', exact: true })).toBeVisible()
  expect(leftSources()).toEqual([])
})

test('a dropped file becomes a list; leaving the check makes none', async () => {
  await dropFiles(lists, [join(deskline.userData, 'customers.csv')])
  await expect(lists.getByRole('heading', { name: 'Check the columns' })).toBeVisible()
  await button('Cancel').click()
  await expect(lists.getByRole('list', { name: 'Work lists' }).getByRole('listitem')).toHaveCount(2)
})

test('the contacts that are searched for become a list', async () => {
  const saved = await deskline.page.evaluate(() =>
    Promise.all(
      ['张伟', '李四'].map((name, at) =>
        window.deskline.commands['contacts:save']({
          id: null,
          content: {
            name,
            company: '南京云智',
            numbers: [{ label: '', number: `1370013700${at}` }],
            fields: [{ name: '等级', value: 'A' }],
            note: ''
          }
        })
      )
    )
  )
  expect(saved.every(({ ok }) => ok)).toBe(true)
  const opened = deskline.app.waitForEvent('window')
  await deskline.page.keyboard.press('Control+p')
  const contacts = await opened
  await contacts.getByLabel('Search the contacts').fill('zw')
  await expect(contacts.getByText('1 contact', { exact: true })).toBeVisible()
  await contacts.getByRole('button', { name: 'More' }).click()
  await contacts.getByRole('button', { name: 'Create a work list…' }).click()
  expect(await figures()).toEqual(['1 to call'])
  await button('Show the list').click()
  await expect(lists.getByRole('heading', { name: 'Contacts: zw' })).toBeVisible()
  await expect(row('137 0013 7000')).toContainText('等级: A')
  await button('All lists').click()
  await contacts.close()
  expect(leftSources()).toEqual([])
})

test('the filtered records become a list, each number once', async () => {
  const period = { startMs: Date.now() - 3 * dayMs, endMs: Date.now() - dayMs }
  service.records.generate({ count: 60, fromMs: period.startMs, toMs: period.endMs - 1 })
  const opened = deskline.app.waitForEvent('window')
  await deskline.page.evaluate(() => window.deskline.commands['records:open']({ id: null }))
  const records = await opened
  await records.waitForLoadState('load')
  await records.evaluate((asked) => window.deskline.commands['records:load'](asked), period)
  await expect
    .poll(async () => Number(await records.getByRole('grid').getAttribute('aria-rowcount')))
    .toBe(61)
  await records.getByRole('button', { name: 'Create a work list of these calls’ numbers' }).click()
  const made = await figures()
  const [toCall = 0, repeated = 0] = made.map((figure) => Number(figure.split(' ')[0]))
  expect(made[0]).toMatch(/to call$/)
  expect(toCall + (made[1]?.endsWith('repeated') === true ? repeated : 0)).toBe(60)
  await backToLists()
  await records.close()
})

test('due call-backs become a list', async () => {
  const { page } = deskline
  const added = await page.evaluate(() =>
    window.deskline.commands['callbacks:add']({
      from: { kind: 'number', text: '13600136000' },
      when: { kind: 'in', delayMs: 60_000 },
      note: '报价'
    })
  )
  expect(added.ok).toBe(true)
  await setClockForward(deskline, 61_000)
  await page.keyboard.press('Control+b')
  await page.getByRole('button', { name: 'Work list…' }).click()
  expect(await figures()).toEqual(['1 to call'])
  await button('Show the list').click()
  await expect(row('136 0013 6000')).toContainText('Note: 报价')
  await button('All lists').click()
})

test('a source without a number makes no list', async () => {
  expect(await make(lists, { kind: 'contacts', text: 'nobody at all' })).toMatchObject({ ok: true })
  await expect(lists.getByText('No phone number was found.').first()).toBeVisible()
  await button('Back to the lists').click()
})

test('a list is renamed, finished, archived, deleted and brought back', async () => {
  const name = 'Due call-backs'
  await button(`More for ${name}`).click()
  await lists.getByLabel('Name of the list').fill('回拨')
  await button('Rename').click()
  await button('More for 回拨').click()
  await button('Finish').click()
  await expect(button('Details of 回拨')).toHaveCount(0)
  await lists.getByRole('radio', { name: /^Finished/ }).check({ force: true })
  await button('More for 回拨').click()
  await button('Archive').click()
  await lists.getByRole('radio', { name: /^Archived/ }).check({ force: true })
  await button('More for 回拨').click()
  await button('Delete…').click()
  await button('Delete').click()
  await expect(button('Details of 回拨')).toHaveCount(0)
  await button('Undo').click()
  await expect(button('Details of 回拨')).toBeVisible()
})

test('lists are there after a restart, deleted ones are not', async () => {
  await lists.getByRole('radio', { name: /^Active/ }).check({ force: true })
  await button('More for From records').click()
  await button('Delete…').click()
  await button('Delete').click()
  await expect(button('Undo')).toBeVisible()
  const { userData } = deskline
  await deskline.quit()
  deskline = await startDeskline({ userData })
  const opened = deskline.app.waitForEvent('window')
  await expect(deskline.page.getByLabel('Number to call')).toBeVisible()
  await deskline.page.evaluate(() => window.deskline.commands['work-lists:open'](undefined))
  lists = await opened
  await expect(button('Details of 春季回访')).toBeVisible()
  await expect(button('Details of From records')).toHaveCount(0)
  await expect(lists.getByRole('list', { name: 'Work lists' }).getByRole('listitem')).toHaveCount(3)
})
