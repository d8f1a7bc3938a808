import { homedir } from 'node:os'
import { isAbsolute, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The project's folder. */
export const projectFolder = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '')

/** The folder of the set-up's stamps; in node_modules, so that removing node_modules removes them too. */
export const stampFolder = join(projectFolder, 'node_modules', '.cache', 'deskline')

/**
 * Returns the user's cache folder for Deskline's set-up (XDG base directory, `%LOCALAPPDATA%` or
 * `~/Library/Caches`); `DESKLINE_CACHE` overrides it.
 * @param {NodeJS.ProcessEnv} env
 * @param {NodeJS.Platform} platform
 */
export function cacheFolder(env = process.env, platform = process.platform) {
  if (env.DESKLINE_CACHE) return env.DESKLINE_CACHE
  if (platform === 'win32') {
    return join(env.LOCALAPPDATA || join(homedir(), 'AppData', 'Local'), 'deskline', 'Cache')
  }
  if (platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'deskline')
  // An empty or relative value counts as unset (XDG Base Directory Specification).
  const cache = env.XDG_CACHE_HOME ?? ''
  return join(isAbsolute(cache) ? cache : join(homedir(), '.cache'), 'deskline')
}
