import { expect, test } from '@playwright/test'
import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import type { Settings } from '../src/shared/app/schema'
import type { Simulator } from '../src/simulator/simulator'
import { startDeskline, type Deskline } from './support/deskline'
import { dial, signIn, startService } from './support/sign-in'

// Deskline's use of the desktop: the handler of phone links, and pages in a browser.

let service: Simulator
let deskline: Deskline
let folder: string

test.beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'deskline-outside-'))
  service = await startService()
})
test.afterEach(async () => {
  await deskline.quit()
  await service.close()
  rmSync(folder, { recursive: true, force: true })
})

const handlerOf = (scheme: string): string =>
  execFileSync('xdg-mime', ['query', 'default', `x-scheme-handler/${scheme}`], { encoding: 'utf8' }).trim()

const setLinks = (isOurs: boolean): Promise<unknown> =>
  deskline.page.evaluate((isOurs) => window.deskline.commands['links:set']({ isOurs }), isOurs)

const shownLinks = (): Promise<unknown> =>
  deskline.page.evaluate(async () => {
    const state = await window.deskline.commands['app:state'](undefined)
    return state.ok ? state.value.links.value : null
  })

test('phone links open in Deskline only if the user enables that, and are handed back on disabling it', async () => {
  const applications = join(process.env['XDG_DATA_HOME'] ?? folder, 'applications')
  mkdirSync(applications, { recursive: true })
  writeFileSync(
    join(applications, 'softphone.desktop'),
    '[Desktop Entry]\nType=Application\nName=Softphone\nExec=true %u\nMimeType=x-scheme-handler/tel;\n'
  )
  execFileSync('xdg-mime', ['default', 'softphone.desktop', 'x-scheme-handler/tel'])

  deskline = await startDeskline()
  await deskline.page.evaluate(() => window.deskline.commands['links:refresh'](undefined))
  await expect.poll(shownLinks).toEqual({
    schemes: {
      tel: { isOurs: false, handler: 'softphone.desktop' },
      callto: { isOurs: false, handler: null }
    },
    problem: null
  })

  await setLinks(true)
  expect([handlerOf('tel'), handlerOf('callto')]).toEqual([
    'deskline-links.desktop',
    'deskline-links.desktop'
  ])
  expect(await shownLinks()).toMatchObject({ schemes: { tel: { isOurs: true }, callto: { isOurs: true } } })

  await setLinks(false)
  expect([handlerOf('tel'), handlerOf('callto')]).toEqual(['softphone.desktop', ''])
  expect(await shownLinks()).toMatchObject({ schemes: { tel: { isOurs: false }, callto: { isOurs: false } } })
})

test('a page is opened when the callee answers, with its values encoded', async () => {
  // No browser is installed: a script in its place records the addresses it is asked to open.
  const opened = join(folder, 'opened')
  writeFileSync(opened, '')
  writeFileSync(join(folder, 'xdg-open'), `#!/bin/sh\nprintf '%s\\n' "$1" >> '${opened}'\n`)
  chmodSync(join(folder, 'xdg-open'), 0o755)
  deskline = await startDeskline({ env: { PATH: `${folder}${delimiter}${process.env['PATH'] ?? ''}` } })
  await signIn(deskline.page, service)

  const pages: Settings['pages'] = {
    phoneRings: { isOn: false, template: 'https://crm.example/rings?phone={callee}' },
    calleeAnswered: { isOn: true, template: 'https://crm.example/?phone={callee}&call={call}&agent={agent}' },
    callEnded: { isOn: true, template: 'file:///etc/passwd?{callee}' }
  }
  await deskline.page.evaluate((pages) => window.deskline.commands['settings:change']({ pages }), pages)
  await dial(deskline.page, '13800138000')
  await expect
    .poll(() => readFileSync(opened, 'utf8'))
    .toMatch(/^https:\/\/crm\.example\/\?phone=13800138000&call=[0-9a-f-]{36}&agent=699861013\n$/)

  service.hangUpAll()
  await expect(deskline.page.getByRole('row', { name: '138 0013 8000' }).first()).toBeVisible()
  expect(readFileSync(opened, 'utf8').trim().split('\n')).toHaveLength(1)
  const tried = await deskline.page.evaluate(() =>
    window.deskline.commands['pages:test']({ event: 'callEnded' })
  )
  expect(tried).toEqual({ ok: false, error: { code: 'template-invalid', field: 'template' } })
})
