import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { SetupError, say } from './announce.mjs'
import { lastLines, npmCommand, runQuietly } from './child-process.mjs'
import { projectFolder, stampFolder } from './paths.mjs'
import { hashOfFile, readStamp, writeStamp } from './stamp.mjs'

const stampFile = join(stampFolder, 'dependencies')

/**
 * Returns why `npm ci` has to run.
 * @param {{ hasModules: boolean, lockHash: string | undefined, stamp: string | undefined }} state
 * @returns {'missing' | 'changed' | undefined} undefined when the packages are up to date
 */
export function reasonToInstall({ hasModules, lockHash, stamp }) {
  if (!hasModules || stamp === undefined) return 'missing'
  return stamp === lockHash ? undefined : 'changed'
}

/** Installs the locked packages if they are missing or the lock file changed; throws a SetupError. */
export async function ensureDependencies() {
  const lockHash = hashOfFile(join(projectFolder, 'package-lock.json'))
  if (lockHash === undefined) {
    throw new SetupError('package-lock.json is missing: restore it from the repository.')
  }
  const hasModules = existsSync(join(projectFolder, 'node_modules', 'electron', 'package.json'))
  const reason = reasonToInstall({ hasModules, lockHash, stamp: readStamp(stampFile) })
  if (!reason) return

  say(reason === 'missing' ? 'installing the packages (npm ci)' : 'the lock file changed: npm ci')
  const npm = npmCommand(['ci', '--no-progress', '--loglevel=error'])
  const result = await runQuietly(npm.command, npm.args, { label: 'npm ci', shell: npm.shell })
  if (result.code !== 0) {
    throw new SetupError(
      `npm ci failed (exit code ${result.code}):\n${lastLines(result.output)}\n` +
        '  Check that the package registry can be reached (npm ping) and start again.'
    )
  }
  writeStamp(stampFile, lockHash)
}
