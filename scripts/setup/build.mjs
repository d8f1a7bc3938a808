import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { SetupError, say } from './announce.mjs'
import { lastLines, runQuietly } from './child-process.mjs'
import { projectFolder } from './paths.mjs'
import { fingerprint, readStamp, removeStamp, writeStamp } from './stamp.mjs'

const stampFile = join(projectFolder, 'out', '.stamp')
const sources = [
  'src',
  'resources',
  'scripts/package',
  'electron.vite.config.ts',
  'svelte.config.js',
  'tsconfig.base.json',
  'tsconfig.node.json',
  'tsconfig.web.json',
  'package.json',
  'package-lock.json'
]

/** Whether a change to this file can affect the build; tests can't. */
export const isBuildInput = (path) => !/\.test\.[cm]?[jt]s$/.test(path)

/** Builds the program if it isn't built or a source has changed; throws a SetupError. */
export async function ensureBuild() {
  const stamp = fingerprint(projectFolder, sources, isBuildInput)
  if (existsSync(join(projectFolder, 'out', 'main', 'index.js')) && readStamp(stampFile) === stamp) return

  // Otherwise a kill during the build would leave half a build that counts as complete.
  removeStamp(stampFile)
  say('building')
  const cli = join(projectFolder, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')
  const result = await runQuietly(process.execPath, [cli, 'build'], { label: 'electron-vite build' })
  if (result.code !== 0) {
    throw new SetupError(`the build failed (exit code ${result.code}):\n${lastLines(result.output, 40)}`)
  }
  const [{ shippedPackages }, { licencesText }] = await Promise.all([
    import('../package/shipped-packages.mjs'),
    import('../package/licences.mjs')
  ])
  writeFileSync(join(projectFolder, 'out', 'licences.txt'), licencesText(shippedPackages()))
  writeStamp(stampFile, stamp)
}
