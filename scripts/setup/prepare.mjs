import { ensureDependencies } from './dependencies.mjs'
import { checkNode } from './node-version.mjs'
import { desktopPackages, ensureSystemPackages, runPackages } from './system-packages.mjs'

/** Sets up what plain Node programs of the project need. Throws a SetupError. */
export async function prepareDependencies() {
  checkNode()
  await ensureDependencies()
}

/**
 * Sets up everything the program needs to run, quietly when nothing is to do. Throws a SetupError.
 * @param {{ hasVirtualDesktop: boolean }} options whether a virtual desktop is wanted too
 * @returns {Promise<import('./electron-executable.mjs').Runtime>}
 */
export async function prepareProgram({ hasVirtualDesktop }) {
  checkNode()
  await ensureSystemPackages(hasVirtualDesktop ? [...runPackages, ...desktopPackages] : runPackages)
  await ensureDependencies()
  // These read node_modules, so they are loaded only now.
  const { ensureElectron } = await import('./electron-runtime.mjs')
  const { ensureBuild } = await import('./build.mjs')
  const runtime = await ensureElectron()
  await ensureBuild()
  return runtime
}

/** The environment in which the tools and the program find that Electron. */
export function electronEnv(runtime, env = process.env) {
  const result = { ...env, ELECTRON_OVERRIDE_DIST_PATH: runtime.folder }
  // Editors set this in their terminals; with it Electron would be a plain Node.
  delete result.ELECTRON_RUN_AS_NODE
  return result
}
