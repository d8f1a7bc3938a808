import { app } from 'electron'
import { mkdir, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname, isAbsolute, join } from 'node:path'
import { sharedFile, writeAtomic } from '../platform/files/atomic-file'

// Desktop entries of Linux desktops (freedesktop.org, Desktop Entry Specification).

/** The file name of Deskline's entry. */
export const desktopFile = 'deskline-links.desktop'

/** A base folder of the user. An empty or relative value counts as unset (XDG Base Directory Specification). */
const baseFolder = (variable: 'XDG_CONFIG_HOME' | 'XDG_DATA_HOME', ...usual: string[]): string => {
  const value = process.env[variable] ?? ''
  return isAbsolute(value) ? value : join(homedir(), ...usual)
}
/** The folder of the user's configuration. */
export const configHome = (): string => baseFolder('XDG_CONFIG_HOME', '.config')
/** The folder of the user's data. */
export const dataHome = (): string => baseFolder('XDG_DATA_HOME', '.local', 'share')

/** Quotes one argument of an Exec line ("The Exec key"). */
export const quoteExec = (argument: string): string =>
  `"${argument.replace(/[\\"`$]/g, (character) => `\\${character}`).replace(/%/g, '%%')}"`

/** Escapes a value of the type string ("Possible value types"). */
const escapeString = (text: string): string => text.replace(/\\/g, '\\\\')

/** The words that start this Deskline. */
export const programWords = (): string[] =>
  app.isPackaged ? [process.env['APPIMAGE'] ?? process.execPath] : [process.execPath, app.getAppPath()]

/** Returns an entry that starts this Deskline with `args`. `keys`: additional lines; `name`: another name. */
export function desktopEntry(args: readonly string[], keys: readonly string[] = [], name?: string): string {
  const program = programWords()
  const [executable = process.execPath] = program
  const command = [...program.map(quoteExec), ...args].join(' ')
  return [
    '[Desktop Entry]',
    'Type=Application',
    ...(name === undefined ? ['Name=Deskline', 'Name[zh_CN]=话机伴侣'] : [`Name=${name}`]),
    `Exec=${command}`,
    // Desktops ignore the entry once the program is uninstalled.
    `TryExec=${escapeString(executable)}`,
    'Icon=deskline',
    'Terminal=false',
    ...keys,
    ''
  ].join('\n')
}

/** Writes an entry atomically. Throws the file system's error. */
export async function writeDesktopEntry(path: string, entry: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  await writeAtomic(path, sharedFile, (part) => writeFile(part, entry, { flag: 'wx' }))
}
