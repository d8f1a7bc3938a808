import { app } from 'electron'
import { homedir } from 'node:os'
import { join } from 'node:path'

// Desktop entries of Linux desktops (freedesktop.org, Desktop Entry Specification).

/** The name of Deskline's entry. */
export const desktopFile = 'deskline-links.desktop'

/** Where a person's configuration and data are (XDG Base Directory Specification). */
export const configHome = (): string => process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config')
/** See {@link configHome}. */
export const dataHome = (): string => process.env['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share')

/** One argument of an Exec line ("The Exec key"). */
export const quoteExec = (argument: string): string =>
  `"${argument.replace(/[\\"`$]/g, (character) => `\\${character}`).replace(/%/g, '%%')}"`

/** An entry that starts this Deskline with `args`; `keys`: further lines. */
export function desktopEntry(args: readonly string[], keys: readonly string[] = []): string {
  const program = app.isPackaged
    ? [process.env['APPIMAGE'] ?? process.execPath]
    : [process.execPath, app.getAppPath()]
  const command = [...program.map(quoteExec), ...args].join(' ')
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Deskline',
    'Name[zh_CN]=话机伴侣',
    `Exec=${command}`,
    'Terminal=false',
    ...keys,
    ''
  ].join('\n')
}
