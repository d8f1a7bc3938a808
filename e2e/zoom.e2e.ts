import { expect, test, type Page } from '@playwright/test'
import type { Simulator } from '../src/simulator/simulator'
import { openCampaigns } from './support/campaigns'
import { shareProgram, signInAnew } from './support/shared-program'
import { dial, startService } from './support/sign-in'
import { makeWorkList, workNumbers } from './support/work-lists'

// At 200 % nothing is lost in a window of 1024×640, where a page has 512×320 CSS px.

const program = shareProgram()
let service: Simulator
test.beforeEach(async () => {
  service = await startService()
  await signInAnew(program(), service)
})
test.afterEach(async () => {
  await program().page.keyboard.press('Control+0')
  await service.close()
})

/** Gives a window of its own the size, and waits for its page to have it at the zoom. */
async function resize(page: Page): Promise<void> {
  const holder = await program().app.browserWindow(page)
  await holder.evaluate((window: Electron.BrowserWindow) =>
    window.setBounds({ x: 0, y: 0, width: 1_024, height: 640 })
  )
  await expect.poll(() => page.evaluate(() => innerWidth)).toBeLessThanOrEqual(512)
}

/** The controls that can't be seen even after they were scrolled to, and sideways scrolling of the page. */
const lostControls = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    // A page that slides in is wider for a moment.
    for (const one of document.getAnimations())
      if (one.effect?.getComputedTiming().endTime !== Infinity) one.finish()
    const controls = document.querySelectorAll<HTMLElement>(
      'button, input, select, textarea, summary, a[href], [role="grid"], [role="option"]'
    )
    const lost = [...controls].filter((control) => {
      if (control.closest('[inert], .visually-hidden, [aria-hidden="true"]') !== null) return false
      if (!control.checkVisibility({ visibilityProperty: true })) return false
      control.scrollIntoView({ block: 'center', inline: 'center' })
      const { left, right, top, bottom, width, height } = control.getBoundingClientRect()
      if (width === 0 || height === 0) return false
      // At least its beginning and a line of it: a grid is larger than the window.
      return (
        left < -1 ||
        top < -1 ||
        Math.min(right, left + 24) > innerWidth + 1 ||
        Math.min(bottom, top + 20) > innerHeight + 1
      )
    })
    const words = lost.map((one) =>
      `${one.tagName} ${one.getAttribute('aria-label') ?? one.textContent}`.trim()
    )
    const isSideways = document.documentElement.scrollWidth > innerWidth
    return isSideways ? [...words, `the page is ${document.documentElement.scrollWidth} px wide`] : words
  })

async function zoomIn(page: Page): Promise<void> {
  await expect(async () => {
    await page.keyboard.press('Control+=')
    const zoom = await page.evaluate(async () => {
      const state = await window.deskline.commands['app:state'](undefined)
      return state.ok ? state.value.settings.value.zoom : 0
    })
    expect(zoom).toBe(2)
  }).toPass()
}

async function opened(open: () => Promise<unknown>): Promise<Page> {
  const event = program().app.waitForEvent('window')
  await open()
  const page = await event
  await page.waitForLoadState('load')
  return page
}

test('the main window, its pages and a call', async () => {
  const { page } = program()
  await zoomIn(page)
  await resize(page)
  await dial(page, '13800138007')
  await page.getByRole('article', { name: /Talking$/ }).waitFor()
  expect.soft(await lostControls(page), 'a call').toEqual([])
  service.hangUpAll()
  for (const [key, name] of [
    ['Control+,', 'Settings'],
    ['F1', 'Keyboard'],
    ['Control+t', 'Team'],
    ['Control+b', 'Call-backs']
  ] as const) {
    await page.keyboard.press(key)
    await page.getByRole('heading', { name, exact: true }).first().waitFor()
    expect.soft(await lostControls(page), name).toEqual([])
    await page.keyboard.press('Escape')
  }
  await page.keyboard.press('Control+,')
  const sections = page.getByRole('navigation', { name: 'Settings' }).getByRole('button')
  await sections.first().waitFor()
  for (let at = 0; at < (await sections.count()); at += 1) {
    await sections.nth(at).click()
    await expect(sections).toHaveCount(0)
    expect.soft(await lostControls(page), `section ${at + 1} of the settings`).toEqual([])
    await page.keyboard.press('Escape')
    await sections.first().waitFor()
  }
})

test('records, contacts, campaigns and work lists', async () => {
  const { page } = program()
  await dial(page, '13800138001')
  await page.getByRole('group', { name: /^Wrap-up: / }).waitFor()
  await zoomIn(page)
  const records = await opened(() =>
    page.evaluate(() => window.deskline.commands['records:open']({ id: null }))
  )
  await resize(records)
  await records.getByRole('grid').getByRole('row').nth(1).waitFor()
  expect.soft(await lostControls(records), 'records').toEqual([])
  await records.getByRole('grid').getByRole('row').nth(1).dblclick()
  await records.getByRole('complementary').waitFor()
  expect.soft(await lostControls(records), 'a record').toEqual([])
  await records.getByTitle('Charts').click()
  await records.locator('canvas').first().waitFor()
  expect.soft(await lostControls(records), 'charts').toEqual([])
  await records.close()

  const contacts = await opened(() =>
    page.evaluate(() => window.deskline.commands['contacts:open']({ id: null }))
  )
  await resize(contacts)
  await contacts.getByText('No contacts yet').waitFor()
  expect.soft(await lostControls(contacts), 'contacts').toEqual([])
  await contacts.close()

  const campaigns = await openCampaigns(program())
  await resize(campaigns)
  await campaigns.getByText('Drop your number lists here').waitFor()
  expect.soft(await lostControls(campaigns), 'campaigns').toEqual([])
  await campaigns.evaluate(() =>
    window.deskline.commands['imports:add-text']({ text: '13800138000\n12345\n13900139000' })
  )
  await campaigns.getByRole('grid').last().waitFor()
  expect.soft(await lostControls(campaigns), 'a draft').toEqual([])
  await campaigns.close()

  const text = `Name\tPhone\n王伟\t${workNumbers[1]}`
  const lists = await makeWorkList(program(), text, { script: 'Hello {Name}', checklist: ['Name confirmed'] })
  await resize(lists)
  await lists.getByRole('button', { name: 'Call 王伟' }).waitFor()
  expect.soft(await lostControls(lists), 'a call of a work list').toEqual([])
  await lists.close()
})

test('Ctrl with +, - and 0 zooms every window, and the size is kept', async () => {
  const { page } = program()
  const zoomOf = (of: Page) => of.evaluate(() => Math.round(devicePixelRatio * 100) / 100)
  const usual = await zoomOf(page)
  await page.keyboard.press('Control+=')
  await page.keyboard.press('Control+=')
  await expect.poll(() => zoomOf(page)).toBe(usual * 1.25)
  const contacts = await opened(() =>
    page.evaluate(() => window.deskline.commands['contacts:open']({ id: null }))
  )
  await expect.poll(() => zoomOf(contacts)).toBe(usual * 1.25)
  await contacts.keyboard.press('Control+-')
  await expect.poll(() => zoomOf(page)).toBe(usual * 1.1)
  await contacts.keyboard.press('Control+0')
  await expect.poll(() => zoomOf(contacts)).toBe(usual)
  await contacts.close()
})
