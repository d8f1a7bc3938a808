import { expect, test, type Page } from '@playwright/test'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runSize } from '../src/main/platform/testing/run-size'
import type { ScenarioStep } from '../src/simulator/live/scenarios'
import type { Simulator } from '../src/simulator/simulator'
import { startDeskline, type Deskline } from './support/deskline'
import { stirMouse } from './support/gestures'
import { mobileNumber } from './support/number-list'
import { signIn, startService } from './support/sign-in'
import { makeWorkList, requestedNumbers, workRunOf } from './support/work-lists'

// A list worked through by keyboard alone, in a real window, with kills in between.

const count = runSize(14, 200)
const numbers = Array.from({ length: count }, (_, at) => mobileNumber(at + 151_000))
const answered: readonly ScenarioStep[] = [
  { afterMs: 100, state: 'started' },
  { afterMs: 300, state: 'agentReady' },
  { afterMs: 300, state: 'callAgentSuccess' },
  { afterMs: 300, state: 'callCallee' },
  { afterMs: 300, state: 'calleeRingBack' },
  { afterMs: 100, state: 'processed' },
  { afterMs: 300, state: 'calleeAnswered' },
  { afterMs: 1_000, state: 'hangup' }
]
const notReached: readonly ScenarioStep[] = [...answered.slice(0, 4), { afterMs: 300, state: 'processed' }]
/** Every third number isn't reached. */
const isReached = (at: number): boolean => at % 3 !== 2

let service: Simulator
let deskline: Deskline
let lists: Page
/** Keys pressed on the call screen. */
let keys = 0

test.beforeEach(async () => {
  service = await startService({ pace: runSize(0.05, 0.6) })
  numbers.forEach((number, at) => service.setScenario(number, isReached(at) ? answered : notReached))
  deskline = await startDeskline()
  await signIn(deskline.page, service)
})
test.afterEach(async () => {
  await deskline.quit()
  await service.close()
})

const nameOf = (at: number): string => `Customer ${at}.`
/** What the screen shows of an entry in a phase. */
const shown = {
  ready: (at: number) => lists.getByRole('button', { name: `Call ${nameOf(at)}` }),
  countdown: (at: number) => lists.getByRole('heading', { name: `Calling ${nameOf(at)} in` }),
  wrapUp: (at: number) =>
    lists
      .getByRole('region', { name: 'Call screen' })
      .filter({ hasText: nameOf(at) })
      .getByText(isReached(at) ? 'Choose a result' : 'Enter chooses “No answer”')
}

async function press(key: string): Promise<void> {
  keys += 1
  await lists.keyboard.press(key)
}

async function kill(): Promise<void> {
  const gone = once(deskline.app.process(), 'exit')
  process.kill(deskline.pid, 'SIGKILL')
  await gone
  deskline = await startDeskline({ userData: deskline.userData })
  await expect(deskline.page.getByText('Connected', { exact: true })).toBeVisible()
  const opened = deskline.app.waitForEvent('window')
  await deskline.page.keyboard.press('Control+k')
  await deskline.page.keyboard.type('Continue')
  await expect(deskline.page.getByRole('option', { name: /Continue/ }).first()).toBeVisible()
  await deskline.page.keyboard.press('Enter')
  lists = await opened
}

/** What the folder knows of the recent calls. */
const keptCalls = (): string =>
  readdirSync(deskline.userData)
    .filter((name) => name.startsWith('calls-'))
    .map((name) => readFileSync(join(deskline.userData, name), 'utf8'))
    .join()

test('a list is worked through by keyboard, each number is requested once, and kills lose nothing', async () => {
  test.setTimeout(runSize(180_000, 900_000))
  const rows = numbers.map((number, at) => `${nameOf(at)}\t${number}`)
  lists = await makeWorkList(deskline, ['Name\tPhone', ...rows].join('\n'), { script: '', checklist: [] })
  const half = Math.floor(count / 2)
  const killed = { talking: 3, wrappedUp: half - 2, counting: half + 4 }

  await test.step('by hand: Enter calls, a digit sets the result', async () => {
    for (let at = 0; at < half; at += 1) {
      await expect(shown.ready(at)).toBeVisible()
      await press('Enter')
      if (at === killed.talking) {
        await expect.poll(keptCalls).toContain(numbers[at])
        await kill()
      }
      await expect(shown.wrapUp(at)).toBeVisible()
      if (at === killed.wrappedUp) {
        await kill()
        await expect(shown.wrapUp(at)).toBeVisible()
      }
      await press(isReached(at) ? '1' : '4')
    }
    await expect(shown.ready(half)).toBeVisible()
    expect(requestedNumbers(service)).toEqual(numbers.slice(0, half))
    expect(keys).toBeLessThanOrEqual(3 * half)
  })

  await test.step('automatic: the countdown or Enter calls, a digit sets the result', async () => {
    stirMouse()
    await lists.evaluate(async () => {
      const { commands } = window.deskline
      const state = await commands['app:state'](undefined)
      if (!state.ok) return
      const { workLists } = state.value.settings.value
      await commands['settings:change']({
        workLists: { ...workLists, countdownMs: 3_000, isAutomatic: true }
      })
      await commands['work-run:set-automatic']({ isAutomatic: true })
    })
    keys = 0
    for (let at = half; at < count; at += 1) {
      await expect(shown.countdown(at)).toBeVisible()
      if (at === killed.counting) {
        await kill()
        await expect(shown.ready(at)).toBeVisible()
        await press(' ')
        await expect(shown.countdown(at)).toBeVisible()
      }
      // One in ten waits for the end of the countdown.
      if (at % 10 !== 5) await press('Enter')
      await expect(shown.wrapUp(at)).toBeVisible()
      stirMouse()
      await press(isReached(at) ? '1' : '4')
    }
    expect(keys).toBeLessThanOrEqual(2 * (count - half) + 1)
  })

  await expect(lists.getByText(/^The next entry is due/)).toBeVisible()
  expect(requestedNumbers(service)).toEqual(numbers)
  expect((await workRunOf(lists))?.phase.kind).toBe('waiting')
  const progress = () =>
    lists.evaluate(async () => {
      const state = await window.deskline.commands['app:state'](undefined)
      return state.ok ? state.value.workLists.value.lists?.[0]?.progress : undefined
    })
  const reached = numbers.filter((_, at) => isReached(at)).length
  await expect.poll(progress).toMatchObject({
    entries: count,
    called: count,
    answered: reached,
    byState: { open: 0, calling: 0, unsure: 0, done: reached, later: count - reached }
  })
})
