import { expect, test, type Page } from '@playwright/test'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CampaignProgress } from '../src/shared/imports/progress-schema'
import type { Simulator } from '../src/simulator/simulator'
import { expectAccessible } from './support/accessibility'
import { importsOf, newestImport, openCampaigns, readyNumbers } from './support/campaigns'
import { startDeskline, type Deskline } from './support/deskline'
import { dropFiles, mobileNumber } from './support/number-list'
import { signIn, startService, testAgentId } from './support/sign-in'

// How far a campaign is, from the records of all desk phones of the tenant, compared with what the simulator played.

const campaignId = 'spring-2026'
const total = 120
const colleague = testAgentId + 1

let service: Simulator
let deskline: Deskline
let folder: string

test.beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'deskline-progress-'))
  service = await startService({
    agents: [{ agentId: testAgentId, callerNumber: '02583456789' }, { agentId: colleague }],
    isBusyRefused: false,
    pace: 0.01
  })
  deskline = await startDeskline()
  await signIn(deskline.page, service)
})
test.afterEach(async () => {
  await deskline.quit()
  await service.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Imports all numbers and opens the import's page; returns its id. */
async function importNumbers(page: Page): Promise<string> {
  await expect(page.getByText('Drop your number lists here')).toBeVisible()
  const list = join(folder, 'customers.csv')
  writeFileSync(list, ['手机', ...Array.from({ length: total }, (_, n) => mobileNumber(n)), ''].join('\r\n'))
  await dropFiles(page, [list])
  await page.evaluate(
    (id) => window.deskline.commands['imports:choose-campaign']({ campaignId: id }),
    campaignId
  )
  await expect.poll(async () => (await importsOf(page)).draft.campaignId).toBe(campaignId)
  await expect.poll(() => readyNumbers(page)).toBe(total)
  const asked = { campaignId, expected: total }
  const started = await page.evaluate((given) => window.deskline.commands['imports:start'](given), asked)
  if (!started.ok) throw new Error(started.error.code)
  await expect.poll(async () => (await newestImport(page))?.status.kind).toBe('ended')
  await deskline.page.evaluate((of) => window.deskline.commands['imports:open'](of), started.value)
  return started.value.id
}

/** What the simulator knows: the sent numbers by what became of them. */
function truth(): Record<'sent' | 'answered' | 'notAnswered' | 'notCalled' | 'attempts', number> {
  const sent = new Set(service.campaigns.numbers(campaignId))
  const [called, answered] = [new Set<string>(), new Set<string>()]
  let attempts = 0
  for (const record of service.records.findPeriod(0, Date.now() + 3_600_000) ?? []) {
    const { calleeNumber, answerTime } = record.body()
    const number = String(calleeNumber).slice(-11)
    if (!sent.has(number)) continue
    attempts += 1
    called.add(number)
    if (typeof answerTime === 'string' && answerTime !== '') answered.add(number)
  }
  const [reached, tried] = [answered.size, called.size]
  return {
    sent: sent.size,
    answered: reached,
    notAnswered: tried - reached,
    notCalled: sent.size - tried,
    attempts
  }
}

const progressOf = async (page: Page, id: string): Promise<CampaignProgress | null> => {
  const reply = await page.evaluate((of) => window.deskline.commands['imports:progress']({ id: of }), id)
  if (!reply.ok) throw new Error(reply.error.code)
  return reply.value
}

/** Plays calls of a colleague to the end: some are answered, some aren't; the service adds a 0 or +86 to some. */
async function playCalls(from: number, count: number): Promise<void> {
  for (let n = from; n < from + count; n += 1) {
    const prefix = ['', '0', '+86'][n % 3] ?? ''
    const scenario = n % 2 === 0 ? 'answered' : 'callee-busy'
    service.startElsewhere({ agentId: colleague, calleeNumber: prefix + mobileNumber(n), scenario })
  }
  service.startElsewhere({ agentId: colleague, calleeNumber: '13999999999', scenario: 'answered' })
  await expect.poll(() => service.callsInPlay().length).toBe(0)
  const isComplete = (): boolean =>
    (service.records.findPeriod(0, Date.now()) ?? []).every((record) => {
      const { endTime } = record.body()
      return typeof endTime === 'string' && endTime !== ''
    })
  await expect.poll(isComplete).toBe(true)
}

const refresh = (page: Page): Promise<void> => page.getByRole('button', { name: 'Refresh' }).click()

async function restarted(id: string): Promise<Page> {
  const gone = once(deskline.app.process(), 'exit')
  process.kill(deskline.pid, 'SIGKILL')
  await gone
  deskline = await startDeskline({ userData: deskline.userData })
  await expect(deskline.page.getByText('Connected', { exact: true })).toBeVisible()
  return openCampaigns(deskline, id)
}

test('the progress equals what was called, also after a kill and after the entries were removed', async () => {
  const first = await openCampaigns(deskline)
  // A call before the number was sent doesn't count.
  const started = new Date(Date.now() - 60_000).toISOString()
  const earlier = {
    id: 'earlier',
    agentId: colleague,
    calleeNumber: mobileNumber(99),
    startTime: started,
    endTime: started
  }
  service.records.add(earlier, Date.parse(started))
  const id = await importNumbers(first)
  await expect.poll(async () => (await progressOf(first, id))?.notCalled).toBe(total)
  await expect(first.getByText('None of the sent numbers was called yet.')).toBeVisible()

  await playCalls(0, 30)
  await playCalls(20, 20)
  const expected = (): ReturnType<typeof truth> => {
    const all = truth()
    // The earlier call is known to the simulator, too.
    return {
      ...all,
      notAnswered: all.notAnswered - 1,
      notCalled: all.notCalled + 1,
      attempts: all.attempts - 1
    }
  }
  await refresh(first)
  await expect.poll(() => progressOf(first, id)).toMatchObject({ ...expected(), gapCount: 0 })
  expect(expected()).toMatchObject({ answered: 20, notAnswered: 20, notCalled: 80, attempts: 50 })
  const section = first.getByRole('region', { name: 'Calls of this campaign' })
  await expect(section.getByText('of 120 sent numbers were called')).toBeVisible()
  await expect(first.getByText('33% called')).toBeVisible()
  await expect(section.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '33')
  await expectAccessible(first, 'the progress of a campaign')

  const second = await restarted(id)
  await expect(
    second.getByRole('region', { name: 'Calls of this campaign' }).getByRole('table')
  ).toBeVisible()
  expect(await progressOf(second, id)).toMatchObject(expected())
  await playCalls(50, 10)
  await refresh(second)
  await expect.poll(() => progressOf(second, id)).toMatchObject({ ...expected(), gapCount: 0 })

  // A work list of those not reached, by the last count.
  await second.getByRole('button', { name: 'Create a work list…' }).click()
  await second.getByRole('button', { name: /^Called, not answered/ }).click()
  const making = () =>
    deskline.page.evaluate(async () => {
      const state = await window.deskline.commands['app:state'](undefined)
      return state.ok ? state.value.workLists.value.making : null
    })
  await expect.poll(making).toMatchObject({ kind: 'done', entries: expected().notAnswered })

  // Without the service the figures stay, and the failure is shown.
  const offline = { on: 'rest', method: 'GET', path: '/calls/queryByPeriod' } as const
  service.faults.add({ match: offline, effect: { kind: 'reply', status: 403 } })
  const before = await progressOf(second, id)
  await refresh(second)
  await expect(second.getByText('The figures could not be refreshed.', { exact: false })).toBeVisible()
  expect(await progressOf(second, id)).toEqual(before)
  service.faults.clear()

  await deskline.page.evaluate(() => window.deskline.commands['session:sign-out'](undefined))
  await signIn(deskline.page, service)
  await playCalls(70, 5)
  await deskline.page.evaluate((of) => window.deskline.commands['imports:open']({ id: of }), id)
  await expect.poll(async () => (await newestImport(second))?.hasDetails).toBe(false)
  await refresh(second)
  await expect.poll(() => progressOf(second, id)).toMatchObject({ ...expected(), gapCount: 0 })
})
