import { expect, test } from '@playwright/test'
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { startDesktop, type Desktop } from '../scripts/desktop-session.mjs'
import type { Simulator } from '../src/simulator/simulator'
import { filesHolding } from './support/files'
import { startDeskline, type Deskline } from './support/deskline'
import { pressUntil } from './support/press-until'
import { fillSignIn, signIn, startService, testToken } from './support/sign-in'

// These tests lock and unlock the key ring, so each has its own desktop with its own key ring.

let service: Simulator
let desktop: Desktop
let deskline: Deskline
let keyRing: ChildProcess | null = null

test.beforeEach(async () => {
  service = await startService()
  desktop = await startDesktop()
})
test.afterEach(async () => {
  await deskline.quit()
  await service.close()
  keyRing?.kill()
  keyRing = null
  await desktop.stop()
})

const start = (userData?: string): Promise<Deskline> =>
  startDeskline({ env: desktop.env, ...(userData === undefined ? {} : { userData }) })

/** Locks the key ring, as the user might at any time; no prompter runs on this desktop. */
const lock = (): void => {
  // prettier-ignore
  execFileSync('gdbus', ['call', '--session', '--dest', 'org.freedesktop.secrets',
    '--object-path', '/org/freedesktop/secrets', '--method', 'org.freedesktop.Secret.Service.Lock',
    "[objectpath '/org/freedesktop/secrets/collection/login']"], { env: desktop.env })
}

/** Replaces the daemon by one that unlocks the same key ring with its password, which is empty. */
const unlock = (): void => {
  keyRing = spawn('gnome-keyring-daemon', ['--foreground', '--replace', '--unlock', '--components=secrets'], {
    env: desktop.env,
    stdio: ['pipe', 'ignore', 'ignore']
  })
  keyRing.stdin?.end('\n')
}

test('without a key store the token is kept for this run only, and the window says so', async () => {
  deskline = await startDeskline({
    env: { ...desktop.env, DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus' }
  })
  await signIn(deskline.page, service)
  await expect(deskline.page.getByText('The access token isn’t saved', { exact: false })).toBeVisible()
  expect(filesHolding(deskline.userData, testToken)).toEqual([])
})

test('a locked key store is reported at start-up, and one click signs in again once it is unlocked', async () => {
  deskline = await start()
  await signIn(deskline.page, service)
  await deskline.quit()
  lock()
  deskline = await start(deskline.userData)
  await expect(deskline.page.getByText('locked', { exact: false }).first()).toBeVisible()
  unlock()
  await pressUntil(
    () => deskline.page.getByRole('button', { name: 'Try again' }).click({ timeout: 1_000 }),
    () => deskline.page.getByText('Connected', { exact: true }).isVisible()
  )
})

test('signing in while the key store is locked works for this run', async () => {
  lock()
  deskline = await start()
  await fillSignIn(deskline.page, service)
  await deskline.page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(deskline.page.getByText('Connected', { exact: true })).toBeVisible()
  await expect(deskline.page.getByText('The access token isn’t saved', { exact: false })).toBeVisible()
})
