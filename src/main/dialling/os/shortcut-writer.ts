import { access, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { ShortcutDesktop } from '../../../shared/dialling/hot-keys'
import { dataHome, desktopEntry, writeDesktopEntry } from '../../desktop/desktop-entry'
import { runTool } from '../../desktop/run-tool'
import { gnomeBinding, kdeBinding } from '../desktop-shortcut'

/** The shortcut that a desktop keeps for Deskline. No method throws. */
export interface ShortcutWriter {
  isSet(): Promise<boolean>
  /** Writes or replaces the shortcut; false if the desktop didn't take it. */
  write(accelerator: string): Promise<boolean>
  /** Removes what `write` wrote, and nothing else; false if it is still there. */
  remove(): Promise<boolean>
}

/** Runs a tool of the desktop; null if it failed. */
type Run = (program: string, args: string[]) => Promise<string | null>

/** The time limit of a desktop's tool, in ms. */
const toolLimitMs = 5_000

const runLimited: Run = (program, args) => runTool(program, args, toolLimitMs).catch(() => null)

const mediaKeys = 'org.gnome.settings-daemon.plugins.media-keys'
const listKey = 'custom-keybindings'
const ourPath = '/org/gnome/settings-daemon/plugins/media-keys/custom-keybindings/deskline/'
const ourSchema = `${mediaKeys}.custom-keybinding:${ourPath}`

/** A text in GVariant's text format. */
const quoted = (text: string): string => `'${text.replace(/[\\']/g, (character) => `\\${character}`)}'`

/** GNOME: a custom shortcut of its settings, which the user finds at Keyboard › Custom shortcuts. */
function createGnomeShortcut(name: string, command: string, run: Run): ShortcutWriter {
  const readList = async (): Promise<string[] | null> => {
    const listed = await run('gsettings', ['get', mediaKeys, listKey])
    return listed === null ? null : [...listed.matchAll(/'([^']*)'/g)].map(([, path = '']) => path)
  }
  const writeList = (paths: readonly string[]): Promise<string | null> =>
    run('gsettings', [
      'set',
      mediaKeys,
      listKey,
      paths.length === 0 ? '@as []' : `[${paths.map(quoted).join(', ')}]`
    ])
  const isSet = async (): Promise<boolean> => (await readList())?.includes(ourPath) === true

  return {
    isSet,
    async write(accelerator) {
      const paths = await readList()
      const binding = gnomeBinding(accelerator)
      if (paths === null || binding === null) return false
      const values = { name, command, binding }
      for (const [key, value] of Object.entries(values)) {
        if ((await run('gsettings', ['set', ourSchema, key, quoted(value)])) === null) return false
      }
      if (!paths.includes(ourPath)) await writeList([...paths, ourPath])
      return isSet()
    },
    async remove() {
      const paths = await readList()
      if (paths === null) return false
      await writeList(paths.filter((path) => path !== ourPath))
      await run('gsettings', ['reset-recursively', ourSchema])
      return !(await isSet())
    }
  }
}

/** KDE: a desktop entry with `X-KDE-Shortcuts`, which the user finds at Shortcuts in the system settings. */
function createKdeShortcut(name: string, run: Run): ShortcutWriter {
  const path = join(dataHome(), 'applications', 'com.deskline.app.dial.desktop')
  const isSet = (): Promise<boolean> =>
    access(path).then(
      () => true,
      () => false
    )
  /** KDE watches the folder, but reads it late. */
  const refresh = async (): Promise<void> => {
    if ((await run('kbuildsycoca6', [])) === null) await run('kbuildsycoca5', [])
  }
  return {
    isSet,
    async write(accelerator) {
      const binding = kdeBinding(accelerator)
      if (binding === null) return false
      const keys = [`X-KDE-Shortcuts=${binding}`, 'StartupNotify=false']
      const isWritten = await writeDesktopEntry(path, desktopEntry(['dial'], keys, name)).then(
        () => true,
        () => false
      )
      if (isWritten) await refresh()
      return isWritten
    },
    async remove() {
      await rm(path, { force: true }).catch(() => undefined)
      await refresh()
      return !(await isSet())
    }
  }
}

/**
 * Writes the shortcut of a desktop; null for one whose configuration belongs to the user. `name`: what the desktop's
 * settings call it; `command`: what it runs there.
 */
export function createShortcutWriter(
  desktop: ShortcutDesktop | null,
  { name, command, run = runLimited }: { name: string; command: string; run?: Run }
): ShortcutWriter | null {
  if (desktop === 'gnome') return createGnomeShortcut(name, command, run)
  return desktop === 'kde' ? createKdeShortcut(name, run) : null
}
