import type { Page } from '@playwright/test'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { parseArgs } from 'node:util'
import { windowEn } from '../src/shared/messages/en/window'
import { windowZhCn } from '../src/shared/messages/zh-cn/window'
import { setClockForward } from './support/clock'
import { importsOf, newestImport, openCampaigns } from './support/campaigns'
import { writeCustomerList } from './support/customer-list'
import { newUserData, startDeskline, startPlain } from './support/deskline'
import { dialKey, pressKeys } from './support/gestures'
import { dropFiles } from './support/number-list'
import { inMain } from './support/main-process'
import { makeWorkList } from './support/work-lists'

// The guided tour: the real program plays a call on the demo line, and prints each step with its time and a picture.
// `npm run tour -- --language zh-CN --theme dark`

const { values: options } = parseArgs({
  options: {
    language: { type: 'string', default: 'en' },
    theme: { type: 'string', default: 'light' }
  }
})
const language = options.language === 'zh-CN' ? 'zh-CN' : 'en'
const theme: 'dark' | 'light' = options.theme === 'dark' ? 'dark' : 'light'
const folder = join(process.cwd(), 'tour', `${language}-${theme}`)
rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })

/** The texts the tour waits for, in both languages. */
const words = {
  en: {
    demo: 'Try the demo line',
    connected: 'Connected',
    box: 'Number to call',
    rings: 'Your phone rings',
    talking: 'Talking',
    answered: 'Answered',
    connection: /Show the connection/,
    diagnostics: 'Copy diagnostics',
    settings: 'Settings',
    understand: 'Charts',
    hangUp: 'hangs up',
    back: 'Back',
    callbacks: 'Call-backs',
    hideDemo: 'Hide the demo numbers',
    callBackSoon: 'Call back: 15 min',
    callBackDue: '1 call-back is due',
    importContacts: /^Import \d+ rows$/,
    showContacts: 'Show the contacts',
    wrapUp: /^Wrap-up: /,
    search: 'Search Deskline',
    noContacts: 'No contacts yet',
    customerNote: 'Wants an offer for 20 desks',
    callOf: (name: string) => `Call ${name}`,
    chooseResult: 'Choose a result',
    callsIn: /^Calling .* in \d+ s$/,
    script: 'Hello {姓名}, your contract ends on {到期}. Shall we extend it?',
    checklist: ['Name confirmed', 'Offer explained', 'Date agreed'],
    dropLists: 'Drop your number lists here',
    importInto: /^Import .* into /,
    ended: 'Finished',
    requests: /12 requests/
  },
  'zh-CN': {
    demo: '试用演示线路',
    connected: '已连接',
    box: '要拨打的号码',
    rings: '话机响铃',
    talking: '通话中',
    answered: '已接通',
    settings: '设置',
    understand: '分析',
    hangUp: '挂断',
    connection: /查看连接/,
    diagnostics: '复制诊断信息',
    back: '返回',
    callbacks: '回拨',
    hideDemo: '收起演示号码',
    callBackSoon: '回拨：15 分钟',
    callBackDue: '回拨：1 个已到时间',
    importContacts: /^导入 \d+ 行$/,
    showContacts: '查看联系人',
    wrapUp: /^通话小结：/,
    search: '快速查找',
    noContacts: '还没有联系人',
    customerNote: '需要 20 个座席的报价',
    callOf: (name: string) => `呼叫 ${name}`,
    chooseResult: '请选择业务结果',
    callsIn: /秒后呼叫/,
    script: '{姓名}您好，您的合同将于 {到期} 到期，是否需要续签？',
    checklist: ['已核对姓名', '已说明优惠', '已约定时间'],
    dropLists: '将号码名单拖到这里',
    importInto: /导入 .*到“/,
    ended: '已完成',
    requests: /12 个请求/
  }
}[language]

const deskline = await startDeskline({ language, userData: newUserData({ isNew: true }) })
const { app, page } = deskline
const startedAtMs = Date.now()
let count = 0

/** Prints a step and saves its picture: of the window, or of the whole screen with the tray. */
async function step(name: string, words: string, of: Page | 'screen' = page): Promise<void> {
  const seconds = ((Date.now() - startedAtMs) / 1000).toFixed(1).padStart(5)
  count += 1
  const path = join(folder, `${String(count).padStart(2, '0')}-${name}.png`)
  if (of === 'screen') writeFileSync(path, Buffer.from(await screenPicture(), 'base64'))
  else await of.screenshot({ path, animations: 'disabled' })
  console.log(`${seconds} s  ${words.padEnd(44)} ${relative(process.cwd(), path)}`)
}

const screenPicture = (): Promise<string> =>
  inMain(app, async ({ desktopCapturer, screen }) => {
    const thumbnailSize = screen.getPrimaryDisplay().size
    const [source] = await desktopCapturer.getSources({ types: ['screen'], thumbnailSize })
    return source?.thumbnail.toPNG().toString('base64') ?? ''
  })

/** Dials a text through the command line, with the same effect as the hot key but without a keyboard. */
async function anywhere(name: string, title: string, text: string): Promise<void> {
  await once(startPlain(deskline.userData, ['dial', text], { language }), 'exit')
  const shown = await visiblePrompt()
  await shown.getByText(/\d{4}/).first().waitFor()
  await step(name, title, shown)
  await page.evaluate(() => window.deskline.commands['prompt:cancel'](undefined))
}

/** Waits for the visible prompt window. */
async function visiblePrompt(): Promise<Page> {
  const untilMs = Date.now() + 10_000
  while (Date.now() < untilMs) {
    for (const one of app.windows().filter((page) => page.url().endsWith('prompt.html'))) {
      const holder = await app.browserWindow(one)
      if (await holder.evaluate((window: Electron.BrowserWindow) => window.isVisible())) return one
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('the small window does not show')
}

const customers = [
  '姓名,公司,手机,办公电话,城市,备注',
  '张伟,南京云智科技,13800138000,,南京,下午联系',
  '李娜,上海远景贸易,13900139000,021-88886666,上海,',
  '王芳,ACME Trading,13700137000,,苏州,采购负责人',
  '陈静,杭州蓝海物流,13600136000,0571-87654321,杭州,',
  '赵磊,深圳星辰电子,13500135000,,深圳,',
  '周敏,成都天府医药,15900159000,028-85556666,成都,只接上午电话'
]

/** Imports customers into the contacts, and calls one by name. */
async function tourOfContacts(): Promise<void> {
  const file = join(deskline.userData, '客户.csv')
  writeFileSync(file, `\uFEFF${customers.join('\r\n')}\r\n`)
  const opened = app.waitForEvent('window')
  await page.keyboard.press('Control+p')
  const contacts = await opened
  await contacts.getByText(words.noContacts).waitFor()
  await dropFiles(contacts, [file])
  await contacts.getByRole('button', { name: words.importContacts }).waitFor()
  await step('contacts-columns', 'Customers of a file, dropped on the contacts', contacts)
  await contacts.getByRole('button', { name: words.importContacts }).click()
  await contacts.getByRole('button', { name: words.showContacts }).click()
  await contacts.getByRole('row', { name: '李娜' }).click()
  await contacts.getByRole('heading', { name: '李娜' }).waitFor()
  await step('contacts', 'The contacts', contacts)
  await contacts.close()

  await page.getByLabel(words.box).fill('zw')
  await page.getByRole('option', { name: '张伟' }).waitFor()
  await step('name', 'A name is found by its pinyin')
}

/** Goes through the guide of the first sign-in. */
async function tourOfGuide(): Promise<void> {
  const { guide } = language === 'en' ? windowEn : windowZhCn
  const shown = (of: { title: string }) =>
    page.getByRole('heading', { name: of.title, exact: true }).waitFor()
  const next = page.getByRole('button', { name: guide.next, exact: true })
  await shown(guide.key)
  await until(async () => {
    pressKeys(dialKey)
    return next.isEnabled()
  })
  await step('guide-key', 'The guide: the global key arrives')
  await next.click()
  await page.getByRole('button', { name: guide.notification.show }).click()
  await until(() => next.isEnabled())
  await step('guide-notification', 'The guide: a notification')
  await next.click()
  await shown(guide.login)
  await step('guide-login', 'The guide: open at log-in')
  await next.click()
  await shown(guide.links)
  await step('guide-links', 'The guide: phone links')
  await next.click()
  await shown(guide.tray)
  await step('guide-tray', 'The guide: where Deskline is')
  await page.getByRole('button', { name: guide.done, exact: true }).click()
}

/** Wraps up the ended call by keys: result, note, call-back. */
async function tourOfWrapUp(): Promise<void> {
  // Room for the whole card.
  const holder = await app.browserWindow(page)
  await holder.evaluate((window: Electron.BrowserWindow) => {
    const [width = 380] = window.getSize()
    window.setSize(width, 700)
  })
  await page.getByRole('button', { name: words.hideDemo }).click()
  const wrapUp = page.getByRole('group', { name: words.wrapUp })
  await wrapUp.focus()
  await page.keyboard.press('1')
  await page.keyboard.press('n')
  await page.keyboard.type(words.customerNote)
  await page.keyboard.press('Enter')
  await wrapUp.getByRole('button', { name: words.callBackSoon }).click()
  await wrapUp.getByText(/15 ?(min|分钟)/).waitFor()
  await step('wrap-up', 'Wrapped up: a result, a note and a call-back')
}

/** Works through a list: the call screen, a call, and the countdown to the next one. */
async function tourOfWorkLists(): Promise<void> {
  const rows = customers.slice(2).map((row, at) => {
    const [name, company, mobile, , city] = row.split(',')
    return [name, company, mobile, city, `2027-0${at + 1}-28`].join('\t')
  })
  const { script, checklist } = words
  const text = ['姓名\t公司\t手机\t城市\t到期', ...rows].join('\n')
  const lists = await makeWorkList(deskline, text, { script, checklist })
  await lists.getByRole('button', { name: words.callOf('李娜') }).waitFor()
  await step('work-list', 'The next customer of a work list', lists)
  await lists.keyboard.press('Enter')
  await lists
    .getByRole('timer')
    .getByText(/0:0[2-9]/)
    .waitFor({ timeout: 30_000 })
  await step('work-list-call', 'Called by Enter, with script and checklist', lists)
  await lists.evaluate(() => window.deskline.commands['demo:hang-up'](undefined))
  await lists.getByRole('heading', { name: words.chooseResult }).waitFor()
  await step('work-list-wrap-up', 'A digit is the result', lists)
  await lists.evaluate(() => window.deskline.commands['work-run:set-automatic']({ isAutomatic: true }))
  await lists.keyboard.press('1')
  await lists.getByRole('heading', { name: words.callsIn }).waitFor()
  await step('work-list-countdown', 'Automatic mode: a countdown that Space holds', lists)
  await lists.keyboard.press(' ')
  await lists.close()
}

/** Imports a CRM's list into a campaign. */
async function tourOfCampaigns(): Promise<void> {
  const lists = mkdtempSync(join(tmpdir(), 'deskline-tour-'))
  const list = join(lists, '客户名单 2026-11.csv')
  writeCustomerList(list, 12_000)
  try {
    const campaigns = await openCampaigns(deskline)
    await campaigns.getByText(words.dropLists).waitFor()
    await dropFiles(campaigns, [list])
    await campaigns.evaluate(() =>
      window.deskline.commands['imports:choose-campaign']({ campaignId: 'spring-2026' })
    )
    const start = campaigns.getByRole('button', { name: words.importInto })
    await start.waitFor()
    await step('campaign-list', 'A list, looked at before anything is sent', campaigns)
    await campaigns.getByRole('grid').scrollIntoViewIfNeeded()
    await step('campaign-rows', 'Every row that is left out, and why', campaigns)
    const { check } = (await importsOf(campaigns)).draft
    const expected = check.kind === 'ready' ? check.summary.valid : 0
    const id = await campaigns.evaluate(async (count) => {
      const asked = { campaignId: 'spring-2026', expected: count }
      const begun = await window.deskline.commands['imports:start'](asked)
      return begun.ok ? begun.value.id : ''
    }, expected)
    await campaigns.evaluate((of) => window.deskline.commands['imports:open']({ id: of }), id)
    await until(async () => ((await newestImport(campaigns))?.sent ?? 0) > expected / 2)
    await step('campaign-import', 'The import, on its way', campaigns)
    await until(async () => (await newestImport(campaigns))?.status.kind === 'ended')
    await campaigns.getByText(words.ended, { exact: true }).first().waitFor()
    await campaigns.getByText(words.requests).waitFor()
    await step('campaign-report', 'Its report', campaigns)
  } finally {
    rmSync(lists, { recursive: true, force: true })
  }
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  const untilMs = Date.now() + 60_000
  while (!(await isSo())) {
    if (Date.now() > untilMs) throw new Error('this takes too long')
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

const article = (on: Page, state: string) => on.getByRole('article', { name: state })

try {
  await page.evaluate((theme) => window.deskline.commands['settings:change']({ theme }), theme)
  await page.evaluate(async () => {
    const state = await window.deskline.commands['app:state'](undefined)
    if (!state.ok) return
    // Long enough for a picture.
    const dialling = { ...state.value.settings.value.dialling, undoPauseMs: 5_000 }
    await window.deskline.commands['settings:change']({ dialling })
  })
  await page.getByRole('button', { name: words.demo }).waitFor()
  await step('first-screen', 'The first screen')

  await page.getByRole('button', { name: words.demo }).click()
  await tourOfGuide()
  await page.getByText(words.connected, { exact: true }).waitFor()
  await step('signed-in', 'Signed in to the demo line')

  await page.getByLabel(words.box).fill('+86 138-0013-8000')
  await page.getByText('138 0013 8000').first().waitFor()
  await step('number', 'A pasted number is read')

  await tourOfContacts()
  await page.getByLabel(words.box).press('Enter')
  await article(page, words.rings).waitFor()
  await step('phone-rings', 'The desk phone rings: pick up')
  await step('phone-rings-screen', 'The same on the whole screen', 'screen')

  await article(page, words.talking).waitFor({ timeout: 30_000 })
  await step('callee-answers', 'The callee answers')
  await step('callee-answers-screen', 'The same on the whole screen', 'screen')

  // Show some talking time.
  await page
    .getByRole('timer')
    .getByText(/0:(0[5-9]|1\d)/)
    .waitFor()
  await page.evaluate(() => window.deskline.commands['demo:hang-up'](undefined))
  await article(page, words.answered).waitFor()
  await step('hang-up', 'The callee hangs up')

  await page.getByText('¥', { exact: false }).first().waitFor({ timeout: 30_000 })
  await step('record', 'The record is there: duration and cost')

  await tourOfWrapUp()
  await tourOfWorkLists()

  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: words.search }).fill('zh')
  await page.getByRole('option', { name: '周敏' }).first().waitFor()
  await step('palette', 'Everything is found in one place')
  await page.keyboard.press('Escape')

  await anywhere('bar', 'A copied number, dialled from anywhere', '电话 010-8888 6666 转 801')
  await anywhere(
    'picker',
    'Several numbers: a choice',
    '张 13800138000 李 +86 139 0013 9000 王 0755-2345 6789'
  )
  await anywhere('question', 'A doubtful number: a question', '400-123-4567')

  await page.getByRole('button', { name: words.settings }).click()
  await page.getByRole('button', { name: words.back, exact: true }).waitFor()
  await step('settings', 'The settings')
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: words.connection }).click()
  await page.getByRole('button', { name: words.diagnostics }).waitFor()
  await step('connection', 'How the service is reached, and what happened')
  await page.keyboard.press('Escape')

  await page.evaluate(() =>
    window.deskline.commands['team:set']({
      entries: [
        { agentId: 699861014, label: '王芳' },
        { agentId: 699861015, label: '李强' }
      ]
    })
  )
  await page.keyboard.press('Control+t')
  await page.getByRole('row', { name: '王芳' }).waitFor()
  await step('team', 'Colleagues')

  await page.keyboard.press('Control+b')
  await page.getByRole('heading', { name: words.callbacks, exact: true }).waitFor()
  await step('callbacks', 'A call-back in 15 minutes')

  const opened = app.waitForEvent('window')
  await page.evaluate(() => window.deskline.commands['records:open']({ id: null }))
  const records = await opened
  await records.waitForLoadState('load')
  await records.evaluate(async () => {
    const endMs = Date.now()
    await window.deskline.commands['records:load']({ startMs: endMs - 30 * 86_400_000, endMs })
  })
  const rows = records.getByRole('row')
  await rows.nth(20).waitFor()
  await step('records', 'The records of a month', records)
  await rows.nth(3).dblclick()
  await records.getByRole('complementary').getByText('¥', { exact: false }).first().waitFor()
  await step('record-panel', 'One call, with its recording', records)
  await records.getByTitle(words.understand).click()
  await records.locator('canvas').nth(2).waitFor({ timeout: 20_000 })
  await step('understand', 'The same month, to understand', records)

  await tourOfCampaigns()

  await setClockForward(deskline, 15 * 60_000)
  await page.bringToFront()
  await page.keyboard.press('Control+l')
  await page.getByRole('button', { name: words.callBackDue }).waitFor()
  await step('reminder', 'The call-back is due')
  await step('reminder-screen', 'The same on the whole screen', 'screen')
} finally {
  await deskline.quit()
}
console.log(`\nThe pictures are in ${relative(process.cwd(), folder)}/`)
