import { expect, test } from '@playwright/test'
import type { Simulator } from '../src/simulator/simulator'
import type { Deskline } from './support/deskline'
import { clearNotifications, clickNotification, shownNotifications } from './support/notifications'
import { pressUntil } from './support/press-until'
import { shareProgram, signInAnew } from './support/shared-program'
import { dial, startService, testAgentId } from './support/sign-in'
import { workElsewhere } from './support/gestures'

let service: Simulator
let deskline: Deskline

const starts = () => service.requests.entries().filter((request) => request.method === 'POST')
const summaries = () => shownNotifications().map((notification) => notification.summary)

/** Starts one program for the tests of a `describe`; each of them signs in to a service of its own. */
function share(): void {
  const program = shareProgram()
  test.beforeEach(async () => {
    deskline = program()
    service = await startService()
    await signInAnew(deskline, service)
    clearNotifications()
  })
  test.afterEach(() => service.close())
}

test.describe('a call', () => {
  share()

  test('the request matches the API document, with a numeric agent id and no empty fields', async () => {
    await dial(deskline.page, '＋86 138－0013－8000')
    await expect.poll(() => starts().length).toBe(1)
    expect(starts()[0]).toMatchObject({
      path: '/api/v31/tserver/tenants/tenant-e2e/calls',
      body: { calleeNumber: '13800138000', agentId: testAgentId },
      status: 200
    })
    expect(Object.keys(starts()[0]?.body as object).sort()).toEqual(['agentId', 'calleeNumber'])
  })

  test('every state is shown with its time, and the record fills in duration and cost', async () => {
    const { page } = deskline
    await dial(page, '13800138000')
    await expect(page.getByRole('article', { name: '138 0013 8000: Talking' })).toBeVisible()
    await expect(page.getByRole('timer')).toBeVisible()
    service.hangUpAll()

    const row = page.getByRole('row', { name: '138 0013 8000' }).first()
    await expect(row).toContainText('138 0013 8000')
    await expect(row).toContainText('Answered')

    const state = await page.evaluate(() => window.deskline.commands['app:state'](undefined))
    if (!state.ok) throw new Error(state.error.code)
    const [call] = state.value.calls.value
    expect(call?.timeline.filter((entry) => entry.source === 'live').map((entry) => entry.state)).toEqual([
      'started',
      'agentReady',
      'callAgentSuccess',
      'callCallee',
      'calleeRingBack',
      'processed',
      'calleeAnswered',
      'hangup'
    ])
    expect(call?.origin).toBe('here')

    await row.dblclick()
    await expect(page.getByText('¥', { exact: false }).first()).toBeVisible()
  })

  test('the service’s error message is shown verbatim at the number field', async () => {
    const { page } = deskline
    service.faults.add({
      match: { on: 'rest', method: 'POST' },
      effect: {
        kind: 'reply',
        status: 422,
        json: {
          status: 422,
          error: { code: 30105, message: '“被叫号码”不是合法的手机号或固定电话。', field: 'calleeNumber' }
        }
      }
    })
    await dial(page, '13800138000')
    await expect(page.getByLabel('Number to call')).toHaveAccessibleDescription(
      /“被叫号码”不是合法的手机号或固定电话。/
    )
  })

  test('while a call is being started the button cannot start a second one', async () => {
    const { page } = deskline
    service.faults.add({ match: { on: 'rest', method: 'POST' }, effect: { kind: 'delay', ms: 1_500 } })
    await dial(page, '13800138000')
    const box = page.getByLabel('Number to call')
    for (let press = 0; press < 5; press += 1) await box.press('Enter')
    const second = await page.evaluate(() =>
      window.deskline.commands['calls:dial']({ number: '13900139000' })
    )
    expect(second).toEqual({ ok: false, error: { code: 'call-being-started' } })
    await expect(page.getByRole('article', { name: '138 0013 8000: Talking' })).toBeVisible()
    expect(starts()).toHaveLength(1)
  })

  test('a call started elsewhere is shown as well', async () => {
    service.startElsewhere({ agentId: testAgentId, calleeNumber: '01088886666' })
    await expect(deskline.page.getByText('010 8888 6666').first()).toBeVisible()
    await expect(deskline.page.getByText('elsewhere', { exact: false }).first()).toBeVisible()
  })

  test('a request whose reply is lost isn’t retried: the call is unknown until live events resolve it', async () => {
    service.faults.add({ match: { on: 'rest', method: 'POST' }, effect: { kind: 'drop', when: 'after' } })
    await dial(deskline.page, '13800138000')
    await expect(deskline.page.getByRole('article', { name: '138 0013 8000: Talking' })).toBeVisible()
    expect(starts()).toHaveLength(1)
  })
})

// Programs of their own: notifications are limited to six at once.
test.describe('native notifications', () => {
  share()
  workElsewhere()

  test('native notifications announce that the phone rings and that the callee answered', async () => {
    await dial(deskline.page, '13800138000')
    await expect(deskline.page.getByRole('article', { name: '138 0013 8000: Talking' })).toBeVisible()
    await expect.poll(summaries).toEqual(['Answered', 'Your phone rings'])
    expect(shownNotifications()[0]?.body).toBe('138 0013 8000 is on the line')
  })

  test('clicking a notification opens its call', async () => {
    const { page } = deskline
    service.setScenario('13800138000', 'answered-long')
    await dial(page, '13800138000')
    await expect(page.getByRole('article', { name: '138 0013 8000: Talking' })).toBeVisible()
    await page.evaluate(() => window.deskline.commands['window:hide'](undefined))
    await pressUntil(clickNotification, () =>
      page.getByRole('heading', { name: 'Call', exact: true }).isVisible()
    )
  })

  test('a call without live events is resolved from its record, and the user is notified of its end', async () => {
    service.faults.add({ match: { on: 'event' }, effect: { kind: 'lose' } })
    await dial(deskline.page, '13800138000')
    await expect(deskline.page.getByRole('article', { name: '138 0013 8000: Starting' })).toBeVisible()
    service.hangUpAll()
    await expect(deskline.page.getByRole('row', { name: '138 0013 8000' }).first()).toContainText(
      'No answer',
      {
        timeout: 20_000
      }
    )
    await expect.poll(summaries).toEqual(['No answer'])
  })
})

test.describe('a failed call', () => {
  share()
  workElsewhere()

  const failures = [
    ['13800138001', 'No answer', 'It rang, but nobody answered.'],
    ['13800138003', 'Not reached', 'The call ended without a ringing tone.'],
    ['13800138004', 'Desk phone not answered', 'could not be reached or was not answered']
  ] as const
  for (const [number, title, reason] of failures) {
    test(`shows its reason: ${title}`, async () => {
      await dial(deskline.page, number)
      await expect.poll(() => shownNotifications()[0]?.summary).toBe(title)
      expect(shownNotifications()[0]?.body).toContain(reason)
    })
  }
})
