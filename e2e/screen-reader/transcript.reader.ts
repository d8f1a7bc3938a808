import { expect, test } from '@playwright/test'
import { startDesktop, type Desktop } from '../../scripts/desktop-session.mjs'
import type { Simulator } from '../../src/simulator/simulator'
import { newFolder, startDeskline, type Deskline } from '../support/deskline'
import { dial, signIn, startService } from '../support/sign-in'
import { startOrca, type Orca } from './orca'

// What Orca says during a call, from sign-in to wrap-up.

let desktop: Desktop
let service: Simulator
let orca: Orca
let deskline: Deskline

test.beforeAll(async () => {
  desktop = await startDesktop({ hasKeyStore: false })
  const { NO_AT_BRIDGE: _, ...env } = desktop.env
  // Slow enough that each step is spoken before the next.
  service = await startService({ pace: 1 })
  orca = await startOrca(env, newFolder())
  deskline = await startDeskline({
    args: ['--force-renderer-accessibility'],
    env: { ...env, NO_AT_BRIDGE: '0' }
  })
})
test.afterAll(async () => {
  await deskline.quit()
  orca.stop()
  await service.close()
  await desktop.stop()
})

/** Waits until all sentences were spoken in this part, in their order. */
async function expectSpoken(part: string, sentences: string[]): Promise<void> {
  const matched = (): string[] => {
    const rest = [...sentences]
    for (const text of orca.spoken()) if (rest[0] !== undefined && text.includes(rest[0])) rest.shift()
    return rest
  }
  await expect
    .poll(matched, `${part}: not spoken`)
    .toEqual([])
    .finally(() => {
      if (process.env['SHOW_TRANSCRIPT'] !== undefined) console.log(part, orca.spoken())
    })
  orca.begin()
}

test('sign in, dial, rings, answered, ended, wrap-up', async () => {
  const { page } = deskline
  await expectSpoken('sign-in form', [
    'Sign in to your desk phone',
    'Tenant ID',
    'Access token',
    'Desk phone'
  ])
  await signIn(page, service)
  await expectSpoken('signed in', ['Number to call', 'Live line: Connected'])
  service.setScenario('13800138007', 'answered-long')
  await dial(page, '13800138007')
  await expectSpoken('dialled', ['138 0013 8007: Starting', '138 0013 8007: Your phone rings'])
  await expectSpoken('rings', ['138 0013 8007: Calling', '138 0013 8007: Ringing'])
  await expectSpoken('answered', ['138 0013 8007: Talking'])
  service.hangUpAll()
  await expectSpoken('ended', ['138 0013 8007: Answered', 'Wrap-up: 138 0013 8007', '1–9 set the result'])
  await page.keyboard.press('1')
  await expectSpoken('wrap-up', ['Result: Interested'])
})
