import { execFileSync } from 'node:child_process'

// The tray as the desktop's panel sees it: a StatusNotifierItem on the session bus (freedesktop.org,
// StatusNotifierItem).

const gdbus = (...args: string[]): string =>
  execFileSync('gdbus', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })

const property = (destination: string, path: string, owner: string, name: string): string =>
  // prettier-ignore
  gdbus('call', '--session', '--dest', destination, '--object-path', path,
    '--method', 'org.freedesktop.DBus.Properties.Get', owner, name)

const items = (): { destination: string; path: string }[] => {
  const watcher = 'org.kde.StatusNotifierWatcher'
  const listed = property(watcher, '/StatusNotifierWatcher', watcher, 'RegisteredStatusNotifierItems')
  return [...listed.matchAll(/'([^'/]+)(\/[^']*)?'/g)].map(([, destination = '', path]) => ({
    destination,
    path: path ?? '/StatusNotifierItem'
  }))
}

/** Queries every icon; icons whose program has ended in the meantime are skipped. */
const ask = (question: (destination: string, path: string) => string): string[] =>
  items().flatMap(({ destination, path }) => {
    try {
      return [question(destination, path)]
    } catch {
      return []
    }
  })

const itemProperty = (destination: string, path: string, name: string): string =>
  property(destination, path, 'org.kde.StatusNotifierItem', name)

/** The tooltips of all tray icons. */
export const trayTooltips = (): string[] =>
  ask((destination, path) => itemProperty(destination, path, 'ToolTip'))

/** The menu texts of all tray icons, queried as a panel does (com.canonical.dbusmenu). */
export const trayMenus = (): string[] =>
  ask((destination, path) => {
    const menu = /'(\/[^']+)'/.exec(itemProperty(destination, path, 'Menu'))
    // prettier-ignore
    return gdbus('call', '--session', '--dest', destination, '--object-path', menu?.[1] ?? '/',
      '--method', 'com.canonical.dbusmenu.GetLayout', '--', '0', '-1', "['label']")
  })
