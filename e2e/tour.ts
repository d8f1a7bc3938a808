import type { Page } from '@playwright/test'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { parseArgs } from 'node:util'
import { startDeskline } from './support/deskline'

// The guided tour: the real program plays a call on the demo line, each step with its time and a
// picture. `npm run tour -- --language zh-CN --theme dark`

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

/** The words that the tour waits for, in both languages. */
const words = {
  en: {
    demo: 'Try the demo line',
    connected: 'Connected',
    box: 'Number to call',
    rings: 'Your phone rings',
    talking: 'Talking',
    answered: 'Answered',
    settings: 'Settings',
    hangUp: 'hangs up',
    back: 'Back'
  },
  'zh-CN': {
    demo: '试用演示线路',
    connected: '已连接',
    box: '要拨打的号码',
    rings: '话机响铃',
    talking: '通话中',
    answered: '已接通',
    settings: '设置',
    hangUp: '挂断',
    back: '返回'
  }
}[language]

const deskline = await startDeskline({ language })
const { app, page } = deskline
const startedAtMs = Date.now()
let count = 0

/** Prints a step and leaves its picture: of the window, or of the whole screen with the tray. */
async function step(name: string, words: string, isScreen = false): Promise<void> {
  const seconds = ((Date.now() - startedAtMs) / 1000).toFixed(1).padStart(5)
  count += 1
  const path = join(folder, `${String(count).padStart(2, '0')}-${name}.png`)
  if (isScreen) writeFileSync(path, Buffer.from(await screenPicture(), 'base64'))
  else await page.screenshot({ path, animations: 'disabled' })
  console.log(`${seconds} s  ${words.padEnd(44)} ${relative(process.cwd(), path)}`)
}

const screenPicture = (): Promise<string> =>
  app.evaluate(async ({ desktopCapturer, screen }) => {
    const thumbnailSize = screen.getPrimaryDisplay().size
    const [source] = await desktopCapturer.getSources({ types: ['screen'], thumbnailSize })
    return source?.thumbnail.toPNG().toString('base64') ?? ''
  })

const article = (on: Page, state: string) => on.getByRole('article', { name: state })

try {
  await page.evaluate((theme) => window.deskline.commands['settings:change']({ theme }), theme)
  await page.getByRole('button', { name: words.demo }).waitFor()
  await step('first-screen', 'The first screen')

  await page.getByRole('button', { name: words.demo }).click()
  await page.getByText(words.connected, { exact: true }).waitFor()
  await step('signed-in', 'Signed in to the demo line')

  await page.getByLabel(words.box).fill('+86 138-0013-8000')
  await page.getByText('138 0013 8000').first().waitFor()
  await step('number', 'A pasted number is read')

  await page.getByLabel(words.box).press('Enter')
  await article(page, words.rings).waitFor()
  await step('phone-rings', 'The desk phone rings: pick up')
  await step('phone-rings-screen', 'The same on the whole screen', true)

  await article(page, words.talking).waitFor({ timeout: 30_000 })
  await step('callee-answers', 'The callee answers')
  await step('callee-answers-screen', 'The same on the whole screen', true)

  // Long enough to be seen talking.
  await page.getByRole('timer').getByText('0:05').waitFor()
  await page.evaluate(() => window.deskline.commands['demo:hang-up'](undefined))
  await article(page, words.answered).waitFor()
  await step('hang-up', 'The callee hangs up')

  await page.getByText('¥', { exact: false }).first().waitFor({ timeout: 30_000 })
  await step('record', 'The record is there: duration and cost')

  await page.getByRole('button', { name: words.settings }).click()
  await page.getByRole('button', { name: words.back }).waitFor()
  await step('settings', 'The settings')
} finally {
  await deskline.quit()
}
console.log(`\nThe pictures are in ${relative(process.cwd(), folder)}/`)
