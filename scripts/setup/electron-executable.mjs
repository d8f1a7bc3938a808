import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { cacheFolder, projectFolder } from './paths.mjs'

/** The version of the stand-in that the package registry has (see electron-stand-in.mjs). */
export const standInVersion = '33.2.1'

/** Where an Electron's executable lies in its folder. */
function executableName(platform = process.platform) {
  if (platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron'
  return platform === 'win32' ? 'electron.exe' : 'electron'
}

/** The version package.json pins: the one that ships. */
export function pinnedVersion() {
  const file = join(projectFolder, 'node_modules', 'electron', 'package.json')
  return JSON.parse(readFileSync(file, 'utf8')).version
}

/** Our own folder for the official Electron of a version. */
export const officialFolder = (version) =>
  join(cacheFolder(), 'electron', `${version}-${process.platform}-${process.arch}`)

/** Our own folder for the stand-in. */
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
 * The Electron that is there, without any network: the folder that ELECTRON_OVERRIDE_DIST_PATH names,
 * the electron package's own download, our cache, or the stand-in.
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
 * The path of the Electron that the set-up left; throws when it hasn't run. For tests and tools.
 * @returns {string}
 */
export function electronExecutable() {
  const found = findElectron()
  if (!found) throw new Error('There is no Electron yet: run `npm run setup` first.')
  return found.executable
}
