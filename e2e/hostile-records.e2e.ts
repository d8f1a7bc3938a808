import { expect, test } from '@playwright/test'
import type { Simulator } from '../src/simulator/simulator'
import { startDeskline, type Deskline } from './support/deskline'
import { signIn, startService } from './support/sign-in'

// Records with a hostile value in every field: shown as text, played from nowhere, without disturbing the rest.

let service: Simulator
let deskline: Deskline

test.beforeEach(async () => {
  service = await startService()
  deskline = await startDeskline()
  await signIn(deskline.page, service)
})
test.afterEach(async () => {
  await deskline.quit()
  await service.close()
})

const script = '<img src=x onerror="document.title=\'owned\'"><script>document.title="owned"</script>'
const addresses = [
  'javascript:alert(1)',
  'file:///etc/passwd',
  'data:audio/wav;base64,UklGRg==',
  'http://u:p@h/'
]

test('scripts, odd URLs, impossible dates and huge texts are shown as text or as unknown', async () => {
  const atMs = Date.now() - 3_600_000
  const text = {
    callerNumber: script,
    calleeNumber: script,
    salesmanCode: script,
    duration: script,
    cost: script
  }
  for (const [turn, recordUrl] of addresses.entries()) {
    service.records.add(
      { id: `hostile-${turn}`, ...text, recordUrl, startTime: new Date(atMs).toISOString() },
      atMs
    )
  }
  const long = 'x'.repeat(1_000_000)
  service.records.add({ id: 'long', calleeNumber: long, salesmanCode: long, recordUrl: long }, atMs)
  service.records.add(
    {
      id: 'dates',
      startTime: '9999-99-99',
      answerTime: -1,
      endTime: 'never',
      duration: '-1e999',
      cost: 'NaN'
    },
    atMs
  )
  service.records.add(
    { id: 'plain', calleeNumber: '13800138000', startTime: new Date(atMs).toISOString() },
    atMs
  )

  const opened = deskline.app.waitForEvent('window')
  await deskline.page.evaluate(() => window.deskline.commands['records:open']({ id: null }))
  const records = await opened
  await records.waitForLoadState('load')
  const period = { startMs: atMs - 60_000, endMs: atMs + 60_000 }
  await records.evaluate((asked) => window.deskline.commands['records:load'](asked), period)
  await expect(records.getByText('138 0013 8000')).toBeVisible()
  await expect(records.getByText('<img src=x', { exact: false }).first()).toBeVisible()

  for (const turn of addresses.keys()) {
    const reply = await records.evaluate(
      (id) => window.deskline.commands['recordings:open']({ id }),
      `hostile-${turn}`
    )
    expect(reply).toMatchObject({
      ok: false,
      error: { code: expect.stringMatching(/^recording-(missing|address-refused)$/) }
    })
  }
  await records.getByText('<img src=x', { exact: false }).first().click()
  await expect(records.getByRole('complementary')).toBeVisible()
  const seen = await records.evaluate(() => ({
    title: document.title,
    images: document.querySelectorAll('img[src="x"]').length,
    foreign: [...document.scripts].filter(({ src }) => !src.startsWith('app://deskline/')).length,
    links: document.querySelectorAll('a[href^="javascript:"], a[href^="file:"], audio[src^="data:"]').length
  }))
  expect(seen).toMatchObject({ images: 0, foreign: 0, links: 0 })
  expect(seen.title).not.toBe('owned')
})
