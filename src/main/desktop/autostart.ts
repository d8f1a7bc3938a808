import { app } from 'electron'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { configHome, desktopEntry, desktopFile, writeDesktopEntry } from './desktop-entry'

/** The argument of a start at log-in, which shows no window until the user opens one. */
const hiddenArgument = '--hidden'

/** Turns the hidden start at log-in on or off; false when the system refused. */
export async function setOpenedAtLogin(isOpened: boolean): Promise<boolean> {
  try {
    if (process.platform !== 'linux') {
      app.setLoginItemSettings({ openAtLogin: isOpened, args: [hiddenArgument] })
      return app.getLoginItemSettings({ args: [hiddenArgument] }).openAtLogin === isOpened
    }
    // Electron doesn't support this on Linux (freedesktop.org, Desktop Application Autostart Specification).
    const entry = join(configHome(), 'autostart', desktopFile)
    if (!isOpened) {
      await rm(entry, { force: true })
      return true
    }
    await writeDesktopEntry(entry, desktopEntry([hiddenArgument]))
    return true
  } catch {
    return false
  }
}
