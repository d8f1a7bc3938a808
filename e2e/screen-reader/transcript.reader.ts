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

/**
 * Waits until every sentence was spoken since `act` began. Their order isn't checked: where the focus moves and what is
 * announced come from two sources.
 */
async function expectSpoken(part: string, act: () => unknown, sentences: string[]): Promise<void> {
  orca.begin()
  await act()
  const missing = (): string[] => {
    const spoken = orca.spoken()
    return sentences.filter((sentence) => !spoken.some((text) => text.includes(sentence)))
  }
  try {
    await expect.poll(missing, `${part}: not spoken`).toEqual([])
  } finally {
    if (process.env['SHOW_TRANSCRIPT'] !== undefined) console.log(part, orca.spoken())
  }
}

test('sign in, dial, rings, answered, ended, wrap-up', async () => {
  const { page } = deskline
  await expectSpoken('sign-in form', () => page.reload(), [
    'Sign in to your desk phone',
    'Tenant ID',
    'Access token',
    'Desk phone'
  ])
  await expectSpoken('signed in', () => signIn(page, service), ['Number to call', 'Live line: Connected'])
  service.setScenario('13800138007', 'answered-long')
  await expectSpoken('call', () => dial(page, '13800138007'), [
    '138 0013 8007: Your phone rings',
    '138 0013 8007: Calling',
    '138 0013 8007: Ringing',
    '138 0013 8007: Talking'
  ])
  await expectSpoken('ended', () => service.hangUpAll(), [
    '138 0013 8007: Answered',
    'Wrap-up: 138 0013 8007',
    '1–9 set the result'
  ])
  await expectSpoken('wrap-up', () => page.keyboard.press('1'), ['Result: Interested'])
})
