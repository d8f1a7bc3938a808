import { expect, test } from '@playwright/test'
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { startDesktop, type Desktop } from '../scripts/desktop-session.mjs'
import { startDeskline, startPlain, type Deskline } from './support/deskline'
import { inMain } from './support/main-process'
import { startTrayWatcher } from './support/tray-watcher'

// A desktop without a panel, such as GNOME, and one whose panel starts later.

let desktop: Desktop
let deskline: Deskline
let panel: ChildProcess | null

test.beforeEach(async () => {
  panel = null
  desktop = await startDesktop({ hasKeyStore: false })
  deskline = await startDeskline({ env: desktop.env })
})
test.afterEach(async () => {
  await deskline.quit()
  panel?.kill()
  await desktop.stop()
})

const hasTray = (): Promise<boolean> =>
  deskline.page.evaluate(async () => {
    const state = await window.deskline.commands['app:state'](undefined)
    return state.ok && state.value.environment.value.hasTray
  })

/** The number of windows on the screen, according to the X server. */
const shownWindows = (): number => {
  try {
    const found = execFileSync('xdotool', ['search', '--onlyvisible', '--name', '^Deskline$'], {
      env: desktop.env,
      encoding: 'utf8'
    })
    return found.trim().split('\n').length
  } catch {
    return 0
  }
}

const iconOwners = (): string => {
  try {
    // prettier-ignore
    return execFileSync('gdbus', ['call', '--session', '--dest', 'org.kde.StatusNotifierWatcher',
      '--object-path', '/StatusNotifierWatcher', '--method', 'org.freedesktop.DBus.Properties.Get',
      'org.kde.StatusNotifierWatcher', 'RegisteredStatusNotifierItems'],
      { env: desktop.env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  } catch {
    return ''
  }
}

test('without a tray a second instance restores the closed window; a panel that comes later may list, drop or refuse the icon', async () => {
  expect(await hasTray()).toBe(false)
  for (let round = 0; round < 2; round += 1) {
    await expect.poll(shownWindows).toBe(1)
    await inMain(deskline.app, ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
    await expect.poll(shownWindows).toBe(0)
    const [code] = (await once(startPlain(deskline.userData, [], { env: desktop.env }), 'exit')) as [number]
    expect(code).toBe(0)
    await expect.poll(shownWindows).toBe(1)
  }

  // A panel that lists the icon, drops it and takes it again, and drops and refuses it.
  const watcher = await startTrayWatcher(desktop.env['DBUS_SESSION_BUS_ADDRESS'] ?? '')
  await expect.poll(hasTray).toBe(true)
  const asked = watcher.asked()
  watcher.drop()
  await expect.poll(() => watcher.asked()).toBeGreaterThan(asked)
  watcher.accept(false)
  watcher.drop()
  await expect.poll(hasTray).toBe(false)
  await watcher.close()

  panel = spawn('xfce4-panel', ['--disable-wm-check', '--sm-client-disable'], {
    env: desktop.env,
    stdio: 'ignore'
  })
  await expect.poll(hasTray).toBe(true)
  expect(iconOwners()).toContain('StatusNotifierItem')
})

test('on a screen scaled to 200 % the whole window is inside the work area', async () => {
  await deskline.quit()
  deskline = await startDeskline({ env: desktop.env, args: ['--force-device-scale-factor=2'] })
  const placed = await inMain(deskline.app, ({ BrowserWindow, screen }) => ({
    bounds: BrowserWindow.getAllWindows()[0]?.getBounds(),
    workArea: screen.getPrimaryDisplay().workArea
  }))
  const { bounds, workArea } = placed
  expect(workArea.height).toBeLessThanOrEqual(400)
  expect(bounds?.y).toBeGreaterThanOrEqual(workArea.y)
  expect((bounds?.y ?? 0) + (bounds?.height ?? Infinity)).toBeLessThanOrEqual(workArea.y + workArea.height)
})
