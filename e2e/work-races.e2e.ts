import { expect, test, type Page } from '@playwright/test'
import { once } from 'node:events'
import { runSize } from '../src/main/platform/testing/run-size'
import type { Simulator } from '../src/simulator/simulator'
import { startDeskline, startPlain, type Deskline } from './support/deskline'
import { copy, dialKey, pressKeys, stirMouse } from './support/gestures'
import { mobileNumber } from './support/number-list'
import { signIn, startService } from './support/sign-in'
import { makeWorkList, requestedNumbers, workRunOf } from './support/work-lists'

// Every way to a call at the instant at which the countdown of automatic mode ends.

const rounds = runSize(3, 200)
const numbers = Array.from({ length: rounds + 1 }, (_, at) => mobileNumber(at + 152_000))
/** How long a second start takes until its link reaches the running program, roughly, in ms. */
const startMs = 500

let service: Simulator
let deskline: Deskline
let lists: Page

test.beforeEach(async () => {
  service = await startService()
  for (const number of numbers) service.setScenario(number, 'answered-long')
  deskline = await startDeskline()
  await signIn(deskline.page, service)
})
test.afterEach(async () => {
  await deskline.quit()
  await service.close()
})

const after = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)))

/** Dials the number in every way, each about `atMs` (epoch ms), and waits until all of them were answered. */
async function dialAtOnce(number: string, entry: number, atMs: number): Promise<void> {
  copy(number)
  const second = after(atMs - startMs - Date.now()).then(async () => {
    await once(startPlain(deskline.userData, [`tel:${number}`]), 'exit')
  })
  const hotKey = after(atMs - 20 - Date.now()).then(() => pressKeys(dialKey))
  const windows = deskline.page.evaluate(
    async ([dial, id, at]) => {
      const { commands } = window.deskline
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, at - Date.now())))
      await Promise.all([
        commands['calls:dial']({ number: dial }),
        commands['work-run:call']({ entry: id }),
        commands['calls:dial']({ number: dial })
      ])
    },
    [number, entry, atMs] as [string, number, number]
  )
  await Promise.all([second, hotKey, windows])
}

test('the end of a countdown, windows, hot key and a second start with a link: one request', async () => {
  test.setTimeout(runSize(120_000, 3_600_000))
  await deskline.page.evaluate(async () => {
    const { commands } = window.deskline
    const state = await commands['app:state'](undefined)
    if (!state.ok) return
    const { workLists } = state.value.settings.value
    await commands['settings:change']({ workLists: { ...workLists, countdownMs: 3_000 } })
  })
  const rows = numbers.map((number, at) => `Customer ${at}.\t${number}`)
  lists = await makeWorkList(deskline, ['Name\tPhone', ...rows].join('\n'), { script: '', checklist: [] })
  await expect(lists.getByRole('button', { name: 'Call Customer 0.' })).toBeVisible()
  stirMouse()
  await lists.evaluate(() => window.deskline.commands['work-run:set-automatic']({ isAutomatic: true }))
  await expect(lists.getByRole('heading', { name: 'Calling Customer 0. in' })).toBeVisible()

  for (let round = 0; round < rounds; round += 1) {
    // The hot key may have left a question or a notice.
    await lists.evaluate(() => window.deskline.commands['prompt:cancel'](undefined))
    await expect.poll(async () => (await workRunOf(lists))?.phase.kind).toMatch(/^(calling|ready)$/)
    const isOwnCall = (await workRunOf(lists))?.phase.kind === 'calling'
    await expect(deskline.page.getByRole('article', { name: /: Talking$/ })).toBeVisible()
    service.hangUpAll()
    if (isOwnCall) {
      await expect(lists.getByRole('heading', { name: 'Choose a result' })).toBeVisible()
      await lists.keyboard.press('1')
    } else {
      // Another way was first: its call isn't the list's.
      await expect(deskline.page.getByRole('article', { name: /: Talking$/ })).toHaveCount(0)
      await lists.keyboard.press('s')
      await expect(lists.getByRole('button', { name: `Call Customer ${round + 1}.` })).toBeVisible()
      await lists.keyboard.press(' ')
    }
    stirMouse()
    await expect(lists.getByRole('heading', { name: `Calling Customer ${round + 1}. in` })).toBeVisible()
    const run = await workRunOf(lists)
    if (run?.phase.kind !== 'countdown') throw new Error('no countdown')
    await dialAtOnce(numbers[round + 1] ?? '', round + 1, run.phase.untilMs)
    expect(requestedNumbers(service)).toEqual(numbers.slice(0, round + 2))
  }
})
