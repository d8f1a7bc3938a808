import { expect, test, type Page } from '@playwright/test'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ContactsState } from '../src/shared/contacts/schema'
import type { Simulator } from '../src/simulator/simulator'
import { startDeskline, type Deskline } from './support/deskline'
import { inMain } from './support/main-process'
import { mobileNumber, writeGbk } from './support/number-list'
import { signIn, startService } from './support/sign-in'

const count = 10_000
const dayMs = 86_400_000

let service: Simulator
let deskline: Deskline
let page: Page
let folder: string

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'deskline-contacts-'))
  service = await startService()
  deskline = await startDeskline()
  ;({ page } = deskline)
  await signIn(page, service)
})
test.afterAll(async () => {
  await deskline.quit()
  await service.close()
  rmSync(folder, { recursive: true, force: true })
})

const stateOf = async (): Promise<ContactsState> => {
  const state = await page.evaluate(() => window.deskline.commands['app:state'](undefined))
  if (!state.ok) throw new Error(state.error.code)
  return state.value.contacts.value
}
const nameOf = async (number: string): Promise<string | undefined> => {
  const state = await page.evaluate(() => window.deskline.commands['app:state'](undefined))
  return state.ok ? state.value.contactNames.value[number]?.name : undefined
}
const suggest = async (text: string): Promise<string[]> => {
  const reply = await page.evaluate((asked) => window.deskline.commands['contacts:suggest'](asked), { text })
  return reply.ok ? reply.value.map(({ name }) => name) : []
}

/** Shows a number in the list of call-backs. */
const addCallback = (number: string): Promise<unknown> =>
  page.evaluate(
    (text) =>
      window.deskline.commands['callbacks:add']({
        from: { kind: 'number', text },
        when: { kind: 'in', delayMs: 3_600_000 },
        note: ''
      }),
    number
  )

/** Answers the next file dialogs with these paths. */
const chooseFiles = (open: string, save: string): Promise<unknown> =>
  inMain(
    deskline.app,
    ({ dialog }, [opened, saved]) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [opened] })
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: saved })
    },
    [open, save] as [string, string]
  )

const names = ['单田芳', '张三', '李娜', '王伟', '欧阳修']

test('no process is started while there are no contacts', async () => {
  await addCallback('13800138001')
  expect(await suggest('zs')).toEqual([])
  expect(await stateOf()).toMatchObject({ count: 0, problem: null })
  const metrics = await inMain(deskline.app, ({ app }) => app.getAppMetrics().map(({ name }) => name))
  expect(metrics).not.toContain('Deskline contacts')
})

test('ten thousand contacts of a GBK file are checked, stored, found by initials and named', async () => {
  const list = join(folder, '通讯录.csv')
  const lines = Array.from(
    { length: count },
    (_, n) =>
      `${n + 1},${names[n] ?? `客户${n}`},深圳${n % 100}公司,${mobileNumber(n + 138_000)},${n % 2 === 0 ? 'VIP' : ''}`
  )
  writeGbk(list, ['序号,姓名,公司,手机,备注', ...lines])
  const saved = join(folder, 'out.csv')
  await chooseFiles(list, saved)
  await page.evaluate(() => window.deskline.commands['contacts:import'](undefined))
  await expect.poll(async () => (await stateOf()).import.kind).toBe('checking')
  const { import: checking } = await stateOf()
  if (checking.kind !== 'checking') throw new Error(checking.kind)
  expect(checking).toMatchObject({ rows: count, headers: ['序号', '姓名', '公司', '手机', '备注'] })
  expect(checking.columns.map(({ kind }) => kind)).toEqual(['ignored', 'name', 'company', 'number', 'note'])

  await page.evaluate(
    (columns) => window.deskline.commands['contacts:import-start']({ columns }),
    checking.columns
  )
  await expect.poll(async () => (await stateOf()).import.kind, { timeout: 60_000 }).toBe('done')
  expect(await stateOf()).toMatchObject({
    count,
    import: { result: { added: count, updated: 0, unchanged: 0, skipped: 0 } }
  })
  expect(await suggest('stf')).toEqual(['单田芳'])
  expect(await suggest('ouyangxiu')).toEqual(['欧阳修'])
  expect((await suggest(mobileNumber(138_001).slice(2)))[0]).toBe('张三')

  await addCallback(mobileNumber(138_002))
  await expect.poll(() => nameOf(mobileNumber(138_002))).toBe('李娜')

  await page.evaluate(() => window.deskline.commands['contacts:export']({ format: 'csv' }))
  await expect.poll(async () => (await stateOf()).export.kind, { timeout: 60_000 }).toBe('done')
  const text = readFileSync(saved, 'utf8')
  expect(text.startsWith('\ufeffName,Company,手机,Note,More\r\n')).toBe(true)
  expect(text.split('\r\n')).toHaveLength(count + 2)

  // Its own export brings nothing new.
  await chooseFiles(saved, saved)
  await page.evaluate(() => window.deskline.commands['contacts:import'](undefined))
  await expect.poll(async () => (await stateOf()).import.kind).toBe('checking')
  const again = (await stateOf()).import
  if (again.kind !== 'checking') throw new Error(again.kind)
  await page.evaluate(
    (columns) => window.deskline.commands['contacts:import-start']({ columns }),
    again.columns
  )
  await expect.poll(async () => (await stateOf()).import.kind, { timeout: 60_000 }).toBe('done')
  expect((await stateOf()).import).toMatchObject({ result: { added: 0, updated: 0, unchanged: count } })
})

/** Opens the records window with the calls of the last days. */
async function openRecords(): Promise<Page> {
  const nowMs = Date.now()
  const bodies = [
    { id: 'of-zhang', calleeNumber: mobileNumber(138_001) },
    { id: 'of-zhang-abroad', calleeNumber: `+86 ${mobileNumber(138_001)}` },
    { id: 'of-nobody', calleeNumber: '19912345678' }
  ]
  for (const [at, body] of bodies.entries()) service.records.add(body, nowMs - 2 * dayMs + at)
  const opened = deskline.app.waitForEvent('window')
  await page.evaluate(() => window.deskline.commands['records:open']({ id: null }))
  const shown = await opened
  await shown.waitForLoadState('load')
  await shown.evaluate((period) => window.deskline.commands['records:load'](period), {
    startMs: nowMs - 3 * dayMs,
    endMs: nowMs - dayMs
  })
  return shown
}

let records: Page

test('records show the names of their numbers, are found by them and exported with them', async () => {
  records = await openRecords()
  const named = records.getByRole('row').filter({ hasText: '张三 · 深圳1公司' })
  await expect(named).toHaveCount(2)
  await expect(records.getByRole('row')).toHaveCount(4)
  await records.getByRole('textbox', { name: 'Search', exact: true }).fill('张三')
  await expect(records.getByRole('row')).toHaveCount(3)
  await named.first().click()
  await expect(records.getByRole('complementary').getByText('张三 · 深圳1公司')).toBeVisible()

  const saved = join(folder, 'records.csv')
  await chooseFiles(saved, saved)
  // The window may replace the view: then again.
  await expect(async () => {
    const made = await records.evaluate(() =>
      window.deskline.commands['records:view']({
        filter: { text: '深圳1公司' },
        sort: { column: 'id', direction: 'ascending' }
      })
    )
    if (!made.ok) throw new Error(made.error.code)
    await records.evaluate((viewId) => {
      const columns = ['id', 'contactName'] as const
      return window.deskline.commands['records:export']({ viewId, format: 'csv', columns: [...columns] })
    }, made.value.viewId)
    const stateOfExport = () =>
      records.evaluate(async () => {
        const state = await window.deskline.commands['app:state'](undefined)
        return state.ok ? state.value.records.value.export.kind : ''
      })
    await expect.poll(stateOfExport).not.toBe('running')
    expect(await stateOfExport()).toBe('done')
  }).toPass()
  expect(readFileSync(saved, 'utf8')).toBe(
    '\ufeffCall ID,Name\r\nof-zhang,张三 · 深圳1公司\r\nof-zhang-abroad,张三 · 深圳1公司\r\n'
  )
})

test('contacts are removed on request only', async () => {
  await page.evaluate(() => window.deskline.commands['contacts:remove-all'](undefined))
  expect(await stateOf()).toMatchObject({ count: 0 })
  await expect.poll(() => nameOf(mobileNumber(138_002))).toBeUndefined()
  expect(await suggest('stf')).toEqual([])
  await records.getByRole('textbox', { name: 'Search', exact: true }).fill('')
  await expect(records.getByRole('row')).toHaveCount(4)
  await expect(records.getByText('张三')).toHaveCount(0)
})
