import { expect, test, type Page } from '@playwright/test'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Simulator } from '../src/simulator/simulator'
import { expectAccessible } from './support/accessibility'
import { openCampaigns } from './support/campaigns'
import { startDeskline, startPlain, type Deskline } from './support/deskline'
import { inMain } from './support/main-process'
import { dial, signIn, startService } from './support/sign-in'
import { makeWorkList, workNumbers } from './support/work-lists'

// Every view is checked by axe in both themes: names, roles, contrast, target sizes.

let service: Simulator
let deskline: Deskline
let page: Page

test.describe.configure({ mode: 'serial' })
test.beforeAll(async () => {
  service = await startService()
  deskline = await startDeskline()
  page = deskline.page
})
test.afterAll(async () => {
  await deskline.quit()
  await service.close()
})

/** Opens a window of its own and waits for its page. */
async function opened(open: () => Promise<unknown>): Promise<Page> {
  const event = deskline.app.waitForEvent('window')
  await open()
  const window = await event
  await window.waitForLoadState('load')
  return window
}

/** The prompt window that is visible; another one is kept ready. */
async function visiblePrompt(): Promise<Page> {
  let visible: Page | undefined
  await expect
    .poll(async () => {
      for (const one of deskline.app.windows().filter((one) => one.url().endsWith('prompt.html'))) {
        const holder = await deskline.app.browserWindow(one)
        if (await holder.evaluate((window: Electron.BrowserWindow) => window.isVisible())) visible = one
      }
      return visible !== undefined
    })
    .toBe(true)
  if (visible === undefined) throw new Error('no prompt window')
  return visible
}

const addContact = (name: string, numbers: string[]) =>
  page.evaluate((content) => window.deskline.commands['contacts:save']({ id: null, content }), {
    name,
    company: '南京云智',
    numbers: numbers.map((number) => ({ label: '手机', number })),
    fields: [{ name: '城市', value: '南京' }],
    note: '下午联系'
  })

test('the main window: signing in, calls and their wrap-up', async () => {
  await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible()
  await expectAccessible(page, 'sign-in')
  await signIn(page, service)
  await expectAccessible(page, 'home without calls')

  await dial(page, '13800138007')
  await page.getByRole('article', { name: /Talking$/ }).waitFor()
  await expectAccessible(page, 'a call under way')
  service.hangUpAll()
  const wrapUp = page.getByRole('group', { name: /^Wrap-up: / })
  await expect(wrapUp).toBeFocused()
  await expectAccessible(page, 'an ended call')
  await page.keyboard.press('3')
  await wrapUp.getByRole('button', { name: 'Tags' }).click()
  await wrapUp.getByRole('combobox', { name: 'Add a tag' }).fill('offer')
  await page.keyboard.press('Enter')
  await wrapUp.getByRole('list', { name: 'Tags' }).getByText('offer').waitFor()
  await expectAccessible(page, 'a wrap-up')
  await page.getByRole('row', { name: '138 0013 8007' }).first().dblclick()
  await page.getByRole('button', { name: 'Back', exact: true }).waitFor()
  await expectAccessible(page, 'the details of a call')
  await page.keyboard.press('Escape')
})

test('the contacts window', async () => {
  const file = join(deskline.userData, 'customers.csv')
  writeFileSync(file, '\uFEFF姓名,公司,手机,城市\r\n李娜,上海远景,13900139000,上海\r\n')
  await inMain(
    deskline.app,
    ({ dialog }, path) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] })
    },
    file
  )
  const contacts = await opened(() => page.keyboard.press('Control+p'))
  await contacts.getByRole('heading', { name: 'No contacts yet' }).waitFor()
  await expectAccessible(contacts, 'no contacts')
  await contacts.getByRole('button', { name: 'Import a file…' }).click()
  await contacts.getByRole('button', { name: 'Import 1 row' }).waitFor()
  await expectAccessible(contacts, 'the columns of an import')
  await contacts.getByRole('button', { name: 'Import 1 row' }).click()
  await contacts.getByRole('heading', { name: 'Imported' }).waitFor()
  await expectAccessible(contacts, 'the result of an import')
  await contacts.getByRole('button', { name: 'Show the contacts' }).click()
  await addContact('张伟', ['13800138000', '02588886666'])
  await expect(contacts.getByText('2 contacts')).toBeVisible()
  await expectAccessible(contacts, 'a contact')
  await contacts.getByRole('grid').press('e')
  await contacts.getByLabel('Company').waitFor()
  await expectAccessible(contacts, 'the editor')
  await contacts.close()
})

test('the main window: names, palette and dialogs', async () => {
  await page.bringToFront()
  const box = page.getByLabel('Number to call')
  await box.fill('张')
  await page.getByRole('option', { name: /张伟/ }).waitFor()
  await expectAccessible(page, 'suggestions')
  await box.press('Enter')
  await expect(page.getByRole('option')).toHaveCount(2)
  await expectAccessible(page, 'the numbers of a contact')
  await box.press('Escape')
  await box.press('Escape')
  await box.fill('')

  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Search Deskline' }).fill('e')
  await page.getByRole('option', { selected: true }).waitFor()
  await expectAccessible(page, 'the palette')
  await page.keyboard.press('Escape')

  const row = page.getByRole('row', { name: '138 0013 8007' }).first()
  await row.focus()
  await page.keyboard.press('a')
  await page.getByRole('dialog').getByLabel('Name', { exact: true }).waitFor()
  await expectAccessible(page, 'a number for the contacts')
  await page.getByRole('radio', { name: 'Existing contact' }).check()
  await page.getByRole('combobox', { name: 'Find the contact' }).fill('张')
  await page.getByRole('option', { name: /张伟/ }).waitFor()
  await expectAccessible(page, 'the choice of a contact')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await row.focus()
  await page.keyboard.press('b')
  await page.getByRole('dialog').waitFor()
  await expectAccessible(page, 'a new call-back')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toBeHidden()
})

test('the main window: its pages', async () => {
  await page.keyboard.press('Control+b')
  await page.getByRole('grid', { name: 'Call-backs' }).waitFor()
  await expectAccessible(page, 'call-backs')
  await page.evaluate(() =>
    window.deskline.commands['team:set']({ entries: [{ agentId: 699861014, label: '王芳' }] })
  )
  await page.keyboard.press('Control+t')
  await page.getByRole('row', { name: '王芳' }).waitFor()
  await expectAccessible(page, 'team')
  await page.keyboard.press('F1')
  await page.getByRole('heading', { name: 'Keyboard', exact: true }).waitFor()
  await expectAccessible(page, 'keys')
  await page.keyboard.press('Control+,')
  const sections = page.getByRole('navigation', { name: 'Settings' }).getByRole('button')
  await sections.first().waitFor()
  await expectAccessible(page, 'settings')
  for (let at = 0; at < (await sections.count()); at += 1) {
    await sections.nth(at).click()
    await expect(sections).toHaveCount(0)
    await expectAccessible(page, `section ${at + 1} of the settings`)
    await page.keyboard.press('Escape')
    await sections.first().waitFor()
  }
  await page.getByRole('button', { name: 'About Deskline' }).click()
  await expect(page.getByText('Node.js')).toBeVisible()
  await expect(page.getByText('Your organisation’s policy names no source of updates.')).toBeVisible()
  await expectAccessible(page, 'about')
  await page.keyboard.press('Escape')
  await sections.first().waitFor()
  await page.keyboard.press('Escape')
})

test('records and campaigns', async () => {
  const records = await opened(() =>
    page.evaluate(() => window.deskline.commands['records:open']({ id: null }))
  )
  await records.getByRole('grid').getByRole('row').nth(1).waitFor()
  await expectAccessible(records, 'records')
  await records.getByRole('grid').getByRole('row').nth(1).dblclick()
  await records.getByRole('complementary').waitFor()
  await expectAccessible(records, 'a record')
  await records.getByTitle('Charts').click()
  await records.locator('canvas').first().waitFor()
  await expectAccessible(records, 'charts')
  await records.close()

  const campaigns = await openCampaigns(deskline)
  await campaigns.getByText('Drop your number lists here').waitFor()
  await expectAccessible(campaigns, 'campaigns')
  await campaigns.evaluate(() =>
    window.deskline.commands['imports:add-text']({ text: '13800138000\n12345\n13900139000' })
  )
  await campaigns.getByRole('grid').last().waitFor()
  await expectAccessible(campaigns, 'a draft')
  await campaigns.close()
})

test('the do-not-call list and its rule', async () => {
  const number = '13800138001'
  const setRule = (action: 'ask' | 'refuse') =>
    page.evaluate(async (action) => {
      const state = await window.deskline.commands['app:state'](undefined)
      if (!state.ok) return
      const rules = state.value.settings.value.callingRules
      await window.deskline.commands['settings:change']({
        callingRules: { ...rules, doNotCall: { action } }
      })
    }, action)
  await page.bringToFront()
  const back = page.getByRole('button', { name: 'Back', exact: true })
  await expect(async () => {
    if (await back.isVisible()) await back.click()
    await expect(back).toBeHidden({ timeout: 300 })
  }).toPass()
  await page.evaluate(
    (numbers) => window.deskline.commands['do-not-call:add']({ numbers, reason: '客户投诉', untilMs: null }),
    number
  )
  await dial(page, number)
  await expect(page.locator('#number-hint')).toContainText('on the do-not-call list')
  await expectAccessible(page, 'a refusal by a rule')
  await setRule('ask')
  await dial(page, number)
  await page.getByRole('button', { name: 'Call anyway' }).waitFor()
  await expectAccessible(page, 'the question of a rule')
  await page.evaluate(() => window.deskline.commands['prompt:cancel'](undefined))
  await page.keyboard.press('Control+,')
  await page.getByRole('button', { name: /^Do-not-call list/ }).click()
  await page.getByRole('button', { name: /^Remove 138/ }).waitFor()
  await expectAccessible(page, 'the do-not-call list')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await setRule('refuse')
})

test('work lists and their call screen', async () => {
  const empty = await opened(() =>
    page.evaluate(() => window.deskline.commands['work-lists:open'](undefined))
  )
  await empty.getByRole('heading', { name: 'No work lists yet' }).waitFor()
  await expectAccessible(empty, 'no work lists')
  await page.evaluate(
    (text) => window.deskline.commands['work-lists:make']({ source: { kind: 'text', text } }),
    'Name\tPhone\n王伟\t13800138000'
  )
  await empty.getByRole('heading', { name: 'Check the columns' }).waitFor()
  await expectAccessible(empty, 'the columns of a work list')
  await empty.getByRole('button', { name: 'Cancel' }).click()
  await empty.close()

  const text = ['Name\tPhone\tCity', `王伟\t${workNumbers[1]}\t南京`, `Li Na\t${workNumbers[2]}\t`].join('\n')
  const guide = { script: 'Hello {Name} from {City}', checklist: ['Name confirmed'] }
  const lists = await makeWorkList(deskline, text, guide)
  await lists.getByRole('button', { name: 'Call 王伟' }).waitFor()
  await expectAccessible(lists, 'a call of a work list')
  await lists.keyboard.press('l')
  await lists.getByText('Call again when?').waitFor()
  await expectAccessible(lists, 'the time of a later call')
  await lists.keyboard.press('Escape')
  await lists.keyboard.press('Enter')
  await lists.getByRole('button', { name: /Enter chooses “No answer”/ }).waitFor()
  await expectAccessible(lists, 'the wrap-up of a call of a work list')
  await lists.keyboard.press('Enter')
  await lists.getByRole('button', { name: 'Call Li Na' }).waitFor()
  await lists.keyboard.press('s')
  await lists.getByText(/^The next entry is due/).waitFor()
  await expectAccessible(lists, 'a work list that waits')
  await lists.getByRole('button', { name: 'Stop' }).click()
  await lists.getByRole('button', { name: 'Renewals', exact: true }).click()
  await lists.getByRole('grid', { name: 'Entries of the list' }).getByRole('row').nth(2).waitFor()
  await expectAccessible(lists, 'the entries of a work list')
  await lists.getByRole('radio', { name: 'Script and checklist' }).check({ force: true })
  await lists.getByLabel('Script', { exact: true }).waitFor()
  await expectAccessible(lists, 'the script of a work list')
  await lists.getByRole('button', { name: 'All lists' }).click()
  await lists.getByRole('list', { name: 'Work lists' }).waitFor()
  await expectAccessible(lists, 'work lists')
  await lists.close()
})

test('the prompt window', async () => {
  const kind = () =>
    page.evaluate(async () => {
      const state = await window.deskline.commands['app:state'](undefined)
      return state.ok && state.value.prompt.value.kind
    })
  await page.evaluate(async () => {
    const state = await window.deskline.commands['app:state'](undefined)
    if (!state.ok) return
    const dialling = { ...state.value.settings.value.dialling, undoPauseMs: 5_000 }
    await window.deskline.commands['settings:change']({ dialling })
  })
  const texts = [
    ['choosing', '张 13800138000 李 13900139000'],
    ['confirming', '400-123-4567'],
    // The last one: it ends in a call.
    ['pausing', '13800138000']
  ] as const
  for (const [expected, text] of texts) {
    await once(startPlain(deskline.userData, ['dial', text]), 'exit')
    await expect.poll(kind).toBe(expected)
    await expectAccessible(await visiblePrompt(), `prompt: ${expected}`)
    await page.evaluate(() => window.deskline.commands['prompt:cancel'](undefined))
    await expect.poll(kind).toBe('none')
  }
})
