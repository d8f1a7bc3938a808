import { app } from 'electron'
import { spawnSync } from 'node:child_process'

/** Chromium chooses the display system before this program runs, and ends where it can't open it. */
const headless = ['--ozone-platform=headless', '--disable-gpu', '--log-level=3']

/**
 * Runs this command again without a display where Linux has none, as over ssh, and returns its exit code. Null: there is
 * one, or this is that run.
 */
export function runWithoutDisplay(): number | null {
  const hasDisplay = [process.env['DISPLAY'], process.env['WAYLAND_DISPLAY']].some(
    (name) => (name ?? '') !== ''
  )
  if (process.platform !== 'linux' || hasDisplay || app.commandLine.hasSwitch('ozone-platform')) return null
  const { status } = spawnSync(process.execPath, [...headless, ...process.argv.slice(1)], {
    stdio: 'inherit'
  })
  return status ?? 1
}
