import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { cacheFolder, projectFolder } from './paths.mjs'

/** The version of the stand-in in the package registry (see electron-stand-in.mjs). */
export const standInVersion = '33.2.1'

/** The path of the executable within an Electron folder. */
function executableName(platform = process.platform) {
  if (platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron'
  return platform === 'win32' ? 'electron.exe' : 'electron'
}

/** The version pinned in package.json, which ships. */
export function pinnedVersion() {
  const file = join(projectFolder, 'node_modules', 'electron', 'package.json')
  return JSON.parse(readFileSync(file, 'utf8')).version
}

/** Our cache folder for an official Electron version. */
export const officialFolder = (version) =>
  join(cacheFolder(), 'electron', `${version}-${process.platform}-${process.arch}`)

/** Our cache folder for the stand-in. */
export const standInFolder = () =>
  join(cacheFolder(), 'electron', `stand-in-${standInVersion}-${process.platform}-${process.arch}`)

/**
 * @typedef {{ origin: 'override' | 'package' | 'cache' | 'stand-in', folder: string, executable: string }} Runtime
 */

function isOfVersion(folder, version) {
  try {
    return readFileSync(join(folder, 'version'), 'utf8').trim().replace(/^v/, '') === version
  } catch {
    return false
  }
}

/**
 * Finds an installed Electron without network access: the folder in ELECTRON_OVERRIDE_DIST_PATH, the electron
 * package's own download, our cache, or the stand-in.
 * @param {{ isStandInGoodEnough?: boolean }} [options]
 * @returns {Runtime | undefined}
 */
export function findElectron({ isStandInGoodEnough = true } = {}) {
  const runtime = (origin, folder) => ({ origin, folder, executable: join(folder, executableName()) })
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH
  if (override) {
    const found = runtime('override', override)
    return existsSync(found.executable) ? found : undefined
  }
  const version = pinnedVersion()
  const candidates = [
    [runtime('package', join(projectFolder, 'node_modules', 'electron', 'dist')), version],
    [runtime('cache', officialFolder(version)), version],
    ...(isStandInGoodEnough ? [[runtime('stand-in', standInFolder()), standInVersion]] : [])
  ]
  return candidates.find(
    ([found, wanted]) => isOfVersion(found.folder, wanted) && existsSync(found.executable)
  )?.[0]
}

/**
 * Returns the path of the installed Electron, for tests and tools; throws when the set-up hasn't run.
 * @returns {string}
 */
export function electronExecutable() {
  const found = findElectron()
  if (!found) throw new Error('There is no Electron yet: run `npm run setup` first.')
  return found.executable
}
