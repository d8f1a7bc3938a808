import { ensureDependencies } from './dependencies.mjs'
import { checkNode } from './node-version.mjs'
import { desktopPackages, ensureSystemPackages, runPackages } from './system-packages.mjs'

/** Sets up what plain Node programs of the project need. Throws a SetupError. */
export async function prepareDependencies() {
  checkNode()
  await ensureDependencies()
}

/**
 * Sets up what the program needs to run, without building it. Throws a SetupError.
 * @param {{ hasVirtualDesktop: boolean }} options whether a virtual desktop is needed too
 * @returns {Promise<import('./electron-executable.mjs').Runtime>}
 */
export async function prepareElectron({ hasVirtualDesktop }) {
  checkNode()
  await ensureSystemPackages(hasVirtualDesktop ? [...runPackages, ...desktopPackages] : runPackages)
  await ensureDependencies()
  // Imported dynamically, because it reads node_modules.
  const { ensureElectron } = await import('./electron-runtime.mjs')
  return ensureElectron()
}

/** Does what `prepareElectron` does, and builds the program unless it is up to date. */
export async function prepareProgram({ hasVirtualDesktop }) {
  const runtime = await prepareElectron({ hasVirtualDesktop })
  const { ensureBuild } = await import('./build.mjs')
  await ensureBuild()
  return runtime
}

/** The environment in which the tools and the program find that Electron. */
export function electronEnv(runtime, env = process.env) {
  const result = { ...env, ELECTRON_OVERRIDE_DIST_PATH: runtime.folder }
  // Editors set this in their terminals; it would make Electron run as plain Node.
  delete result.ELECTRON_RUN_AS_NODE
  return result
}
