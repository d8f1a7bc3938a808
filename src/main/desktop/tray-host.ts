import { execFile } from 'node:child_process'

/**
 * Whether this desktop shows tray icons. Windows and macOS always do; on Linux a panel must have
 * taken the StatusNotifierWatcher name on the session bus (GNOME has none of its own). Where that
 * can't be asked, false: the window then stays reachable in the task bar.
 */
export function hasTrayHost(): Promise<boolean> {
  if (process.platform !== 'linux') return Promise.resolve(true)
  return new Promise((resolve) => {
    execFile(
      'gdbus',
      // prettier-ignore
      ['call', '--session', '--dest', 'org.freedesktop.DBus', '--object-path', '/org/freedesktop/DBus',
        '--method', 'org.freedesktop.DBus.NameHasOwner', 'org.kde.StatusNotifierWatcher'],
      { timeout: 2_000 },
      (error, output) => resolve(error === null && output.includes('true'))
    )
  })
}
